/// How far predicted numbers lie from the true ones.
package struct RegressionErrors: Sendable {
  private let truth: [Double]
  private let predicted: [Double]

  /// - Parameters:
  ///   - truth: The true values, finite, at least two.
  ///   - predicted: As many predictions, finite.
  package init?(truth: [Double], predicted: [Double]) {
    guard truth.count == predicted.count, truth.count > 1 else { return nil }
    self.truth = truth
    self.predicted = predicted
  }

  package var rows: Int { truth.count }

  /// scikit-learn `mean_absolute_error`, with Student's interval.
  package func meanAbsoluteError(level: Double) -> Estimate {
    Mean.student(Moments(errors.map(abs)), level: level, of: "absolute errors")
  }

  /// scikit-learn `root_mean_squared_error`: the root of the interval of the mean squared error.
  package func rootMeanSquaredError(level: Double) -> Estimate {
    let squared = Mean.student(Moments(errors.map { $0 * $0 }), level: level, of: "")
    return Estimate(
      value: squared.value.squareRoot(), lower: max(0, squared.lower).squareRoot(),
      upper: max(0, squared.upper).squareRoot(), level: level, rows: rows, rowsMin: Mean.rowsMin,
      method: "root of the mean squared error; Student's interval of the mean")
  }

  /// The mean of prediction minus truth, with Student's interval.
  package func bias(level: Double) -> Estimate {
    Mean.student(Moments(errors), level: level, of: "errors")
  }

  /// scikit-learn `r2_score`, with a percentile interval from resampled rows.
  ///
  /// - Returns: `nil` where the truth does not vary.
  package func coefficientOfDetermination(
    level: Double, repetitions: Int = 1000, seed: UInt64
  )
    -> Estimate?
  {
    guard let value = Self.r2(truth, predicted, rows: truth.indices) else { return nil }
    var numbers = PCG64(seed: seed)
    let drawn = (0..<repetitions).compactMap { _ -> Double? in
      let rows = (0..<truth.count).map { _ in numbers.index(below: truth.count) }
      return Self.r2(truth, predicted, rows: rows)
    }.sorted()
    guard !drawn.isEmpty else { return nil }
    let tail = (1 - level) / 2
    let low = drawn[Int(tail * Double(drawn.count - 1))]
    let high = drawn[Int(((1 - tail) * Double(drawn.count - 1)).rounded(.up))]
    return Estimate(
      value: value, lower: min(low, value), upper: max(high, value), level: level, rows: rows,
      rowsMin: Mean.rowsMin,
      method: "coefficient of determination; percentile bootstrap, \(repetitions) draws")
  }

  private var errors: [Double] { zip(predicted, truth).map { $0 - $1 } }

  private static func r2(
    _ truth: [Double], _ predicted: [Double], rows: some Sequence<Int>
  )
    -> Double?
  {
    var moments = Moments()
    var residual = 0.0
    for row in rows {
      moments.add(truth[row])
      let error = predicted[row] - truth[row]
      residual += error * error
    }
    return moments.m2 > 0 ? 1 - residual / moments.m2 : nil
  }
}

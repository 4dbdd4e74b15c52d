internal import RealModule

/// Whether two samples come from distributions that differ by more than a margin: three answers.
///
/// The distance between the *distributions* lies in an interval around the distance between the
/// *samples*. Drift is claimed only where the whole interval lies above the margin, its absence
/// only where it lies below; in between the data do not say. Either bound alone holds with
/// probability 1 − the error rate: of the two claims only one can be false, whatever the truth. For
/// numbers the bounds hold for every pair of distributions; for categories the lower one puts the
/// samples' shares in place of the true ones, on the safe side by a quarter. Rows must be
/// independent, or resampled in blocks that are.
package struct DriftVerdict: Hashable, Sendable {
  package let answer: Answer
  /// The distance between the samples, with the interval of that between the distributions.
  package let distance: Estimate
  package let margin: Double
  /// Rows of the current sample that would decide if the distance stayed as it is; `nil` where it
  /// is decided, or where the reference is too small for any number to.
  package let rowsNeeded: Int?

  package enum Answer: Hashable, Sendable {
    case drift
    case noMaterialDrift
    case undecided
  }

  /// Compares numbers by the Kolmogorov–Smirnov distance.
  ///
  /// - Parameters:
  ///   - reference: What is expected; at least one row.
  ///   - current: What came; at least one row.
  ///   - margin: The greatest distance that does not matter, 0 to 1.
  ///   - errorRate: The probability with which the answer may be wrong, at most.
  package init(
    numbers reference: ValueCounts, _ current: ValueCounts, margin: Double, errorRate: Double
  ) {
    let bounds = Bounds(errorRate: errorRate) { n, m in
      DriftBounds.greatestDeviation(n, m, errorRate: errorRate)
    }
    self.init(
      distance: Distance.kolmogorovSmirnov(reference, current), bounds: bounds,
      rows: (reference.total, current.total), margin: margin,
      method: "Kolmogorov–Smirnov distance; bounds of McDiarmid (above) and DKW (below)")
  }

  /// Compares categories by the total variation distance.
  ///
  /// - Parameters:
  ///   - reference: How often each category was expected.
  ///   - current: How often each came, in the same order.
  ///   - margin: The greatest distance that does not matter, 0 to 1.
  ///   - errorRate: The probability with which the answer may be wrong, at most.
  package init(
    categories reference: [Int], _ current: [Int], margin: Double, errorRate: Double
  ) {
    let rows = (reference.reduce(0, +), current.reduce(0, +))
    let spread = zip(reference, current).map { r, c in
      let share = Double(r + c) / Double(max(1, rows.0 + rows.1))
      return (share * (1 - share)).squareRoot()
    }.reduce(0, +)
    let bounds = Bounds(errorRate: errorRate) { n, m in
      let unit = (1 / n + 1 / m).squareRoot()
      // What the sample distance exceeds the true one by on average, and its spread.
      return spread * unit / 2 + DriftBounds.boundedDifference(n, m, errorRate: errorRate)
    }
    self.init(
      distance: Distance.totalVariation(reference, current), bounds: bounds, rows: rows,
      margin: margin, method: "total variation distance; bounds of McDiarmid")
  }

  /// Compares by a distance whose deviation was found by resampling blocks.
  ///
  /// - Parameters:
  ///   - distance: Between the samples.
  ///   - deviation: What the distance between resamples and samples stays below with probability
  ///     1 − `errorRate`.
  ///   - rows: Of the reference and of the current sample.
  ///   - margin: The greatest distance that does not matter.
  ///   - errorRate: The probability with which the answer may be wrong, at most.
  ///   - method: How distance and deviation were found.
  package init(
    distance: Double, deviation: Double, rows: (reference: Int, current: Int), margin: Double,
    errorRate: Double, method: String
  ) {
    let whole = (1 / Double(max(1, rows.0)) + 1 / Double(max(1, rows.1))).squareRoot()
    let bounds = Bounds(
      above: { n, m in deviation * (1 / n + 1 / m).squareRoot() / whole },
      below: { n, m in deviation * (1 / n + 1 / m).squareRoot() / whole },
      errorRate: errorRate)
    self.init(distance: distance, bounds: bounds, rows: rows, margin: margin, method: method)
  }

  private init(
    distance: Double, bounds: Bounds, rows: (Int, Int), margin: Double, method: String
  ) {
    let (n, m) = (Double(rows.0), Double(rows.1))
    let lower = max(0, distance - bounds.below(n, m))
    let upper = min(1, distance + bounds.above(n, m))
    answer = lower > margin ? .drift : upper < margin ? .noMaterialDrift : .undecided
    self.distance = Estimate(
      value: distance, lower: lower, upper: upper, level: max(0, 1 - 2 * bounds.errorRate),
      rows: rows.1, method: method)
    self.margin = margin
    guard answer == .undecided, distance != margin else {
      rowsNeeded = nil
      return
    }
    let decides: (Double) -> Bool = { current in
      distance > margin
        ? distance - bounds.below(n, current) > margin
        : distance + bounds.above(n, current) < margin
    }
    rowsNeeded = Self.least(from: max(1, m), where: decides)
  }

  /// How far a sample distance can lie from the true one, as functions of both numbers of rows.
  private struct Bounds {
    let above: (Double, Double) -> Double
    let below: (Double, Double) -> Double
    let errorRate: Double

    init(
      above: @escaping (Double, Double) -> Double, below: @escaping (Double, Double) -> Double,
      errorRate: Double
    ) {
      self.above = above
      self.below = below
      self.errorRate = errorRate
    }

    /// The true distance is at most the sample's expected one (Jensen), and the sample's differs
    /// from that by a bounded difference.
    init(errorRate: Double, below: @escaping (Double, Double) -> Double) {
      self.init(
        above: { DriftBounds.boundedDifference($0, $1, errorRate: errorRate) }, below: below,
        errorRate: errorRate)
    }
  }

  /// The least number from `start` on at which a condition that stays true becomes true.
  private static func least(from start: Double, where holds: (Double) -> Bool) -> Int? {
    var high = start
    while !holds(high) {
      high *= 2
      if high > 1e12 { return nil }
    }
    var low = start
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded()
      if holds(middle) { high = middle } else { low = middle }
    }
    return Int(high)
  }
}

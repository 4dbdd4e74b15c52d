internal import RealModule

/// How closely two series of numbers lie on a line.
package enum LinearRelation {
  /// Pearson's coefficient, with the interval of Fisher's transformation (SciPy `pearsonr` and its
  /// `confidence_interval`).
  ///
  /// - Parameters:
  ///   - left: Finite numbers.
  ///   - right: As many.
  ///   - level: The interval's coverage.
  /// - Returns: `nil` for fewer than four pairs, or where one side does not vary.
  package static func pearson(_ left: [Double], _ right: [Double], level: Double) -> Estimate? {
    guard left.count == right.count, left.count > 3 else { return nil }
    let (a, b) = (Moments(left), Moments(right))
    guard a.m2 > 0, b.m2 > 0, a.m2.isFinite, b.m2.isFinite else { return nil }
    var product = 0.0
    for (x, y) in zip(left, right) { product += (x - a.mean) * (y - b.mean) }
    let value = min(1, max(-1, product / (a.m2.squareRoot() * b.m2.squareRoot())))
    guard value.isFinite else { return nil }
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    let half = z / Double(left.count - 3).squareRoot()
    let middle = Double.atanh(value)
    return Estimate(
      value: value, lower: abs(value) == 1 ? value : Double.tanh(middle - half),
      upper: abs(value) == 1 ? value : Double.tanh(middle + half), level: level,
      rows: left.count, method: "Pearson correlation; interval of Fisher's transformation")
  }

  /// The share of the variance that a line explains, the square of Pearson's coefficient.
  package static func determination(
    _ left: [Double], _ right: [Double], level: Double
  ) -> Estimate? {
    guard let r = pearson(left, right, level: level) else { return nil }
    let squares = [r.lower * r.lower, r.upper * r.upper]
    let isAcross = r.lower < 0 && r.upper > 0
    return Estimate(
      value: r.value * r.value, lower: isAcross ? 0 : squares.min() ?? 0,
      upper: squares.max() ?? 1, level: level, rows: r.rows,
      method: "square of the Pearson correlation; interval of Fisher's transformation")
  }
}

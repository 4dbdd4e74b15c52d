internal import RealModule

/// Estimates of a share from counts.
package enum Proportion {
  /// The exact interval of Clopper and Pearson (1934), which covers at least `level`.
  package static func clopperPearson(_ hits: Int, of rows: Int, level: Double) -> Estimate {
    let (k, n) = (Double(hits), Double(rows))
    let tail = (1 - level) / 2
    let lower =
      hits == 0 ? 0 : SpecialFunctions.incompleteBetaInverse(tail, k, n - k + 1)
    let upper =
      hits == rows ? 1 : SpecialFunctions.incompleteBetaInverse(1 - tail, k + 1, n - k)
    return Estimate(
      value: k / n, lower: lower, upper: upper, level: level, rows: rows,
      method: "share; exact interval of Clopper and Pearson")
  }
}

/// Estimates of the mean of independent values.
package enum Mean {
  /// Student's interval around the mean, from the moments of the values.
  ///
  /// It covers as stated only where means of so many values are about normal, which nobody can tell
  /// from a few; so with fewer than thirty it decides nothing.
  ///
  /// - Parameters:
  ///   - moments: Of at least two values.
  ///   - level: The interval's coverage.
  ///   - name: What the values are, for the method's description.
  /// - Returns: The mean with its interval.
  package static func student(_ moments: Moments, level: Double, of name: String) -> Estimate {
    let t = SpecialFunctions.studentQuantile(
      0.5 + level / 2, freedom: Double(max(1, moments.rows - 1)))
    let half = t * (moments.variance / Double(moments.rows)).squareRoot()
    return Estimate(
      value: moments.mean, lower: moments.mean - half, upper: moments.mean + half, level: level,
      rows: moments.rows, rowsMin: rowsMin, method: "mean of \(name); Student's interval")
  }

  /// With fewer rows an interval that rests on the central limit theorem decides nothing.
  static let rowsMin = 30
}

/// Count, mean and sum of squared deviations, which add exactly over parts (Chan et al., 1983).
package struct Moments: Hashable, Sendable {
  package private(set) var rows = 0
  package private(set) var mean = 0.0
  /// The sum of squared deviations from the mean.
  package private(set) var m2 = 0.0

  package init() {}

  package init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// - Parameters:
  ///   - rows: How many values there are.
  ///   - mean: Their mean.
  ///   - m2: The sum of squared deviations from the mean.
  package init(rows: Int, mean: Double, m2: Double) {
    self.rows = rows
    self.mean = mean
    self.m2 = m2
  }

  package mutating func add(_ value: Double) {
    rows += 1
    let change = value - mean
    mean += change / Double(rows)
    m2 += change * (value - mean)
  }

  package mutating func add(_ value: Double, times count: Int) {
    guard count > 0 else { return }
    var other = Moments()
    other.rows = count
    other.mean = value
    merge(other)
  }

  package mutating func merge(_ other: Moments) {
    guard other.rows > 0 else { return }
    let total = rows + other.rows
    let change = other.mean - mean
    let share = Double(other.rows) / Double(total)
    mean += change * share
    m2 += other.m2 + change * change * Double(rows) * share
    rows = total
  }

  /// With n − 1 below; 0 for fewer than two values.
  package var variance: Double { rows > 1 ? m2 / Double(rows - 1) : 0 }
  /// With n below.
  package var variancePopulation: Double { rows > 0 ? m2 / Double(rows) : 0 }
}

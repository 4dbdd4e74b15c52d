/// One figure with what it takes to believe it, and what it was held against.
package struct Measurement: Hashable, Codable, Sendable {
  /// What was measured on, such as a column; empty for the whole.
  package let of: String
  /// The part of it, such as a month; empty for all.
  package let window: String
  /// The name of the statistic, such as `ks-distance`.
  package let statistic: String
  package let value: Double
  package let interval: Interval?
  /// Rows that the value rests on.
  package let rows: Int?
  /// How the value and its interval were computed, in words.
  package let method: String
  package let limit: Limit?
  package let status: Status
  /// How many rows in all would decide an inconclusive measurement, where that can be told.
  package let rowsNeeded: Int?
  /// Familiar figures beside the one that decides, such as `psi` and `ks-p-value`.
  package let familiar: [String: Double]

  /// A confidence interval; `level` is its coverage, 0 to 1.
  package struct Interval: Hashable, Codable, Sendable {
    package let lower: Double
    package let upper: Double
    package let level: Double

    package init(lower: Double, upper: Double, level: Double) {
      self.lower = lower
      self.upper = upper
      self.level = level
    }
  }

  /// The rule that the value is held against.
  package struct Limit: Hashable, Codable, Sendable {
    package let side: Side
    package let value: Double

    package enum Side: String, Codable, Sendable {
      case atLeast = "at-least"
      case atMost = "at-most"
    }

    package init(_ side: Side, _ value: Double) {
      self.side = side
      self.value = value
    }
  }

  package init(
    of: String = "", window: String = "", statistic: String, value: Double,
    interval: Interval? = nil, rows: Int? = nil, method: String, limit: Limit? = nil,
    status: Status, rowsNeeded: Int? = nil, familiar: [String: Double] = [:]
  ) {
    self.of = of
    self.window = window
    self.statistic = statistic
    self.value = value
    self.interval = interval
    self.rows = rows
    self.method = method
    self.limit = limit
    self.status = status
    self.rowsNeeded = rowsNeeded
    self.familiar = familiar
  }
}

/// Two distributions on the same bins, for drawing one over the other.
package struct Overlay: Hashable, Codable, Sendable {
  package let of: String
  package let window: String
  /// The names of the bins: categories, or the interval that each number bin covers.
  package let bins: [String]
  package let reference: [Int]
  package let current: [Int]

  package init(of: String, window: String, bins: [String], reference: [Int], current: [Int]) {
    self.of = of
    self.window = window
    self.bins = bins
    self.reference = reference
    self.current = current
  }
}

/// A place in a file that shows what a finding says.
package struct Place: Hashable, Codable, Sendable {
  package let path: String
  package let line: Int?
  /// The line as it stands there, shortened.
  package let excerpt: String?

  package init(path: String, line: Int? = nil, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.excerpt = excerpt
  }
}

/// Some rows of the data that show what a finding says.
package struct Sample: Hashable, Codable, Sendable {
  package let title: String
  package let columns: [String]
  package let rows: [[String]]
  /// How many rows there are in all; `rows` holds the first.
  package let total: Int

  package init(title: String, columns: [String], rows: [[String]], total: Int) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.total = total
  }
}

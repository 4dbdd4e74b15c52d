/// A figure with the interval that it lies in, as far as the data tell.
package struct Estimate: Hashable, Sendable {
  package let value: Double
  package let lower: Double
  package let upper: Double
  /// The coverage of the interval, 0 to 1.
  package let level: Double
  package let rows: Int
  /// With fewer rows the interval decides nothing.
  package let rowsMin: Int
  package let method: String

  package init(
    value: Double, lower: Double, upper: Double, level: Double, rows: Int, rowsMin: Int = 0,
    method: String
  ) {
    self.value = value
    self.lower = lower
    self.upper = upper
    self.level = level
    self.rows = rows
    self.rowsMin = rowsMin
    self.method = method
  }

  /// Whether a limit is kept, judged by the interval and not by the point.
  package func answer(to rule: Rule) -> Answer {
    if rows < rowsMin { return .undecided }
    return switch rule {
    case .atLeast(let limit): lower >= limit ? .holds : upper < limit ? .broken : .undecided
    case .atMost(let limit): upper <= limit ? .holds : lower > limit ? .broken : .undecided
    }
  }

  /// About how many rows would decide the rule if the figure stayed as it is.
  ///
  /// The interval's width shrinks with the square root of the rows. `nil` where the figure lies on
  /// the limit.
  package func rowsNeeded(for rule: Rule) -> Int? {
    let limit =
      switch rule {
      case .atLeast(let limit), .atMost(let limit): limit
      }
    let gap = abs(value - limit)
    let half = max(value - lower, upper - value)
    if rows < rowsMin, half == 0 { return rowsMin }
    guard gap > 0, half > 0, rows > 0 else { return nil }
    let factor = (half / gap) * (half / gap)
    let needed = (Double(rows) * factor).rounded(.up)
    return needed < 1e15 ? max(rowsMin, Int(needed)) : nil
  }
}

/// What a figure is held against.
package enum Rule: Hashable, Sendable {
  case atLeast(Double)
  case atMost(Double)
}

/// The three answers that data can give to a rule.
package enum Answer: Hashable, Sendable {
  case holds, broken, undecided
}

/// What a plan is to reach.
package enum Goal: Hashable, Sendable {
  /// The gates that components stand before.
  case nextGates([Component.ID])
  /// Working at a level, for the components that do not yet.
  case level(Level, [Component.ID])
  case score(Framework.ID, Threshold)
}

/// How much of a framework.
package enum Threshold: Hashable, Sendable {
  case atLeast(Double)
  /// At least so much once the total is rounded to one decimal, as totals are shown.
  case atLeastRounded(Double)
  case above(Double)
  /// Every applicable item of the mandatory sections with all its points.
  case complete

  /// Whether a total has come there; sums of decimals are compared to nine digits.
  package func isReached(by total: Score.Total) -> Bool {
    switch self {
    case .complete: total.isComplete
    case .atLeast, .atLeastRounded, .above: total.value.map(isReached) ?? false
    }
  }

  func isReached(by value: Double) -> Bool {
    switch self {
    case .complete: false
    case .atLeast(let least): value >= least - Self.slack
    case .atLeastRounded(let least): value >= least - Self.half - Self.slack
    case .above(let bound): value > bound + Self.slack
    }
  }

  /// How much less rounds up.
  static let half = 0.05

  static let slack = 1e-9
}

/// Why no work of a team reaches a goal.
package enum Obstacle: Sendable {
  /// The framework gives no total, since too many items do not apply.
  case noTotal(out: [ItemScore])
  /// The most that the applicable items can give is less.
  case tooHigh(most: Double, out: [ItemScore])
  /// Nothing that is asked applies, so there is nothing to complete.
  case nothingAsked
  /// The items share controls in so many ways that not all could be looked at.
  case tooEntangled
}

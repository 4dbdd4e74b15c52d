package import Readiness

/// What the log says of the decision about worth: what was decided, whether that still stands, and
/// what it really came to.
package struct WorthRecordShown: Sendable {
  package let decision: Fact.WorthDecided
  package let at: Instant
  package let number: Int
  /// What the numbers advised when it was decided.
  package let advised: String
  /// What the numbers advise now, where that is another thing than when it was decided.
  package let reopened: String?
  /// What periods really earned since the decision, in their order.
  package let actuals: [Fact.WorthRealised]
  /// What those before it earned.
  package let earlier: [Double]

  package init(
    decision: Fact.WorthDecided, at: Instant, number: Int, advised: String, reopened: String?,
    actuals: [Fact.WorthRealised], earlier: [Double]
  ) {
    self.decision = decision
    self.at = at
    self.number = number
    self.advised = advised
    self.reopened = reopened
    self.actuals = actuals
    self.earlier = earlier
  }

  var sentences: [String] {
    var all = [
      "Decided on \(at.day) by \(decision.by): \(decision.choice), because \(decision.reason) "
        + "(event \(number)). The numbers then said: \(advised); depth \(decision.depth.rawValue)."
    ]
    if let reopened { all.append("Reopened: the numbers now say: \(reopened).") }
    if let words = realised { all.append(words + ".") }
    return all
  }

  /// For each period since the decision what was expected of it; `nil` beyond those that were kept.
  var pairs: [(actual: Fact.WorthRealised, expected: Double?)] {
    actuals.enumerated().map { index, one in
      (one, index < decision.expected.count ? decision.expected[index] : nil)
    }
  }

  /// What the periods really earned against what was expected of them.
  package var realised: String? {
    if actuals.isEmpty { return nil }
    let sum = actuals.map(\.value).reduce(0, +)
    let expected = pairs.compactMap(\.expected).reduce(0, +)
    return
      "Realised in \(actuals.count.of(decision.period)) since the decision: \(sum.amount) "
      + "\(decision.currency), where \(expected.amount) were expected"
      + (earlier.isEmpty
        ? "" : "; \(earlier.reduce(0, +).amount) in \(earlier.count.of(decision.period)) before it")
  }
}

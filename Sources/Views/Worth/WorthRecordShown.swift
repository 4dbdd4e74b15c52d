package import Readiness

/// What the log says of the decision about worth: what was decided, whether that still stands, and
/// what it really came to.
package struct WorthRecordShown: Sendable {
  package let decision: Fact.WorthDecided
  package let at: Instant
  package let by: Actor
  package let number: Int
  /// What the numbers advise now, where that is another thing than when it was decided.
  package let reopened: String?
  package let actuals: [Fact.WorthRealised]

  package init(
    decision: Fact.WorthDecided, at: Instant, by: Actor, number: Int, reopened: String?,
    actuals: [Fact.WorthRealised]
  ) {
    self.decision = decision
    self.at = at
    self.by = by
    self.number = number
    self.reopened = reopened
    self.actuals = actuals
  }

  var sentences: [String] {
    var all = [
      "Decided on \(at.day) by \(by): \(decision.choice); \(decision.reason) (event \(number)). The "
        + "numbers then advised to \(decision.advice)."
    ]
    if let reopened { all.append("Reopened: the numbers now say: \(reopened).") }
    if let words = realised { all.append(words) }
    return all
  }

  /// What the periods really earned against what was expected of them.
  private var realised: String? {
    guard !actuals.isEmpty else { return nil }
    let sum = actuals.map(\.value).reduce(0, +)
    let expected = decision.perPeriod * Double(actuals.count)
    return
      "Realised in \(actuals.count.of(decision.period)): \(sum.amount) \(decision.currency), where "
      + "\(expected.amount) were expected."
  }
}

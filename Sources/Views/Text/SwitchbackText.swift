package import Readiness

/// A switchback: where components go, and what has to be shown again on the way up.
package struct SwitchbackText {
  private let facts: [Fact]
  private let rules: Proceedings

  package init(_ facts: [Fact], rules: Proceedings) {
    self.facts = facts
    self.rules = rules
  }

  package var page: TextPage {
    var page = TextPage()
    for case .componentSwitchedBack(let back) in facts {
      let working = rules.verdict.components.first { $0.component.id == back.component }?.working
      let from = working ?? back.to
      page.blank()
      page.line(
        Line("\(back.component)  ", .strong)
          + Line("level \(from) → \(back.to)", .unsure) + Line("  \(back.kind.rawValue)", .faint))
      let reason = back.reason.isBlank ? "" : back.reason
      if !reason.isEmpty { page.line(Line(reason), indent: 2) }
      for (gate, again, stays) in rules.shownAgain(
        of: back.component, from: back.to, through: from.previous ?? .first)
      {
        page.blank()
        page.line(
          Line("gate \(gate.level)  ", .strong)
            + Line(
              "\(stays.count) of \(gate.criteria.count) criteria still stand on valid evidence",
              .faint), indent: 2)
        let evidence = again.filter { $0.criterion.phase == .evidence }
        if !evidence.isEmpty {
          page.line("to be shown again:", indent: 4)
          page.table(GateText.table(evidence), indent: 4)
        }
        let review = again.filter { $0.criterion.phase == .review }.map(\.criterion.id.rawValue)
        if !review.isEmpty {
          page.line(
            Line("made anew by the review: \(review.joined(separator: ", "))", .faint), indent: 4,
            hanging: 2)
        }
      }
    }
    return page
  }
}

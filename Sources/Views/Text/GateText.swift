package import Readiness

/// One gate for each component: the outcome, and every criterion with what it rests on.
package struct GateText {
  private let gates: [Gate]
  private let stage: ReadinessScale.Stage?
  /// What there is to say of each component's panel.
  private let panels: [Component.ID: String]
  /// What the card of each component lacks.
  private let cards: [Component.ID: String]

  package init(
    _ gates: [Gate], stage: ReadinessScale.Stage?, panels: [Component.ID: String] = [:],
    cards: [Component.ID: String] = [:]
  ) {
    self.cards = cards
    self.gates = gates
    self.stage = stage
    self.panels = panels
  }

  package var page: TextPage {
    var page = TextPage()
    if let stage {
      page.line(Line("Gate \(stage.level), \(stage.name)", .strong))
      page.line(Line(stage.aim, .faint))
    }
    for gate in gates {
      page.blank()
      page.line(Line("\(gate.component)  ", .strong) + gate.outcome.sign.line + Line(gate.reason))
      if gate.reach == .belowEntry { continue }
      page.table(Self.table(gate.criteria.filter { $0.criterion.phase == .evidence }))
      let review = gate.criteria.filter { $0.criterion.phase == .review }
      if !review.isEmpty {
        page.line(Line("answered in the review itself:", .faint), indent: 2)
        page.table(Self.table(review))
      }
      for owed in gate.owed {
        page.line(
          Line("✕ open: \(owed.words) by \(owed.task.due.day)", .bad), indent: 2, hanging: 2)
      }
      if let card = cards[gate.component] {
        page.line(Line(card, .unsure), indent: 2, hanging: 2)
      }
      if let panel = panels[gate.component] {
        page.line(Line(panel, panel.contains("lacks") ? .unsure : .plain), indent: 2, hanging: 2)
      }
    }
    return page
  }

  /// Criteria with their state, and for those that are not met what is lacking.
  static func table(
    _ criteria: [CriterionReading],
    lacking: (CriterionReading) -> [Reading] = { $0.lacking }
  ) -> TextTable {
    var table = TextTable([.left, .left, .left])
    for reading in criteria {
      let words = lacking(reading).map { "\($0.control.id): \($0.lack(of: reading))" }
      let detail: Line =
        switch reading.state {
        case .notApplicable(let reason): Line(" – \(reason)", .faint)
        default: Line(words.isEmpty ? "" : " – \(words.joined(separator: "; "))", .faint)
        }
      table.row([
        Line(reading.criterion.id.rawValue), reading.state.sign.line,
        Line(reading.criterion.title) + detail,
      ])
    }
    return table
  }
}

extension Reading {
  /// What is lacking of it for a criterion.
  package func lack(of criterion: CriterionReading) -> String {
    if criterion.criterion.phase == .review, Review.controls.contains(control.id) {
      if let reason = criterion.answers?.reason(control.id) { return reason }
      if assurance >= criterion.least { return "no review was held" }
    }
    if criterion.criterion.decidedBy == .person, !isVouchedFor, assurance >= criterion.least {
      return "no person decided it"
    }
    switch standing {
    case .holds:
      return "\(assurance.name), \(criterion.least.name) is asked; \(because)"
    case .notReported: return "not reported"
    default: return because
    }
  }
}

extension Gate {
  /// Why the outcome is not simply what the evidence says.
  package var reason: String {
    switch reach {
    case .next, .behind: "  \(metCount) of \(askedCount) criteria are met"
    case .belowEntry: "  the component entered above this level; it is not asked"
    case .ahead(let working):
      "  the component works at level \(working), and no level is skipped; "
        + "\(metCount) of \(askedCount) criteria are met"
    }
  }
}

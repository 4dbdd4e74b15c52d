/// How a review answers the criteria that it makes itself.
package struct ReviewAnswers: Sendable {
  private let states: [Control.ID: CriterionReading.State]
  /// What is lacking of those that are not met.
  private let reasons: [Control.ID: String]

  /// There are none for a component without any review in the log: then people's attestations count.
  ///
  /// - Parameters:
  ///   - component: Whose gate it is.
  ///   - stage: The level of the gate.
  ///   - reach: Where the component is, seen from there.
  ///   - history: How the component came to its level.
  ///   - system: The system, for its people.
  ///   - ledger: The facts.
  ///   - now: The instant to judge at.
  init?(
    of component: Component.ID, at stage: ReadinessScale.Stage, reach: Gate.Reach,
    history: LevelHistory, system: System, ledger: Ledger, now: Instant
  ) {
    let reviews = ledger.reviews.of(component)
    guard !reviews.isEmpty else { return nil }
    // What was decided before the component came to the level that it works at is another matter.
    let own = reviews.last { review in
      review.level == stage.level && review.decision != nil
        && (reach != .next || review.position > history.position)
    }
    guard let own, let decision = own.decision?.body.content else {
      // Gates that lie behind and were passed before reviews were kept here have their attestations.
      if reach != .next { return nil }
      let held = reviews.last { $0.level == stage.level && $0.position > history.position }
      states = Dictionary(
        uniqueKeysWithValues: Review.controls.map { control in
          (control, control == "gov.ethics-review" && held?.ethics != nil ? .met : .missing)
        })
      let words =
        held.map { "\($0.id) is open" } ?? "no review of level \(stage.level) was held"
      reasons = Dictionary(uniqueKeysWithValues: Review.controls.map { ($0, words) })
      return
    }
    let counted = own.votes.filter {
      ledger.keys[$0.body.key]?.counts(at: $0.position, on: $0.at) ?? false
    }
    let parts = Dictionary(
      counted.map { ($0.body.content.by, $0.body.content.roles) },
      uniquingKeysWith: { first, _ in first })
    // Nothing graduates without its panel, whoever joins the team later.
    let lacks =
      decision.outcome == .graduate ? [] : stage.panel.lacks(among: parts, of: system.people)
    let debrief: CriterionReading.State =
      if let held = own.debrief, let due = own.debriefDue {
        held.at < due ? .met : .unmet
      } else if let due = own.debriefDue, now < due {
        .missing
      } else {
        .unmet
      }
    states = [
      "gov.gated-review": .met,
      "gov.panel": lacks.isEmpty ? .met : .unmet,
      "gov.ethics-review": own.ethics == nil ? .missing : .met,
      "gov.key-decision": decision.option == nil ? .missing : .met,
      "gov.debrief": debrief,
    ]
    reasons = [
      "gov.panel": "the panel of \(own.id) lacked \(lacks.joined(separator: "; "))",
      "gov.ethics-review": "the checklist was not run in \(own.id)",
      "gov.key-decision": "\(own.id) names no option",
      "gov.debrief": "the debrief of \(own.id) "
        + (debrief == .missing ? "is due by" : "was due by") + " \(own.debriefDue?.day ?? "")",
    ]
  }

  /// Why a control that a review answers is not met.
  package func reason(_ control: Control.ID) -> String? { reasons[control] }

  subscript(control: Control.ID) -> CriterionReading.State? { states[control] }
}

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
  ///   - ledger: The facts.
  ///   - now: The instant to judge at.
  init?(
    of component: Component.ID, at stage: ReadinessScale.Stage, reach: Gate.Reach,
    history: LevelHistory, ledger: Ledger, now: Instant
  ) {
    let reviews = ledger.reviews.of(component)
    guard !reviews.isEmpty else { return nil }
    // What was decided before the component came to the level that it works at is another matter; and
    // a review that ended in tasks is followed by another, which answers for itself.
    let own = reviews.last { review in
      review.level == stage.level && review.decision?.body.content.outcome == .graduate
        && (reach == .behind || review.position > history.position)
    }
    guard let own, let decision = own.decision?.body.content else {
      // Gates that lie behind and were passed before reviews were kept here have their attestations.
      if reach == .behind || reach == .belowEntry { return nil }
      let held = reviews.last { $0.level == stage.level && $0.position > history.position }
      let isRun = held?.decision == nil && held?.ethics != nil
      states = Dictionary(
        uniqueKeysWithValues: Review.controls.map { control in
          (control, control == "gov.ethics-review" && isRun ? .met : .missing)
        })
      let words =
        switch held?.decision?.body.content.outcome {
        case .tasks?: "\(held?.id.rawValue ?? "") ended in tasks, and another review follows"
        case _?: "\(held?.id.rawValue ?? "") is decided"
        case nil: held.map { "\($0.id) is open" } ?? "no review of level \(stage.level) was held"
        }
      reasons = Dictionary(uniqueKeysWithValues: Review.controls.map { ($0, words) })
      return
    }
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
      // Nothing graduates without its panel, whoever joins the team later.
      "gov.panel": .met,
      "gov.ethics-review": own.ethics == nil ? .missing : .met,
      "gov.key-decision": decision.option == nil ? .missing : .met,
      "gov.debrief": debrief,
    ]
    reasons = [
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

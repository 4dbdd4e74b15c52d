extension Proceedings {
  /// Graduations of components that an approved retrain sent back to 7, once machines have shown all
  /// that the gates ask.
  ///
  /// It takes a policy that allows it; a component that worked at 9; a change of the same
  /// specification, every part of which somebody who could review it approved, and signed, before it
  /// was seen; no change since; gates 7 and 8 whose evidence is met without a waiver, and no open task
  /// of their reviews; and the scale's own list of controls shown by checks on the new versions. No
  /// review is held; the facts name who approved.
  ///
  /// - Returns: For each such component the graduations through 7 and 8.
  package func fastPath() -> [Fact] {
    guard system.policy.retrainFastPath, !packs.scale.fastPath.isEmpty else { return [] }
    return verdict.components.flatMap { judged -> [Fact] in
      guard case .switchedBack(let back, _)? = judged.history.steps.last,
        back.change == .sameSpecification, back.to == ChangeClass.sameSpecification.landing,
        judged.history.workedBefore == .last,
        let approver = approver(of: back, sent: judged)
      else { return [] }
      let gates = judged.gates.filter { back.to <= $0.level && $0.level < .last }
      let isShown = packs.scale.fastPath.allSatisfy { control in
        guard let reading = verdict.readings.reading(of: control, for: judged.component.id) else {
          return false
        }
        return reading.standing.isNotApplicable
          || reading.isChecked && reading.standing == .holds && reading.assurance >= .demonstrated
      }
      let areMet = gates.allSatisfy { gate in
        gate.evidence == .met
          && ledger.reviews.owed(of: judged.component.id, at: gate.level).isEmpty
      }
      guard isShown, areMet else { return [] }
      return gates.map { gate in
        .levelGraduated(
          .init(
            component: judged.component.id, level: gate.level,
            reason: "the fast path: a retrain that \(approver) approved beforehand, shown by "
              + "machines alone", approved: approver))
      }
    }
  }

  /// Who approved everything that sent a component back; `nil` where anything was not, or where
  /// anything changed since.
  private func approver(
    of back: Fact.ComponentSwitchedBack, sent judged: ComponentVerdict
  ) -> Person.ID? {
    let seen = ledger.versionsSeen[.component(judged.component.id)] ?? 0
    guard let numbers = back.approvals, !numbers.isEmpty, seen < judged.history.position else {
      return nil
    }
    // Each approval carries one way up.
    let used = judged.history.steps.dropLast().flatMap { step -> [Int] in
      if case .switchedBack(let before, _) = step { before.approvals ?? [] } else { [] }
    }
    guard Set(used).isDisjoint(with: numbers) else { return nil }
    let approvals = ledger.retrains.filter { numbers.contains($0.position) }
    guard approvals.count == numbers.count,
      approvals.allSatisfy({ kept in
        signatures.counts(kept)
          && refusals(toApproving: judged.component, by: kept.body.content.by).isEmpty
      })
    else { return nil }
    return approvals.first?.body.content.by
  }
}

extension Proceedings {
  /// Graduations of components that an approved retrain sent back to 7, once machines have shown all
  /// that the gates ask.
  ///
  /// It takes a policy that allows it, a change of the same specification that somebody approved
  /// beforehand, gates 7 and 8 whose evidence is met without a waiver, and the scale's own list of
  /// controls shown by checks on the new versions. No review is held; the fact names who approved.
  ///
  /// - Returns: For each such component the graduations through 7 and 8.
  package func fastPath() -> [Fact] {
    guard system.policy.retrainFastPath, !packs.scale.fastPath.isEmpty else { return [] }
    return verdict.components.flatMap { judged -> [Fact] in
      guard case .switchedBack(let back, _)? = judged.history.steps.last,
        back.change == .sameSpecification, back.to == ChangeClass.sameSpecification.landing,
        let approver = approver(of: judged.component)
      else { return [] }
      let gates = judged.gates.filter { back.to <= $0.level && $0.level < .last }
      let isShown = packs.scale.fastPath.allSatisfy { control in
        guard let reading = verdict.readings.reading(of: control, for: judged.component.id) else {
          return true
        }
        return reading.standing.isNotApplicable
          || reading.isChecked && reading.standing == .holds && reading.assurance >= .demonstrated
      }
      guard isShown, gates.allSatisfy({ $0.evidence == .met }) else { return [] }
      return gates.map { gate in
        .levelGraduated(
          .init(
            component: judged.component.id, level: gate.level,
            reason: "an approved retrain, shown by machines alone", approved: approver))
      }
    }
  }

  /// Who approved the present versions of a component as a retrain, all that changed of them.
  private func approver(of component: Component) -> Person.ID? {
    let declared = component.changes.filter { component.versions[$0.part] == $0.version }
    guard !declared.isEmpty, declared.allSatisfy({ $0.kind == .sameSpecification }) else {
      return nil
    }
    let approvers = declared.compactMap(\.approvedRetrain)
    return approvers.count == declared.count ? approvers.first : nil
  }
}

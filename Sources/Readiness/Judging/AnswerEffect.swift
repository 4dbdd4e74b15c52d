/// What answers changed: the totals and gates that read the controls, before and after.
package struct AnswerEffect: Sendable {
  package let scores: [(before: Score, after: Score)]
  /// For each component that the answers concern, the nearest gate that reads one of the controls.
  package let gates: [(before: Gate, after: Gate)]
  /// What was answered, as it stands now.
  package let readings: [Reading]

  /// - Parameters:
  ///   - answered: The controls with whom they were answered for.
  ///   - before: The verdict without the answers.
  ///   - after: The verdict with them.
  package init(
    of answered: [(control: Control.ID, subject: Subject)], before: Verdict, after: Verdict
  ) {
    let controls = Set(answered.map(\.control))
    scores = after.scores.compactMap { new in
      guard new.items.contains(where: { !controls.isDisjoint(with: $0.item.requires) }),
        let old = before.scores.first(where: { $0.framework.id == new.framework.id })
      else { return nil }
      return (old, new)
    }
    readings = answered.flatMap { control, subject in
      after.readings[control].filter { $0.subject == subject }
    }
    gates = after.components.compactMap { new in
      let own = Set(
        answered.filter { $0.subject == .system || $0.subject == .component(new.component.id) }
          .map(\.control))
      let old = before.components.first { $0.component.id == new.component.id }
      let pairs = zip(old?.gates ?? [], new.gates).filter { $1.reach.isOpen }
      return pairs.first { $0.isReading(own) || $1.isReading(own) }.map { (before: $0, after: $1) }
    }
  }
}

extension Gate {
  /// Whether some of its evidence is read from one of the controls.
  fileprivate func isReading(_ controls: Set<Control.ID>) -> Bool {
    criteria.contains { criterion in
      criterion.criterion.phase == .evidence
        && criterion.readings.contains { controls.contains($0.control.id) }
    }
  }
}

extension Gate.Reach {
  /// Whether the component has still to pass it.
  var isOpen: Bool {
    switch self {
    case .next, .ahead: true
    case .behind, .belowEntry: false
    }
  }
}

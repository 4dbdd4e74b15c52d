/// Something to do for the next gates, and what it would open.
package struct NextStep: Sendable {
  package let control: Control
  /// Whom it is to be done for.
  package let subjects: [Subject]
  /// The assurance that the gates ask for, at most.
  package let least: Assurance
  /// The criteria that it blocks, and of these the ones that nothing else blocks for somebody.
  package let blocks: [Criterion.ID]
  package let opens: [Criterion.ID]
  /// The items of other frameworks that read the same control.
  package let counts: [Framework.Item.ID]
}

extension Verdict {
  /// What to do for the gates that stand before the system, the step that opens most first; then
  /// what the components need that are further on.
  package var nextSteps: [NextStep] {
    let first = steps(for: nextGates)
    let known = Set(first.map(\.control.id))
    return first + steps(for: openGates).filter { !known.contains($0.control.id) }
  }

  /// What to do for some gates, the step that opens most first: ordered by the criteria that it
  /// alone keeps shut, then by all that it blocks, then by the level that asks for its control.
  package func steps(for gates: [Gate]) -> [NextStep] {
    var order: [Control.ID] = []
    var lacks: [Control.ID: [(blocker: CriterionReading, reading: Reading, isAlone: Bool)]] = [:]
    for blocker in gates.flatMap(\.blockers) {
      let lacking = blocker.lacking
      for reading in lacking {
        let id = reading.control.id
        if lacks[id] == nil { order.append(id) }
        lacks[id, default: []].append((blocker, reading, lacking.count == 1))
      }
    }
    let steps = order.compactMap { id -> NextStep? in
      guard let found = lacks[id], let first = found.first else { return nil }
      return NextStep(
        control: first.reading.control,
        subjects: Set(found.map(\.reading.subject)).sorted(),
        least: found.map(\.blocker.least).max() ?? .documented,
        blocks: found.map(\.blocker.criterion.id).distinct,
        opens: found.filter(\.isAlone).map(\.blocker.criterion.id).distinct,
        counts: items(reading: id))
    }
    return steps.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (-a.opens.count, -a.blocks.count, a.control.gate, left.offset)
        < (-b.opens.count, -b.blocks.count, b.control.gate, right.offset)
    }.map(\.element)
  }

  private func items(reading control: Control.ID) -> [Framework.Item.ID] {
    scores.flatMap(\.framework.items).filter { $0.requires.contains(control) }.map(\.id)
  }
}

extension [Criterion.ID] {
  /// Each once, in the order of the first.
  fileprivate var distinct: [Criterion.ID] {
    var seen: Set<Criterion.ID> = []
    return filter { seen.insert($0).inserted }
  }
}

/// What moved between two verdicts on one system, and what moved it.
package struct Comparison: Sendable {
  package let before: Verdict
  package let after: Verdict
  /// Readings that are not what they were, in the order of the packs.
  package let readings: [ReadingMove]
  /// Frameworks of which an item moved.
  package let scores: [ScoreMove]
  /// Levels and gates that moved, by component.
  package let components: [ComponentMove]

  package struct ReadingMove: Sendable {
    /// `nil` where the control was not asked of the subject then.
    package let before: Reading?
    package let after: Reading?
    package let causes: [Cause]

    package var control: Control.ID? { (after ?? before)?.control.id }
    package var subject: Subject? { (after ?? before)?.subject }
  }

  package enum Cause: Hashable, Sendable {
    /// The newest event of a topic that speaks about the control.
    case event(Event)
    /// Evidence grew too old at an instant.
    case aged(Instant)
    case waiverEnded(Instant)
    /// Nothing in the log did it: the definitions or the packs are other ones.
    case definitions
  }

  package struct ScoreMove: Sendable {
    package let before: Score?
    package let after: Score
    package let items: [ItemMove]
  }

  package struct ItemMove: Sendable {
    package let before: ItemScore?
    package let after: ItemScore
  }

  package struct ComponentMove: Sendable {
    package let component: Component
    package let before: ComponentVerdict?
    package let after: ComponentVerdict
    /// Gates with another outcome than before, the lowest first.
    package let gates: [(before: Gate, after: Gate)]
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - before: The earlier verdict, or that of one log.
  ///   - after: The later verdict, or that of the other log.
  ///   - events: The events that only the later one stands on, in order.
  package init(from before: Verdict, to after: Verdict, events: [Event]) {
    self.before = before
    self.after = after
    let old = Dictionary(
      before.readings.list.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let new = Set(after.readings.list.map(Key.init))
    let gone = before.readings.list.filter { !new.contains(Key($0)) }
    let history = Causes(events: events)
    readings =
      after.readings.list.compactMap { now in
        let then = old[Key(now)]
        if let then, then.looks == now.looks { return nil }
        return ReadingMove(before: then, after: now, causes: history.causes(from: then, to: now))
      } + gone.map { ReadingMove(before: $0, after: nil, causes: [.definitions]) }
    scores = after.scores.compactMap { now in
      let then = before.scores.first { $0.framework.id == now.framework.id }
      let items = now.items.compactMap { item in
        let old = then?.items.first { $0.item.id == item.item.id }
        return old?.looks == item.looks ? nil : ItemMove(before: old, after: item)
      }
      return items.isEmpty ? nil : ScoreMove(before: then, after: now, items: items)
    }
    components = after.components.compactMap { now in
      let then = before.components.first { $0.component.id == now.component.id }
      let gates = zip(then?.gates ?? [], now.gates).filter { $0.outcome != $1.outcome }
      let isSame = then?.working == now.working && then?.graduated == now.graduated
      return isSame && gates.isEmpty
        ? nil
        : ComponentMove(
          component: now.component, before: then, after: now,
          gates: gates.map { (before: $0, after: $1) })
    }
  }

  private struct Key: Hashable {
    let control: Control.ID
    let subject: Subject

    init(_ reading: Reading) {
      control = reading.control.id
      subject = reading.subject
    }
  }
}

extension Reading {
  /// What a reader sees of it.
  fileprivate var looks: [String] {
    if case .waived(let waiver) = standing {
      return [assurance.name, standing.name, waiver.until.text]
    }
    return [assurance.name, standing.name]
  }
}

extension ItemScore {
  fileprivate var looks: [Double?] {
    [points, provedPoints, notApplicable == nil ? pointsMax : nil]
  }
}

/// The events of a while, for finding what moved a reading.
private struct Causes {
  let events: [Event]

  func causes(from before: Reading?, to after: Reading) -> [Comparison.Cause] {
    var found: [Comparison.Cause] = []
    // Of each topic the newest event is what the reading rests on.
    var seen: Set<String> = []
    for event in events.reversed() where event.fact.concerns(after) {
      if let topic = event.fact.topic(by: event.by), !seen.insert(topic).inserted { continue }
      found.append(.event(event))
    }
    found.reverse()
    for ground in after.grounds {
      for case .age in ground.staleBecause where wasFresh(ground, in: before) {
        found.append(.aged(ground.freshUntil))
      }
    }
    if case .waived(let waiver)? = before?.standing, after.waiver == nil,
      !found.contains(where: { $0.isOfWaiver })
    {
      found.append(.waiverEnded(waiver.until))
    }
    return found.isEmpty ? [.definitions] : found
  }

  private func wasFresh(_ ground: Ground, in before: Reading?) -> Bool {
    before?.grounds.contains { $0.isFresh && $0.at == ground.at } ?? false
  }
}

extension Comparison.Cause {
  fileprivate var isOfWaiver: Bool {
    guard case .event(let event) = self else { return false }
    switch event.fact {
    case .waiverGranted, .waiverWithdrawn: return true
    default: return false
    }
  }
}

extension Fact {
  /// Whether it can have moved a reading.
  fileprivate func concerns(_ reading: Reading) -> Bool {
    let (control, subject) = (reading.control.id, reading.subject)
    let staleness = reading.grounds.flatMap(\.staleBecause)
    switch self {
    case .evidenceRecorded(let evidence):
      return evidence.control == control && evidence.subject == subject
    case .attestationTaken(let taken):
      return taken.attestation.control == control && taken.attestation.subject == subject
    case .attestationWithdrawn(let given):
      return given.control == control && given.subject == subject
    case .waiverGranted(let waiver), .waiverWithdrawn(let waiver):
      return waiver.control == control && waiver.subject == subject
    case .exemptionDeclared(let exemption), .exemptionWithdrawn(let exemption):
      return exemption.control == control && exemption.subject == subject
    case .versionsSeen(let seen):
      return seen.subject == subject
        && staleness.contains { if case .version = $0 { true } else { false } }
    case .checkDeclared(let declared), .checkWithdrawn(let declared):
      return reading.grounds.contains { ground in
        guard case .runs(let runs) = ground.source else { return false }
        return runs.newest.evidence.check == declared.check
          && ground.staleBecause.contains(.configuration)
      }
    case .componentEntered, .levelGraduated, .componentSwitchedBack, .cardIssued, .gateIssued:
      return false
    }
  }
}

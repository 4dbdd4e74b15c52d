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
    /// The same of an event that only the earlier one stands on.
    case lost(Event)
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
    /// Gates that moved, the lowest first.
    package let gates: [GateMove]
  }

  package struct GateMove: Sendable {
    package let before: Gate
    package let after: Gate
    /// Criteria of evidence that stand otherwise, in the order of the scale.
    package let criteria: [(before: CriterionReading, after: CriterionReading)]

    fileprivate init(from before: Gate, to after: Gate) {
      self.before = before
      self.after = after
      let old = Dictionary(
        before.criteria.map { ($0.criterion.id, $0) }, uniquingKeysWith: { first, _ in first })
      criteria = after.criteria.compactMap { now in
        guard now.criterion.phase == .evidence, let then = old[now.criterion.id],
          then.state != now.state
        else { return nil }
        return (then, now)
      }
    }

    fileprivate var isOpen: Bool { before.reach.isOpen || after.reach.isOpen }

    /// Every gate with another outcome, and the nearest open one of which a criterion moved.
    fileprivate static func moves(from before: [Gate], to after: [Gate]) -> [GateMove] {
      let pairs = zip(before, after).map { GateMove(from: $0, to: $1) }
      let nearest = pairs.first { $0.isOpen && !$0.criteria.isEmpty }?.after.level
      return pairs.filter { $0.before.outcome != $0.after.outcome || $0.after.level == nearest }
    }
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - before: The earlier verdict, or that of one log.
  ///   - after: The later verdict, or that of the other log.
  ///   - events: The events that only the later one stands on, in order.
  ///   - lost: The events that only the earlier one stands on, in order.
  package init(from before: Verdict, to after: Verdict, events: [Event], lost: [Event] = []) {
    self.before = before
    self.after = after
    let old = Dictionary(
      before.readings.list.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let new = Set(after.readings.list.map(Key.init))
    let gone = before.readings.list.filter { !new.contains(Key($0)) }
    let history = Causes(events: events, lost: lost)
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
      let gates = GateMove.moves(from: then?.gates ?? [], to: now.gates)
      let isSame = then?.working == now.working && then?.graduated == now.graduated
      return isSame && gates.isEmpty
        ? nil
        : ComponentMove(component: now.component, before: then, after: now, gates: gates)
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

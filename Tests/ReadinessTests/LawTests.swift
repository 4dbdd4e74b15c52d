import Readiness
import TestSupport
import Testing

/// What must hold of folding and judging whatever happened.
@Suite struct LawTests {
  @Test(arguments: 0..<40)
  func `folding in two parts is folding at once`(_ seed: UInt64) {
    let events = RandomHistory.events(200, seed: seed)
    for cut in [0, 1, 77, 199, 200] {
      var ledger = Ledger(folding: events.prefix(cut))
      for event in events.dropFirst(cut) { ledger.fold(event) }
      #expect(ledger == Ledger(folding: events))
    }
  }

  @Test(arguments: 0..<40)
  func `the three newest events of each topic judge like all of them`(_ seed: UInt64) throws {
    let store = MemoryEventStore()
    let events = RandomHistory.events(300, seed: seed)
    try store.append(
      events.map { Entry(at: $0.at, by: $0.by, system: $0.system, fact: $0.fact) }, expecting: nil)
    for instant in [events[20].at, events[150].at, events[299].at.adding(days: 40)] {
      let all = try store.events(of: RandomHistory.system.id, until: instant, keeping: .all)
      let newest = try store.events(of: RandomHistory.system.id, until: instant, keeping: .newest)
      #expect(newest.count < all.count || all.count < 60)
      #expect(verdict(all, at: instant) == verdict(newest, at: instant))
      #expect(Ledger(folding: all).cards == Ledger(folding: newest).cards)
    }
    let cards = Ledger(folding: events).cards.values.map(\.count)
    #expect(cards.contains { $0 > Keeping.perTopic })
  }

  @Test func `judging twice gives the same`() {
    let events = RandomHistory.events(150, seed: 7)
    let instant = events[149].at
    #expect(verdict(events, at: instant) == verdict(events, at: instant))
  }

  @Test(arguments: 0..<20)
  func `events of different topics may come in any order`(_ seed: UInt64) {
    let events = RandomHistory.events(120, seed: seed)
    // Sorting by topic keeps the order within each.
    let sorted = events.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.fact.topic(by: a.by) ?? "", left.offset) < (
        b.fact.topic(by: b.by) ?? "", right.offset
      )
    }.map(\.element)
    // Runs by people and by automation share what is the newest run, so they keep their order.
    let mixed = events.filter { if case .evidenceRecorded = $0.fact { false } else { true } }
    let mixedSorted = sorted.filter { if case .evidenceRecorded = $0.fact { false } else { true } }
    let instant = Instant(milliseconds: events.map(\.at.milliseconds).max() ?? 0)
    #expect(verdict(mixed, at: instant) == verdict(mixedSorted, at: instant))
  }

  @Test(arguments: 0..<40)
  func `a waiver never raises a score, and an attestation never a proved one`(_ seed: UInt64) {
    let events = RandomHistory.events(200, seed: seed)
    let instant = events[199].at
    let unwaived = events.filter { if case .waiverGranted = $0.fact { false } else { true } }
    let unattested = events.filter { event in
      switch event.fact {
      case .attestationTaken, .attestationWithdrawn: false
      default: true
      }
    }
    let whole = judge(events, at: instant)
    for (all, without) in zip(whole.scores, judge(unwaived, at: instant).scores) {
      #expect(all.stands == without.stands)
    }
    for (all, without) in zip(whole.scores, judge(unattested, at: instant).scores) {
      #expect(all.proved.points <= without.proved.points)
    }
  }

  @Test(arguments: 0..<40)
  func `proved is never more than stands`(_ seed: UInt64) {
    let events = RandomHistory.events(200, seed: seed)
    for score in judge(events, at: events[199].at).scores {
      #expect(score.proved.points <= score.stands.points)
      for item in score.items { #expect(item.provedPoints <= item.points) }
    }
  }

  private func judge(_ events: [Event], at instant: Instant) -> Verdict {
    var ledger = Ledger()
    for fact in Ledger().news(in: Declarations(system: RandomHistory.system)) {
      ledger.fold(
        Event(
          position: 0, at: "2026-01-01", by: Actor(.person, "mara"),
          system: RandomHistory.system.id, fact: fact))
    }
    for event in events { ledger.fold(event) }
    return Verdict(on: RandomHistory.system, by: carriedPacks, ledger: ledger, at: instant)
  }

  /// Everything that a verdict says, as comparable words.
  @Test(arguments: 0..<30)
  func `everything that moves between two instants has an event or a date that moved it`(
    _ seed: UInt64
  ) {
    let events = RandomHistory.events(200, seed: seed)
    let (start, end) = (events[80].at, events[160].at.adding(days: 20))
    let (before, after) = (
      judge(events.filter { $0.at <= start }, at: start),
      judge(events.filter { $0.at <= end }, at: end)
    )
    let comparison = Comparison(
      from: before, to: after, events: events.filter { $0.at > start && $0.at <= end })
    for move in comparison.readings {
      #expect(!move.causes.contains(.definitions), "\(move.control as Any) \(move.subject as Any)")
    }
    let same = Comparison(from: after, to: after, events: [])
    #expect(same.readings.isEmpty && same.scores.isEmpty && same.components.isEmpty)
  }

  private func verdict(_ events: [Event], at instant: Instant) -> [String] {
    let verdict = judge(events, at: instant)
    return verdict.readings.list.map {
      "\($0.control.id) \($0.subject) \($0.standing) \($0.assurance)"
    }
      + verdict.components.flatMap(\.gates).map { "\($0.component) \($0.level) \($0.evidence)" }
      + verdict.scores.map { "\($0.framework.id) \($0.stands) \($0.proved)" }
  }
}

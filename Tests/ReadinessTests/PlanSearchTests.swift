import Readiness
import TestSupport
import Testing

/// Whole plans on small packs, held against every way that there is, each judged by the real rules.
@Suite struct PlanSearchTests {
  private static let rules: [Framework.Total] = [
    .sum(leastApplicable: 0), .leastSection(mostNotApplicable: 1), .everyStatement,
  ]

  @Test(arguments: 0..<60)
  func `no way to a score takes less effort than the plan`(_ seed: UInt64) throws {
    let world = RandomFramework(seed: seed, total: Self.rules[Int(seed % 3)])
    let verdicts = Self.everyWay(in: world)
    let now = try #require(verdicts.first { $0.effort == .none }).verdict
    let most = verdicts.compactMap(\.verdict.scores[0].stands.value).max() ?? 0
    for share in [0.4, 0.8, 1, 1.2] {
      let threshold = Threshold.atLeast((most * share * 100).rounded() / 100)
      try expectLeast(threshold, in: world, from: now, of: verdicts)
    }
    try expectLeast(.above(most / 2), in: world, from: now, of: verdicts)
    try expectLeast(.complete, in: world, from: now, of: verdicts)
  }

  private func expectLeast(
    _ threshold: Threshold, in world: RandomFramework, from now: Verdict,
    of ways: [(effort: Days, verdict: Verdict)]
  ) throws {
    let plan = Plan(
      toward: .score("f", threshold), from: now,
      on: Ledger(folding: world.events), by: world.packs, means: Means())
    let reaching = ways.filter { threshold.isReached(by: $0.verdict.scores[0].stands) }
    switch plan.outcome {
    case .reached:
      #expect(threshold.isReached(by: now.scores[0].stands))
    case .unreachable: #expect(reaching.isEmpty, "\(threshold)")
    case .planned:
      #expect(threshold.isReached(by: plan.after.scores[0].stands), "\(threshold)")
      #expect(plan.effort == reaching.map(\.effort).min(), "\(threshold)")
    }
  }

  @Test(arguments: 0..<60)
  func `no way to the next gate takes less effort than the plan`(_ seed: UInt64) throws {
    let world = RandomFramework(seed: seed, total: .everyStatement)
    let ways = Self.everyWay(in: world)
    let now = try #require(ways.first { $0.effort == .none }).verdict
    let plan = Plan(
      toward: .nextGates(["m", "d"]), from: now, on: Ledger(folding: world.events),
      by: world.packs, means: Means())
    let open = ways.filter { $0.verdict.openGates.allSatisfy { $0.evidence == .met } }
    #expect(plan.effort == open.map(\.effort).min())
    #expect(plan.after.openGates.allSatisfy { $0.evidence == .met })
  }

  @Test(arguments: 0..<30)
  func `no way through two gates takes less effort than the plan to the level above`(
    _ seed: UInt64
  ) throws {
    let world = RandomFramework(seed: seed, total: .everyStatement)
    let ways = Self.everyWay(in: world)
    let now = try #require(ways.first { $0.effort == .none }).verdict
    let two = try #require(Level(2))
    let plan = Plan(
      toward: .level(two, ["m", "d"]), from: now, on: Ledger(folding: world.events),
      by: world.packs, means: Means())
    let open = ways.filter { way in
      way.verdict.components.allSatisfy { $0.gates.prefix(2).allSatisfy { $0.evidence == .met } }
    }
    #expect(plan.effort == open.map(\.effort).min())
    #expect(plan.after.components.allSatisfy { $0.working == two })
    #expect(plan.reviews.count == 4)
  }

  /// Every combination of rungs, with its effort by the ladder alone and what it is judged to be.
  private static func everyWay(
    in world: RandomFramework
  ) -> [(effort: Days, verdict: Verdict)] {
    let rungs: [Assurance] = [.none, .documented, .demonstrated, .continuous]
    let ways: [[Assurance]] = world.cells.reduce([[]]) { made, cell in
      made.flatMap { way in
        rungs.filter { $0 == .none || $0 > cell.standing }.map { way + [$0] }
      }
    }
    return ways.map { way in
      var ledger = Ledger(folding: world.events)
      var effort = Days.none
      for (cell, rung) in zip(world.cells, way) {
        let own = world.packs.controls[cell.control]?.effort ?? .usual
        let ladder: [(Assurance, Days)] = [
          (.documented, own.documented), (.demonstrated, own.demonstrated),
          (.continuous, own.continuous),
        ]
        effort =
          effort + ladder.filter { $0.0 > cell.standing && $0.0 <= rung }.map(\.1).sum
        for event in events(bringing: cell.control, of: cell.subject, to: rung) {
          ledger.fold(event)
        }
      }
      return (
        effort,
        Verdict(on: world.system, by: world.packs, ledger: ledger, at: RandomFramework.now)
      )
    }
  }

  private static func events(
    bringing control: Control.ID, of subject: Subject, to rung: Assurance
  ) -> [Event] {
    guard let fact = Planned.fact(bringing: control, of: subject, to: rung) else { return [] }
    return (0..<(rung == .continuous ? 3 : 1)).map { index in
      Event(
        position: 1000, at: Instant(stringLiteral: "2026-02-0\(2 + index)"),
        by: Actor(rung == .continuous ? .automation : .person, "mara"), system: "s", fact: fact)
    }
  }
}

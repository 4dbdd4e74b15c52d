import TestSupport
import Testing

@testable import Readiness

/// What must hold of every plan, whatever happened before: done step by step, it comes to what it
/// says by the real rules, and no step of it can be spared.
@Suite struct PlanLawTests {
  private static let thresholds: [(Framework.ID, Threshold)] = [
    ("robustness", .atLeast(12)), ("ml-test-score", .atLeast(0.5)), ("maturity", .atLeast(9)),
    ("ml-test-score", .above(1)),
  ]

  @Test(arguments: 0..<8)
  func `a plan to the next gates opens them, and needs each of its steps`(_ seed: UInt64) throws {
    let world = World(seed: seed)
    let plan = world.plan(toward: .nextGates(["m", "d"]))
    let stage = plan.stages
    #expect(!stage.isEmpty)
    for stage in stage {
      let level = try #require(stage.level)
      let gates = stage.reviews.map(\.component)
      func isOpen(after steps: [Plan.Step]) -> Bool {
        let judged = world.judge(world.done(steps))
        return judged.components.filter { gates.contains($0.component.id) }.allSatisfy {
          $0.gates[level.number].isReadyForReview
        }
      }
      #expect(isOpen(after: stage.steps))
      for step in stage.steps {
        #expect(
          !isOpen(after: stage.steps.filter { $0.number != step.number }),
          "\(step.control.id) \(step.subject) can be spared")
      }
    }
  }

  @Test(arguments: 0..<8)
  func `a plan to a score reaches it, and needs each of its steps`(_ seed: UInt64) {
    let world = World(seed: seed)
    for (framework, threshold) in Self.thresholds {
      let plan = world.plan(toward: .score(framework, threshold))
      func isReached(after steps: [Plan.Step]) -> Bool {
        world.judge(world.done(steps)).scores.first { $0.framework.id == framework }
          .map { threshold.isReached(by: $0.stands) } ?? false
      }
      if case .unreachable = plan.outcome {
        Issue.record("\(framework) is said to be out of reach")
      }
      #expect(isReached(after: plan.steps), "\(framework) \(threshold)")
      for step in plan.steps {
        #expect(
          !isReached(after: plan.steps.filter { $0.number != step.number }),
          "\(framework) \(threshold): \(step.control.id) \(step.subject) can be spared")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `a plan to a level passes gate after gate, and needs each step at its gate`(
    _ seed: UInt64
  ) throws {
    var world = World(seed: seed)
    let level = try #require(Level(7))
    let plan = world.plan(toward: .level(level, ["m", "d"]))
    #expect(plan.stages.map(\.level).compactMap(\.self).map(\.number) == [3, 4, 5, 6])
    for stage in plan.stages {
      let gate = try #require(stage.level)
      func isOpen(after steps: [Plan.Step]) -> Bool {
        world.judge(world.done(steps)).components.filter { $0.working == gate }
          .allSatisfy { $0.nextGate?.isReadyForReview ?? false }
      }
      for step in stage.steps {
        #expect(
          !isOpen(after: stage.steps.filter { $0.number != step.number }),
          "\(step.control.id) \(step.subject) can be spared at gate \(gate)")
      }
      #expect(isOpen(after: stage.steps))
      world.ledger = world.done(stage.steps)
      for component in world.judge(world.ledger).components where component.working == gate {
        world.fold(
          .levelGraduated(
            .init(component: component.component.id, level: gate, reason: "passed")))
      }
    }
    #expect(world.judge(world.ledger).components.allSatisfy { $0.working == level })
  }

  @Test(arguments: 0..<6)
  func `each step opens what it says, alone and in its turn`(_ seed: UInt64) throws {
    let world = World(seed: seed)
    for goal: Goal in [
      .nextGates(["m", "d"]), .score("robustness", .atLeast(10)),
      .score("maturity", .atLeast(8)),
    ] {
      for stage in world.plan(toward: goal).stages {
        let start = world.judge(world.ledger)
        var before = start
        for (index, step) in stage.steps.enumerated() {
          let after = world.judge(world.done(Array(stage.steps.prefix(index + 1))))
          expect(step.inTurn, from: before, to: after, in: stage)
          expect(step.alone, from: start, to: world.judge(world.done([step])), in: stage)
          before = after
        }
      }
    }
  }

  private func expect(
    _ opening: Opening, from before: Verdict, to after: Verdict, in stage: Plan.Stage
  ) {
    let moved = Comparison(from: before, to: after, events: []).scores.flatMap { score in
      score.items.filter { $0.before?.points != $0.after.points }.map { item in
        Opening.ItemChange(
          framework: score.after.framework.id, item: item.after.item.id,
          before: item.before?.points ?? 0, after: item.after.points)
      }
    }
    #expect(opening.items == moved)
    func shut(_ verdict: Verdict) -> Set<Opening.CriterionPlace> {
      Set(
        verdict.openGates.filter { stage.level == nil || $0.level == stage.level }.flatMap { gate in
          gate.blockers.map {
            Opening.CriterionPlace(
              gate: .init(component: gate.component, level: gate.level), criterion: $0.criterion.id)
          }
        })
    }
    #expect(Set(opening.criteria) == shut(before).subtracting(shut(after)))
    let opened = Set(shut(before).map(\.gate)).subtracting(shut(after).map(\.gate))
    #expect(Set(opening.gates) == opened)
  }

  @Test func `these histories bring up every kind of act`() {
    let plans = (0..<24).flatMap { (seed: UInt64) -> [Plan] in
      let world = World(seed: seed)
      return [world.plan(toward: .nextGates(["m", "d"]))]
        + Self.thresholds.map { world.plan(toward: .score($0.0, $0.1)) }
        + [world.plan(toward: .score("ml-test-score", .complete))]
    }
    let names = Set(
      plans.flatMap(\.steps).flatMap(\.acts).map { act in
        String("\(act.what)".prefix { $0 != "(" })
      })
    #expect(
      names == [
        "put", "mend", "confirm", "run", "show", "settle", "automate", "wait",
      ])
  }

  @Test(arguments: 0..<8)
  func `the same facts give the same plan, and what costs nothing comes first`(
    _ seed: UInt64
  ) {
    let (first, second) = (World(seed: seed), World(seed: seed))
    for (framework, threshold) in Self.thresholds {
      let plan = first.plan(toward: .score(framework, threshold))
      let again = second.plan(toward: .score(framework, threshold))
      #expect(plan.steps.map(\.control.id) == again.steps.map(\.control.id))
      #expect(plan.steps.map(\.acts) == again.steps.map(\.acts))
      let efforts = plan.steps.map { $0.effort == .none }
      #expect(efforts == efforts.sorted { $0 && !$1 })
    }
  }
}

extension Gate {
  /// Whether nothing is lacking that work brings before the review.
  fileprivate var isReadyForReview: Bool { criteria.allSatisfy(\.lackingBeforeReview.isEmpty) }
}

/// A random history, with what a plan is made from.
private struct World {
  var ledger = Ledger()
  let now: Instant
  private let means: Means
  private static let system = RandomHistory.system

  init(seed: UInt64) {
    let events = RandomHistory.events(150, seed: seed)
    now = events.map(\.at).max() ?? "2026-01-01"
    let controls: [Control.ID] = ["code.ci-tests", "gov.roles", "code.step-tests"]
    means = Means(
      ways: Dictionary(
        uniqueKeysWithValues: controls.map {
          ($0, [.system: [Means.Way(check: "a", command: "airworthy check a")]])
        }), kinds: ["data.drift-monitored": ["drift"]])
    for fact in Ledger().news(in: Declarations(system: Self.system)) { fold(fact) }
    for event in events { ledger.fold(event) }
  }

  mutating func fold(_ fact: Fact) {
    ledger.fold(event(fact, millisecondsAgo: 0, by: .person))
  }

  private func event(_ fact: Fact, millisecondsAgo: Int64, by kind: Actor.Kind) -> Event {
    Event(
      position: 1000, at: Instant(milliseconds: now.milliseconds - millisecondsAgo),
      by: Actor(kind, "planner"), system: Self.system.id, fact: fact)
  }

  func judge(_ ledger: Ledger) -> Verdict {
    Verdict(on: Self.system, by: carriedPacks, ledger: ledger, at: now)
  }

  func plan(toward goal: Goal) -> Plan {
    Plan(toward: goal, from: judge(ledger), on: ledger, by: carriedPacks, means: means)
  }

  /// The ledger once some steps were done, by what their acts say.
  func done(_ steps: [Plan.Step]) -> Ledger {
    var later = ledger
    for event in steps.flatMap(events) { later.fold(event) }
    return later
  }

  private func events(doing step: Plan.Step) -> [Event] {
    var people: [Person.ID] = []
    var isRun = false
    var isRepeated = false
    for act in step.acts {
      switch act.what {
      case .put where step.after.assurance == .documented: people.append("planner")
      case .put: break
      case .mend(let checks, let refusers):
        people += refusers
        isRun = isRun || !checks.isEmpty
      case .confirm(let tired): people += tired
      case .judge: people.append("planner")
      case .run, .show, .settle: isRun = true
      case .automate: break
      case .wait: isRepeated = true
      }
    }
    let (control, subject) = (step.control.id, step.subject)
    let versions = ledger.versions[subject] ?? Versions()
    let words = people.compactMap { person in
      Planned.fact(
        bringing: control, of: subject, to: .documented, by: person, versions: versions, on: now)
    }.map { event($0, millisecondsAgo: 0, by: .person) }
    guard isRun || isRepeated else { return words }
    let seen = step.before.grounds.compactMap { ground -> Evidence.CheckID? in
      if case .runs(let runs) = ground.source { runs.newest.evidence.check } else { nil }
    }
    let runs = (seen.isEmpty ? ["planner"] : seen).flatMap { check in
      (0..<Int64(isRepeated ? 3 : 1)).reversed().compactMap { ago in
        Planned.fact(
          bringing: control, of: subject, to: .demonstrated, check: check,
          configuration: ledger.checks[check] ?? "", versions: versions
        ).map { event($0, millisecondsAgo: ago, by: isRepeated ? .automation : .person) }
      }
    }
    return words + runs
  }
}

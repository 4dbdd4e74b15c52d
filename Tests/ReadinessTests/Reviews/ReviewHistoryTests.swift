import Readiness
import TestSupport
import Testing

/// Reviews and switchbacks in a hundred thousand different random histories, each held against a model
/// that says for itself what may be done.
///
/// A history is a stem of acts that were kept with one more at its end that was accepted and left
/// something in the log: all that it recorded tells it from others, and what is refused makes none.
/// What code and model disagree about is a fault; so is a history whose levels are not in order, and a
/// stem that does not fold as it should.
@Suite struct ReviewHistoryTests {
  private static let stems: UInt64 = 360
  private static let length = 36
  private static let branches = 24

  @Test func `no random history holds what the rules of reviews forbid`() async throws {
    let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
      let shares: UInt64 = 8
      for share in 0..<shares {
        group.addTask {
          var tally = Tally()
          for seed in 0..<Self.stems where seed % shares == share {
            if let failure = try Self.grow(seed: seed, &tally) {
              let shortest = try Self.shortest(failure)
              Issue.record(
                """
                seed \(seed): \(shortest.fault); \(shortest.beginning)
                \(shortest.acts.map { "  \(Self.words($0))" }.joined(separator: "\n"))
                """)
              break
            }
          }
          return tally
        }
      }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    #expect(tally.histories.count >= 100_000)
    #expect(tally.retrained >= 10, "\(tally.retrained)")
    for reason in Tally.reasons { #expect(tally.refused[reason, default: 0] > 0, "\(reason)") }
    for outcome in Review.Outcome.allCases {
      #expect(tally.decided[outcome, default: 0] >= 20, "\(outcome)")
    }
    for level in Level.all { #expect(tally.graduated[level, default: 0] > 0, "\(level)") }
    for level in [2, 4, 6, 7, 8] { #expect(tally.landed[level, default: 0] > 0, "\(level)") }
    #expect(tally.conditional >= 20 && tally.races >= 20)
  }

  /// What was seen, so that a law is not held by never being tried.
  struct Tally {
    var histories: Set<Int> = []
    var retrained = 0
    var accepted = 0
    var refused: [String: Int] = [:]
    var decided: [Review.Outcome: Int] = [:]
    var graduated: [Level: Int] = [:]
    /// Where changes of deployed versions brought components.
    var landed: [Int: Int] = [:]
    var conditional = 0
    var races = 0

    /// Every reason for which the model refuses.
    static let reasons = [
      "undeclared", "the owner", "in no part", "an author", "an unknown key", "another's key",
      "a revoked key", "a forged signature", "one is open", "no open review", "other questions",
      "no words", "an open question", "no owner", "stale", "in wrong parts", "without a reason",
      "a condition", "a doubt about nothing", "another packet", "no reason", "option", "no option",
      "a task", "a level to go to", "no task", "where", "an unmet gate", "an unnamed waiver",
      "a waiver of nothing", "an unanswered question", "the panel", "not everybody", "no majority",
      "a doubt", "no ethics", "nothing decided", "a second one",
      "an empty answer", "not downwards", "below the entry", "an open task", "one alone",
      "tasks by one alone", "a condition of no approval", "without a date", "their own question",
      "not of the team", "no such task", "closed already", "another's task", "no number",
      "for another", "no voucher", "a second key", "not planned",
    ]

    mutating func add(_ other: Tally) {
      histories.formUnion(other.histories)
      retrained += other.retrained
      accepted += other.accepted
      refused.merge(other.refused, uniquingKeysWith: +)
      decided.merge(other.decided, uniquingKeysWith: +)
      graduated.merge(other.graduated, uniquingKeysWith: +)
      landed.merge(other.landed, uniquingKeysWith: +)
      conditional += other.conditional
      races += other.races
    }

    mutating func count(_ attempt: ReviewHistory.Attempt) {
      if let reason = attempt.objection { return refused[reason, default: 0] += 1 }
      accepted += 1
      if !attempt.rival.isEmpty { races += 1 }
      for fact in attempt.facts {
        switch fact {
        case .reviewDecided(let signed):
          decided[signed.content.outcome, default: 0] += 1
          if !signed.content.waivers.isEmpty { conditional += 1 }
        case .levelGraduated(let graduated) where graduated.approved != nil: retrained += 1
        case .levelGraduated(let graduated): self.graduated[graduated.level, default: 0] += 1
        case .componentSwitchedBack(let back) where back.change != nil:
          landed[back.to.number, default: 0] += 1
        default: break
        }
      }
    }
  }

  /// Where components entered, and where they are by now: one in three is deployed.
  struct Beginning {
    var entries: [Component.ID: Level] = [:]
    var starts: [Component.ID: Level] = [:]
    /// Evidence for every control, or now and then a waiver.
    var acts: [ReviewAct] = []

    init(_ numbers: inout SeededNumbers) {
      for id in ReviewWorld.components {
        let entry = Int.random(in: 0...9, using: &numbers)
        entries[id] = Level(entry)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: starts[id] = .last
        case 1: starts[id] = Level(.random(in: entry...9, using: &numbers))
        default: break
        }
        for control in ReviewWorld.controls {
          acts.append(
            Int.random(in: 0..<5, using: &numbers) == 0
              ? .waive(control, id, days: 90) : .evidence(control, id, .pass, by: nil))
        }
      }
    }

    func history() throws -> ReviewHistory {
      try ReviewHistory(entries: entries, starts: starts, acts: acts)
    }
  }

  struct Failure {
    let beginning: Beginning
    let acts: [ReviewAct]
    let fault: String
  }

  /// Grows a stem, trying several acts at each of its steps.
  private static func grow(seed: UInt64, _ tally: inout Tally) throws -> Failure? {
    var numbers = SeededNumbers(seed: seed)
    let beginning = Beginning(&numbers)
    var history = try beginning.history()
    var acts: [ReviewAct] = []
    for step in 0..<length {
      let rules = history.proceedings(on: history.ledger)
      let short = step % 6 == 5 ? history.proceedings(on: try newest(of: history)) : nil
      var tried: Set<ReviewAct> = []
      var kept: (attempt: ReviewHistory.Attempt, weight: Double)?
      while tried.count < branches {
        let act = ReviewAct.random(&numbers, at: history.model)
        guard tried.insert(act).inserted else { continue }
        let attempt = try history.attempt(act, by: rules)
        tally.count(attempt)
        if let fault = attempt.disagreement {
          return Failure(beginning: beginning, acts: acts + [act], fault: fault)
        }
        if !attempt.facts.isEmpty {
          let ended = history.ended(by: attempt)
          if let fault = ended.fault {
            return Failure(beginning: beginning, acts: acts + [act], fault: fault)
          }
          tally.histories.insert(ended.name)
        }
        if let short, try history.attempt(act, by: short).result != attempt.result {
          return Failure(beginning: beginning, acts: acts + [act], fault: forgetting)
        }
        // The heaviest of random weights: each act is kept as often as its weight says.
        let weight =
          weight(of: attempt, at: history.model) * Double.random(in: 0..<1, using: &numbers)
        if weight > kept?.weight ?? 0 { kept = (attempt, weight) }
      }
      guard let kept else { continue }
      acts.append(kept.attempt.act)
      if let fault = try history.commit(kept.attempt) {
        return Failure(beginning: beginning, acts: acts, fault: fault)
      }
    }
    let cut = Int.random(in: 0...history.store.head, using: &numbers)
    return try history.faultOfWhole(cut: cut).map {
      .init(beginning: beginning, acts: acts, fault: $0)
    }
  }

  /// An act without the names of its types.
  private static func words(_ act: ReviewAct) -> String {
    ["ReadinessTests.ReviewAct.", "Readiness.Review."].reduce("\(act)") {
      $0.replacing($1, with: "")
    }
  }

  private static let forgetting = "it is otherwise with the three newest of each topic alone"

  /// The ledger of the three newest events of each topic.
  private static func newest(of history: ReviewHistory) throws -> Ledger {
    Ledger(folding: try history.store.events(of: nil, until: nil, keeping: .newest))
  }

  /// How gladly an act is kept: what goes on with a review before what happens around it.
  private static func weight(
    of attempt: ReviewHistory.Attempt, at model: ReviewModel
  ) -> Double {
    guard case .success = attempt.result else { return 0 }
    switch attempt.act {
    case .decide(_, _, let choice), .race(_, _, let choice, _, _):
      return choice.outcome == .graduate ? 20 : 3
    case .sign(_, _, let choice): return choice.vote == .approve ? 4 : 2
    case .open(_, let again): return again ? 1 : 6
    case .approve: return 4
    // A retrain that was approved is made, and shown.
    case .version(let id, _, nil)
    where model.levels[id] == .last
      && model.approvals.contains { $0.signed.content.component == id }:
      return 12
    case .evidence(_, let id, .pass, _) where model.fallen[id]?.isEmpty == false: return 12
    case .fastPath: return attempt.facts.isEmpty ? 1 : 30
    case .ethics, .answer, .done, .debrief: return 4
    default: return 1
    }
  }

  /// Leaves out acts for as long as there still is a fault.
  private static func shortest(_ failure: Failure) throws -> Failure {
    var best = failure
    var isShorter = true
    while isShorter {
      isShorter = false
      for index in best.acts.indices.reversed() where best.acts.indices.contains(index) {
        var acts = best.acts
        acts.remove(at: index)
        guard let fault = try replay(acts, from: best.beginning) else { continue }
        best = Failure(beginning: best.beginning, acts: acts, fault: fault)
        isShorter = true
      }
    }
    return best
  }

  /// Goes through acts, keeping what is accepted; the first fault, if there is one.
  private static func replay(
    _ acts: [ReviewAct], from beginning: Beginning
  ) throws -> String? {
    var history = try beginning.history()
    for act in acts {
      let attempt = try history.attempt(act, by: history.proceedings(on: history.ledger))
      if let fault = attempt.disagreement { return fault }
      let short = history.proceedings(on: try newest(of: history))
      if try history.attempt(act, by: short).result != attempt.result { return forgetting }
      if case .success = attempt.result, let fault = try history.commit(attempt) { return fault }
    }
    return try history.faultOfWhole(cut: history.store.head / 2)
  }
}

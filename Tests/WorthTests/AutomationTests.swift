import Statistics
import Testing
import Worth

/// Which part of the items to automate.
@Suite struct AutomationTests {
  /// Three parts of the items, hand-computed.
  private var parts: DecisionModel {
    let rates = [(0.6, 0.01, 0.02), (0.3, 0.03, 0.02), (0.1, 0.12, 0.03)]
    let model = rates.map { $0.0 * $0.1 }.reduce(0, +)
    let people = rates.map { $0.0 * $0.2 }.reduce(0, +)
    return DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 10_000),
      automatedShare: .init("q", 1), savingPerItem: .init("a", 0.5),
      fixedCostPerPeriod: .init("F", 1_000), investment: .init("I", 0), horizonPeriods: 1,
      discountPerPeriod: .init("r", 0),
      errors: [
        .init(
          name: "wrong", cost: .init("c", 10), people: .init("b", people), model: .init("m", model))
      ], degradation: nil,
      further: .init(
        buckets: rates.map { .init(share: $0.0, people: ["wrong": $0.2], model: ["wrong": $0.1]) }))
  }

  @Test func `the best part is the one computed by hand`() throws {
    let automation = try #require(Automation(parts))
    #expect(near(automation.share, 0.9))
    let gains = automation.points.map { $0.fitted * 10_000 - 1_000 }
    #expect(near(gains[0], 2_600) && near(gains[1], 3_800) && near(gains[2], 3_400))
    let result = Simulation(parts, cut: automation.cut, draws: 1_000, seed: 1).result
    let values = Dictionary(uniqueKeysWithValues: result.outcomes.map { ($0.policy.name, $0.mean) })
    #expect(near(values["full"], 3_400) && near(values["partial"], 3_800))
    #expect(near(values["not at all"], 0))
  }

  private var scored: DecisionModel {
    DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 1_000),
      automatedShare: .init("q", 1), savingPerItem: .init("a", 0.5),
      fixedCostPerPeriod: .init("F", 0), investment: .init("I", 0), horizonPeriods: 1,
      discountPerPeriod: .init("r", 0),
      errors: [
        .init(
          name: "missed", cost: .init("c", 10), people: .init("b", 0.05), model: .init("m", 0.125),
          mistake: .missed)
      ], degradation: nil,
      further: .init(
        limits: .init(deployAtMost: .init("most", 0.1), refuseAbove: .init("never", 0.4))))
  }

  @Test func `the confidence is chosen on one half of the rows and valued on the other`() throws {
    // Wrong with probability 0.25 at a confidence of 0, none at 1: worth it where below 0.1.
    var numbers = PCG64(seed: 4)
    let rows = (0..<20_000).map { _ in
      let confidence = numbers.uniform()
      return Automation.Row(
        confidence: confidence,
        mistake: numbers.uniform() < 0.25 * (1 - confidence) ? .missed : nil)
    }
    let automation = try #require(Automation(scored, rows: rows, people: .said, seed: 1))
    #expect(abs((automation.threshold ?? 0) - 0.6) < 0.06)
    #expect(abs(automation.share - 0.4) < 0.06)
    #expect(automation.rows.chosen + automation.rows.valued == 20_000)
    // The same seed chooses the same halves.
    #expect(
      Automation(scored, rows: rows, people: .said, seed: 1)?.threshold == automation.threshold)
    let result = Simulation(scored, cut: automation.cut, draws: 1_000, seed: 1).result
    let values = Dictionary(uniqueKeysWithValues: result.outcomes.map { ($0.policy.name, $0.mean) })
    #expect((values["partial"] ?? 0) > (values["full"] ?? 0))
  }

  @Test func `people who are counted on the same rows decide which part pays`() throws {
    // Wrong of the model as above: 0.25 (1 − x) at a confidence of x. People: 0.05 everywhere, or 0.02
    // above a confidence of 0.5 and 0.08 below it. Saved 0.5, an error 10.
    // Even people: it pays where 0.05 + 0.05 > 0.25 (1 − x), from x = 0.6 on.
    // Uneven ones: above 0.5 where 0.05 + 0.02 > 0.25 (1 − x), from 0.72 on; below 0.5 where
    // 0.05 + 0.08 > 0.25 (1 − x), from 0.48 on. Between 0.5 and 0.72 it loses
    // ∫ 2.5 (1 − x) − 0.7 dx = 0.0605, and from 0.48 to 0.5 it gains 0.0005: so 0.72 is best.
    var numbers = PCG64(seed: 4)
    let rows = (0..<40_000).map { _ -> Automation.Row in
      let confidence = numbers.uniform()
      let isWrong = numbers.uniform() < 0.25 * (1 - confidence)
      let people = numbers.uniform() < (confidence > 0.5 ? 0.02 : 0.08)
      return Automation.Row(
        confidence: confidence, mistake: isWrong ? .missed : nil, todays: people ? .missed : nil)
    }
    let counted = try #require(Automation(scored, rows: rows, people: .measured, seed: 1))
    let even = try #require(Automation(scored, rows: rows, people: .assumed, seed: 1))
    #expect(abs((counted.threshold ?? 0) - 0.72) < 0.06)
    #expect(abs((even.threshold ?? 0) - 0.6) < 0.06)
    let cut = try #require(counted.cut)
    #expect(!cut.isAssumed && even.cut?.isAssumed == true)
    // On the part people are wrong with 0.02, not with the 0.05 of all items.
    #expect(abs(cut.rates[0].people.value - 0.02) < 0.006)
    #expect(even.cut?.rates[0].people.value == 0.05)
    // The gain on the rows that did not choose: ∫ 0.7 − 2.5 (1 − x) dx from 0.72 to 1 = 0.098.
    let best = try #require(counted.points.first { $0.threshold == counted.threshold })
    #expect(abs(best.valued - 0.098) < 0.02)
  }

  @Test func `no verdict rests on people being even where nobody says so`() throws {
    var numbers = PCG64(seed: 4)
    let rows = (0..<20_000).map { _ -> Automation.Row in
      let confidence = numbers.uniform()
      return Automation.Row(
        confidence: confidence,
        mistake: numbers.uniform() < 0.25 * (1 - confidence) ? .missed : nil)
    }
    func analysis(_ people: Automation.People) throws -> Analysis {
      let automation = try #require(Automation(scored, rows: rows, people: people, seed: 1))
      let simulation = Simulation(scored, cut: automation.cut, draws: 2_000, seed: 1)
      return Analysis(
        simulation, blocks: (0..<Simulation.blocks).map(simulation.block), automation: automation)
    }
    // All of it loses 0.5 − 10 × (0.125 − 0.05) = −0.25 an item, the part gains.
    let said = try analysis(.said)
    #expect(said.verdict.advice == .partial && said.best?.policy.rollout == .partial)
    let assumed = try analysis(.assumed)
    #expect(assumed.verdict.advice == .confirmFirst && assumed.verdict.provisional == .doNotDeploy)
    #expect(assumed.verdict.reason.contains(Automation.assumption))
    #expect(assumed.best?.policy.rollout == .full && assumed.verdict.advice.isWorthIt == nil)
    #expect(assumed.tornado.base < 0 && assumed.information.perfect == 0)
  }

  @Test func `confidence that says nothing automates all or nothing`() throws {
    var numbers = PCG64(seed: 4)
    let rows = (0..<5_000).map { _ in
      Automation.Row(
        confidence: numbers.uniform(), mistake: numbers.uniform() < 0.01 ? .missed : nil)
    }
    let automation = try #require(Automation(scored, rows: rows, people: .said, seed: 1))
    #expect(automation.share == 1 && automation.cut == nil)
    #expect(Automation(scored, rows: Array(rows.prefix(150)), people: .said, seed: 1) == nil)
    let equal = rows.map { Automation.Row(confidence: 0.5, mistake: $0.mistake) }
    #expect(Automation(scored, rows: equal, people: .said, seed: 1)?.points.count == 1)
  }

  @Test func `the rising fit is that of pooled neighbours`() {
    #expect(Isotonic.fit([1, 3, 2, 4], weights: [1, 1, 1, 1]) == [1, 2.5, 2.5, 4])
    #expect(Isotonic.fit([3, 1], weights: [1, 3]) == [1.5, 1.5])
    #expect(Isotonic.fit([], weights: []) == [])
  }
}

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
      ], degradation: nil)
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
    let automation = try #require(Automation(scored, rows: rows, seed: 1))
    #expect(abs((automation.threshold ?? 0) - 0.6) < 0.06)
    #expect(abs(automation.share - 0.4) < 0.06)
    #expect(automation.rows.chosen + automation.rows.valued == 20_000)
    // The same seed chooses the same halves.
    #expect(Automation(scored, rows: rows, seed: 1)?.threshold == automation.threshold)
    let result = Simulation(scored, cut: automation.cut, draws: 1_000, seed: 1).result
    let values = Dictionary(uniqueKeysWithValues: result.outcomes.map { ($0.policy.name, $0.mean) })
    #expect((values["partial"] ?? 0) > (values["full"] ?? 0))
  }

  @Test func `confidence that says nothing automates all or nothing`() throws {
    var numbers = PCG64(seed: 4)
    let rows = (0..<5_000).map { _ in
      Automation.Row(
        confidence: numbers.uniform(), mistake: numbers.uniform() < 0.01 ? .missed : nil)
    }
    let automation = try #require(Automation(scored, rows: rows, seed: 1))
    #expect(automation.share == 1 && automation.cut == nil)
    #expect(Automation(scored, rows: Array(rows.prefix(150)), seed: 1) == nil)
    let equal = rows.map { Automation.Row(confidence: 0.5, mistake: $0.mistake) }
    #expect(Automation(scored, rows: equal, seed: 1)?.points.count == 1)
  }

  @Test func `the rising fit is that of pooled neighbours`() {
    #expect(Isotonic.fit([1, 3, 2, 4], weights: [1, 1, 1, 1]) == [1, 2.5, 2.5, 4])
    #expect(Isotonic.fit([3, 1], weights: [1, 3]) == [1.5, 1.5])
    #expect(Isotonic.fit([], weights: []) == [])
  }
}

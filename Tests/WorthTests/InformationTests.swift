import Testing
import Worth

/// What it would be worth to know more, and what drives the result.
@Suite struct InformationTests {
  /// The value is x − 10 in one period, with x normal, or 0.
  private func model(_ low: Double, _ high: Double, noise: Bool = false) -> DecisionModel {
    DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 1),
      automatedShare: .init("q", 1),
      savingPerItem: .init("gain", 0, spread: .normal(low: low, high: high)),
      fixedCostPerPeriod: .init("F", 0), investment: .init("I", 10),
      horizonPeriods: 1, discountPerPeriod: .init("r", 0),
      errors: noise
        ? [
          .init(
            name: "e", cost: .init("unrelated", 0, spread: .logNormal(low: 1, high: 2)),
            people: .init("b", 0.1), model: .init("m", 0.1))
        ] : [], degradation: nil)
  }

  @Test func `knowing a normal gain is worth what the textbook says`() throws {
    // Mean 0 and standard deviation s: E max(x, 0) = s / √(2π).
    let half = 3.289_707_253_902_945 / 2
    let result = Simulation(model(10 - half * 5, 10 + half * 5), draws: 20_000, seed: 1).result
    let question = try #require(result.information.questions.first)
    #expect(abs(result.information.perfect - 5 * 0.398_942) < 0.08)
    #expect(abs(question.worth - 5 * 0.398_942) < 0.08)
    #expect(question.share > 0.95)
  }

  @Test func `what does not matter is worth nothing to know`() throws {
    let result = Simulation(model(5, 15, noise: true), draws: 20_000, seed: 1).result
    let question = try #require(result.information.questions.first { $0.name == "unrelated" })
    #expect(question.worth < 0.01 && question.share < 0.01)
  }

  @Test func `where the decision is plain nothing is worth knowing`() {
    let result = Simulation(model(100, 101), draws: 5_000, seed: 1).result
    #expect(result.information.perfect < 1e-9)
  }
}

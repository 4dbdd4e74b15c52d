import Testing
import Worth

/// What the numbers advise, and when they may not advise yet.
@Suite struct WorthVerdictTests {
  private func verdict(
    saving: Double = 0.30, fixed: Double = 5_000, investment: Double = 0, isConfirmed: Bool = true,
    hazard: Double = 0, switchCost: Double = 8_000
  ) -> WorthVerdict {
    let model = DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 100_000),
      automatedShare: .init("q", 1), savingPerItem: .init("a", saving),
      fixedCostPerPeriod: .init("F", fixed), investment: .init("I", investment),
      horizonPeriods: 3, discountPerPeriod: .init("r", 0),
      errors: [
        .init(
          name: "wrong", cost: .init("c", 2, isConfirmed: isConfirmed), people: .init("b", 0.013),
          model: .init("m", 0.020))
      ],
      degradation: .init(
        hazard: .init("h", hazard), extraErrors: [("wrong", .init("d", 0.25))],
        detectionPeriods: .init("D", 2), repairPeriods: .init("R", 1),
        repairPeriodsWithoutPlanB: .init("R0", 3), fallbackGainPerItem: .init("gF", 0),
        switchCost: .init("KF", switchCost)))
    return WorthVerdict(on: model, valuation: Valuation(of: model))
  }

  @Test func `each reason not to deploy is told apart`() {
    #expect(verdict(saving: 0.01).sentence.contains("gains nothing"))
    #expect(verdict(fixed: 30_000).sentence.contains("eats the gain"))
    #expect(verdict(investment: 90_000).sentence.contains("over the horizon"))
  }

  @Test func `guesses are asked about before anything is deployed, not before it is refused`() {
    #expect(verdict(isConfirmed: false) == .confirmFirst(count: 1))
    #expect(verdict(isConfirmed: false).sentence.contains("1 of them is a guess"))
    #expect(verdict(saving: 0.01, isConfirmed: false).sentence.hasPrefix("do not deploy"))
  }

  @Test func `plan B is advised where it pays`() {
    #expect(verdict() == .deploy)
    #expect(verdict(hazard: 0.1) == .deployWithPlanB)
    #expect(verdict(investment: -1e6, hazard: 0.1, switchCost: 200_000) == .deploy)
  }
}

import Testing
import Worth

/// What the numbers advise, and when they may not advise yet.
@Suite struct WorthVerdictTests {
  private func analysis(_ one: Case, guess: Bool = false) -> Analysis {
    var model = one.model
    if guess {
      model = model.mapping { quantity in
        quantity.name == "a"
          ? Quantity("a", quantity.value, isConfirmed: false, bounds: quantity.bounds) : quantity
      }
    }
    let simulation = Simulation(model, draws: 4_000, seed: 1)
    return Analysis(
      simulation, blocks: (0..<Simulation.blocks).map(simulation.block), automation: nil)
  }

  private func advice(_ change: (inout Case) -> Void) -> WorthVerdict.Advice {
    analysis(Case().with { $0.hazard = 0 }.with(change)).verdict.advice
  }

  @Test func `each reason not to deploy is told apart`() {
    func reason(_ change: (inout Case) -> Void) -> String {
      let verdict = analysis(Case().with(change)).verdict
      return verdict.advice == .doNotDeploy ? verdict.reason : "\(verdict.advice)"
    }
    #expect(reason { $0.saving = 0.01 }.contains("gains nothing"))
    #expect(reason { $0.fixed = 30_000 }.contains("eats the gain"))
    #expect(reason { $0.investment = 90_000 }.contains("over the horizon"))
    #expect(
      reason {
        ($0.investment, $0.hazard, $0.periods) = (57_000, 0.1, 4)
        ($0.extra, $0.switchCost) = (0.02, 20_000)
      }.isEmpty == false)
  }

  @Test func `no verdict is given on a guess, and what it would be is told`() {
    let verdict = analysis(Case(), guess: true).verdict
    #expect(verdict.advice == .confirmFirst && verdict.advice.isWorthIt == nil)
    #expect(verdict.provisional == .deploy)
    #expect(verdict.sentence.contains("1 number is a guess"))
    let bad = analysis(Case().with { $0.saving = 0.001 }, guess: true).verdict
    #expect(bad.advice == .confirmFirst && bad.provisional == .doNotDeploy)
  }

  @Test func `no verdict is given on limits that nobody said`() {
    let model = Case().model
    let unsaid = DecisionModel(
      currency: model.currency, period: model.period, itemsPerPeriod: model.itemsPerPeriod,
      automatedShare: model.automatedShare, savingPerItem: model.savingPerItem,
      fixedCostPerPeriod: model.fixedCostPerPeriod, investment: model.investment,
      horizonPeriods: model.horizonPeriods, discountPerPeriod: model.discountPerPeriod,
      errors: model.errors, degradation: nil, further: .init(isHorizonSaid: false))
    #expect(
      unsaid.unconfirmed.map(\.name) == [
        "periods to look ahead", DecisionModel.Limits.deployName, DecisionModel.Limits.refuseName,
      ])
    #expect(model.unconfirmed.isEmpty)
  }

  @Test func `plan B is advised where it pays`() {
    #expect(advice { $0.periods = 24 } == .deploy)
    #expect(advice { ($0.hazard, $0.periods) = (0.1, 24) } == .deployWithPlanB)
  }

  @Test func `to run without plan B takes somebody who answers for it`() {
    let gamble: (inout Case) -> Void = {
      ($0.hazard, $0.periods, $0.switchCost) = (0.02, 48, 400_000)
      $0.extra = 0.02
    }
    #expect(advice(gamble) == .nameApprover)
    #expect(
      advice {
        gamble(&$0)
        $0.approver = "kofi"
      } == .deployWithoutPlanB)
  }

  @Test func `plan B later is advised where it costs less and the old process is still there`() {
    #expect(
      advice {
        ($0.hazard, $0.periods, $0.discount) = (0.05, 36, 0.05)
        $0.planB = (30_000, 12, 12, 1)
      } == .deployPlanBLater)
  }

  @Test func `a risk between the limits asks for evidence, one above them refuses`() {
    let between = advice {
      ($0.periods, $0.costRange, $0.investment) = (12, 60, 140_000)
      $0.errors[0].model = 0.03
    }
    #expect(between == .collectFirst)
  }

  @Test func `the value of plan B and of noticing sooner are differences of values`() throws {
    let analysis = analysis(Case().with { ($0.hazard, $0.periods) = (0.1, 24) })
    let planB = try #require(analysis.planB)
    let now = try #require(analysis.outcomes.first { $0.policy.planB == .now })
    let never = try #require(analysis.outcomes.first { $0.policy.planB == .never })
    #expect(near(planB.atOnce, now.mean - never.mean))
    #expect(planB.latest == 24)
    #expect(analysis.monitors.count == 1 && analysis.monitors[0].worth > 0)
    #expect(near(analysis.tornado.base, now.mean))
  }

  @Test func `a trial is never worth less than its result is wrong`() throws {
    let analysis = analysis(
      Case().with {
        ($0.periods, $0.costRange, $0.investment) = (36, 100, 0)
        ($0.trial, $0.fixed) = ((0.1, 2, 100), 20_000)
      })
    let full = try #require(analysis.outcomes.first { $0.policy.rollout == .full })
    let trial = try #require(analysis.outcomes.first { $0.policy.rollout == .trial })
    // Where a loss is likely and a trial is cheap, to try first loses less in the worst cases.
    #expect(trial.worst > full.worst)
  }
}

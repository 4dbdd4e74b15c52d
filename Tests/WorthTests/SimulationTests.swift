import Statistics
import Testing
import Worth

/// What is drawn agrees with what is computed, and keeps to its laws.
@Suite struct SimulationTests {
  private let degrading = Case().with { ($0.hazard, $0.investment) = (0.1, 40_000) }

  private func outcome(
    _ model: DecisionModel, _ policy: Policy = Policy(.full, .now), draws: Int = 40_000,
    seed: UInt64 = 1
  ) throws -> Outcome {
    let result = Simulation(model, policies: [policy], draws: draws, seed: seed).result
    return try #require(result.outcomes.first)
  }

  @Test func `the distribution over three periods is the one computed by hand`() throws {
    let outcome = try outcome(degrading.model, draws: 400_000)
    #expect(near(outcome.mean, 16_970))
    #expect(abs(outcome.loss - 0.19) < 4 * outcome.lossError)
    #expect(abs(outcome.drawn.mean - 16_970) < 4 * outcome.drawn.error)
    // Exactly four values are possible: quantiles are among them.
    #expect(near(outcome.low, -55_800) || near(outcome.low, -69_200))
    #expect(near(outcome.middle, 30_800) && near(outcome.high, 30_800))
    // The lowest 5 %: all −69 200, up to chance.
    #expect(abs(outcome.worst + 69_200) < 1_500)
  }

  @Test func `closed form and simulation agree on a thousand sets of numbers`() throws {
    var numbers = PCG64(seed: 7)
    var beyond: [Int] = []
    for set in 0..<1_000 {
      var one = degrading
      one.hazard = 0.02 + 0.5 * numbers.uniform()
      one.detection = 1 + 5 * numbers.uniform()
      one.repair = 1 + 5 * numbers.uniform()
      one.periods = 5 + numbers.index(below: 40)
      one.discount = 0.03 * numbers.uniform()
      one.switchCost = 20_000 * numbers.uniform()
      one.fixed = 10_000 * numbers.uniform()
      one.extra = 0.4 * numbers.uniform()
      let ready = 2 + numbers.index(below: one.periods)
      one.planB = (1_000, 1 + numbers.index(below: ready), ready, numbers.uniform())
      one.growth = 0.02 * numbers.uniform()
      one.capacity = numbers.uniform() < 0.5 ? (2_500 * numbers.uniform(), 3) : nil
      let plans: [Policy.PlanB] = [.now, .later, .never]
      let policy = Policy(.full, plans[set % 3])
      let outcome = try outcome(one.model, policy, draws: 1_500, seed: UInt64(set))
      // Nothing but rounding where all histories are the same.
      let slack = 4 * outcome.drawn.error + 1e-7 * abs(outcome.mean)
      if abs(outcome.drawn.mean - outcome.mean) > slack { beyond.append(set) }
    }
    #expect(beyond == [])
  }

  @Test func `blocks may be drawn in any order`() {
    let simulation = Simulation(degrading.uncertain, draws: 5_000, seed: 3)
    let forward = (0..<Simulation.blocks).map(simulation.block)
    let backward = (0..<Simulation.blocks).reversed().map(simulation.block).reversed()
    let (one, two) = (simulation.result(of: forward), simulation.result(of: Array(backward)))
    for (left, right) in zip(one.outcomes, two.outcomes) {
      #expect(left.mean == right.mean && left.drawn.mean == right.drawn.mean)
      #expect(left.low == right.low && left.worst == right.worst && left.loss == right.loss)
    }
    #expect(one.information.questions.map(\.worth) == two.information.questions.map(\.worth))
  }

  @Test func `another seed gives other draws of the same distribution`() throws {
    let (one, two) = (
      try outcome(degrading.uncertain, seed: 1), try outcome(degrading.uncertain, seed: 2)
    )
    #expect(one.drawn.mean != two.drawn.mean)
    let error = (one.drawn.error * one.drawn.error + two.drawn.error * two.drawn.error).squareRoot()
    #expect(abs(one.drawn.mean - two.drawn.mean) < 4 * error)
  }

  @Test
  func `what is drawn agrees with what is expected of the same numbers where these are uncertain`()
  {
    // With so few draws a block, each set of numbers has one history and one expected value.
    for (seed, one) in [
      degrading.with { ($0.costRange, $0.periods) = (4, 24) },
      degrading.with { ($0.costRange, $0.periods, $0.planB) = (9, 36, (5_000, 6, 12, 0.7)) },
      degrading.with { ($0.costRange, $0.capacity, $0.growth) = (4, (1_800, 3), 0.01) },
    ].enumerated() {
      let result = Simulation(one.model, draws: 20_000, seed: UInt64(seed)).result
      for outcome in result.outcomes {
        let off = abs(outcome.drawn.mean - outcome.mean)
        #expect(off <= 4 * outcome.drawn.error, "\(seed) \(outcome.policy.name)")
      }
    }
  }

  @Test func `a horizon of a thousand periods and more is drawn the same way`() throws {
    for periods in [999, 1_000, 1_001, 3_000] {
      let long = degrading.with { ($0.periods, $0.discount, $0.hazard) = (periods, 0.002, 0.01) }
      let outcome = try outcome(long.model, draws: 4_000)
      #expect(abs(outcome.drawn.mean - outcome.mean) < 4 * outcome.drawn.error, "\(periods)")
    }
  }

  @Test func `without hazard every history is the same`() throws {
    let sure = degrading.with { ($0.hazard, $0.periods) = (0, 12) }
    let outcome = try outcome(sure.model, draws: 2_000)
    let value = sure.value
    #expect(near(outcome.drawn.mean, 12 * value.gainPerHealthyPeriod - 40_000))
    #expect(outcome.low == outcome.high && outcome.loss == 0 && outcome.incidents == 0)
  }

  @Test func `policies meet the same fate where they do the same`() {
    // With R = R0, nothing gained in plan B's favour and no cost, having it or not makes no
    // difference to when things happen: the draws are common.
    let one = degrading.with { ($0.periods, $0.repair, $0.switchCost) = (24, 3, 0) }
    let result = Simulation(
      one.model, policies: [Policy(.full, .now), Policy(.full, .never)], draws: 2_000, seed: 5
    ).result
    #expect(result.outcomes[0].incidents == result.outcomes[1].incidents)
    #expect(result.outcomes[0].mean > result.outcomes[1].mean)
  }

  @Test func `plan B that is there from the first period is plan B now, one that never comes none`()
    throws
  {
    let early = degrading.with { ($0.periods, $0.planB) = (24, (0, 1, 1, 1)) }
    let late = degrading.with { ($0.periods, $0.planB) = (24, (0, 1, 25, 1)) }
    let unbuilt = degrading.with { ($0.periods, $0.planB) = (24, (0, 1, 5, 0)) }
    let now = try outcome(early.model).mean
    let never = try outcome(late.model, Policy(.full, .never)).mean
    #expect(near(try outcome(early.model, Policy(.full, .later)).mean, now))
    #expect(near(try outcome(late.model, Policy(.full, .later)).mean, never))
    #expect(near(try outcome(unbuilt.model, Policy(.full, .later)).mean, never))
    let between = degrading.with { ($0.periods, $0.planB) = (24, (0, 1, 10, 1)) }
    let value = try outcome(between.model, Policy(.full, .later)).mean
    #expect(never < value && value < now)
  }

  @Test func `what is uncertain has the mean and the spread that the file says`() throws {
    for (spread, low, high) in [
      (Spread.logNormal(low: 20, high: 80), 20.0, 80.0), (.normal(low: -5, high: 9), -5, 9),
      (.logitNormal(low: 0.1, high: 0.4), 0.1, 0.4),
    ] {
      let drawn = Self.draws(of: spread).sorted()
      let quantity = Quantity("x", 0, spread: spread)
      let mean = drawn.reduce(0, +) / Double(drawn.count)
      #expect(abs(mean - quantity.value) < 0.02 * (high - low), "\(spread)")
      #expect(abs(drawn[drawn.count / 20] - low) < 0.04 * (high - low), "\(spread)")
      #expect(abs(drawn[drawn.count * 19 / 20] - high) < 0.06 * (high - low), "\(spread)")
    }
    for spread in [
      Spread.counts(30, of: 1_000), .events(3, periods: 40), .sample([10, 20, 90]),
      .difference(60, of: 500, from: 20, ofAll: 700),
    ] {
      let drawn = Self.draws(of: spread)
      let mean = drawn.reduce(0, +) / Double(drawn.count)
      let expected = Quantity("x", 0, spread: spread).value
      #expect(abs(mean - expected) < 0.02 * abs(expected) + 1e-4, "\(spread)")
    }
  }

  /// Draws of a spread, as fixed costs of one period.
  private static func draws(of spread: Spread) -> [Double] {
    let model = DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 0),
      automatedShare: .init("q", 1), savingPerItem: .init("a", 0),
      fixedCostPerPeriod: .init("F", 0, spread: spread), investment: .init("I", 0),
      horizonPeriods: 1, discountPerPeriod: .init("r", 0), errors: [], degradation: nil)
    let simulation = Simulation(model, policies: [Policy(.full)], draws: 20_000, seed: 9)
    return (0..<Simulation.blocks).flatMap { simulation.block($0).values.map { $0[0] } }
  }

  @Test func `errors counted on the same rows never add up to more than the rows`() {
    let spread: (Double) -> Spread = { .counts($0, of: 100) }
    let model = DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 1),
      automatedShare: .init("q", 1), savingPerItem: .init("a", 0),
      fixedCostPerPeriod: .init("F", 0), investment: .init("I", 0), horizonPeriods: 1,
      discountPerPeriod: .init("r", 0),
      errors: [("a", 60.0), ("b", 39.0)].map {
        .init(
          name: $0.0, cost: .init("c", 1), people: .init("b", 0),
          model: .init("m", 0, spread: spread($0.1)))
      }, degradation: nil)
    let simulation = Simulation(model, policies: [Policy(.full)], draws: 5_000, seed: 9)
    let values = (0..<Simulation.blocks).flatMap { simulation.block($0).values }
    #expect(values.count > 1_000 && values.allSatisfy { $0[0] + $0[1] <= 1 })
  }

  @Test func `costs that are dear together make the value less sure, and no less in the mean`() {
    func spread(_ correlation: Double) -> Outcome {
      var one = Case().with { $0.errors.append((name: "late", cost: 3, people: 0.01, model: 0.03)) }
      one.costRange = 4
      one.correlation = correlation
      return Simulation(one.model, policies: [Policy(.full)], draws: 20_000, seed: 2).result
        .outcomes[0]
    }
    let (apart, together) = (spread(0), spread(0.9))
    #expect(together.high - together.low > 1.1 * (apart.high - apart.low))
    #expect(abs(together.mean - apart.mean) < 6 * (together.meanError + apart.meanError))
  }
}

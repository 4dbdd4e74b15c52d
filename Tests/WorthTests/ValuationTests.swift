import Testing
import Worth

/// The hand-computed cases of the decision model, and laws that every valuation keeps.
@Suite struct ValuationTests {
  @Test func `the worked example with a running cost`() {
    let value = Case().value
    #expect(near(value.errorCostPerItem, 0.014) && near(value.gainPerItem, 0.286))
    #expect(near(value.gainPerHealthyPeriod, 23_600))
    #expect(near(value.breakEven.itemsPerPeriod, 5_000 / 0.286))
    #expect(abs((value.breakEven.itemsPerPeriod ?? 0) - 17_482.5) < 0.05)
    #expect(near(value.breakEven.savingPerItem, 0.064))
    #expect(near(value.breakEven.errors[0].cost, 0.25 / 0.007))
    #expect(near(value.breakEven.errors[0].modelRate, 0.013 + 0.125))
    let free = Case().with { $0.fixed = 0 }.value
    #expect(near(free.breakEven.errors[0].cost, 0.30 / 0.007))
    #expect(near(free.breakEven.errors[0].modelRate, 0.163))
    #expect(near(free.breakEven.errors[0].modelCost, 16.3))
  }

  @Test func `kinds of error decide what accuracy does not show`() {
    let value = Case().with {
      ($0.items, $0.fixed) = (50_000, 4_000)
      $0.errors = [
        (name: "missed", cost: 60, people: 0.04 * 0.10, model: 0.04 * 0.22),
        (name: "false alarm", cost: 5, people: 0.96 * 0.004, model: 0.96 * 0.002),
      ]
    }.value
    #expect(near(value.errorCostPerItem, 0.2784) && near(value.gainPerItem, 0.0216))
    #expect(near(value.gainPerHealthyPeriod, -2_920))
    // A false negative rate of 0.19567 among the 4 % that are true.
    #expect(near(value.breakEven.errors[0].modelRate, 0.04 * (0.10 + 0.2296 / 2.4)))
    #expect(abs((value.breakEven.errors[0].modelRate ?? 0) / 0.04 - 0.195_67) < 0.000_005)
    // The average cost of people's errors, 33.06, would say the opposite.
    let average = 0.2592 / 0.007_84
    let naive = Case().with {
      ($0.items, $0.fixed) = (50_000, 4_000)
      $0.errors = [(name: "any", cost: average, people: 0.007_84, model: 0.010_72)]
    }.value
    #expect(abs(naive.gainPerItem - 0.2048) < 0.000_05)
    #expect(abs(naive.gainPerHealthyPeriod - 6_239.18) < 0.005)
  }

  private let degrading = Case().with {
    ($0.hazard, $0.investment) = (0.1, 40_000)
  }

  @Test func `degradation and plan B in the long run`() {
    let value = degrading.value
    #expect(near(value.longRunPerPeriod, 235_200 / 13 - 5_000))
    #expect(near(value.longRunWithoutPlanB, 179_000 / 15 - 5_000))
    #expect(near(value.planBPerPeriod, 6_158.974_358_974_36))
    #expect(abs(value.longRunPerPeriod - 13_092.31) < 0.005)
    #expect(abs(value.longRunWithoutPlanB - 6_933.33) < 0.005)
    #expect(abs(value.planBPerPeriod - 6_158.97) < 0.005)
  }

  @Test func `a finite horizon, with and without discount`() {
    #expect(near(degrading.value.netPresentValue, 16_970))
    #expect(degrading.value.paybackPeriod == 2)
    let discounted = degrading.with { $0.discount = 0.01 }.value
    #expect(abs(discounted.netPresentValue - 15_935.46) < 0.01)
    #expect(degrading.with { $0.periods = 1 }.value.paybackPeriod == nil)
  }

  @Test func `a long horizon earns what the long run says`() {
    let (long, longer) = (
      degrading.with { $0.periods = 500 }.value, degrading.with { $0.periods = 501 }.value
    )
    #expect(
      near(longer.netPresentValue - long.netPresentValue, long.longRunPerPeriod, 1e-9))
  }

  @Test func `without hazard and discount the horizon is a multiple`() {
    let value = Case().with { ($0.periods, $0.investment) = (7, 100) }.value
    #expect(near(value.netPresentValue, 7 * value.gainPerHealthyPeriod - 100))
    #expect(value.longRunPerPeriod == value.gainPerHealthyPeriod && value.planBPerPeriod == 0)
  }

  @Test func `doubling all money doubles the value`() {
    let (one, two) = (degrading.value, degrading.with { $0.money = 2 }.value)
    #expect(near(two.netPresentValue, 2 * one.netPresentValue))
    #expect(near(two.longRunPerPeriod, 2 * one.longRunPerPeriod))
  }

  @Test func `the value is linear in volume where nothing is fixed`() {
    let free = degrading.with { ($0.fixed, $0.investment, $0.switchCost) = (0, 0, 0) }
    let ten = free.with { $0.items *= 10 }
    #expect(near(ten.value.netPresentValue, 10 * free.value.netPresentValue))
  }

  @Test func `what makes things worse lowers the value`() {
    let year = degrading.with { $0.periods = 12 }
    let value = year.value.netPresentValue
    let worse: [(inout Case) -> Void] = [
      { $0.hazard = 0.2 }, { $0.detection = 3 }, { $0.repair = 2 }, { $0.fixed = 5_001 },
      { $0.errors[0].model = 0.021 }, { $0.errors[0].cost = 2.1 }, { $0.saving = 0.29 },
      { $0.investment = 40_001 }, { $0.discount = 0.02 }, { $0.switchCost = 9_000 },
      { $0.extra = 0.3 },
    ]
    for (index, change) in worse.enumerated() {
      #expect(year.with(change).value.netPresentValue < value, "change \(index)")
    }
  }

  @Test func `break-even values bring the healthy gain to nothing`() throws {
    let value = Case().value
    let items = try #require(value.breakEven.itemsPerPeriod)
    let saving = try #require(value.breakEven.savingPerItem)
    let rate = try #require(value.breakEven.errors[0].modelRate)
    let cost = try #require(value.breakEven.errors[0].cost)
    for even in [
      Case().with { $0.items = items }, Case().with { $0.saving = saving },
      Case().with { $0.errors[0].model = rate }, Case().with { $0.errors[0].cost = cost },
    ] {
      #expect(abs(even.value.gainPerHealthyPeriod) < 1e-6)
    }
  }

  @Test func `nothing automated breaks even nowhere, and no figure is NaN`() {
    let value = Case().with { ($0.share, $0.hazard) = (0, 0.5) }.value
    #expect(value.breakEven.itemsPerPeriod == nil && value.breakEven.savingPerItem == nil)
    let figures = [
      value.gainPerItem, value.gainPerHealthyPeriod, value.longRunPerPeriod,
      value.longRunWithoutPlanB, value.netPresentValue,
    ]
    #expect(figures.allSatisfy { $0.isFinite })
  }
}

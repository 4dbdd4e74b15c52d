import Statistics
import Testing
import Worth

/// Laws that every valuation keeps, on numbers drawn at random.
@Suite struct WorthLawTests {
  /// Two hundred cases of all sizes, in which the model errs more than people.
  private func cases() -> [Case] {
    var numbers = PCG64(seed: 21)
    return (0..<200).map { _ in
      Case().with {
        $0.items = 1_000 + 1e5 * numbers.uniform()
        $0.hazard = 0.01 + 0.4 * numbers.uniform()
        $0.detection = 1 + 6 * numbers.uniform()
        $0.repair = 1 + 6 * numbers.uniform()
        $0.extra = 0.01 + 0.4 * numbers.uniform()
        $0.periods = 2 + numbers.index(below: 40)
        $0.discount = 0.04 * numbers.uniform()
        $0.fixed = 5_000 * numbers.uniform()
        $0.investment = 50_000 * numbers.uniform()
        $0.errors[0].people = 0.02 * numbers.uniform()
        $0.errors[0].model = $0.errors[0].people + 0.05 * numbers.uniform()
        // A degraded period earns less than one in plan B, and that less than a healthy one.
        $0.saving = 0.15 + 0.2 * numbers.uniform()
      }
    }
  }

  private func value(_ one: Case) -> Double { one.value.netPresentValue }

  @Test func `the value falls when errors, their cost or the running cost rise`() {
    for (index, one) in cases().enumerated() {
      let before = value(one)
      #expect(value(one.with { $0.errors[0].model *= 1.1 }) < before, "case \(index)")
      #expect(value(one.with { $0.errors[0].cost *= 1.1 }) < before, "case \(index)")
      #expect(value(one.with { $0.fixed += 1 }) < before, "case \(index)")
      // Nobody switches before period 3: one to break, one to notice.
      let dearer = value(one.with { $0.switchCost += 1 })
      #expect(one.periods < 3 ? dearer == before : dearer < before, "case \(index)")
    }
  }

  /// Whether to be healthy is worth more than to be in repair, and that more than to be wrong unseen,
  /// in every period.
  ///
  /// Worked backwards from the horizon, apart from the sources: the value of each state is what it
  /// earns and the discounted values of where it leads. By the difference of two chains (the value of
  /// one is that of the other, and for each visit the change of a probability times the difference of
  /// the values that it leads to), this is what makes the value fall with h, D and R; where it does not
  /// hold, the law does not: see the next test.
  private func isOrdered(_ one: Case) -> Bool {
    let factor = 1 / (1 + one.discount)
    let well = one.items * one.value.gainPerItem
    let ill = well - one.items * one.extra * one.errors[0].cost
    let hazard = one.hazard ?? 0
    var (h, d, f) = (0.0, 0.0, 0.0)
    for remaining in 0..<one.periods {
      // Who would switch after the horizon pays nothing.
      let cost = remaining > 0 ? one.switchCost : 0
      let next = (
        well + factor * ((1 - hazard) * h + hazard * d),
        ill + factor * ((1 - 1 / one.detection) * d + (f - cost) / one.detection),
        factor * ((1 - 1 / one.repair) * f + h / one.repair)
      )
      (h, d, f) = next
      if h < f || f - one.switchCost < d { return false }
    }
    return true
  }

  @Test func `the value falls when breaks, their discovery or their repair take more`() {
    var kept = 0
    for (index, one) in cases().enumerated() where isOrdered(one) {
      kept += 1
      let before = value(one)
      // What can be seen within the horizon: to break takes one period, to notice another.
      #expect(value(one.with { $0.hazard = ($0.hazard ?? 0) * 1.1 }) < before, "case \(index)")
      #expect(value(one.with { $0.detection += 0.5 }) < before || one.periods < 3, "case \(index)")
      #expect(value(one.with { $0.repair += 0.5 }) < before || one.periods < 4, "case \(index)")
    }
    #expect(kept > 30)
  }

  @Test func `a longer repair is better where to be healthy leads to worse`() {
    // Worked by hand. A healthy period earns 1, a degraded one −100, one in repair 0; h = ½, D = 1, no
    // switch cost, no discount, five periods. States (healthy, degraded, repair) by period:
    //   R = 1: (1, 0, 0) (½, ½, 0) (¼, ¼, ½) (0.625, 0.125, 0.25) (0.5625, 0.3125, 0.125)
    //   R = 2: (1, 0, 0) (½, ½, 0) (¼, ¼, ½) (0.375, 0.125, 0.5)  (0.4375, 0.1875, 0.375)
    // R = 1 earns 1 − 49.5 − 24.75 − 11.875 − 30.6875 = −115.8125,
    // R = 2 earns 1 − 49.5 − 24.75 − 12.125 − 18.3125 = −103.6875.
    let one = Case().with {
      ($0.items, $0.saving, $0.fixed, $0.periods) = (1, 1, 0, 5)
      $0.errors = [(name: "wrong", cost: 202, people: 0, model: 0)]
      ($0.hazard, $0.extra, $0.detection, $0.switchCost) = (0.5, 0.5, 1, 0)
    }
    #expect(near(value(one), -115.8125))
    #expect(near(value(one.with { $0.repair = 2 }), -103.6875))
    #expect(!isOrdered(one))
  }

  @Test func `the value is linear in volume, and doubles with all money`() {
    for (index, one) in cases().enumerated() {
      #expect(near(value(one.with { $0.money = 2 }), 2 * value(one)), "case \(index)")
      let free = one.with { ($0.fixed, $0.investment, $0.switchCost) = (0, 0, 0) }
      #expect(near(value(free.with { $0.items *= 3 }), 3 * value(free)), "case \(index)")
    }
  }

  @Test func `without breaks and discount the value is a multiple of a healthy period`() {
    for (index, one) in cases().enumerated() {
      let sure = one.with { ($0.hazard, $0.discount) = (0, 0) }
      let expected =
        Double(sure.periods) * sure.value.gainPerHealthyPeriod - sure.investment
      #expect(near(value(sure), expected), "case \(index)")
    }
  }

  /// Errors by class and segment.
  private func grouped(
    _ segments: [(name: String, share: Double)], _ errors: [DecisionModel.ErrorKind]
  ) -> DecisionModel {
    DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", 50_000),
      automatedShare: .init("q", 1), savingPerItem: .init("a", 0.3),
      fixedCostPerPeriod: .init("F", 4_000), investment: .init("I", 0), horizonPeriods: 1,
      discountPerPeriod: .init("r", 0), errors: errors, degradation: nil,
      further: .init(
        segments: segments.map { .init($0.name, .init($0.name, $0.share)) },
        classes: [.init("ill", .init("ill", 0.04)), .init("well", .init("well", 0.96))]))
  }

  private func error(
    _ name: String, of trueClass: String, in segment: String? = nil, _ cost: Double,
    _ people: Double, _ model: Double
  ) -> DecisionModel.ErrorKind {
    .init(
      name: name, cost: .init("c", cost), people: .init("b", people), model: .init("m", model),
      trueClass: trueClass, segment: segment)
  }

  @Test func `rates of a class are weighted by how frequent it is`() {
    let model = grouped(
      [],
      [error("missed", of: "ill", 60, 0.10, 0.22), error("alarm", of: "well", 5, 0.004, 0.002)])
    let value = Valuation(of: model)
    #expect(near(value.errorCostPerItem, 0.2784) && near(value.gainPerItem, 0.0216))
    #expect(near(value.gainPerHealthyPeriod, -2_920))
    // The rate at which it breaks even, of those that are ill.
    #expect(near(value.breakEven.errors[0].modelRate, 0.10 + 0.2296 / 2.4))
  }

  @Test func `segments without weight do not matter, and merging equal ones changes nothing`() {
    var numbers = PCG64(seed: 5)
    for index in 0..<200 {
      let costs = (100 * numbers.uniform(), 10 * numbers.uniform())
      let rates = (0..<4).map { _ in 0.5 * numbers.uniform() }
      func errors(_ segments: [String?]) -> [DecisionModel.ErrorKind] {
        segments.flatMap { segment in
          [
            error("missed \(segment ?? "")", of: "ill", in: segment, costs.0, rates[0], rates[1]),
            error("alarm \(segment ?? "")", of: "well", in: segment, costs.1, rates[2], rates[3]),
          ]
        }
      }
      let first = numbers.uniform()
      let shares = [(name: "a", share: first), (name: "b", share: 1 - first)]
      let one = Valuation(of: grouped([], errors([nil]))).gainPerHealthyPeriod
      let two = Valuation(of: grouped(shares, errors(["a", "b"])))
      let dear = error("dear", of: "ill", in: "c", 1e6 * numbers.uniform(), 0, 1)
      let empty = Valuation(
        of: grouped(shares + [(name: "c", share: 0)], errors(["a", "b"]) + [dear]))
      #expect(near(two.gainPerHealthyPeriod, one), "case \(index)")
      #expect(near(empty.gainPerHealthyPeriod, one), "case \(index)")
    }
  }

  @Test func `a rare segment with dear errors turns the verdict`() {
    let routine = [error("missed", of: "ill", in: "routine", 5, 0.10, 0.08)]
    let rest = [error("alarm", of: "well", 1, 0.004, 0.002)]
    func gain(_ cost: Double) -> Double {
      Valuation(
        of: grouped(
          [("routine", 0.99), ("important", 0.01)],
          routine + rest + [error("grave", of: "ill", in: "important", cost, 0.01, 0.5)])
      ).gainPerHealthyPeriod
    }
    #expect(gain(100) > 0 && gain(10_000) < 0)
  }

  @Test func `errors beyond what downstream can handle cost what the file says`() {
    // 2 000 errors of the model, 1 300 of people, 1 500 can be handled: 500 beyond, none today.
    let value = Case().with { $0.capacity = (1_500, 3) }.value
    #expect(near(value.gainPerHealthyPeriod, 23_600 - 500 * 3))
    let over = Case().with { $0.capacity = (1_000, 3) }.value
    #expect(near(over.gainPerHealthyPeriod, 23_600 - 3 * (1_000 - 300)))
    #expect(near(Case().with { $0.capacity = (5_000, 3) }.value.gainPerHealthyPeriod, 23_600))
  }

  @Test func `a monitor notices after its delay, half a gap, and the looks that it misses`() {
    // Wrong with 0.02 while healthy, with 0.27 while degraded, of 100 000 items a period.
    let model = Case().with { $0.hazard = 0.1 }.model
    func periods(_ every: Double, _ delay: Double, _ share: Double) -> Double {
      DecisionModel.Monitor(
        every: every, labelDelay: delay, labelledShare: share, falseAlarm: 0.01
      ).detection(in: model).periods
    }
    // 200 000 labels: the first look after the break sees it, on average half a gap later.
    #expect(near(periods(2, 0.5, 1), 0.5 + 2 * 0.5))
    // 2 labels: one error has 1 − 0.98² = 0.0396 while healthy, two have 0.0004, so two raise the
    // alarm. Degraded 0.27² = 0.0729, and D = 1/0.0729 − ½.
    #expect(near(periods(1, 0, 0.00002), 1 / 0.0729 - 0.5, 1e-9))
    // 10 labels: of 10 healthy ones 2 or more are wrong with 1 − 0.98¹⁰ − 10·0.02·0.98⁹ = 0.01618,
    // 3 or more with 0.00086. Degraded: 1 − 0.73¹⁰ − 10·0.27·0.73⁹ − 45·0.27²·0.73⁸ = 0.53351
    var missed = 0.0
    for (errors, ways) in [(0, 1.0), (1, 10), (2, 45)] {
      missed += ways * power(0.27, errors) * power(0.73, 10 - errors)
    }
    #expect(abs(1 - missed - 0.53351) < 0.00001)
    #expect(near(periods(1, 0, 0.0001), 1 / (1 - missed) - 0.5, 1e-9))
    // One label: an error alone has 0.02 while healthy, so nothing may raise the alarm.
    #expect(periods(1, 0, 0.00001) == 1e6)
    #expect(periods(0.1, 0, 1) == 1)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }
}

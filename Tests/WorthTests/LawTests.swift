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
      #expect(value(one.with { $0.errors[0].model *= 1.1 }) <= before, "case \(index)")
      #expect(value(one.with { $0.errors[0].cost *= 1.1 }) < before, "case \(index)")
      #expect(value(one.with { $0.fixed += 1 }) < before, "case \(index)")
      #expect(value(one.with { $0.switchCost += 1 }) <= before, "case \(index)")
    }
  }

  @Test func `the value falls when breaks, their discovery or their repair take more`() {
    for (index, one) in cases().enumerated() {
      let value = one.value
      // Only where healthy is better than repair, and repair better than being wrong unseen.
      let healthy = one.items * value.gainPerItem
      let degraded = healthy - one.items * one.extra * one.errors[0].cost
      guard healthy > 0, degraded < -one.switchCost, value.longRunPerPeriod + one.fixed > 0 else {
        continue
      }
      let before = value.netPresentValue
      #expect(
        self.value(one.with { $0.hazard = ($0.hazard ?? 0) * 1.1 }) <= before, "case \(index)")
      #expect(self.value(one.with { $0.detection += 0.5 }) <= before, "case \(index)")
      #expect(self.value(one.with { $0.repair += 0.5 }) <= before, "case \(index)")
    }
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
    func errors(_ segments: [String?]) -> [DecisionModel.ErrorKind] {
      segments.flatMap { segment in
        [
          error("missed \(segment ?? "")", of: "ill", in: segment, 60, 0.10, 0.12),
          error("alarm \(segment ?? "")", of: "well", in: segment, 5, 0.004, 0.002),
        ]
      }
    }
    let one = Valuation(of: grouped([], errors([nil]))).gainPerHealthyPeriod
    let two = Valuation(of: grouped([("a", 0.3), ("b", 0.7)], errors(["a", "b"])))
    let dear = error("dear", of: "ill", in: "c", 1e6, 0, 1)
    let empty = Valuation(
      of: grouped([("a", 0.3), ("b", 0.7), ("c", 0)], errors(["a", "b"]) + [dear]))
    #expect(near(two.gainPerHealthyPeriod, one) && near(empty.gainPerHealthyPeriod, one))
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
    let model = Case().with { $0.hazard = 0.1 }.model
    // So many items and so large an effect: the first look after the break sees it.
    let sharp = DecisionModel.Monitor(every: 2, labelDelay: 0.5).detection(in: model).periods
    #expect(near(sharp, 0.5 + 2 * 0.5))
    let blind = DecisionModel.Monitor(every: 1, labelDelay: 0, labelledShare: 0.00002)
      .detection(in: model).periods
    #expect(blind > 1.3)
    #expect(DecisionModel.Monitor(every: 0.1, labelDelay: 0).detection(in: model).periods == 1)
  }
}

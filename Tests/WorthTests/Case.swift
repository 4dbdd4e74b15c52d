import Worth

/// One kind of error of $2, 98.0 % against 98.7 %, $0.30 saved per item.
struct Case {
  var items = 100_000.0
  var share = 1.0
  var saving = 0.30
  var fixed = 5_000.0
  var investment = 0.0
  var periods = 3
  var discount = 0.0
  var errors = [(name: "wrong", cost: 2.0, people: 0.013, model: 0.020)]
  var hazard: Double?
  var extra = 0.25
  var detection = 2.0
  var repair = 1.0
  var alone = 3.0
  var fallback = 0.0
  var switchCost = 8_000.0
  var money = 1.0
  var planB: (cost: Double, kept: Int, ready: Int, built: Double)?
  var growth = 0.0
  var capacity: (errors: Double, cost: Double)?
  var trial: (share: Double, periods: Int, cost: Double)?
  var assistance: (saving: Double, caught: Double)?
  var approver: String?
  /// The costs' 95 % point over their 5 % point; 1 where they are known.
  var costRange = 1.0
  var correlation = 0.0

  var model: DecisionModel {
    DecisionModel(
      currency: "USD", period: "month", itemsPerPeriod: .init("N", items),
      automatedShare: .init("q", share), savingPerItem: .init("a", saving * money),
      fixedCostPerPeriod: .init("F", fixed * money), investment: .init("I", investment * money),
      horizonPeriods: periods, discountPerPeriod: .init("r", discount),
      errors: errors.map {
        .init(
          name: $0.name, cost: cost($0.cost * money), people: .init("b", $0.people),
          model: .init("m", $0.model))
      },
      degradation: hazard.map { hazard in
        .init(
          hazard: .init("h", hazard), extraErrors: [("wrong", .init("d", extra))],
          detectionPeriods: .init("D", detection), repairPeriods: .init("R", repair),
          repairPeriodsWithoutPlanB: .init("R0", alone),
          fallbackGainPerItem: .init("gF", fallback * money),
          switchCost: .init("KF", switchCost * money),
          planB: planB.map {
            .init(
              cost: .init("KB", $0.cost * money), keptUntil: $0.kept, readyIn: $0.ready,
              built: .init("phi", $0.built))
          })
      },
      further: .init(
        capacity: capacity.map {
          .init(
            errorsPerPeriod: .init("cap", $0.errors), costBeyond: .init("over", $0.cost * money))
        },
        growth: .init("growth", growth), costCorrelation: correlation,
        assistance: assistance.map {
          .init(savingPerItem: .init("a2", $0.saving * money), caught: .init("caught", $0.caught))
        },
        trial: trial.map {
          .init(share: $0.share, periods: $0.periods, cost: .init("KT", $0.cost * money))
        },
        limits: .init(
          deployAtMost: .init("most", 0.1), refuseAbove: .init("never", 0.4)),
        approver: approver))
  }

  private func cost(_ value: Double) -> Quantity {
    let root = costRange.squareRoot()
    return Quantity(
      "c", value,
      spread: costRange > 1 ? .logNormal(low: value / root, high: value * root) : nil)
  }

  /// The same with a cost and a rate of which one is not sure.
  var uncertain: DecisionModel {
    with { $0.costRange = 4 }.model
  }

  var value: Valuation { Valuation(of: model) }

  func with(_ change: (inout Case) -> Void) -> Case {
    var changed = self
    change(&changed)
    return changed
  }
}

func near(_ left: Double?, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
  left.map { abs($0 - right) <= tolerance * max(1, abs(right)) } ?? false
}

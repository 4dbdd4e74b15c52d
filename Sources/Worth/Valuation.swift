/// What the numbers come to: expected values in closed form.
package struct Valuation: Sendable {
  /// What errors cost more than today, per item; negative where the model errs more cheaply (Δc).
  package let errorCostPerItem: Double
  /// What an automated item gains against the present process (g).
  package let gainPerItem: Double
  /// What a period gains while the model is healthy (G).
  package let gainPerHealthyPeriod: Double
  /// The mean gain per period in the long run, with degradation and plan B; equal to that of a
  /// healthy period where none is declared.
  package let longRunPerPeriod: Double
  /// The same without plan B.
  package let longRunWithoutPlanB: Double
  /// The expected present value over the horizon, after the investment.
  package let netPresentValue: Double
  /// The first period by whose end the expected value is no longer negative; `nil` if none is.
  package let paybackPeriod: Int?
  package let breakEven: BreakEven

  /// How far one number may move, all others as they are, before the gain of a healthy period is
  /// gone; `nil` where no value of that sign does it.
  package struct BreakEven: Sendable {
    /// Items per period.
    package let itemsPerPeriod: Double?
    /// Money per automated item.
    package let savingPerItem: Double?
    /// For each kind of error: the model's rate per item, and the cost of one error.
    package let errors: [(name: String, modelRate: Double?, cost: Double?)]
  }

  package init(of model: DecisionModel) {
    errorCostPerItem =
      model.errors.map { $0.cost.value * ($0.model.value - $0.people.value) }.reduce(0, +)
    gainPerItem = model.savingPerItem.value - errorCostPerItem
    let automated = model.itemsPerPeriod.value * model.automatedShare.value
    gainPerHealthyPeriod = automated * gainPerItem - model.fixedCostPerPeriod.value
    let chain = StateChain(model, gainPerItem: gainPerItem, automated: automated)
    longRunPerPeriod = chain.longRun(hasPlanB: true)
    longRunWithoutPlanB = chain.longRun(hasPlanB: false)
    let flow = chain.expectedFlow(periods: model.horizonPeriods)
    var value = -model.investment.value
    var payback: Int?
    for (index, net) in flow.enumerated() {
      value += net * pow(1 + model.discountPerPeriod.value, -(index + 1))
      if value >= 0, payback == nil { payback = index + 1 }
    }
    netPresentValue = value
    paybackPeriod = payback
    breakEven = BreakEven(model, automated: automated, gainPerItem: gainPerItem)
  }

  /// What having plan B is worth per period in the long run.
  package var planBPerPeriod: Double { longRunPerPeriod - longRunWithoutPlanB }
}

extension Valuation.BreakEven {
  fileprivate init(_ model: DecisionModel, automated: Double, gainPerItem: Double) {
    let fixed = model.fixedCostPerPeriod.value
    let share = model.automatedShare.value
    itemsPerPeriod = gainPerItem > 0 && share > 0 ? fixed / (gainPerItem * share) : nil
    // What is left per item for errors beyond those counted.
    let spare = automated > 0 ? gainPerItem - fixed / automated : nil
    savingPerItem = spare.map { model.savingPerItem.value - $0 }
    errors = model.errors.map { error in
      let more = error.model.value - error.people.value
      let rate = spare.flatMap { spare in
        error.cost.value > 0 ? error.model.value + spare / error.cost.value : nil
      }
      let cost = spare.flatMap { spare in more == 0 ? nil : error.cost.value + spare / more }
      return (
        error.name, rate.flatMap { (0...1).contains($0) ? $0 : nil },
        cost.flatMap { $0 >= 0 ? $0 : nil }
      )
    }
  }
}

/// The model's health over time: healthy, degraded unseen, in fallback.
///
/// The state in a period earns in it and moves at its end: healthy to degraded with the hazard,
/// degraded to fallback with 1/D, fallback to healthy with 1/R.
struct StateChain {
  private let healthy: Double
  private let degraded: Double
  private let fallback: Double
  private let fixed: Double
  private let hazard: Double
  private let detection: Double
  private let repair: Double
  private let repairWithout: Double
  private let switchCost: Double

  init(_ model: DecisionModel, gainPerItem: Double, automated: Double) {
    let costs = Dictionary(
      model.errors.map { ($0.name, $0.cost.value) }, uniquingKeysWith: { first, _ in first })
    let extra = (model.degradation?.extraErrors ?? []).map { (costs[$0.name] ?? 0) * $0.rate.value }
      .reduce(0, +)
    healthy = automated * gainPerItem
    degraded = automated * (gainPerItem - extra)
    fallback = automated * (model.degradation?.fallbackGainPerItem.value ?? 0)
    fixed = model.fixedCostPerPeriod.value
    hazard = model.degradation?.hazard.value ?? 0
    detection = model.degradation?.detectionPeriods.value ?? 1
    repair = model.degradation?.repairPeriods.value ?? 1
    repairWithout = model.degradation?.repairPeriodsWithoutPlanB.value ?? 1
    switchCost = model.degradation?.switchCost.value ?? 0
  }

  /// The mean gain per period over a whole cycle of health, degradation and repair.
  func longRun(hasPlanB: Bool) -> Double {
    guard hazard > 0 else { return healthy - fixed }
    let well = 1 / hazard
    if hasPlanB {
      let cycle = well + detection + repair
      let earned = healthy * well + degraded * detection + fallback * repair - switchCost
      return earned / cycle - fixed
    }
    let ill = detection + repairWithout
    return (healthy * well + degraded * ill) / (well + ill) - fixed
  }

  /// The expected gain of each period from the first, beginning healthy, with plan B.
  func expectedFlow(periods: Int) -> [Double] {
    var (well, ill, out, entering) = (1.0, 0.0, 0.0, 0.0)
    return (0..<max(0, periods)).map { _ in
      let net = well * healthy + ill * degraded + out * fallback - switchCost * entering - fixed
      let entries = ill / detection
      (well, ill, out) = (
        well * (1 - hazard) + out / repair, well * hazard + ill * (1 - 1 / detection),
        entries + out * (1 - 1 / repair)
      )
      entering = entries
      return net
    }
  }
}

/// A whole power, by squaring.
private func pow(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, exponent < 0 ? 1 / base : base, abs(exponent))
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

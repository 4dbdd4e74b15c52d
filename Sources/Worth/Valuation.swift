/// What the numbers come to at their means: expected values in closed form.
package struct Valuation: Sendable {
  /// What errors cost more than today, per item; negative where the model errs more cheaply (Δc).
  package let errorCostPerItem: Double
  /// What an automated item gains against the present process (g).
  package let gainPerItem: Double
  /// What the first period gains while the model is healthy (G).
  package let gainPerHealthyPeriod: Double
  /// The mean gain per period in the long run, with degradation and plan B; equal to that of a
  /// healthy period where none is declared.
  package let longRunPerPeriod: Double
  /// The same without plan B.
  package let longRunWithoutPlanB: Double
  /// The expected present value over the horizon, after the investment, with plan B from the start.
  package let netPresentValue: Double
  /// The first period by whose end the expected value is no longer negative; `nil` if none is.
  package let paybackPeriod: Int?
  package let breakEven: BreakEven
  /// For each error how much of all items it is counted on (w π).
  package let weights: [Double]
  /// For each period the probabilities of being healthy, degraded unseen, and in repair.
  package let states: [(healthy: Double, degraded: Double, repair: Double)]

  /// How far one number may move, all others as they are, before the gain of a healthy period is
  /// gone; `nil` where no value of that sign does it.
  package struct BreakEven: Sendable {
    /// Items per period.
    package let itemsPerPeriod: Double?
    /// Money per automated item.
    package let savingPerItem: Double?
    /// The probability of degradation per period at which the long run gains nothing.
    package let hazard: Double?
    package let errors: [Error]

    /// For one kind of error: the model's rate, the cost of one error, and the cost of one error of
    /// the model where those of people cost what they do.
    package struct Error: Sendable {
      package let name: String
      package let modelRate: Double?
      package let cost: Double?
      package let modelCost: Double?
    }
  }

  package init(of model: DecisionModel) {
    let layout = Layout(model)
    let values = layout.values
    let terms = Terms(layout, values)
    let stream = Stream(.full, layout, values)
    weights = layout.errors.map { layout.weight($0, values) }
    errorCostPerItem = stream.errorCost
    gainPerItem = stream.healthy
    var schedule = Schedule(periods: model.horizonPeriods)
    schedule.fill(terms, stream)
    gainPerHealthyPeriod = schedule.healthyNet(in: 1)
    let cycle = Cycle(terms, stream, healthy: gainPerHealthyPeriod + terms.fixed)
    longRunPerPeriod = cycle.mean(hasPlanB: true)
    longRunWithoutPlanB = cycle.mean(hasPlanB: false)
    var value = -terms.investment - terms.planBCost
    var payback: Int?
    var states: [(Double, Double, Double)] = []
    _ = schedule.expected(terms, .now) { net, probabilities in
      value += net
      states.append(probabilities)
      if value >= 0, payback == nil { payback = states.count }
    }
    netPresentValue = value
    paybackPeriod = payback
    self.states = states.map { (healthy: $0.0, degraded: $0.1, repair: $0.2) }
    breakEven = BreakEven(
      model, layout, values, terms, gain: gainPerHealthyPeriod, gainPerItem: gainPerItem,
      hazard: cycle.breakEvenHazard)
  }

  /// What having plan B is worth per period in the long run.
  package var planBPerPeriod: Double { longRunPerPeriod - longRunWithoutPlanB }
}

extension Valuation.BreakEven {
  fileprivate init(
    _ model: DecisionModel, _ layout: Layout, _ values: [Double], _ terms: Terms, gain: Double,
    gainPerItem: Double, hazard: Double?
  ) {
    let share = model.automatedShare.value
    let automated = terms.items * share
    itemsPerPeriod = gainPerItem > 0 && share > 0 ? terms.fixed / (gainPerItem * share) : nil
    // What is left per item for errors beyond those counted.
    let spare = automated > 0 ? gain / automated : nil
    savingPerItem = spare.map { model.savingPerItem.value - $0 }
    self.hazard = hazard
    errors = zip(model.errors, layout.errors).map { error, rates in
      let weight = layout.weight(rates, values)
      let more = weight * (error.model.value - error.people.value)
      func limit(_ start: Double, _ slope: Double) -> Double? {
        spare.flatMap { slope == 0 ? nil : start + $0 / slope }
      }
      let rate = limit(error.model.value, error.cost.value * weight)
      let (cost, own) = (
        limit(error.cost.value, more), limit(error.cost.value, weight * error.model.value)
      )
      return Error(
        name: error.name, modelRate: rate.flatMap { (0...1).contains($0) ? $0 : nil },
        cost: cost.flatMap { $0 >= 0 ? $0 : nil }, modelCost: own.flatMap { $0 >= 0 ? $0 : nil })
    }
  }
}

/// The mean over a whole cycle of health, degradation and repair.
private struct Cycle {
  let terms: Terms
  let healthy: Double
  let degraded: Double
  let fallback: Double

  init(_ terms: Terms, _ stream: Stream, healthy: Double) {
    self.terms = terms
    self.healthy = healthy
    let automated = terms.items * stream.share
    degraded = healthy + automated * (stream.degraded - stream.healthy)
    fallback = automated * stream.fallback
  }

  func mean(hasPlanB: Bool) -> Double {
    guard terms.hazard > 0 else { return healthy - terms.fixed }
    let well = 1 / terms.hazard
    if hasPlanB {
      let earned =
        healthy * well + degraded * terms.detection + fallback * terms.repair - terms.switchCost
      return earned / (well + terms.detection + terms.repair) - terms.fixed
    }
    let ill = terms.detection + terms.repairWithout
    return (healthy * well + degraded * ill) / (well + ill) - terms.fixed
  }

  /// Where the mean with plan B is 0.
  var breakEvenHazard: Double? {
    let lost =
      terms.fixed * (terms.detection + terms.repair)
      - (degraded * terms.detection + fallback * terms.repair - terms.switchCost)
    let hazard = (healthy - terms.fixed) / lost
    return hazard.isFinite && hazard > 0 && hazard < 1 ? hazard : nil
  }
}

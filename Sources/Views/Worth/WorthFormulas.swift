internal import Readiness
internal import Worth

/// How a figure at the means comes about.
package struct WorthFormula: Sendable {
  package let name: String
  package let formula: String
  /// The same with the numbers put in; rounded for reading.
  package let numbers: String
  package let value: Double
}

extension WorthReport {
  /// Every figure at the means with its formula, so that it can be computed again by hand.
  package var formulas: [WorthFormula] {
    let (model, valuation) = (analysis.model, analysis.valuation)
    let (items, share) = (model.itemsPerPeriod.value, model.automatedShare.value)
    let (gain, fixed) = (valuation.gainPerItem, model.fixedCostPerPeriod.value)
    let errors = zip(model.errors, valuation.weights).map { error, weight in
      (weight == 1 ? "" : "\(weight.brief) × ")
        + "\(error.cost.value.brief) × (\(error.model.value.brief) − \(error.people.value.brief))"
    }
    let over = items * share * gain - fixed - valuation.gainPerHealthyPeriod
    let isOver = abs(over) > 1e-9 * max(1, abs(fixed))
    var all = [
      WorthFormula(
        name: "what errors cost more than today, per item", formula: "Δc = Σ w π c (m − b)",
        numbers: errors.isEmpty ? "0" : errors.joined(separator: " + "),
        value: valuation.errorCostPerItem),
      WorthFormula(
        name: "gain per automated item", formula: "g = a − Δc",
        numbers: "\(model.savingPerItem.value.brief) − (\(valuation.errorCostPerItem.brief))",
        value: gain),
      WorthFormula(
        name: "gain of a healthy \(model.period)",
        formula: isOver ? "G = N q g − F − over" : "G = N q g − F",
        numbers: "\(items.brief) × \(share.brief) × \(gain.brief) − \(fixed.brief)"
          + (isOver ? " − \(over.brief)" : ""), value: valuation.gainPerHealthyPeriod),
    ]
    if let degradation = model.degradation { all += longRun(degradation, items * share) }
    all.append(
      WorthFormula(
        name: "present value over \(model.horizonPeriods.of(model.period)), plan B from the start",
        formula: "−I − K_B + Σ net(t) (1 + r)^−t",
        numbers: "−\(model.investment.value.brief) − "
          + "\((model.degradation?.planB?.cost.value ?? 0).brief) + Σ over t = 1 … "
          + "\(model.horizonPeriods), r = \(model.discountPerPeriod.value.brief)",
        value: valuation.netPresentValue))
    return all
  }

  private func longRun(
    _ degradation: DecisionModel.Degradation, _ automated: Double
  ) -> [WorthFormula] {
    let valuation = analysis.valuation
    let hazard = degradation.hazard.value
    guard hazard > 0 else { return [] }
    let costs = Dictionary(
      analysis.model.errors.map { ($0.name, $0.cost.value) },
      uniquingKeysWith: { first, _ in first })
    let extra = degradation.extraErrors.map { (costs[$0.name] ?? 0) * $0.rate.value }
      .reduce(0, +)
    let fixed = analysis.model.fixedCostPerPeriod.value
    let well = valuation.gainPerHealthyPeriod + fixed
    let ill = (well - automated * extra).brief
    let (detection, repair, alone) = (
      degradation.detectionPeriods.value.brief, degradation.repairPeriods.value.brief,
      degradation.repairPeriodsWithoutPlanB.value.brief
    )
    let (h, fallback) = (hazard.brief, (automated * degradation.fallbackGainPerItem.value).brief)
    return [
      WorthFormula(
        name: "mean \(analysis.model.period) in the long run, with plan B",
        formula: "(H/h + A D + B R − K_F) / (1/h + D + R) − F",
        numbers: "(\(well.brief)/\(h) + (\(ill)) × \(detection) + \(fallback) × \(repair) − "
          + "\(degradation.switchCost.value.brief)) / (1/\(h) + \(detection) + \(repair)) − "
          + fixed.brief, value: valuation.longRunPerPeriod),
      WorthFormula(
        name: "the same without plan B", formula: "(H/h + A (D + R₀)) / (1/h + D + R₀) − F",
        numbers: "(\(well.brief)/\(h) + (\(ill)) × (\(detection) + \(alone))) / (1/\(h) + "
          + "\(detection) + \(alone)) − \(fixed.brief)", value: valuation.longRunWithoutPlanB),
    ]
  }
}

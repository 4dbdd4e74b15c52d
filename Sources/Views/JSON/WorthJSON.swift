package import Worth

/// The valuation as JSON.
package enum WorthJSON {
  package static func text(
    _ model: DecisionModel, valuation: Valuation, verdict: WorthVerdict
  )
    -> String
  {
    JSONText.text(
      Body(
        currency: model.currency, period: model.period, verdict: verdict.sentence,
        unconfirmed: model.unconfirmed.map(\.name), gainPerItem: valuation.gainPerItem,
        errorCostPerItem: valuation.errorCostPerItem,
        gainPerHealthyPeriod: valuation.gainPerHealthyPeriod,
        longRunPerPeriod: valuation.longRunPerPeriod,
        longRunWithoutPlanB: valuation.longRunWithoutPlanB,
        netPresentValue: valuation.netPresentValue, paybackPeriod: valuation.paybackPeriod))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let currency: String
    let period: String
    let verdict: String
    let unconfirmed: [String]
    let gainPerItem: Double
    let errorCostPerItem: Double
    let gainPerHealthyPeriod: Double
    let longRunPerPeriod: Double
    let longRunWithoutPlanB: Double
    let netPresentValue: Double
    let paybackPeriod: Int?
  }
}

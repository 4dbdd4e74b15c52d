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
        currency: model.currency, period: model.period, outcome: verdict.code,
        verdict: verdict.sentence,
        unconfirmed: model.unconfirmed.map(\.name), gainPerItem: valuation.gainPerItem,
        errorCostPerItem: valuation.errorCostPerItem,
        gainPerHealthyPeriod: valuation.gainPerHealthyPeriod,
        longRunPerPeriod: valuation.longRunPerPeriod,
        longRunWithoutPlanB: valuation.longRunWithoutPlanB,
        netPresentValue: valuation.netPresentValue, paybackPeriod: valuation.paybackPeriod,
        breakEven: Body.BreakEven(
          itemsPerPeriod: valuation.breakEven.itemsPerPeriod,
          savingPerItem: valuation.breakEven.savingPerItem,
          errors: valuation.breakEven.errors.map {
            Body.BreakEven.Kind(name: $0.name, modelRate: $0.modelRate, cost: $0.cost)
          })))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let currency: String
    let period: String
    let outcome: String
    let verdict: String
    let unconfirmed: [String]
    let gainPerItem: Double
    let errorCostPerItem: Double
    let gainPerHealthyPeriod: Double
    let longRunPerPeriod: Double
    let longRunWithoutPlanB: Double
    let netPresentValue: Double
    let paybackPeriod: Int?
    let breakEven: BreakEven

    struct BreakEven: Encodable {
      let itemsPerPeriod: Double?
      let savingPerItem: Double?
      let errors: [Kind]

      struct Kind: Encodable {
        let name: String
        let modelRate: Double?
        let cost: Double?
      }
    }
  }
}

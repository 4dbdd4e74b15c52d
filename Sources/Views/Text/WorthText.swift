internal import Readiness
package import Worth

/// What running the model is worth, with the guesses that it rests on first.
package struct WorthText {
  private let model: DecisionModel
  private let valuation: Valuation
  private let verdict: WorthVerdict

  package init(_ model: DecisionModel, valuation: Valuation, verdict: WorthVerdict) {
    self.model = model
    self.valuation = valuation
    self.verdict = verdict
  }

  package var page: TextPage {
    var page = TextPage()
    page.line(Line(verdict.sentence.capitalisedFirst + ".", verdict.tone))
    guesses(on: &page)
    page.heading("Expected, per \(model.period), in \(model.currency)")
    var table = TextTable([.left, .right])
    table.row([Line("gain per automated item"), Line(valuation.gainPerItem.brief)])
    table.row([
      Line("errors cost more than today, per item"), Line(valuation.errorCostPerItem.brief),
    ])
    table.row([
      Line("gain of a healthy \(model.period)"), Line(valuation.gainPerHealthyPeriod.money),
    ])
    if model.degradation != nil {
      table.row([
        Line("mean gain in the long run, with plan B"), Line(valuation.longRunPerPeriod.money),
      ])
      table.row([Line("the same without plan B"), Line(valuation.longRunWithoutPlanB.money)])
    }
    table.row([
      Line("present value over \(model.horizonPeriods.of(model.period))"),
      Line(valuation.netPresentValue.money, .strong),
    ])
    table.row([
      Line("paid back by the end of \(model.period)"),
      Line(valuation.paybackPeriod.map { "\($0)" } ?? "never"),
    ])
    page.table(table)
    breakEven(on: &page)
    return page
  }

  private func guesses(on page: inout TextPage) {
    guard !model.unconfirmed.isEmpty else { return }
    page.heading("Guesses that nobody confirmed")
    var table = TextTable([.left, .right, .left])
    for quantity in model.unconfirmed {
      table.row([
        Line(quantity.name), Line(quantity.value.brief), Line(quantity.source ?? "", .faint),
      ])
    }
    page.table(table)
  }

  private func breakEven(on page: inout TextPage) {
    let ends = valuation.breakEven
    page.heading("How far one number may move before a healthy \(model.period) gains nothing")
    var table = TextTable([.left, .right, .right])
    table.header(["", "now", "limit"])
    table.row([
      Line("items per \(model.period)"), Line(model.itemsPerPeriod.value.brief),
      Line(ends.itemsPerPeriod?.money ?? "none"),
    ])
    table.row([
      Line("saving per item"), Line(model.savingPerItem.value.brief),
      Line(ends.savingPerItem?.brief ?? "none"),
    ])
    for (error, end) in zip(model.errors, ends.errors) {
      table.row([
        Line("model's rate of \(error.name)"), Line(error.model.value.brief),
        Line(end.modelRate?.brief ?? "none"),
      ])
      table.row([
        Line("cost of a \(error.name)"), Line(error.cost.value.brief),
        Line(end.cost?.brief ?? "none"),
      ])
    }
    page.table(table)
  }
}

extension WorthVerdict {
  fileprivate var tone: Tone {
    switch self {
    case .doNotDeploy: .bad
    case .confirmFirst: .unsure
    case .deploy, .deployWithPlanB: .good
    }
  }
}

extension Double {
  /// An amount, whole where it is large.
  fileprivate var money: String { abs(self) >= 1000 ? rounded().brief : brief }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

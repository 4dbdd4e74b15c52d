internal import Readiness
package import Worth

/// What running the model is worth, in sections that every format shows.
package struct WorthReport: Sendable {
  package let title: String
  package let analysis: Analysis
  /// What was decided and what came of it, where the log has it.
  package let record: WorthRecordShown?
  /// What to be careful of, besides the guesses.
  package let notes: [String]

  package init(
    title: String, analysis: Analysis, record: WorthRecordShown? = nil, notes: [String] = []
  ) {
    self.title = title
    self.analysis = analysis
    self.record = record
    self.notes = notes
  }

  private var model: DecisionModel { analysis.model }
  private var valuation: Valuation { analysis.valuation }

  struct Section {
    let title: String
    var lead = ""
    let header: [String]
    let rows: [[String]]
    /// What of the numbers is shown only on request, since it is long.
    var isDetail = false
  }

  /// In the order to read them; those without rows left out.
  var sections: [Section] {
    [
      guesses, brief, policies, expected, questions, drivers, planB, parts, realised, breakEven,
      errors, sources,
    ].filter { !$0.rows.isEmpty }
  }

  func money(_ value: Double) -> String { "\(value.amount) \(model.currency)" }

  private var guesses: Section {
    Section(
      title: "Numbers that nobody confirmed",
      lead: "A verdict waits for these; those first that move the value most. A guess without a "
        + "range is drawn from about half to twice.",
      header: ["number", "value", "where it comes from"],
      rows: guessed.map { [$0.name, $0.shown, $0.source ?? ""] }
        + (analysis.automation?.cut?.isAssumed == true
          ? [["people's errors on a part", "as on all items", "assumed; see 'confidence'"]] : []))
  }

  private var expected: Section {
    Section(
      title: "Expected, at the means of all numbers",
      lead: "The letters are those of 'Every number'.",
      header: ["figure", "value", "formula", "with the numbers"],
      rows: formulas.map { [$0.name, money($0.value), $0.formula, $0.numbers] } + [
        [
          "paid back by the end of \(model.period)",
          valuation.paybackPeriod.map { "\($0)" } ?? "never",
          "first t whose sum is not negative", "",
        ]
      ], isDetail: true)
  }

  private var policies: Section {
    Section(
      title: "What could be done, compared on the same draws",
      lead:
        "Value over \(model.horizonPeriods.of(model.period)) in \(model.currency): the mean, what "
        + "5, 50 and 95 % of the cases stay below, the probability of a loss, and the mean of the "
        + "worst twentieth.",
      header: ["policy", "mean", "5 %", "50 %", "95 %", "loss", "worst"],
      rows: analysis.outcomes.map { one in
        [
          one.policy.name, one.mean.amount, one.low.amount, one.middle.amount, one.high.amount,
          one.loss.percent, one.worst.amount,
        ]
      })
  }

  private var questions: Section {
    let waiting = valuation.longRunPerPeriod
    return Section(
      title: "What it is worth to find out first",
      lead: "To know a number exactly before deciding is worth at most this. A \(model.period) of "
        + "waiting gives up \(money(max(0, waiting))) in the mean.",
      header: ["number", "worth knowing", "share of the doubt"],
      rows: analysis.information.questions.filter { $0.share >= 0.005 || $0.worth > 0 }
        .sorted { ($1.worth, $1.share, $0.name) < ($0.worth, $0.share, $1.name) }.prefix(8).map {
          [$0.name, money($0.worth), $0.share.percent]
        })
  }

  private var drivers: Section {
    Section(
      title: "What drives it",
      lead: "The expected value with one number at its 5 % and 95 % point, the others at their "
        + "means; numbers of which the file is sure are moved by 10 %.",
      header: ["number", "from", "to", "value from", "value to"],
      rows: analysis.tornado.bars.prefix(10).map {
        [
          $0.name + ($0.isNominal ? " (± 10 %)" : ""), $0.low.brief, $0.high.brief,
          $0.atLow.amount, $0.atHigh.amount,
        ]
      })
  }

  private var planB: Section {
    guard let worth = analysis.planB else {
      return Section(title: "", header: [], rows: [])
    }
    var rows = [["plan B from the start, before its cost", money(worth.atOnce)]]
    if let planB = model.degradation?.planB {
      rows.append(["what it costs to build", money(planB.cost.value)])
      rows.append([
        "last \(model.period) by which it may be there and still pay",
        worth.latest.map { "\($0)" } ?? "none",
      ])
    }
    for one in analysis.monitors {
      rows.append([
        "to notice in \(one.detectionPeriods.brief) instead of "
          + "\((model.degradation?.detectionPeriods.value ?? 0).brief) \(model.period)s",
        money(one.worth),
      ])
    }
    return Section(
      title: "When it breaks: what plan B and a faster monitor are worth", header: ["", ""],
      rows: rows)
  }

  private var parts: Section {
    guard let automation = analysis.automation else {
      return Section(title: "", header: [], rows: [])
    }
    let points = automation.points
    let step = max(1, points.count / 12)
    let shown = points.indices.filter { $0 % step == 0 || $0 == points.count - 1 }
    return Section(
      title: "Which part to automate",
      lead: automationWords,
      header: ["from a confidence of", "share", "gain per item, fitted", "on the other half"],
      rows: shown.map {
        [
          points[$0].threshold?.brief ?? "part \($0 + 1)", points[$0].share.percent,
          points[$0].fitted.brief, points[$0].valued.brief,
        ]
      })
  }

  /// Which part is best, in a sentence.
  var automationWords: String {
    guard let automation = analysis.automation else { return "" }
    if automation.share <= 0 { return "No part gains." }
    if automation.cut == nil { return "Every part gains: automate all of it." }
    let from = automation.threshold.map { ", from a confidence of \($0.brief) on" } ?? ""
    return "Best is \(automation.share.percent) of the items\(from)."
      + (automation.rows.chosen > 0
        ? " Chosen on \(automation.rows.chosen) rows, valued on \(automation.rows.valued) others."
          + " \(peopleWords)" : "")
  }

  private var peopleWords: String {
    switch analysis.automation?.people {
    case .measured?: "Today's process is counted on the same rows."
    case .said?: "Somebody stands by it that people are as often wrong on each part."
    case .assumed?:
      "That \(Automation.assumption) is an assumption, and no verdict rests on it: name 'today' in "
        + "the check, and it is counted."
    case nil: ""
    }
  }

  private var realised: Section {
    Section(
      title: "What it really earned", lead: "Since the decision; expected as it was then.",
      header: [model.period, "earned", "expected", "where it comes from"],
      rows: (record?.pairs ?? []).map {
        [
          $0.actual.window, money($0.actual.value), $0.expected.map(money) ?? "",
          $0.actual.source,
        ]
      })
  }

  private var breakEven: Section {
    let ends = valuation.breakEven
    func row(_ name: String, _ now: Double, _ limit: Double?) -> [String] {
      [name, now.brief, limit?.amount ?? "none"]
    }
    var rows = [
      row("items per \(model.period)", model.itemsPerPeriod.value, ends.itemsPerPeriod),
      row("saving per item", model.savingPerItem.value, ends.savingPerItem),
    ]
    if let hazard = model.degradation?.hazard {
      rows.append(row("probability of a break per \(model.period)", hazard.value, ends.hazard))
    }
    for (error, end) in zip(model.errors, ends.errors) {
      rows.append(row("model's rate of \(error.name)", error.model.value, end.modelRate))
      rows.append(row("cost of a \(error.name)", error.cost.value, end.cost))
      rows.append(
        row("cost of a \(error.name) by the model alone", error.cost.value, end.modelCost))
    }
    return Section(
      title: "How far one number may move before a healthy \(model.period) gains nothing",
      header: ["number", "now", "limit"], rows: rows, isDetail: true)
  }

  private var errors: Section {
    Section(
      title: "Ways to be wrong",
      header: ["error", "class", "taken for", "segment", "people", "model", "cost", ""],
      rows: model.errors.map { error in
        [
          error.name, error.trueClass ?? "", error.predictedClass ?? "", error.segment ?? "",
          error.people.shown, error.model.shown, error.cost.shown,
          error.people.value == 0 && error.model.value > 0 ? "new with a model" : "",
        ]
      }, isDetail: true)
  }

  private var sources: Section {
    Section(
      title: "Every number",
      header: ["number", "symbol", "mean", "how sure", "where it comes from"],
      rows: zip(model.quantities, model.symbols).map {
        [
          $0.name, $1, $0.value.brief, $0.isConfirmed ? $0.spread.words : "a guess",
          $0.source ?? "",
        ]
      } + [["periods to look ahead", "T", "\(model.horizonPeriods)", "taken as it is", ""]],
      isDetail: true)
  }
}

extension Quantity {
  /// The mean, with the 5 % and 95 % points where it is not sure.
  var shown: String {
    guard isUncertain, let ends else { return value.brief }
    return "\(value.brief) (\(ends.low.brief) – \(ends.high.brief))"
  }
}

extension Spread {
  var words: String {
    switch self {
    case .fixed: "taken as it is"
    case .guess: "a guess"
    case .logNormal(let low, let high), .normal(let low, let high), .logitNormal(let low, let high):
      "90 % between \(low.brief) and \(high.brief)"
    case .counts(let hits, let count): "\(hits.brief) of \(count.brief)"
    case .events(let events, let periods): "\(events.brief) in \(periods.brief) periods"
    case .sample(let values): "mean of \(values.count) values"
    case .difference(let x, let n, let y, let m):
      "\(x.brief) of \(n.brief), against \(y.brief) of \(m.brief)"
    }
  }
}

extension Double {
  /// An amount of money: whole where it is large, in groups of three digits.
  package var amount: String {
    guard abs(self) >= 1000, abs(self) < 1e15 else {
      return brief.replacing("-", with: "−", maxReplacements: self < 0 ? 1 : 0)
    }
    let digits = "\(Int(abs(self).rounded()))"
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (self < 0 ? "−" : "") + ([rest] + groups).joined(separator: "\u{202F}")
  }
}

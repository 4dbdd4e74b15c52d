internal import Readiness
internal import Worth

/// The report as JSON.
package enum WorthJSON {
  package static func text(_ report: WorthReport) -> String { JSONText.text(Body(report)) }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let currency: String
    let period: String
    let horizonPeriods: Int
    let outcome: String
    let verdict: String
    let provisional: String?
    let unconfirmed: [String]
    let gainPerItem: Double
    let errorCostPerItem: Double
    let gainPerHealthyPeriod: Double
    let longRunPerPeriod: Double
    let longRunWithoutPlanB: Double
    let netPresentValue: Double
    let paybackPeriod: Int?
    let breakEven: BreakEven
    let formulas: [FormulaBody]
    let draws: Int
    let seed: UInt64
    let policies: [PolicyBody]
    let perfectInformation: Double
    let questions: [Question]
    let tornado: [Bar]
    let automation: AutomationBody?
    let planB: PlanBBody?
    let monitors: [Monitor]
    let quantities: [QuantityBody]
    let limits: Limits
    let notes: [String]
    let decision: Decision?

    struct FormulaBody: Encodable {
      let name: String
      let formula: String
      let withNumbers: String
      let value: Double
    }

    struct BreakEven: Encodable {
      let itemsPerPeriod: Double?
      let savingPerItem: Double?
      let hazard: Double?
      let errors: [Kind]

      struct Kind: Encodable {
        let name: String
        let modelRate: Double?
        let cost: Double?
        let modelCost: Double?
      }
    }

    struct PolicyBody: Encodable {
      let name: String
      let mean: Double
      let meanError: Double
      let p5: Double
      let p50: Double
      let p95: Double
      let lossProbability: Double
      let worst5: Double
      let incidents: Double
      let edges: [Double]
      let counts: [Int]
    }

    struct Question: Encodable {
      let name: String
      let worth: Double
      let share: Double
    }

    struct Bar: Encodable {
      let name: String
      let low: Double
      let high: Double
      let atLow: Double
      let atHigh: Double
      let isNominal: Bool
    }

    struct AutomationBody: Encodable {
      let share: Double
      let threshold: Double?
      let people: String
      let points: [Point]

      struct Point: Encodable {
        let threshold: Double?
        let share: Double
        let fitted: Double
        let valued: Double
      }
    }

    struct PlanBBody: Encodable {
      let atOnce: Double
      let latest: Int?
    }

    struct Monitor: Encodable {
      let detectionPeriods: Double
      let worth: Double
    }

    struct QuantityBody: Encodable {
      let name: String
      let symbol: String
      let value: Double
      let low: Double?
      let high: Double?
      let spread: String
      let parameters: [Double]
      let confirmed: Bool
      let from: String?
    }

    struct Limits: Encodable {
      let deployAtMost: Double
      let refuseAbove: Double
    }

    struct Decision: Encodable {
      let event: Int
      let choice: String
      let advice: String
      let by: String
      let policy: String
      let depth: String
      let isReopened: Bool
      let realised: [Realised]

      struct Realised: Encodable {
        let window: String
        let value: Double
        let expected: Double?
        let source: String
      }
    }

    init(_ report: WorthReport) {
      let analysis = report.analysis
      let (model, valuation) = (analysis.model, analysis.valuation)
      currency = model.currency
      period = model.period
      horizonPeriods = model.horizonPeriods
      outcome = analysis.verdict.code
      verdict = analysis.verdict.sentence
      provisional = analysis.verdict.provisional?.rawValue
      unconfirmed = model.unconfirmed.map(\.name)
      gainPerItem = valuation.gainPerItem
      errorCostPerItem = valuation.errorCostPerItem
      gainPerHealthyPeriod = valuation.gainPerHealthyPeriod
      longRunPerPeriod = valuation.longRunPerPeriod
      longRunWithoutPlanB = valuation.longRunWithoutPlanB
      netPresentValue = valuation.netPresentValue
      paybackPeriod = valuation.paybackPeriod
      breakEven = BreakEven(
        itemsPerPeriod: valuation.breakEven.itemsPerPeriod,
        savingPerItem: valuation.breakEven.savingPerItem, hazard: valuation.breakEven.hazard,
        errors: valuation.breakEven.errors.map {
          .init(name: $0.name, modelRate: $0.modelRate, cost: $0.cost, modelCost: $0.modelCost)
        })
      formulas = report.formulas.map {
        FormulaBody(name: $0.name, formula: $0.formula, withNumbers: $0.numbers, value: $0.value)
      }
      draws = analysis.draws
      seed = analysis.seed
      policies = analysis.outcomes.map {
        PolicyBody(
          name: $0.policy.name, mean: $0.mean, meanError: $0.meanError, p5: $0.low, p50: $0.middle,
          p95: $0.high, lossProbability: $0.loss, worst5: $0.worst, incidents: $0.incidents,
          edges: $0.histogram.edges, counts: $0.histogram.counts)
      }
      perfectInformation = analysis.information.perfect
      questions = analysis.information.questions.map {
        Question(name: $0.name, worth: $0.worth, share: $0.share)
      }
      tornado = analysis.tornado.bars.map {
        Bar(
          name: $0.name, low: $0.low, high: $0.high, atLow: $0.atLow, atHigh: $0.atHigh,
          isNominal: $0.isNominal)
      }
      automation = analysis.automation.map { one in
        AutomationBody(
          share: one.share, threshold: one.threshold, people: "\(one.people)",
          points: one.points.map {
            .init(threshold: $0.threshold, share: $0.share, fitted: $0.fitted, valued: $0.valued)
          })
      }
      planB = analysis.planB.map { PlanBBody(atOnce: $0.atOnce, latest: $0.latest) }
      monitors = analysis.monitors.map {
        Monitor(detectionPeriods: $0.detectionPeriods, worth: $0.worth)
      }
      quantities = zip(model.quantities, model.symbols).map {
        QuantityBody(
          name: $0.name, symbol: $1, value: $0.value, low: $0.isUncertain ? $0.ends?.low : nil,
          high: $0.isUncertain ? $0.ends?.high : nil, spread: $0.spread.code.name,
          parameters: $0.spread.code.parameters, confirmed: $0.isConfirmed, from: $0.source)
      }
      limits = Limits(
        deployAtMost: model.further.limits.deployAtMost.value,
        refuseAbove: model.further.limits.refuseAbove.value)
      notes = report.notes
      decision = report.record.map {
        Decision(
          event: $0.number, choice: $0.decision.choice, advice: $0.decision.advice,
          by: $0.decision.by.rawValue, policy: $0.decision.policy,
          depth: $0.decision.depth.rawValue, isReopened: $0.reopened != nil,
          realised: $0.pairs.map {
            .init(
              window: $0.actual.window, value: $0.actual.value, expected: $0.expected,
              source: $0.actual.source)
          })
      }
    }
  }
}

extension Spread {
  /// Its name, and the numbers that it takes, as `worth.yaml` has them.
  fileprivate var code: (name: String, parameters: [Double]) {
    switch self {
    case .fixed: ("fixed", [])
    case .guess: ("guess", [])
    case .logNormal(let low, let high): ("log-normal", [low, high])
    case .normal(let low, let high): ("normal", [low, high])
    case .logitNormal(let low, let high): ("logit-normal", [low, high])
    case .counts(let hits, let count): ("beta", [hits + 0.5, count - hits + 0.5])
    case .events(let events, let periods): ("gamma-hazard", [events + 0.5, periods])
    case .sample(let values): ("bootstrap", values)
    case .difference(let x, let n, let y, let m):
      ("beta-difference", [x + 0.5, n - x + 0.5, y + 0.5, m - y + 0.5])
    }
  }
}

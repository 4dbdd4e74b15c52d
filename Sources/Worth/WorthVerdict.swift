/// What the valuation advises, with its reason.
package enum WorthVerdict: Hashable, Sendable {
  /// Nothing is gained, or less than is spent.
  case doNotDeploy(reason: String)
  /// It pays, by numbers of which some are guesses.
  case confirmFirst(count: Int)
  /// It pays, and having plan B pays as well.
  case deployWithPlanB
  case deploy

  package init(on model: DecisionModel, valuation: Valuation) {
    if valuation.gainPerItem <= 0 {
      self = .doNotDeploy(reason: "an automated item gains nothing")
    } else if valuation.gainPerHealthyPeriod <= 0 {
      self = .doNotDeploy(reason: "the fixed cost eats the gain even while the model is healthy")
    } else if valuation.netPresentValue < 0 {
      self = .doNotDeploy(reason: "the expected value over the horizon is below what it costs")
    } else if !model.unconfirmed.isEmpty {
      self = .confirmFirst(count: model.unconfirmed.count)
    } else {
      self = valuation.planBPerPeriod > 0 ? .deployWithPlanB : .deploy
    }
  }

  /// The verdict as programs compare it.
  package var code: String {
    switch self {
    case .doNotDeploy: "do-not-deploy"
    case .confirmFirst: "confirm-first"
    case .deployWithPlanB: "deploy-with-plan-b"
    case .deploy: "deploy"
    }
  }

  package var sentence: String {
    switch self {
    case .doNotDeploy(let reason): "do not deploy: \(reason)"
    case .confirmFirst(let count):
      "collect evidence first: it pays by these numbers, and \(count) of them "
        + "\(count == 1 ? "is a guess" : "are guesses")"
    case .deployWithPlanB: "deploy, with plan B"
    case .deploy: "deploy"
    }
  }
}

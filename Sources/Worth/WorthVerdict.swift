/// What the numbers advise, with the reason.
package struct WorthVerdict: Hashable, Sendable {
  package let advice: Advice
  package let reason: String
  /// What would be advised if every guess were confirmed as it stands.
  package let provisional: Advice?

  package enum Advice: String, Hashable, Sendable {
    case doNotDeploy = "do-not-deploy"
    case confirmFirst = "confirm-first"
    case collectFirst = "collect-evidence-first"
    case partial = "partial-roll-out"
    case assisted = "human-in-the-loop"
    case trial = "trial-first"
    case deployWithPlanB = "deploy-with-plan-b"
    case deployPlanBLater = "deploy-now-plan-b-later"
    case nameApprover = "name-an-approver"
    case deployWithoutPlanB = "deploy-without-plan-b"
    case deploy

    package var words: String {
      switch self {
      case .doNotDeploy: "do not deploy"
      case .confirmFirst: "confirm the guesses first"
      case .collectFirst: "collect evidence first"
      case .partial: "automate a part"
      case .assisted: "let people look at each prediction"
      case .trial: "try it on a part first"
      case .deployWithPlanB: "deploy, with plan B"
      case .deployPlanBLater: "deploy now, and build plan B"
      case .nameApprover: "name who accepts to run without plan B"
      case .deployWithoutPlanB: "deploy without plan B, an accepted gamble"
      case .deploy: "deploy"
      }
    }

    /// Whether running the model, in some way, is advised; `nil` where that cannot be told.
    package var isWorthIt: Bool? {
      switch self {
      case .doNotDeploy: false
      case .confirmFirst, .collectFirst, .nameApprover: nil
      default: true
      }
    }
  }

  /// What is advised, or would be if every guess were confirmed as it stands.
  package var leaning: Advice { provisional ?? advice }

  /// The verdict as programs compare it.
  package var code: String { advice.rawValue }

  package var sentence: String { reason.isEmpty ? advice.words : "\(advice.words): \(reason)" }

  init(
    on model: DecisionModel, valuation: Valuation, outcomes: [Outcome], information: Information,
    automation: Automation?
  ) {
    func advised(_ outcomes: [Outcome]) -> (advice: Advice, reason: String) {
      Self.advised(model, valuation, outcomes, information, automation)
    }
    let isAssumed = automation?.cut?.isAssumed ?? false
    let sure = advised(outcomes.filter { !isAssumed || $0.policy.rollout != .partial })
    let all = advised(outcomes)
    let guesses = model.unconfirmed.count
    guard guesses > 0 || all.advice != sure.advice else {
      (advice, reason, provisional) = (sure.advice, sure.reason, nil)
      return
    }
    (advice, provisional) = (.confirmFirst, sure.advice)
    let stands = sure.advice.words + (sure.reason.isEmpty ? "" : " (\(sure.reason))")
    let more =
      all.advice == sure.advice
      ? nil
      : "to \(all.advice.words) would be best if \(Automation.assumption), which nobody confirmed"
    reason =
      if guesses > 0 {
        "\(guesses) \(guesses == 1 ? "number is a guess" : "numbers are guesses") that nobody "
          + "confirmed; taken as they stand they would say: \(stands)"
          + (more.map { "; \($0)" } ?? "")
      } else {
        "\(more ?? ""); without that the numbers say: \(stands)"
      }
  }

  private static func advised(
    _ model: DecisionModel, _ valuation: Valuation, _ outcomes: [Outcome],
    _ information: Information, _ automation: Automation?
  ) -> (Advice, String) {
    let ways = outcomes.filter { $0.policy.rollout != .none }
    let best = ways.enumerated().max {
      ($0.element.mean, $1.offset) < ($1.element.mean, $0.offset)
    }?.element
    guard let best else { return (.doNotDeploy, "there is nothing to deploy") }
    if best.mean < 0 { return (.doNotDeploy, refusal(valuation)) }
    let (most, never) = (
      model.further.limits.deployAtMost.value, model.further.limits.refuseAbove.value
    )
    func risk(_ outcome: Outcome) -> String {
      "loses with a probability of \(outcome.loss.hundredths)"
    }
    if best.loss > never {
      return (.doNotDeploy, "it \(risk(best)), above the limit of \(never.hundredths)")
    }
    guard best.loss > most else {
      let (advice, reason) = named(best, model, automation)
      let borne = "it \(risk(best)), and up to \(most.hundredths) is borne"
      return (advice, reason.isEmpty ? borne : "\(reason); \(borne)")
    }
    let safest = ways.filter { $0.loss <= most && $0.mean >= 0 }.max { $0.mean < $1.mean }
    let learnt = information.questions.map(\.worth).max() ?? 0
    if let safest, learnt <= model.further.studyCost || safest.mean > best.mean * 0.5 {
      return (
        named(safest, model, automation).0,
        "\(best.policy.name) would gain more in the mean, and \(risk(best)), where up to "
          + "\(most.hundredths) is borne"
      )
    }
    return (
      .collectFirst,
      "\(best.policy.name) \(risk(best)), above the \(most.hundredths) that is borne"
    )
  }

  /// Why nothing gains.
  private static func refusal(_ valuation: Valuation) -> String {
    if valuation.gainPerItem <= 0 { return "an automated item gains nothing" }
    if valuation.gainPerHealthyPeriod <= 0 {
      return "the fixed cost eats the gain even while the model is healthy"
    }
    return "the expected value over the horizon is below what it costs"
  }

  /// The advice to do what an outcome is of.
  private static func named(
    _ outcome: Outcome, _ model: DecisionModel, _ automation: Automation?
  ) -> (Advice, String) {
    switch (outcome.policy.rollout, outcome.policy.planB) {
    case (.none, _): return (.doNotDeploy, "")
    case (.trial, _): return (.trial, "its result is worth more than it costs")
    case (.assisted, _): return (.assisted, "it gains more than running the model alone")
    case (.partial, _):
      let share = automation?.share ?? 0
      let from = automation?.threshold.map { ", from a confidence of \($0.thousandths) on" } ?? ""
      return (.partial, "\(share.hundredths) of the items\(from)")
    case (.full, .unneeded): return (.deploy, "")
    case (.full, .now):
      // Where nothing ever breaks, there is nothing to fall back from.
      return (model.degradation?.hazard.value ?? 0) > 0 ? (.deployWithPlanB, "") : (.deploy, "")
    case (.full, .later):
      let kept = model.degradation?.planB?.keptUntil ?? 0
      return (.deployPlanBLater, "before the old process ends with \(model.period) \(kept)")
    case (.full, .never):
      if (model.degradation?.hazard.value ?? 0) == 0 { return (.deploy, "") }
      guard let approver = model.further.approver else {
        return (.nameApprover, "plan B costs more than it is worth, and nobody answers for that")
      }
      return (.deployWithoutPlanB, "\(approver) accepts it")
    }
  }
}

extension Double {
  /// As a percentage without decimals, one where it is small.
  var hundredths: String {
    let percent = self * 100
    if percent > 0, percent < 0.1 { return "below 0.1 %" }
    let text =
      percent < 10 ? "\((percent * 10).rounded() / 10)" : "\(Int(min(percent.rounded(), 100)))"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
  }

  var thousandths: String { "\((self * 1000).rounded() / 1000)" }
}

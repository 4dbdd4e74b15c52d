/// Everything that the numbers come to, with what is advised.
package struct Analysis: Sendable {
  package let model: DecisionModel
  package let valuation: Valuation
  package let outcomes: [Outcome]
  package let information: Information
  /// Of the policy that is looked at most closely.
  package let tornado: Tornado
  package let automation: Automation?
  package let planB: PlanBWorth?
  package let monitors: [MonitorWorth]
  package let draws: Int
  package let seed: UInt64
  package let verdict: WorthVerdict

  /// What plan B is worth over the horizon.
  package struct PlanBWorth: Sendable {
    /// Money, before what it costs to build.
    package let atOnce: Double
    /// The last period by which it may be there and still earn what it costs; `nil` if none.
    package let latest: Int?
  }

  /// What noticing sooner is worth over the horizon.
  package struct MonitorWorth: Sendable {
    package let detectionPeriods: Double
    package let worth: Double
  }

  /// The best of what is not doing nothing, by its mean; without what rests on an assumption that
  /// nobody stands by.
  package var best: Outcome? {
    let isAssumed = automation?.cut?.isAssumed ?? false
    return outcomes.filter {
      $0.policy.rollout != .none && !(isAssumed && $0.policy.rollout == .partial)
    }.enumerated().max {
      ($0.element.mean, $1.offset) < ($1.element.mean, $0.offset)
    }?.element
  }

  /// What each period is expected to earn under a policy, at the means of all numbers, not discounted
  /// and without what is spent once.
  ///
  /// - Parameter policy: One of ``outcomes``.
  /// - Returns: For each period of the horizon its gain; nothing for doing nothing.
  package func expected(under policy: Policy) -> [Double] {
    let layout = Layout(model, cut: automation?.cut)
    return PolicyCase(policy, model, layout, layout.values).netByPeriod
  }

  /// - Parameters:
  ///   - simulation: What was drawn.
  ///   - blocks: All its blocks, in order.
  ///   - automation: Which part of the items to automate.
  package init(_ simulation: Simulation, blocks: [Simulation.Block], automation: Automation?) {
    let model = simulation.model
    let result = simulation.result(of: blocks)
    self.model = model
    valuation = Valuation(of: model)
    outcomes = result.outcomes
    information = result.information
    self.automation = automation
    draws = simulation.draws
    seed = simulation.seed
    let values = simulation.layout.values
    let first = simulation.policies.first { $0.rollout == .full } ?? Policy(.full)
    let isAssumed = simulation.cut?.isAssumed ?? false
    let chosen =
      result.outcomes.filter {
        $0.policy.rollout != .none && $0.policy.rollout != .trial
          && !(isAssumed && $0.policy.rollout == .partial)
      }.max {
        $0.mean < $1.mean
      }?.policy ?? first
    tornado = Tornado(model, chosen, simulation.layout)
    planB = PlanBWorth(model, simulation.layout, values)
    monitors = Self.monitors(model, chosen, simulation.layout, values)
    verdict = WorthVerdict(
      on: model, valuation: valuation, outcomes: outcomes, information: information,
      automation: automation)
  }

  private static func monitors(
    _ model: DecisionModel, _ policy: Policy, _ layout: Layout, _ values: [Double]
  ) -> [MonitorWorth] {
    guard let degradation = layout.degradation else { return [] }
    let now = values[degradation.detection]
    func value(_ periods: Double) -> Double {
      var changed = values
      changed[degradation.detection] = periods
      return PolicyCase(policy, model, layout, changed).expected(trial: 0)
    }
    let present = value(now)
    return Array(Set([1, max(1, now / 2)])).sorted().filter { $0 < now }.map {
      MonitorWorth(detectionPeriods: $0, worth: value($0) - present)
    }
  }
}

extension Analysis.PlanBWorth {
  fileprivate init?(_ model: DecisionModel, _ layout: Layout, _ values: [Double]) {
    guard model.degradation != nil else { return nil }
    let terms = Terms(layout, values)
    var schedule = Schedule(periods: model.horizonPeriods)
    schedule.fill(terms, Stream(.full, layout, values))
    let kept = model.degradation?.planB?.keptUntil ?? 0
    let without = schedule.expected(terms, Fallback(kept: kept, ready: .max))
    atOnce = schedule.expected(terms, .now) - without
    // The horizons are short enough to try each period, with a few hundred of the longest.
    let step = max(1, model.horizonPeriods / 400)
    latest = stride(from: 1, through: model.horizonPeriods, by: step).reversed().first { ready in
      schedule.expected(terms, Fallback(kept: kept, ready: ready)) - without
        > terms.planBCost * schedule.discount[ready]
    }
  }
}

/// What one set of values comes to, per item and period.
struct Terms {
  let items: Double
  let growth: Double
  let discount: Double
  let fixed: Double
  let investment: Double
  let hazard: Double
  let detection: Double
  let repair: Double
  let repairWithout: Double
  let switchCost: Double
  let planBCost: Double
  let built: Double
  let capacity: Double
  let costBeyond: Double
  /// Errors of today's process per item, of all items.
  let errorsToday: Double
  let trialCost: Double

  init(_ layout: borrowing Layout, _ values: borrowing [Double]) {
    items = values[layout.items]
    growth = values[layout.growth]
    discount = values[layout.discount]
    fixed = values[layout.fixed]
    investment = values[layout.investment]
    let degradation = layout.degradation
    hazard = degradation.map { values[$0.hazard] } ?? 0
    detection = max(1, degradation.map { values[$0.detection] } ?? 1)
    repair = max(1, degradation.map { values[$0.repair] } ?? 1)
    repairWithout = max(1, degradation.map { values[$0.repairWithout] } ?? 1)
    switchCost = degradation.map { values[$0.switchCost] } ?? 0
    planBCost = degradation?.planB.map { values[$0.cost] } ?? 0
    built = degradation?.planB.map { values[$0.built] } ?? 1
    capacity = layout.capacity.map { values[$0.errors] } ?? .infinity
    costBeyond = layout.capacity.map { values[$0.cost] } ?? 0
    var errors = 0.0
    for index in layout.errors.indices {
      let rates = layout.errors[index]
      errors += layout.weight(rates, values) * values[rates.people]
    }
    errorsToday = min(1, errors)
    trialCost = layout.trialCost.map { values[$0] } ?? 0
  }
}

/// What a roll-out does to an item that it automates.
struct Stream {
  /// Share of all items.
  var share = 0.0
  /// Money per item, healthy, degraded and in plan B.
  var healthy = 0.0
  var degraded = 0.0
  var fallback = 0.0
  /// Money per item that errors cost more than today.
  var errorCost = 0.0
  /// Errors per item, of people, the model, and the model while degraded.
  var people = 0.0
  var model = 0.0
  var modelDegraded = 0.0
  /// Variance per item of what errors cost in both processes, for a trial.
  var variance = 0.0

  init(
    _ rollout: Policy.Rollout, _ layout: borrowing Layout, _ values: borrowing [Double]
  ) {
    if rollout == .none { return }
    let isPartial = rollout == .partial
    share = isPartial ? layout.cutShare : values[layout.share]
    var saving = values[layout.saving]
    var passed = 1.0
    if rollout == .assisted, let assistance = layout.assistance {
      saving = values[assistance.saving]
      passed = 1 - values[assistance.caught]
    }
    for index in layout.errors.indices {
      let rates = layout.errors[index]
      let cost = values[rates.cost]
      let people: Double
      var model: Double
      if isPartial {
        (people, model) = (values[layout.cut[index].people], values[layout.cut[index].model])
      } else {
        let weight = layout.weight(rates, values)
        (people, model) = (weight * values[rates.people], weight * values[rates.model])
      }
      model *= passed
      errorCost += cost * (model - people)
      self.people += people
      self.model += model
      variance += cost * cost * (model + people)
    }
    var (extra, extraCost) = (0.0, 0.0)
    for index in layout.extra.indices {
      let one = layout.extra[index]
      guard let error = one.error else { continue }
      let rate = values[one.rate] * passed
      extra += rate
      extraCost += rate * values[layout.errors[error].cost]
    }
    modelDegraded = model + extra
    healthy = saving - errorCost
    degraded = healthy - extraCost
    fallback = layout.degradation.map { values[$0.fallbackGain] } ?? 0
  }
}

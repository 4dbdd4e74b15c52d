extension DecisionModel {
  /// The same model with each number changed.
  package func mapping(_ change: (Quantity) -> Quantity) -> DecisionModel {
    DecisionModel(
      currency: currency, period: period, itemsPerPeriod: change(itemsPerPeriod),
      automatedShare: change(automatedShare), savingPerItem: change(savingPerItem),
      fixedCostPerPeriod: change(fixedCostPerPeriod), investment: change(investment),
      horizonPeriods: horizonPeriods, discountPerPeriod: change(discountPerPeriod),
      errors: errors.map { error in
        ErrorKind(
          name: error.name, cost: change(error.cost), people: change(error.people),
          model: change(error.model), trueClass: error.trueClass,
          predictedClass: error.predictedClass, segment: error.segment, mistake: error.mistake)
      }, degradation: degradation?.mapping(change), further: further.mapping(change))
  }
}

extension DecisionModel.Degradation {
  fileprivate func mapping(_ change: (Quantity) -> Quantity) -> Self {
    Self(
      hazard: change(hazard), extraErrors: extraErrors.map { ($0.name, change($0.rate)) },
      detectionPeriods: change(detectionPeriods), repairPeriods: change(repairPeriods),
      repairPeriodsWithoutPlanB: change(repairPeriodsWithoutPlanB),
      fallbackGainPerItem: change(fallbackGainPerItem), switchCost: change(switchCost),
      planB: planB.map {
        .init(
          cost: change($0.cost), keptUntil: $0.keptUntil, readyIn: $0.readyIn,
          built: change($0.built))
      }, monitor: monitor)
  }
}

extension DecisionModel.Further {
  fileprivate func mapping(_ change: (Quantity) -> Quantity) -> Self {
    func shares(_ all: [DecisionModel.Share]) -> [DecisionModel.Share] {
      all.map { .init($0.name, change($0.share)) }
    }
    return Self(
      segments: segments.map { .init($0.name, change($0.share), classes: shares($0.classes)) },
      classes: shares(classes),
      capacity: capacity.map {
        .init(errorsPerPeriod: change($0.errorsPerPeriod), costBeyond: change($0.costBeyond))
      }, growth: change(growth), costCorrelation: costCorrelation, buckets: buckets,
      confidence: confidence,
      assistance: assistance.map {
        .init(savingPerItem: change($0.savingPerItem), caught: change($0.caught))
      },
      trial: trial.map { .init(share: $0.share, periods: $0.periods, cost: change($0.cost)) },
      limits: limits, isHorizonSaid: isHorizonSaid, approver: approver, studyCost: studyCost)
  }
}

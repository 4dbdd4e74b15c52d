internal import Documents
internal import Worth

extension Shape where Value == DecisionModel {
  /// `worth.yaml`.
  static let worth = Shape<DecisionModel>.file(
    "worth", "The numbers that decide whether the model is worth running.",
    .required("currency", .text(), "The unit of money, e.g. USD."),
    .required("period", .text(), "The unit of time, e.g. month."),
    .required("items-per-period", .quantity("items per period", 0...1e15), "Items that arrive."),
    .optional(
      "growth-per-period", .quantity("growth per period", -0.9...10),
      default: Quantity("growth per period", 0), "By how much more arrive in each period."),
    .required(
      "automated-share", .quantity("share that the model handles", 0...1),
      "The share of items that the model handles."),
    .required(
      "saving-per-item", .quantity("saving per item"), "Money saved per item, before errors."),
    .required(
      "fixed-cost-per-period", .quantity("running cost per period", 0...1e15),
      "Money that running costs whatever the volume."),
    .required("investment", .quantity("investment", 0...1e15), "Money spent once, at the start."),
    .required("horizon-periods", .horizon, "Periods to look ahead."),
    .required(
      "discount-per-period", .quantity("discount per period", 0...1),
      "By how much a later period counts less."),
    .optional("segments", .list(of: .segment), default: [], "Groups that differ in risk or value."),
    .optional("classes", .list(of: .share), default: [], "True classes, and how frequent each is."),
    .required("errors", .list(of: .error), "The ways to be wrong."),
    .optional("capacity", .capacity, "How many errors can be handled downstream."),
    .optional("cost-correlation", .number(0...1), default: 0, "How far costs are dear together."),
    .optional("degradation", .degradation, "How the model may get worse, and what then happens."),
    .optional("buckets", .list(of: .bucket), default: [], "Parts of the items, by confidence."),
    .optional("confidence", .confidence, "The check whose predictions say what to automate."),
    .optional("human-in-the-loop", .assistance, "People who look at each prediction."),
    .optional("trial", .trial, "A trial on a part before the rest."),
    .optional("limits", .limits, default: .unsaid, "What risk of a loss is borne."),
    .optional("approver", .text(), "Who accepts to run without plan B."),
    .optional("study-cost", .number(0...1e15), default: 0, "Money to answer one open question."),
    make: {
      currency, period, items, growth, share, saving, fixed, investment, horizon, discount,
      segments, classes, errors, capacity, correlation, degradation, buckets, confidence,
      assistance,
      trial, limits, approver, studyCost in
      DecisionModel(
        currency: currency, period: period, itemsPerPeriod: items, automatedShare: share,
        savingPerItem: saving, fixedCostPerPeriod: fixed, investment: investment,
        horizonPeriods: horizon.periods, discountPerPeriod: discount, errors: errors,
        degradation: degradation?.naming(mistakesOf: errors),
        further: DecisionModel.Further(
          segments: segments, classes: classes, capacity: capacity, growth: growth,
          costCorrelation: correlation, buckets: buckets, confidence: confidence,
          assistance: assistance, trial: trial, limits: limits, isHorizonSaid: horizon.isSaid,
          approver: approver, studyCost: studyCost))
    }
  ).check { model, tree, reader in
    let before = reader.diagnostics.count { $0.severity == .error }
    WorthRules(model).report(in: tree, &reader)
    WorthUnits(currency: model.currency, period: model.period).report(in: tree, &reader)
    return reader.diagnostics.count { $0.severity == .error } == before ? model : nil
  }
}

extension Shape where Value == DecisionModel.ErrorKind {
  fileprivate static let error = Shape<DecisionModel.ErrorKind>.object(
    "One way to be wrong.",
    .required("name", .text(), "What to call it."),
    .required("cost", .quantity("cost", 0...1e15), "Money per error."),
    .required("people", .quantity("people's rate", 0...1), "Errors per item in today's process."),
    .required("model", .quantity("model's rate", 0...1), "Errors per item with the model."),
    .optional("true", .text(), "The class that such an item is of; rates are per item of it."),
    .optional("predicted", .text(), "The class that it is taken for."),
    .optional("segment", .text(), "The segment that this is about; rates are per item of it."),
    .optional("is", Shape<Reference.Mistake>.word, "Which mistake of a two-class check it is."),
    make: { name, cost, people, model, trueClass, predicted, segment, mistake in
      func rate(_ quantity: Quantity, _ who: String, isToday: Bool) -> Quantity {
        quantity.named("\(who) rate of \(name)").about(
          mistake, isOfClass: trueClass != nil, isToday: isToday)
      }
      return DecisionModel.ErrorKind(
        name: name, cost: cost.named("cost of a \(name)"),
        people: rate(people, "people's", isToday: true),
        model: rate(model, "model's", isToday: false), trueClass: trueClass,
        predictedClass: predicted,
        segment: segment, mistake: mistake)
    })
}

extension Shape where Value == DecisionModel.Degradation {
  fileprivate static let degradation = Shape<DecisionModel.Degradation>.object(
    "How the model may get worse, how that is noticed, and what then happens.",
    .required(
      "hazard", .quantity("probability of a break per period", 0...0.999_999),
      "Probability of it per period."),
    .required("extra-errors", .list(of: .extra), "Extra errors per item while it lasts."),
    .optional(
      "detection-periods", .quantity("periods until a break is noticed", 1...1e6),
      default: Quantity("periods until a break is noticed", 1, bounds: 1...1e6),
      "Periods until noticed."),
    .required(
      "repair-periods", .quantity("periods of repair with plan B", 1...1e6), "Periods with plan B."),
    .required(
      "repair-periods-without-plan-b", .quantity("periods of repair without plan B", 1...1e6),
      "Periods of repair without plan B."),
    .required(
      "fallback-gain-per-item", .quantity("gain per item in plan B"),
      "Money per item, against today, while plan B runs."),
    .required(
      "switch-cost", .quantity("cost of a switch to plan B", 0...1e15),
      "Money per switch to plan B."),
    .optional("plan-b", .planB, "What plan B costs, and when it is there."),
    .optional("monitor", .monitor, "What notices it, instead of detection-periods."),
    make: DecisionModel.Degradation.init(
      hazard:extraErrors:detectionPeriods:repairPeriods:repairPeriodsWithoutPlanB:
      fallbackGainPerItem:switchCost:planB:monitor:)
  ).check { value, tree, reader in
    let count = [tree["detection-periods"], tree["monitor"]].count { $0 != nil }
    if count == 1 { return value }
    reader.report(
      count == 0 ? .missingKey : .wrongValue,
      count == 0
        ? "it is not said how soon a degraded model is noticed"
        : "'detection-periods' and 'monitor' both say how soon it is noticed", at: tree.position,
      fix: "write one of 'detection-periods' and 'monitor'")
    return nil
  }
}

extension Shape where Value == (name: String, rate: Quantity) {
  fileprivate static let extra = Shape<(name: String, rate: Quantity)>.object(
    "Extra errors of one kind.",
    .required("name", .text(), "The kind."),
    .required("rate", .quantity("extra rate", 0...1), "Extra errors per item."),
    .optional("confirmed", .truth, default: true, "Whether somebody stands by it."),
    .optional("from", .text(), "Where it comes from."),
    make: { name, rate, confirmed, from in
      let own = rate.named("extra rate of \(name)")
      if rate.spread == .fixed, !confirmed || from != nil {
        return (
          name: name,
          rate: Quantity(
            own.name, rate.value, isConfirmed: confirmed, source: from, bounds: rate.bounds)
        )
      }
      return (name: name, rate: own)
    })
}

extension DecisionModel.Degradation {
  /// The same, with each extra rate that comes from history about the mistake of its error.
  fileprivate func naming(mistakesOf errors: [DecisionModel.ErrorKind]) -> Self {
    Self(
      hazard: hazard,
      extraErrors: extraErrors.map { extra in
        guard case .hazard(let check)? = extra.rate.reference,
          let error = errors.first(where: { $0.name == extra.name })
        else { return extra }
        return (
          extra.name,
          extra.rate.with(
            .effect(
              check: check, of: error.mistake ?? .missed, isOfClass: false))
        )
      }, detectionPeriods: detectionPeriods, repairPeriods: repairPeriods,
      repairPeriodsWithoutPlanB: repairPeriodsWithoutPlanB,
      fallbackGainPerItem: fallbackGainPerItem, switchCost: switchCost, planB: planB,
      monitor: monitor)
  }
}

extension Quantity {
  /// The number with the mistake that evidence is to be looked up for.
  fileprivate func about(
    _ mistake: Reference.Mistake?, isOfClass: Bool, isToday: Bool
  ) -> Quantity {
    guard case .confusion(var counted)? = reference, let mistake else { return self }
    (counted.mistake, counted.isOfClass, counted.isToday) = (mistake, isOfClass, isToday)
    return with(.confusion(counted))
  }
}

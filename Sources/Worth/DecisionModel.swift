/// The numbers that decide whether a model is worth running, all per item or per period.
///
/// Symbols in brackets are those of the formulas in `Documentation/Formats/worth.md`.
package struct DecisionModel: Sendable {
  /// An ISO 4217 code or another name of the unit of money.
  package let currency: String
  /// The unit of time, `month` say.
  package let period: String
  /// Items that arrive per period (N).
  package let itemsPerPeriod: Quantity
  /// The share of items that the model handles, 0 to 1 (q).
  package let automatedShare: Quantity
  /// Money saved per automated item, before errors (a).
  package let savingPerItem: Quantity
  /// Money that running costs per period whatever the volume (F).
  package let fixedCostPerPeriod: Quantity
  /// Money spent once, at the start (I).
  package let investment: Quantity
  /// Periods that the decision looks ahead (T).
  package let horizonPeriods: Int
  /// The rate by which a later period counts less (r).
  package let discountPerPeriod: Quantity
  package let errors: [ErrorKind]
  package let degradation: Degradation?

  /// One way to be wrong, with its cost and how often people and the model are wrong in it.
  package struct ErrorKind: Sendable {
    package let name: String
    /// Money per error (c).
    package let cost: Quantity
    /// Errors per item in the present process (b).
    package let people: Quantity
    /// Errors per item with the model (m).
    package let model: Quantity

    package init(name: String, cost: Quantity, people: Quantity, model: Quantity) {
      self.name = name
      self.cost = cost
      self.people = people
      self.model = model
    }
  }

  /// How the model may get worse, how that is noticed, and what then happens.
  package struct Degradation: Sendable {
    /// The probability per period that a healthy model degrades (h).
    package let hazard: Quantity
    /// Extra errors per item while degraded, by the name of the kind (Δ).
    package let extraErrors: [(name: String, rate: Quantity)]
    /// Mean periods until it is noticed, at least 1 (D).
    package let detectionPeriods: Quantity
    /// Mean periods of repair with plan B, at least 1 (R).
    package let repairPeriods: Quantity
    /// Mean periods of repair without plan B, at least 1 (R0).
    package let repairPeriodsWithoutPlanB: Quantity
    /// Money per item, against the present process, while plan B runs (gF).
    package let fallbackGainPerItem: Quantity
    /// Money per switch to plan B (KF).
    package let switchCost: Quantity

    package init(
      hazard: Quantity, extraErrors: [(name: String, rate: Quantity)],
      detectionPeriods: Quantity, repairPeriods: Quantity, repairPeriodsWithoutPlanB: Quantity,
      fallbackGainPerItem: Quantity, switchCost: Quantity
    ) {
      self.hazard = hazard
      self.extraErrors = extraErrors
      self.detectionPeriods = detectionPeriods
      self.repairPeriods = repairPeriods
      self.repairPeriodsWithoutPlanB = repairPeriodsWithoutPlanB
      self.fallbackGainPerItem = fallbackGainPerItem
      self.switchCost = switchCost
    }
  }

  package init(
    currency: String, period: String, itemsPerPeriod: Quantity, automatedShare: Quantity,
    savingPerItem: Quantity, fixedCostPerPeriod: Quantity, investment: Quantity,
    horizonPeriods: Int, discountPerPeriod: Quantity, errors: [ErrorKind],
    degradation: Degradation?
  ) {
    self.currency = currency
    self.period = period
    self.itemsPerPeriod = itemsPerPeriod
    self.automatedShare = automatedShare
    self.savingPerItem = savingPerItem
    self.fixedCostPerPeriod = fixedCostPerPeriod
    self.investment = investment
    self.horizonPeriods = horizonPeriods
    self.discountPerPeriod = discountPerPeriod
    self.errors = errors
    self.degradation = degradation
  }
}

/// A number with whether somebody stands by it.
package struct Quantity: Hashable, Sendable {
  package let name: String
  package let value: Double
  /// Whether it was measured or decided, not guessed.
  package let isConfirmed: Bool
  /// Where it comes from.
  package let source: String?

  package init(_ name: String, _ value: Double, isConfirmed: Bool = true, source: String? = nil) {
    self.name = name
    self.value = value
    self.isConfirmed = isConfirmed
    self.source = source
  }
}

extension DecisionModel {
  /// Every number, in the order in which they are asked for.
  package var quantities: [Quantity] {
    var all = [
      itemsPerPeriod, automatedShare, savingPerItem, fixedCostPerPeriod, investment,
      discountPerPeriod,
    ]
    for error in errors { all += [error.cost, error.people, error.model] }
    if let degradation {
      all += [degradation.hazard] + degradation.extraErrors.map(\.rate)
      all += [
        degradation.detectionPeriods, degradation.repairPeriods,
        degradation.repairPeriodsWithoutPlanB, degradation.fallbackGainPerItem,
        degradation.switchCost,
      ]
    }
    return all
  }

  /// Numbers that somebody guessed; a verdict rests on sand while there are any.
  package var unconfirmed: [Quantity] { quantities.filter { !$0.isConfirmed } }
}

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
  package let further: Further

  /// One way to be wrong, with its cost and how often people and the model are wrong in it.
  package struct ErrorKind: Sendable {
    package let name: String
    /// Money per error (c).
    package let cost: Quantity
    /// Errors in the present process (b), per item, or per item of the class and segment.
    package let people: Quantity
    /// The same with the model (m).
    package let model: Quantity
    /// The class that such an item is truly of, and the one that it is taken for.
    package let trueClass: String?
    package let predictedClass: String?
    /// The segment that the entry is about; all where `nil`.
    package let segment: String?
    /// Which of the two mistakes of a two-class model it is.
    package let mistake: Reference.Mistake?

    package init(
      name: String, cost: Quantity, people: Quantity, model: Quantity, trueClass: String? = nil,
      predictedClass: String? = nil, segment: String? = nil, mistake: Reference.Mistake? = nil
    ) {
      self.name = name
      self.cost = cost
      self.people = people
      self.model = model
      self.trueClass = trueClass
      self.predictedClass = predictedClass
      self.segment = segment
      self.mistake = mistake
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
    package let planB: PlanB?
    /// What notices it, where detection is computed from that.
    package let monitor: Monitor?

    package init(
      hazard: Quantity, extraErrors: [(name: String, rate: Quantity)],
      detectionPeriods: Quantity, repairPeriods: Quantity, repairPeriodsWithoutPlanB: Quantity,
      fallbackGainPerItem: Quantity, switchCost: Quantity, planB: PlanB? = nil,
      monitor: Monitor? = nil
    ) {
      self.hazard = hazard
      self.extraErrors = extraErrors
      self.detectionPeriods = detectionPeriods
      self.repairPeriods = repairPeriods
      self.repairPeriodsWithoutPlanB = repairPeriodsWithoutPlanB
      self.fallbackGainPerItem = fallbackGainPerItem
      self.switchCost = switchCost
      self.planB = planB
      self.monitor = monitor
    }
  }

  /// When plan B is there, and what it takes.
  package struct PlanB: Sendable {
    /// Money to build it, spent when it is ready (at the start if at once).
    package let cost: Quantity
    /// From this period on the old process is gone (t_keep).
    package let keptUntil: Int
    /// From this period on plan B is there, if it is built later (t_B).
    package let readyIn: Int
    /// The probability that it is really built, if it is to be built later (φ).
    package let built: Quantity

    package init(cost: Quantity, keptUntil: Int, readyIn: Int, built: Quantity) {
      self.cost = cost
      self.keptUntil = keptUntil
      self.readyIn = readyIn
      self.built = built
    }
  }

  package init(
    currency: String, period: String, itemsPerPeriod: Quantity, automatedShare: Quantity,
    savingPerItem: Quantity, fixedCostPerPeriod: Quantity, investment: Quantity,
    horizonPeriods: Int, discountPerPeriod: Quantity, errors: [ErrorKind],
    degradation: Degradation?, further: Further = Further()
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
    self.further = further
  }
}

extension DecisionModel {
  /// Every number, in the order in which they are asked for.
  package var quantities: [Quantity] { Layout(self).quantities }

  /// What formulas call each of ``quantities``.
  package var symbols: [String] { Layout(self).symbols }

  /// Numbers that somebody guessed, or that nobody said; no verdict is given while there are any.
  package var unconfirmed: [Quantity] {
    let horizon = Quantity(
      "periods to look ahead", Double(horizonPeriods), isConfirmed: further.isHorizonSaid,
      source: "a default", spread: .fixed)
    let limits = [further.limits.deployAtMost, further.limits.refuseAbove].map {
      // It is a decision, and not a number that one can be more or less sure of.
      Quantity(
        $0.name, $0.value, isConfirmed: $0.isConfirmed, source: $0.source, spread: .fixed)
    }
    return (quantities + [horizon] + limits).filter { !$0.isConfirmed }
  }
}

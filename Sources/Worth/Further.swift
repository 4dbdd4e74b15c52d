extension DecisionModel {
  /// What a decision may look at besides: groups, limits, ways to roll out.
  package struct Further: Sendable {
    /// Groups of items that differ in risk or value, with their shares (w).
    package let segments: [Segment]
    /// True classes with how frequent each is (π).
    package let classes: [Share]
    package let capacity: Capacity?
    /// By how much more items arrive in each period than in the one before.
    package let growth: Quantity
    /// Between 0 and 1: how far costs are dear together.
    package let costCorrelation: Double
    /// Parts of the items by the model's confidence, the most confident first.
    package let buckets: [Bucket]
    package let confidence: Confidence?
    package let assistance: Assistance?
    package let trial: Trial?
    package let limits: Limits
    /// Whether somebody stands by how far one looks ahead.
    package let isHorizonSaid: Bool
    /// Who accepts to run without plan B.
    package let approver: String?
    /// Money that it takes to answer one open question.
    package let studyCost: Double

    package init(
      segments: [Segment] = [], classes: [Share] = [], capacity: Capacity? = nil,
      growth: Quantity = Quantity("growth per period", 0), costCorrelation: Double = 0,
      buckets: [Bucket] = [], confidence: Confidence? = nil, assistance: Assistance? = nil,
      trial: Trial? = nil, limits: Limits = .unsaid, isHorizonSaid: Bool = true,
      approver: String? = nil, studyCost: Double = 0
    ) {
      self.segments = segments
      self.classes = classes
      self.capacity = capacity
      self.growth = growth
      self.costCorrelation = costCorrelation
      self.buckets = buckets
      self.confidence = confidence
      self.assistance = assistance
      self.trial = trial
      self.limits = limits
      self.isHorizonSaid = isHorizonSaid
      self.approver = approver
      self.studyCost = studyCost
    }
  }

  /// A name with the share of the items that it stands for.
  package struct Share: Sendable {
    package let name: String
    package let share: Quantity

    package init(_ name: String, _ share: Quantity) {
      self.name = name
      self.share = share
    }
  }

  /// A group of items, perhaps with classes of its own frequency.
  package struct Segment: Sendable {
    package let name: String
    package let share: Quantity
    /// How frequent each class is in it; as everywhere where empty.
    package let classes: [Share]

    package init(_ name: String, _ share: Quantity, classes: [Share] = []) {
      self.name = name
      self.share = share
      self.classes = classes
    }
  }

  /// How many errors can be handled downstream.
  package struct Capacity: Sendable {
    /// Errors per period.
    package let errorsPerPeriod: Quantity
    /// Money per error beyond them.
    package let costBeyond: Quantity

    package init(errorsPerPeriod: Quantity, costBeyond: Quantity) {
      self.errorsPerPeriod = errorsPerPeriod
      self.costBeyond = costBeyond
    }
  }

  /// A part of the items, by confidence, with the rates of each error on it, per item.
  package struct Bucket: Sendable {
    package let share: Double
    /// By the name of the error; those that are not named are as everywhere.
    package let people: [String: Double]
    package let model: [String: Double]

    package init(share: Double, people: [String: Double], model: [String: Double]) {
      self.share = share
      self.people = people
      self.model = model
    }
  }

  /// The check whose predictions, sorted by confidence, say what to automate.
  package struct Confidence: Sendable {
    package let check: String
    /// Whether somebody stands by this: people are as often wrong on each part as on all items.
    package let isPeopleEven: Bool

    package init(check: String, isPeopleEven: Bool = false) {
      self.check = check
      self.isPeopleEven = isPeopleEven
    }
  }

  /// People who look at what the model says before it counts.
  package struct Assistance: Sendable {
    /// Money saved per item then.
    package let savingPerItem: Quantity
    /// The share of the model's errors that they catch.
    package let caught: Quantity

    package init(savingPerItem: Quantity, caught: Quantity) {
      self.savingPerItem = savingPerItem
      self.caught = caught
    }
  }

  /// A trial on part of the items, that decides about the rest.
  package struct Trial: Sendable {
    package let share: Double
    package let periods: Int
    /// Money that it costs besides.
    package let cost: Quantity

    package init(share: Double, periods: Int, cost: Quantity) {
      self.share = share
      self.periods = periods
      self.cost = cost
    }
  }

  /// What risk of a loss is borne.
  package struct Limits: Sendable {
    /// Deployed is with a probability of loss up to this.
    package let deployAtMost: Quantity
    /// Refused is above this.
    package let refuseAbove: Quantity

    package init(deployAtMost: Quantity, refuseAbove: Quantity) {
      self.deployAtMost = deployAtMost
      self.refuseAbove = refuseAbove
    }

    /// What is taken where nobody says; no verdict is given on it.
    package static let unsaid = Limits(
      deployAtMost: Quantity(
        deployName, 0.1, isConfirmed: false, source: "a default", bounds: 0...1),
      refuseAbove: Quantity(
        refuseName, 0.4, isConfirmed: false, source: "a default", bounds: 0...1))

    package static let deployName = "risk of a loss to deploy with, at most"
    package static let refuseName = "risk of a loss to refuse above"
  }

  /// What looks for a degraded model, and how well.
  package struct Monitor: Sendable {
    /// Periods from one look to the next.
    package let every: Double
    /// Periods until the truth of a prediction is known.
    package let labelDelay: Double
    /// The share of items whose truth becomes known.
    package let labelledShare: Double
    /// The probability of an alarm although nothing is wrong, per look.
    package let falseAlarm: Double

    package init(
      every: Double, labelDelay: Double, labelledShare: Double = 1, falseAlarm: Double = 0.01
    ) {
      self.every = every
      self.labelDelay = labelDelay
      self.labelledShare = labelledShare
      self.falseAlarm = falseAlarm
    }
  }
}

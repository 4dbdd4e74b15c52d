/// The gate of one level for one component: its criteria, and what they come to.
package struct Gate: Sendable {
  package let component: Component.ID
  package let level: Level
  package let criteria: [CriterionReading]
  /// Where the component is, seen from this gate.
  package let reach: Reach
  /// Tasks that earlier reviews of this level set, and that nobody has closed; of the next gate only.
  package let owed: [Owed]

  /// A task with the review that set it.
  package struct Owed: Hashable, Sendable {
    package let review: Review.ID
    package let task: Review.Duty
  }

  package init(
    component: Component.ID, level: Level, criteria: [CriterionReading], reach: Reach,
    owed: [Owed] = []
  ) {
    self.component = component
    self.level = level
    self.criteria = criteria
    self.reach = reach
    self.owed = owed
  }

  package enum Reach: Hashable, Sendable {
    /// The component works at this level: the gate is its next.
    case next
    /// The gate lies behind it.
    case behind
    /// It entered above; the gate was never asked of it.
    case belowEntry
    /// Levels from the working one up come first.
    case ahead(working: Level)
  }

  package enum Outcome: Hashable, Sendable {
    case met
    /// Met under waivers, until the first of them ends.
    case conditional(until: Instant)
    case notMet
    /// Evidence is missing, stale or does not decide.
    case undecided

    package var name: String {
      switch self {
      case .met: "met"
      case .conditional: "conditional"
      case .notMet: "not met"
      case .undecided: "undecided"
      }
    }
  }

  /// What the evidence comes to, wherever the component is: all that the review does not make itself.
  package var evidence: Outcome {
    let asked = criteria.map(\.stateBeforeReview)
    if asked.contains(.unmet) || !owed.isEmpty { return .notMet }
    if asked.contains(where: \.isUnknown) { return .undecided }
    let untils = asked.compactMap { state in
      if case .conditional(let until) = state { until } else { nil }
    }
    return untils.min().map(Outcome.conditional) ?? .met
  }

  /// The answer to *is this gate met*: never for a gate that levels must not be skipped to.
  package var outcome: Outcome {
    switch reach {
    case .belowEntry: .met
    case .ahead: .notMet
    case .next, .behind: evidence
    }
  }

  /// The criteria that keep it from being met, in the order of the scale.
  package var blockers: [CriterionReading] {
    criteria.filter { $0.stateBeforeReview.blocks }
  }

  /// The controls whose waivers carry it.
  package var waivers: [Control.ID] {
    var seen: Set<Control.ID> = []
    return criteria.flatMap { criterion in
      criterion.readingsBeforeReview.filter { reading in
        if case .conditional = criterion.state(of: reading) { true } else { false }
      }
    }.map(\.control.id).filter { seen.insert($0).inserted }
  }
}

/// How one criterion stands for one component.
package struct CriterionReading: Sendable {
  package let criterion: Criterion
  package let state: State
  /// The assurance that it asks for at this level.
  package let least: Assurance
  /// The required controls that apply, as they stand.
  package let readings: [Reading]
  /// What the component's own review answers of them.
  package let answers: ReviewAnswers?

  package enum State: Hashable, Sendable {
    case met
    case conditional(until: Instant)
    case notApplicable(String)
    /// A control is refuted, absent, or shown less well than asked.
    case unmet
    case undecided
    case stale
    case missing

    package var name: String {
      switch self {
      case .met: "met"
      case .conditional: "conditional"
      case .notApplicable: "not applicable"
      case .unmet: "not met"
      case .undecided: "undecided"
      case .stale: "stale"
      case .missing: "missing"
      }
    }

    package var isUnknown: Bool { self == .undecided || self == .stale || self == .missing }
    package var blocks: Bool { self == .unmet || isUnknown }
  }

  /// How far a reading carries it, one of its own or one that could take its place.
  package func state(of reading: Reading) -> State {
    criterion.state(of: reading, least: least, answers: answers)
  }

  /// The readings that keep it from being met.
  package var lacking: [Reading] { readings.filter { state(of: $0).blocks } }

  /// The readings that work brings before the review: of criteria that the review answers, those that it
  /// does not make by being held.
  package var readingsBeforeReview: [Reading] {
    criterion.phase == .evidence
      ? readings : readings.filter { !Review.controls.contains($0.control.id) }
  }

  /// How they stand; met where there are none.
  package var stateBeforeReview: State {
    criterion.phase == .evidence
      ? state : readingsBeforeReview.map { state(of: $0) }.worst
  }

  /// Those that are lacking before the review.
  package var lackingBeforeReview: [Reading] {
    readingsBeforeReview.filter { state(of: $0).blocks }
  }

  /// Those that are lacking and that the review makes.
  package var lackingInReview: [Reading] {
    criterion.phase == .evidence
      ? [] : lacking.filter { Review.controls.contains($0.control.id) }
  }
}

extension Criterion {
  /// How the criterion stands at a level for a component.
  package func reading(
    at level: Level, for component: Component, readings: Readings, traits: Set<System.Trait>,
    answers: ReviewAnswers? = nil
  ) -> CriterionReading {
    let least = least(at: level)
    func result(_ state: CriterionReading.State, _ readings: [Reading] = []) -> CriterionReading {
      CriterionReading(
        criterion: self, state: state, least: least, readings: readings, answers: answers)
    }
    if !appliesIf.isEmpty, appliesIf.isDisjoint(with: traits) {
      return result(.notApplicable("asked only of \(traitList(appliesIf)) systems"))
    }
    let asked = requires.compactMap { readings.reading(of: $0, for: component.id) }
    let applying = asked.filter { !$0.standing.isNotApplicable }
    guard !applying.isEmpty else {
      if case .notApplicable(let reason)? = asked.first?.standing {
        return result(.notApplicable(reason))
      }
      let others = readings.names(askedBy: requires)
      return result(.notApplicable("asked of \(others), not of a \(component.kind)"))
    }
    let states = applying.map { state(of: $0, least: least, answers: answers) }
    return result(states.worst, applying)
  }

  /// How far one required control carries the criterion.
  ///
  /// What a review makes is answered by the review of this level, where reviews are kept in the log.
  fileprivate func state(
    of reading: Reading, least: Assurance, answers: ReviewAnswers?
  ) -> CriterionReading.State {
    if phase == .review, Review.controls.contains(reading.control.id) {
      if let answer = answers?[reading.control.id] { return answer }
      // That a panel could be made is not that it sat.
      if reading.standing == .holds, reading.isShownByRecordsAlone { return .missing }
    }
    // What a check cannot decide is open, whatever somebody attests beside it; so is what is waived.
    let isOpen =
      switch reading.standing {
      case .undecided, .stale, .waived: true
      default: false
      }
    let isShown = reading.assurance >= least && !isOpen
    if isShown, decidedBy != .person || reading.isVouchedFor { return .met }
    if let waiver = reading.waiver { return .conditional(until: waiver.until) }
    if isShown { return .missing }
    return switch reading.standing {
    case .refuted, .absent, .holds, .waived: .unmet
    case .undecided: .undecided
    case .stale: .stale
    case .notReported: .missing
    case .notApplicable: .met
    }
  }
}

extension Reading {
  /// Whether only what is declared shows it.
  fileprivate var isShownByRecordsAlone: Bool {
    grounds.filter { $0.isFresh && $0.status.passes }.allSatisfy { ground in
      if case .runs(let runs) = ground.source {
        runs.newest.evidence.check == Review.recordsCheck
      } else {
        false
      }
    }
  }
}

extension [CriterionReading.State] {
  /// The state of a criterion whose required controls have these: the one that keeps it shut.
  fileprivate var worst: CriterionReading.State {
    for state in [CriterionReading.State.unmet, .undecided, .stale, .missing]
    where contains(state) { return state }
    let untils = compactMap { state in
      if case .conditional(let until) = state { until } else { nil }
    }
    return untils.min().map(CriterionReading.State.conditional) ?? .met
  }
}

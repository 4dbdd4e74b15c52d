/// How a requirement stands: what is written of its steps, as far as their evidence bears it.
package struct RequirementStanding: Sendable {
  package let requirement: Requirement
  package let verification: [StepStanding]
  package let validation: [StepStanding]

  package var steps: [StepStanding] { verification + validation }

  /// The worst of its steps'; *passed* where it is verified and validated throughout.
  package var state: StepStanding.State {
    let states = steps.map(\.state) + (isPlanned ? [] : [.unplanned])
    return states.min() ?? .unplanned
  }

  /// Whether it has a step of both kinds.
  package var isPlanned: Bool { !verification.isEmpty && !validation.isEmpty }
  package var isClosed: Bool { state == .passed }
}

/// How one step stands; never better than it is written.
package struct StepStanding: Sendable {
  package let step: Requirement.Step
  package let kind: Kind
  package let evidence: [PointerStanding]
  package let state: State

  package enum Kind: String, CaseIterable, Sendable {
    case verification, validation
  }

  /// The worst first.
  package enum State: String, CaseIterable, Comparable, Sendable {
    /// Written passed, and its evidence says the contrary.
    case contradicted
    case failed
    /// There is no step; only a whole requirement stands so.
    case unplanned
    /// Written passed, and it names no evidence, or some that does not exist.
    case unshown
    /// Written passed, by evidence that no longer counts.
    case stale
    /// Written passed, by evidence that does not decide, or of which nothing is on record.
    case undecided
    case open
    case passed

    package static func < (left: State, right: State) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether nobody can tell: neither met nor not.
    package var isUnknown: Bool { self == .stale || self == .undecided }
  }

  init(_ step: Requirement.Step, kind: Kind, evidence: [PointerStanding]) {
    self.step = step
    self.kind = kind
    self.evidence = evidence
    state =
      switch step.state {
      case .open: .open
      case .failed: .failed
      case .passed: evidence.map(\.bearing).borne
      }
  }
}

/// What one piece of evidence is worth to the step that names it.
package struct PointerStanding: Sendable {
  package let pointer: Pointer
  package let bearing: Bearing
  /// Why, in a few words.
  package let because: String
  /// When what decides was made, recorded or said.
  package let at: Instant?
  /// The event of the log that decides; `nil` where it is not from the log.
  package let position: Int?

  package enum Bearing: String, CaseIterable, Sendable {
    /// It is on record, and says the contrary.
    case fails
    /// It does not exist.
    case missing
    case stale
    /// It does not decide.
    case undecided
    /// Nothing about it is on record.
    case unreported
    /// It exists, and nothing looked into what it says.
    case exists
    /// A named person says so.
    case said
    /// It is on record, and counts.
    case passes

    package var bears: Bool { self == .exists || self == .said || self == .passes }
  }

  init(
    _ pointer: Pointer, _ bearing: Bearing, _ because: String, at: Instant? = nil,
    position: Int? = nil
  ) {
    self.pointer = pointer
    self.bearing = bearing
    self.because = because
    self.at = at
    self.position = position
  }
}

extension [PointerStanding.Bearing] {
  /// What they make of a step that is written passed: all have to bear it.
  fileprivate var borne: StepStanding.State {
    if contains(.fails) { return .contradicted }
    if isEmpty || contains(.missing) { return .unshown }
    if contains(.stale) { return .stale }
    return allSatisfy(\.bears) ? .passed : .undecided
  }
}

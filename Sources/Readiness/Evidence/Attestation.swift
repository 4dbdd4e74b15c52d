/// Evidence that a named person gives: a claim, with or without an artefact to look at.
package struct Attestation: Hashable, Codable, Sendable {
  package let control: Control.ID
  package let subject: Subject
  /// Whether the person says that the control's statement is true.
  package let says: Bool
  package let by: Person.ID
  package let on: Instant
  package let artefacts: [Artefact]
  package let note: String?
  /// When the person said it should be asked again, if sooner than the control's freshness.
  package let until: Instant?

  package init(
    control: Control.ID, subject: Subject, says: Bool, by: Person.ID, on: Instant,
    artefacts: [Artefact] = [], note: String? = nil, until: Instant? = nil
  ) {
    self.control = control
    self.subject = subject
    self.says = says
    self.by = by
    self.on = on
    self.artefacts = artefacts
    self.note = note
    self.until = until
  }
}

extension Attestation {
  /// The same words with other states of some artefacts.
  func looking(at others: [Artefact]) -> Attestation {
    let states = Dictionary(
      others.map { ($0.location, $0) }, uniquingKeysWith: { first, _ in first })
    return Attestation(
      control: control, subject: subject, says: says, by: by, on: on,
      artefacts: artefacts.map { states[$0.location] ?? $0 }, note: note, until: until)
  }
}

/// Something to look at: a file of the repository with its digest, or a web address.
package struct Artefact: Hashable, Codable, Sendable {
  package let location: String
  /// SHA-256 of the file in hexadecimal; none for an address.
  package let digest: String?

  package init(location: String, digest: String? = nil) {
    self.location = location
    self.digest = digest
  }
}

/// A decision to go on without a control for a while; it never raises a score.
package struct Waiver: Hashable, Codable, Sendable {
  package let control: Control.ID
  package let subject: Subject
  package let reason: Reason
  package let text: String
  /// Who answers for the risk.
  package let owner: Person.ID
  package let granted: Instant
  package let until: Instant

  package enum Reason: String, CaseIterable, Codable, Sendable {
    case acceptedRisk = "accepted-risk"
    case inProgress = "in-progress"
    case notDetected = "not-detected"
    case external
  }

  package init(
    control: Control.ID, subject: Subject, reason: Reason, text: String, owner: Person.ID,
    granted: Instant, until: Instant
  ) {
    self.control = control
    self.subject = subject
    self.reason = reason
    self.text = text
    self.owner = owner
    self.granted = granted
    self.until = until
  }
}

/// A named person's statement that a control does not concern the subject.
package struct Exemption: Hashable, Codable, Sendable {
  package let control: Control.ID
  package let subject: Subject
  package let reason: String
  package let by: Person.ID
  package let on: Instant

  package init(
    control: Control.ID, subject: Subject, reason: String, by: Person.ID, on: Instant
  ) {
    self.control = control
    self.subject = subject
    self.reason = reason
    self.by = by
    self.on = on
  }
}

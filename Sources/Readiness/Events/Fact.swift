/// What an event says happened.
///
/// Each kind has a version number of its payload; a kept log of every released version folds in a
/// test, so a payload only ever gains members that may be absent.
package enum Fact: Hashable, Sendable {
  case versionsSeen(VersionsSeen)
  case checkDeclared(CheckDeclared)
  case checkWithdrawn(CheckDeclared)
  case evidenceRecorded(Evidence)
  case attestationTaken(AttestationTaken)
  case attestationWithdrawn(Attestation)
  case waiverGranted(Waiver)
  case waiverWithdrawn(Waiver)
  case exemptionDeclared(Exemption)
  case exemptionWithdrawn(Exemption)
  case componentEntered(ComponentEntered)
  case levelGraduated(LevelGraduated)
  case componentSwitchedBack(ComponentSwitchedBack)
  case cardIssued(Issue)
  case gateIssued(Issue)
  case keyRegistered(PublicKey)
  case keyRevoked(PublicKey.Revoked)
  case requirementsSeen(RequirementsSeen)
  case cardTextSeen(CardTextSeen)
  case writersTold(WritersTold)
  case retrainApproved(Review.Signed<RetrainApproval>)
  case reviewOpened(Review.Opened)
  case ethicsChecked(Review.EthicsRun)
  case questionAsked(Review.Asked)
  case questionAnswered(Review.Answered)
  case reviewSigned(Review.Signed<Review.Vote>)
  case reviewDecided(Review.Signed<Review.Decision>)
  case taskClosed(Review.TaskClosed)
  case reviewDebriefed(Review.Debriefed)
  case reviewWithdrawn(Review.Withdrawn)
  case worthDecided(WorthDecided)
  case worthRealised(WorthRealised)

  package struct VersionsSeen: Hashable, Codable, Sendable {
    package let subject: Subject
    package let versions: Versions

    package init(subject: Subject, versions: Versions) {
      self.subject = subject
      self.versions = versions
    }
  }

  /// A check as `airworthy.yaml` declares it.
  package struct CheckDeclared: Hashable, Codable, Sendable {
    package let check: Evidence.CheckID
    /// A digest of the declaration.
    package let configuration: String

    package init(check: Evidence.CheckID, configuration: String) {
      self.check = check
      self.configuration = configuration
    }
  }

  /// An attestation as it stood when it was taken up, with the versions that it then spoke about.
  package struct AttestationTaken: Hashable, Codable, Sendable {
    package let attestation: Attestation
    package let versions: Versions
    /// Artefacts as they are by now, where they are no longer what the person looked at.
    package let changed: [Artefact]?

    package init(attestation: Attestation, versions: Versions, changed: [Artefact]? = nil) {
      self.attestation = attestation
      self.versions = versions
      self.changed = changed
    }
  }

  package struct ComponentEntered: Hashable, Codable, Sendable {
    package let component: Component.ID
    package let entry: Component.Entry

    package init(component: Component.ID, entry: Component.Entry) {
      self.component = component
      self.entry = entry
    }
  }

  package struct LevelGraduated: Hashable, Codable, Sendable {
    package let component: Component.ID
    /// The level that is now behind the component.
    package let level: Level
    package let reason: String
    /// The review that decided it.
    package let review: Review.ID?
    /// Who approved beforehand the retrain that took the fast path, without a review.
    package let approved: Person.ID?

    package init(
      component: Component.ID, level: Level, reason: String, review: Review.ID? = nil,
      approved: Person.ID? = nil
    ) {
      self.component = component
      self.level = level
      self.reason = reason
      self.review = review
      self.approved = approved
    }
  }

  package struct ComponentSwitchedBack: Hashable, Codable, Sendable {
    package let component: Component.ID
    package let kind: Kind
    package let to: Level
    package let reason: String
    /// The review that decided it.
    package let review: Review.ID?
    /// What changed of a deployed version.
    package let change: ChangeClass?
    /// The component that it went back with.
    package let because: Component.ID?
    /// The events that approved, beforehand, everything that changed as a retrain.
    package let approvals: [Int]?

    package enum Kind: String, CaseIterable, Codable, Sendable {
      case discovery, review, embedded
    }

    package init(
      component: Component.ID, kind: Kind, to level: Level, reason: String,
      review: Review.ID? = nil, change: ChangeClass? = nil, because: Component.ID? = nil,
      approvals: [Int]? = nil
    ) {
      self.approvals = approvals
      self.review = review
      self.change = change
      self.because = because
      self.component = component
      self.kind = kind
      self.to = level
      self.reason = reason
    }
  }

  /// The requirements of a subject, as they stood when they were first seen.
  package struct RequirementsSeen: Hashable, Codable, Sendable {
    package let subject: Subject
    /// SHA-256 of their canonical text.
    package let digest: String

    package init(subject: Subject, digest: String) {
      self.subject = subject
      self.digest = digest
    }
  }

  /// What people keep of a component's card, as it stood when it was first seen.
  package struct CardTextSeen: Hashable, Codable, Sendable {
    package let component: Component.ID
    /// SHA-256 of its sections; empty where there are none.
    package let digest: String

    package init(component: Component.ID, digest: String) {
      self.component = component
      self.digest = digest
    }
  }

  /// Who wrote what a review of a component looks at since its last gate, as git tells.
  package struct WritersTold: Hashable, Codable, Sendable {
    package let component: Component.ID
    package let text: Text
    package let people: [Person.ID]

    package enum Text: String, CaseIterable, Codable, Sendable {
      case requirements
      case card
    }

    package init(component: Component.ID, text: Text, people: [Person.ID]) {
      self.component = component
      self.text = text
      self.people = people
    }
  }

  /// A verdict put on record: with all it takes to compute it again.
  package struct Issue: Hashable, Codable, Sendable {
    package let component: Component.ID
    package let level: Level
    /// The log position that the verdict stood on.
    package let position: Int
    /// The digest of the packs that it was judged by.
    package let packs: String
    /// The instant that it was judged at.
    package let at: Instant
    /// SHA-256 of what was issued.
    package let digest: String
    /// What it said in a word or two: `not met`.
    package let outcome: String

    package init(
      component: Component.ID, level: Level, position: Int, packs: String, at: Instant,
      digest: String, outcome: String
    ) {
      self.component = component
      self.level = level
      self.position = position
      self.packs = packs
      self.at = at
      self.digest = digest
      self.outcome = outcome
    }
  }
}

extension Fact {
  /// Topics of which all events are needed begin so: a card names every one that was issued before.
  package static let wholeTopics = "card "

  /// What the newest few events of one topic leave nothing more to learn about.
  ///
  /// Judging needs at most the three newest events of a topic (three runs in a row make a control
  /// *continuous*), so a long log can be judged without being read whole. A fact without a topic
  /// is always needed.
  package func topic(by actor: Actor) -> String? {
    switch self {
    case .versionsSeen(let seen): "versions \(seen.subject)"
    case .checkDeclared(let declared), .checkWithdrawn(let declared): "check \(declared.check)"
    case .evidenceRecorded(let evidence):
      "evidence \(evidence.subject) \(evidence.control) \(evidence.check) \(actor.kind.rawValue)"
    case .attestationTaken(let taken): Self.topic(of: taken.attestation)
    case .attestationWithdrawn(let attestation): Self.topic(of: attestation)
    case .waiverGranted(let waiver), .waiverWithdrawn(let waiver):
      "waiver \(waiver.subject) \(waiver.control)"
    case .exemptionDeclared(let exemption), .exemptionWithdrawn(let exemption):
      "exemption \(exemption.subject) \(exemption.control)"
    case .cardIssued(let issue): "card \(issue.component) \(issue.level)"
    case .gateIssued(let issue): "gate \(issue.component) \(issue.level)"
    case .requirementsSeen(let seen): "requirements \(seen.subject) \(actor)"
    case .cardTextSeen(let seen): "text \(seen.component) \(actor)"
    case .worthDecided: "worth decision"
    case .worthRealised(let realised): "worth of \(realised.window)"
    case .componentEntered, .levelGraduated, .componentSwitchedBack, .keyRegistered, .keyRevoked,
      .reviewOpened, .ethicsChecked, .questionAsked, .questionAnswered, .reviewSigned,
      .reviewDecided, .taskClosed, .reviewDebriefed, .reviewWithdrawn, .writersTold,
      .retrainApproved:
      nil
    }
  }

  private static func topic(of attestation: Attestation) -> String {
    "attestation \(attestation.subject) \(attestation.control) \(attestation.by)"
  }
}

internal import Readiness

/// The names under which facts are stored.
///
/// A name keeps its meaning for ever.
enum FactKind: String, CaseIterable {
  case versionsSeen = "versions-seen"
  case checkDeclared = "check-declared"
  case checkWithdrawn = "check-withdrawn"
  case evidenceRecorded = "evidence-recorded"
  case attestationTaken = "attestation-taken"
  case attestationWithdrawn = "attestation-withdrawn"
  case waiverGranted = "waiver-granted"
  case waiverWithdrawn = "waiver-withdrawn"
  case exemptionDeclared = "exemption-declared"
  case exemptionWithdrawn = "exemption-withdrawn"
  case componentEntered = "component-entered"
  case levelGraduated = "level-graduated"
  case componentSwitchedBack = "component-switched-back"
  case cardIssued = "card-issued"
  case gateIssued = "gate-issued"
  case keyRegistered = "key-registered"
  case keyRevoked = "key-revoked"
  case requirementsSeen = "requirements-seen"
  case reviewOpened = "review-opened"
  case ethicsChecked = "ethics-checked"
  case questionAsked = "question-asked"
  case questionAnswered = "question-answered"
  case reviewSigned = "review-signed"
  case reviewDecided = "review-decided"
  case taskClosed = "task-closed"
  case reviewDebriefed = "review-debriefed"
  case reviewWithdrawn = "review-withdrawn"
  case cardTextSeen = "card-text-seen"
  case writersTold = "writers-told"
  case retrainApproved = "retrain-approved"
  case worthDecided = "worth-decided"
  case worthRealised = "worth-realised"

  /// The version of the payload that is written now; readers know every one that was released.
  var version: Int { 1 }

  init(of fact: Fact) {
    self =
      switch fact {
      case .versionsSeen: .versionsSeen
      case .checkDeclared: .checkDeclared
      case .checkWithdrawn: .checkWithdrawn
      case .evidenceRecorded: .evidenceRecorded
      case .attestationTaken: .attestationTaken
      case .attestationWithdrawn: .attestationWithdrawn
      case .waiverGranted: .waiverGranted
      case .waiverWithdrawn: .waiverWithdrawn
      case .exemptionDeclared: .exemptionDeclared
      case .exemptionWithdrawn: .exemptionWithdrawn
      case .componentEntered: .componentEntered
      case .levelGraduated: .levelGraduated
      case .componentSwitchedBack: .componentSwitchedBack
      case .cardIssued: .cardIssued
      case .gateIssued: .gateIssued
      case .keyRegistered: .keyRegistered
      case .keyRevoked: .keyRevoked
      case .requirementsSeen: .requirementsSeen
      case .reviewOpened: .reviewOpened
      case .ethicsChecked: .ethicsChecked
      case .questionAsked: .questionAsked
      case .questionAnswered: .questionAnswered
      case .reviewSigned: .reviewSigned
      case .reviewDecided: .reviewDecided
      case .taskClosed: .taskClosed
      case .reviewDebriefed: .reviewDebriefed
      case .reviewWithdrawn: .reviewWithdrawn
      case .cardTextSeen: .cardTextSeen
      case .writersTold: .writersTold
      case .retrainApproved: .retrainApproved
      case .worthDecided: .worthDecided
      case .worthRealised: .worthRealised
      }
  }

  func fact(from body: any Decoder) throws -> Fact {
    switch self {
    case .versionsSeen: .versionsSeen(try .init(from: body))
    case .checkDeclared: .checkDeclared(try .init(from: body))
    case .checkWithdrawn: .checkWithdrawn(try .init(from: body))
    case .evidenceRecorded: .evidenceRecorded(try .init(from: body))
    case .attestationTaken: .attestationTaken(try .init(from: body))
    case .attestationWithdrawn: .attestationWithdrawn(try .init(from: body))
    case .waiverGranted: .waiverGranted(try .init(from: body))
    case .waiverWithdrawn: .waiverWithdrawn(try .init(from: body))
    case .exemptionDeclared: .exemptionDeclared(try .init(from: body))
    case .exemptionWithdrawn: .exemptionWithdrawn(try .init(from: body))
    case .componentEntered: .componentEntered(try .init(from: body))
    case .levelGraduated: .levelGraduated(try .init(from: body))
    case .componentSwitchedBack: .componentSwitchedBack(try .init(from: body))
    case .cardIssued: .cardIssued(try .init(from: body))
    case .gateIssued: .gateIssued(try .init(from: body))
    case .keyRegistered: .keyRegistered(try .init(from: body))
    case .keyRevoked: .keyRevoked(try .init(from: body))
    case .requirementsSeen: .requirementsSeen(try .init(from: body))
    case .reviewOpened: .reviewOpened(try .init(from: body))
    case .ethicsChecked: .ethicsChecked(try .init(from: body))
    case .questionAsked: .questionAsked(try .init(from: body))
    case .questionAnswered: .questionAnswered(try .init(from: body))
    case .reviewSigned: .reviewSigned(try .init(from: body))
    case .reviewDecided: .reviewDecided(try .init(from: body))
    case .taskClosed: .taskClosed(try .init(from: body))
    case .reviewDebriefed: .reviewDebriefed(try .init(from: body))
    case .reviewWithdrawn: .reviewWithdrawn(try .init(from: body))
    case .cardTextSeen: .cardTextSeen(try .init(from: body))
    case .writersTold: .writersTold(try .init(from: body))
    case .retrainApproved: .retrainApproved(try .init(from: body))
    case .worthDecided: .worthDecided(try .init(from: body))
    case .worthRealised: .worthRealised(try .init(from: body))
    }
  }
}

extension Fact {
  func encodeBody(to encoder: any Encoder) throws {
    switch self {
    case .versionsSeen(let body): try body.encode(to: encoder)
    case .checkDeclared(let body), .checkWithdrawn(let body): try body.encode(to: encoder)
    case .evidenceRecorded(let body): try body.encode(to: encoder)
    case .attestationTaken(let body): try body.encode(to: encoder)
    case .attestationWithdrawn(let body): try body.encode(to: encoder)
    case .waiverGranted(let body), .waiverWithdrawn(let body): try body.encode(to: encoder)
    case .exemptionDeclared(let body), .exemptionWithdrawn(let body): try body.encode(to: encoder)
    case .componentEntered(let body): try body.encode(to: encoder)
    case .levelGraduated(let body): try body.encode(to: encoder)
    case .componentSwitchedBack(let body): try body.encode(to: encoder)
    case .cardIssued(let body), .gateIssued(let body): try body.encode(to: encoder)
    case .keyRegistered(let body): try body.encode(to: encoder)
    case .keyRevoked(let body): try body.encode(to: encoder)
    case .requirementsSeen(let body): try body.encode(to: encoder)
    case .reviewOpened(let body): try body.encode(to: encoder)
    case .ethicsChecked(let body): try body.encode(to: encoder)
    case .questionAsked(let body): try body.encode(to: encoder)
    case .questionAnswered(let body): try body.encode(to: encoder)
    case .reviewSigned(let body): try body.encode(to: encoder)
    case .reviewDecided(let body): try body.encode(to: encoder)
    case .taskClosed(let body): try body.encode(to: encoder)
    case .reviewDebriefed(let body): try body.encode(to: encoder)
    case .reviewWithdrawn(let body): try body.encode(to: encoder)
    case .cardTextSeen(let body): try body.encode(to: encoder)
    case .writersTold(let body): try body.encode(to: encoder)
    case .retrainApproved(let body): try body.encode(to: encoder)
    case .worthDecided(let body): try body.encode(to: encoder)
    case .worthRealised(let body): try body.encode(to: encoder)
    }
  }
}

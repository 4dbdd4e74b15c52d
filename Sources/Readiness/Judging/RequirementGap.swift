/// A place where the way from a requirement to what shows it is broken.
package struct RequirementGap: Sendable {
  package let requirement: Requirement.ID
  package let kind: Kind
  /// The step; `nil` where there is none.
  package let step: StepStanding?
  /// The evidence that does not exist.
  package let pointer: PointerStanding?

  package enum Kind: String, CaseIterable, Sendable {
    case noVerification = "no-verification"
    case noValidation = "no-validation"
    /// A step that is done, one way or the other, and names nothing that shows it.
    case noEvidence = "no-evidence"
    case missingEvidence = "missing-evidence"
  }

  /// What is missing, in one sentence.
  package var words: String {
    switch kind {
    case .noVerification: "\(requirement) has no verification step"
    case .noValidation: "\(requirement) has no validation step"
    case .noEvidence:
      "\(requirement): '\(step?.step.text ?? "")' is written \(step?.step.state.rawValue ?? ""), "
        + "and names no evidence"
    case .missingEvidence:
      "\(requirement): \(pointer?.pointer.text ?? ""): \(pointer?.because ?? "")"
    }
  }
}

extension RequirementStanding {
  /// What keeps it from being traced, in order.
  package var gaps: [RequirementGap] {
    func gap(
      _ kind: RequirementGap.Kind, _ step: StepStanding? = nil, _ pointer: PointerStanding? = nil
    ) -> RequirementGap {
      RequirementGap(requirement: requirement.id, kind: kind, step: step, pointer: pointer)
    }
    return (verification.isEmpty ? [gap(.noVerification)] : [])
      + (validation.isEmpty ? [gap(.noValidation)] : [])
      + steps.flatMap { step in
        (step.evidence.isEmpty && step.step.state != .open ? [gap(.noEvidence, step)] : [])
          + step.evidence.filter { $0.bearing == .missing }.map {
            gap(.missingEvidence, step, $0)
          }
      }
  }
}

extension RequirementStandings {
  package var gaps: [RequirementGap] { all.flatMap(\.gaps) }

  /// Steps that are still open and name no evidence yet; no gap, but work ahead.
  package var openWithoutEvidence: Int {
    all.flatMap(\.steps).filter { $0.state == .open && $0.evidence.isEmpty }.count
  }
}

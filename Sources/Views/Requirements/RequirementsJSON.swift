package import Readiness

/// Requirements as they stand, as JSON; with what a gate asks of them where that was asked.
package enum RequirementsJSON {
  package static func text(
    _ report: RequirementsReport, verdict: RequirementsVerdict? = nil
  ) -> String {
    JSONText.text(
      Body(
        system: report.system.id.rawValue, at: report.at.text, position: report.position,
        level: verdict?.level.number, outcome: verdict?.outcome.rawValue,
        answers: verdict?.answers.map(Body.Answer.init),
        gaps: verdict?.standings.gaps.map(Gap.init),
        requirements: report.standings.all.map(Body.Entry.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let at: String
    let position: Int
    let level: Int?
    let outcome: String?
    let answers: [Answer]?
    let gaps: [Gap]?
    let requirements: [Entry]

    struct Answer: Encodable {
      let control: String
      let from: Int
      let status: String
      let summary: String

      init(_ answer: RequirementStandings.Answer) {
        control = answer.demand.control.rawValue
        from = answer.demand.from.number
        status = answer.status.rawValue
        summary = answer.summary
      }
    }

    struct Entry: Encodable {
      let id: String
      let kind: String
      let subject: String
      let statement: String
      let tags: [String]
      let state: String
      let risk: RiskBody?
      let verification: [Step]
      let validation: [Step]

      init(_ standing: RequirementStanding) {
        let requirement = standing.requirement
        id = requirement.id.rawValue
        kind = requirement.kind.rawValue
        subject = requirement.subject.description
        statement = requirement.statement
        tags = requirement.tags
        state = standing.state.rawValue
        risk = requirement.risk.map(RiskBody.init)
        verification = standing.verification.map(Step.init)
        validation = standing.validation.map(Step.init)
      }
    }

    struct Step: Encodable {
      let step: String
      let written: String
      let state: String
      let evidence: [PointerBody]

      init(_ standing: StepStanding) {
        step = standing.step.text
        written = standing.step.state.rawValue
        state = standing.state.rawValue
        evidence = standing.evidence.map(PointerBody.init)
      }
    }
  }

  /// A risk with its number and band.
  struct RiskBody: Encodable {
    let probability: Double
    let per: String
    let value: Int
    let number: Double
    let band: String

    init(_ risk: Requirement.Risk) {
      probability = risk.probability
      per = risk.period
      value = risk.value
      number = risk.number
      band = risk.band.rawValue
    }
  }

  struct PointerBody: Encodable {
    let evidence: String
    let bearing: String
    let because: String
    let at: String?
    let position: Int?

    init(_ standing: PointerStanding) {
      evidence = standing.pointer.text
      bearing = standing.bearing.rawValue
      because = standing.because
      at = standing.at?.text
      position = standing.position
    }
  }

  struct Gap: Encodable {
    let requirement: String
    let kind: String
    let step: String?
    let evidence: String?
    let says: String

    init(_ gap: RequirementGap) {
      requirement = gap.requirement.rawValue
      kind = gap.kind.rawValue
      step = gap.step?.step.text
      evidence = gap.pointer?.pointer.text
      says = gap.words
    }
  }
}

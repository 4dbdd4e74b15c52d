internal import Readiness

/// Ladders and ways as JSON; `Documentation/Formats/levels.md` describes every member.
package enum LevelsJSON {
  package static func text(_ report: LevelsReport) -> String {
    JSONText.text(
      Body(
        system: report.verdict.system.id.rawValue, at: report.verdict.at.text,
        position: report.verdict.position, packs: report.verdict.packs,
        components: report.components.map { ComponentBody($0, of: report.verdict.system) }))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let at: String
    let position: Int
    let packs: String
    let components: [ComponentBody]
  }

  private struct ComponentBody: Encodable {
    let component: String
    let kind: String
    let release: String
    let entry: Int
    let working: Int?
    let graduated: Int?
    let target: Int?
    let finding: String
    let fault: String?
    let rungs: [RungBody]
    let stays: [StayBody]
    let renewals: [String]
    let reviews: [ReviewBody]

    init(_ placed: LevelsReport.Placed, of system: System) {
      let own = placed.judged.component
      component = own.id.rawValue
      kind = own.kind.rawValue
      release = own.release
      entry = own.entry.level.number
      working = placed.judged.working?.number
      graduated = placed.judged.graduated?.number
      target = (own.target ?? system.target)?.number
      finding = placed.finding
      fault = placed.course.fault
      rungs = placed.rungs.map(RungBody.init)
      stays = placed.course.stays.map(StayBody.init)
      renewals = placed.course.renewals.map(\.text)
      reviews = placed.reviews.map(ReviewBody.init)
    }
  }

  private struct RungBody: Encodable {
    let level: Int
    let reach: String
    let evidence: String
    let criteria: [CriterionBody]

    init(_ rung: Rung) {
      level = rung.level.number
      reach = rung.gate.reach.words
      evidence = rung.gate.evidence.name
      criteria = rung.criteria.joined().map {
        CriterionBody(id: $0.criterion.id.rawValue, state: $0.state.name)
      }
    }
  }

  private struct CriterionBody: Encodable {
    let id: String
    let state: String
  }

  private struct StayBody: Encodable {
    let level: Int
    let from: String
    let until: String?
    let days: Double
    let end: String
    let to: Int?
    let switchback: String?
    let reason: String?
    let review: String?

    init(_ stay: Course.Stay) {
      level = stay.level.number
      from = stay.from.text
      until = stay.isWaiting ? nil : stay.until.text
      days = stay.days
      switch stay.end {
      case .graduated(let graduated):
        (end, to, switchback) = ("graduated", graduated.level.next?.number, nil)
        (reason, review) = (graduated.reason, graduated.review?.rawValue)
      case .switchedBack(let back):
        (end, to, switchback) = ("switched-back", back.to.number, back.kind.rawValue)
        (reason, review) = (back.reason, back.review?.rawValue)
      case .waiting: (end, to, switchback, reason, review) = ("waiting", nil, nil, nil, nil)
      case .broken: (end, to, switchback, reason, review) = ("broken", nil, nil, nil, nil)
      }
    }
  }

  private struct ReviewBody: Encodable {
    let review: String
    let level: Int
    let opened: String
    let decided: String?
    let outcome: String?
    let withdrawn: String?

    init(_ review: Review) {
      self.review = review.id.rawValue
      level = review.level.number
      opened = review.at.text
      decided = review.decision?.at.text
      outcome = review.decision?.body.content.outcome.rawValue
      withdrawn = review.withdrawn?.at.text
    }
  }
}

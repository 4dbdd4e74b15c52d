package import Readiness

/// Verdicts as JSON, for programs; `Documentation/Formats/json.md` describes every member.
package enum VerdictJSON {
  /// Everything about a system.
  package static func status(_ verdict: Verdict) -> String {
    JSONText.text(
      Document(
        Header(verdict),
        body: StatusBody(
          headline: verdict.headline,
          components: verdict.components.map(ComponentBody.init),
          controls: verdict.readings.list.map(ReadingBody.init),
          scores: verdict.scores.map { ScoreBody($0, withItems: false) },
          nextSteps: verdict.nextSteps.map(StepBody.init),
          waivers: WaiversBody(verdict.waivers))))
  }

  /// Scores, of some frameworks or of all where none is named, with every item; the gates where the
  /// levels are asked for.
  package static func scores(_ verdict: Verdict, _ asked: ScoreReport) -> String {
    JSONText.text(
      Document(
        Header(verdict),
        body: ScoresBody(
          tool: asked.tool, levels: LevelsBody(verdict),
          scores: verdict.scores.filter(asked.holds).map { ScoreBody($0, withItems: true) },
          gates: asked.hasLevels
            ? verdict.components.flatMap { $0.gates.map(GateBody.init) } : nil)))
  }

  /// Gates with every criterion.
  package static func gates(_ gates: [Gate], in verdict: Verdict) -> String {
    JSONText.text(
      Document(Header(verdict), body: GatesBody(gates: gates.map(GateBody.init))))
  }
}

/// What stands above every document: what it is about, and what it stands on.
struct Header: Encodable {
  let schemaVersion = JSONText.schemaVersion
  let system: String
  let at: String
  let position: Int
  let packs: String

  init(_ verdict: Verdict) {
    system = verdict.system.id.rawValue
    at = verdict.at.text
    position = verdict.position
    packs = verdict.packs
  }
}

/// A header and a body, side by side in one object.
struct Document<Body: Encodable>: Encodable {
  let header: Header
  let body: Body

  init(_ header: Header, body: Body) {
    self.header = header
    self.body = body
  }

  func encode(to encoder: any Encoder) throws {
    try header.encode(to: encoder)
    try body.encode(to: encoder)
  }
}

private struct StatusBody: Encodable {
  let headline: String
  let components: [ComponentBody]
  let controls: [ReadingBody]
  let scores: [ScoreBody]
  let nextSteps: [StepBody]
  let waivers: WaiversBody
}

private struct ScoresBody: Encodable {
  let tool: String
  let levels: LevelsBody
  let scores: [ScoreBody]
  let gates: [GateBody]?
}

private struct GatesBody: Encodable {
  let gates: [GateBody]
}

private struct LevelsBody: Encodable {
  let works: Int?
  let graduated: Int?
  let components: [ComponentLevel]

  struct ComponentLevel: Encodable {
    let id: String
    let works: Int?
    let graduated: Int?
  }

  init(_ verdict: Verdict) {
    works = verdict.working?.number
    graduated = verdict.graduated?.number
    components = verdict.components.map {
      ComponentLevel(
        id: $0.component.id.rawValue, works: $0.working?.number, graduated: $0.graduated?.number)
    }
  }
}

private struct ComponentBody: Encodable {
  let id: String
  let kind: String
  let versions: Versions
  let works: Int?
  let graduated: Int?
  let entry: Component.Entry?
  let successorOf: String?
  let gates: [GateSummary]
  let nextGate: GateBody?

  struct GateSummary: Encodable {
    let level: Int
    let outcome: String
    let evidence: String
  }

  init(_ judged: ComponentVerdict) {
    id = judged.component.id.rawValue
    kind = judged.component.kind.rawValue
    versions = judged.component.versions
    works = judged.working?.number
    graduated = judged.graduated?.number
    entry = judged.history.entry
    successorOf = judged.component.successorOf?.rawValue
    gates = judged.gates.map {
      GateSummary(
        level: $0.level.number, outcome: $0.outcome.name.code, evidence: $0.evidence.name.code)
    }
    nextGate = judged.nextGate.map(GateBody.init)
  }
}

private struct GateBody: Encodable {
  let component: String
  let level: Int
  let outcome: String
  let conditionalUntil: String?
  let evidence: String
  let criteria: [CriterionBody]
  /// What earlier reviews of the level left to be done; not there where that is nothing.
  let openTasks: [OpenTask]?

  struct OpenTask: Encodable {
    let review: String
    let task: Int
    let text: String
    let owner: String
    let due: Instant
  }

  struct CriterionBody: Encodable {
    let id: String
    let title: String
    let state: String
    let phase: String
    let decidedBy: String
    let least: String
    let controls: [String]
    let lacking: [Lack]

    struct Lack: Encodable {
      let control: String
      let subject: String
      let because: String
    }
  }

  init(_ gate: Gate) {
    component = gate.component.rawValue
    level = gate.level.number
    outcome = gate.outcome.name.code
    if case .conditional(let until) = gate.outcome {
      conditionalUntil = until.text
    } else {
      conditionalUntil = nil
    }
    evidence = gate.evidence.name.code
    criteria = gate.criteria.map { reading in
      CriterionBody(
        id: reading.criterion.id.rawValue, title: reading.criterion.title,
        state: reading.state.name.code, phase: reading.criterion.phase.rawValue,
        decidedBy: reading.criterion.decidedBy.rawValue, least: reading.least.name,
        controls: reading.readings.map(\.control.id.rawValue),
        lacking: reading.lacking.map {
          .init(
            control: $0.control.id.rawValue, subject: $0.subject.description,
            because: $0.lack(of: reading))
        })
    }
    openTasks =
      gate.owed.isEmpty
      ? nil
      : gate.owed.map { owed in
        OpenTask(
          review: owed.review.rawValue, task: owed.task.number, text: owed.task.text,
          owner: owed.task.owner.rawValue, due: owed.task.due)
      }
  }
}

private struct ReadingBody: Encodable {
  let control: String
  let subject: String
  let standing: String
  let assurance: String
  let because: String
  let grounds: [GroundBody]
  let waivedUntil: String?

  struct GroundBody: Encodable {
    let kind: String
    let by: String
    let at: String
    let status: String
    let freshUntil: String
    let staleBecause: [String]
    let summary: String
    let places: [Place]
    let provenance: Provenance?
  }

  init(_ reading: Reading) {
    control = reading.control.id.rawValue
    subject = reading.subject.description
    standing = reading.standing.name.code
    assurance = reading.assurance.name
    because = reading.because
    waivedUntil = reading.waiver?.until.text
    grounds = reading.grounds.map { ground in
      let (kind, by, places, provenance): (String, String, [Place], Provenance?) =
        switch ground.source {
        case .runs(let runs):
          (
            "check", runs.newest.evidence.check.rawValue, runs.newest.evidence.finding.places,
            runs.newest.evidence.provenance
          )
        case .attestation(let given): ("attestation", given.attestation.by.rawValue, [], nil)
        }
      return GroundBody(
        kind: kind, by: by, at: ground.at.text, status: ground.status.rawValue,
        freshUntil: ground.freshUntil.text, staleBecause: ground.staleBecause.map(\.words),
        summary: ground.words, places: places, provenance: provenance)
    }
  }
}

private struct ScoreBody: Encodable {
  let id: String
  let name: String
  let stands: TotalBody
  let proved: TotalBody
  let sections: [SectionBody]

  struct TotalBody: Encodable {
    let value: Double?
    let points: Double
    let pointsMax: Double
    let band: String?
    let complete: Bool

    init(_ total: Score.Total) {
      value = total.value
      points = total.points
      pointsMax = total.pointsMax
      band = total.band?.name
      complete = total.isComplete
    }
  }

  struct SectionBody: Encodable {
    let id: String
    let title: String
    let mandatory: Bool
    let points: Double
    let provedPoints: Double
    let pointsMax: Double
    let items: [ItemBody]?
  }

  struct ItemBody: Encodable {
    let id: String
    let title: String
    let points: Double
    let provedPoints: Double
    let pointsMax: Double
    let assurance: String
    let notApplicable: String?
    let controls: [String]
    let because: String?
    let answer: String
    let evidence: [ReadingBody]
  }

  init(_ score: Score, withItems: Bool) {
    id = score.framework.id.rawValue
    name = score.framework.name
    stands = TotalBody(score.stands)
    proved = TotalBody(score.proved)
    sections = score.sections.map { section in
      SectionBody(
        id: section.section.id.rawValue, title: section.section.title,
        mandatory: section.section.mandatory, points: section.points,
        provedPoints: section.provedPoints, pointsMax: section.pointsMax,
        items: withItems ? section.items.map(ItemBody.init) : nil)
    }
  }
}

extension ScoreBody.ItemBody {
  init(_ item: ItemScore) {
    id = item.item.id.rawValue
    title = item.item.title
    points = item.points
    provedPoints = item.provedPoints
    pointsMax = item.pointsMax
    assurance = item.assurance.name
    notApplicable = item.notApplicable
    controls = item.item.requires.map(\.rawValue)
    because = item.readings.first?.because
    answer = item.answer.rawValue
    evidence = item.readings.map(ReadingBody.init)
  }
}

private struct StepBody: Encodable {
  let control: String
  let subjects: [String]
  let least: String
  let opens: [String]
  let blocks: [String]
  let counts: [String]
  let remedy: String

  init(_ step: NextStep) {
    control = step.control.id.rawValue
    subjects = step.subjects.map(\.description)
    least = step.least.name
    opens = step.opens.map(\.rawValue)
    blocks = step.blocks.map(\.rawValue)
    counts = step.counts.map(\.rawValue)
    remedy = step.control.remedy
  }
}

private struct WaiversBody: Encodable {
  let inForce: [Waiver]
  let expired: [Waiver]
  let unused: [Waiver]

  init(_ report: WaiverReport) {
    inForce = report.inForce
    expired = report.expired
    unused = report.unused
  }
}

extension String {
  /// The word as programs compare it: `not-met`.
  var code: String { String(map { $0 == " " ? "-" : $0 }) }
}

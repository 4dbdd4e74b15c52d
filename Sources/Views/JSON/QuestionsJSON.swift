package import Readiness

/// What a person may be asked, as JSON; `Documentation/Formats/json.md` describes every member.
package enum QuestionsJSON {
  package static func text(_ questions: [OpenQuestion], in verdict: Verdict) -> String {
    JSONText.text(Document(Header(verdict), body: Body(questions: questions.map(Question.init))))
  }

  private struct Body: Encodable {
    let questions: [Question]
  }

  private struct Question: Encodable {
    let control: String
    let subject: String
    let statement: String
    let why: String
    let remedy: String
    let holds: [Example]
    let fails: [Example]
    let standing: String
    let assurance: String
    let because: String
    let countsUntil: String
    let boundTo: [String]
    let items: [Item]
    let criteria: [Criterion]
    let sightings: [Sighting]
    let leads: [Place]
    let words: [Word]

    init(_ question: OpenQuestion) {
      let (control, reading) = (question.control, question.reading)
      self.control = control.id.rawValue
      subject = question.subject.description
      statement = control.statement
      why = control.why
      remedy = control.remedy
      holds = control.examples.holds.map(Example.init)
      fails = control.examples.fails.map(Example.init)
      standing = reading.standing.name.code
      assurance = reading.assurance.name
      because = reading.because
      countsUntil = question.countsUntil.text
      boundTo = control.boundTo.sorted().map(\.rawValue)
      items = question.readers.items.map { framework, item in
        Item(
          framework: framework.id.rawValue, id: item.item.id.rawValue, title: item.item.title,
          points: item.points, pointsMax: item.pointsMax)
      }
      criteria = question.readers.criteria.map { reading, levels in
        Criterion(
          id: reading.criterion.id.rawValue, title: reading.criterion.title,
          levels: levels.map(\.number), least: reading.least.name)
      }
      sightings = question.sightings.compactMap(Sighting.init)
      leads = question.leads
      words = question.words.compactMap(Word.init)
    }
  }

  private struct Example: Encodable {
    let title: String
    let artefact: String?

    init(_ example: Control.Example) {
      title = example.title
      artefact = example.artefact
    }
  }

  private struct Item: Encodable {
    let framework: String
    let id: String
    let title: String
    let points: Double
    let pointsMax: Double
  }

  private struct Criterion: Encodable {
    let id: String
    let title: String
    let levels: [Int]
    let least: String
  }

  private struct Sighting: Encodable {
    let check: String
    let status: String
    let summary: String
    let places: [Place]

    init?(_ ground: Ground) {
      guard case .runs(let runs) = ground.source else { return nil }
      let evidence = runs.newest.evidence
      check = evidence.check.rawValue
      status = evidence.status.rawValue
      summary = evidence.finding.summary
      places = evidence.finding.places
    }
  }

  private struct Word: Encodable {
    let by: String
    let on: String
    let says: Bool
    let artefacts: [String]
    let note: String?
    let staleBecause: [String]

    init?(_ ground: Ground) {
      guard case .attestation(let given) = ground.source else { return nil }
      let attestation = given.attestation
      by = attestation.by.rawValue
      on = attestation.on.text
      says = attestation.says
      artefacts = attestation.artefacts.map(\.location)
      note = attestation.note
      staleBecause = ground.staleBecause.map(\.words)
    }
  }
}

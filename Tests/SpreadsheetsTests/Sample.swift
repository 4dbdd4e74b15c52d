import Documents
import Readiness
import TestSupport

@testable import Spreadsheets

/// A small system with frameworks and packs of its own, so that the kept workbooks stay true to
/// it whatever becomes of the product's packs.
enum Sample {
  static let now: Instant = "2026-02-01T12:00:00Z"

  static let system = system(name: "Sample")

  static func system(name: String, purpose: String = "To be asked about.") -> System {
    System(
      id: "sample", name: name, purpose: purpose, versions: Versions(code: "1.0.0"),
      traits: [.batch],
      people: [
        Person(id: "mara", name: "Mara Keller"), Person(id: "kofi", name: "Kofi Mensah"),
      ],
      components: [
        component("data", .dataset), component("batch", .dataset), component("model", .model),
      ])
  }

  private static func component(_ id: Component.ID, _ kind: Component.Kind) -> Component {
    Component(
      id: id, kind: kind, title: id.rawValue, versions: Versions(code: "1.0.0"),
      entry: .init(level: .first, on: "2026-01-01", reason: "new"))
  }

  static let packs = packs(question: "Are the data right, complete and enough?")

  static func packs(question: String, name: String = "Small score") -> Packs {
    func control(_ id: Control.ID, _ scope: Control.Scope) -> Control {
      Control(
        id: id, statement: "It is so.", why: "So.", remedy: "Do.", scope: scope, boundTo: [.code],
        freshForDays: 90, gate: .first)
    }
    func item(
      _ id: Framework.Item.ID, _ question: String, _ requires: [Control.ID],
      if traits: Set<System.Trait> = []
    ) -> Framework.Item {
      Framework.Item(
        id: id, title: id.rawValue, question: question, requires: requires, appliesIf: traits)
    }
    return Packs(
      controls: [
        control("data.schema", .components([.dataset])), control("gov.roles", .system),
        control("model.tuned", .components([.model])), control("doc.api", .system),
        control("gov.card-current", .everyComponent),
      ],
      frameworks: [
        Framework(
          id: "small", name: name, source: "A test", total: .sum(leastApplicable: 1),
          points: [0, 1, 2, 3, 4],
          sections: [
            .init(
              id: "A", title: "Data",
              items: [
                item("S1", question, ["data.schema", "gov.roles"]),
                item("S2", "Was the model tuned?", ["model.tuned"]),
              ]),
            .init(
              id: "B", title: "Papers",
              items: [
                item("S3", "Is the API described?", ["doc.api"], if: [.realTime]),
                item("S4", "Is every card current?", ["gov.card-current"]),
              ]),
          ]),
        Framework(
          id: "second", name: "Second list", total: .everyStatement, points: [0, 0, 1, 1, 1],
          sections: [
            .init(id: "1", title: "Only", items: [item("Y1", "Roles are known.", ["gov.roles"])])
          ]),
      ],
      scale: ReadinessScale(name: "Levels", levels: [], criteria: []),
      digest: "packs-of-the-sample")
  }

  /// What happened: some answers, one run of a check, one exemption.
  static let facts: [Fact] = [
    .checkDeclared(.init(check: "look", configuration: "")),
    .attestationTaken(
      .init(
        attestation: Attestation(
          control: "gov.roles", subject: .system, says: true, by: "mara", on: "2026-01-10",
          artefacts: [Artefact(location: "docs/roles.md"), Artefact(location: "CODEOWNERS")],
          note: "Since spring.\nOf all."),
        versions: Versions(code: "1.0.0"))),
    .attestationTaken(
      .init(
        attestation: Attestation(
          control: "model.tuned", subject: .component("model"), says: false, by: "kofi",
          on: "2026-01-11"),
        versions: Versions(code: "1.0.0"))),
    .exemptionDeclared(
      Exemption(
        control: "gov.card-current", subject: .component("batch"), reason: "It is thrown away.",
        by: "mara", on: "2026-01-02")),
    .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: "data.schema", subject: .component("data"), status: .pass,
          summary: "all 9 columns are declared", places: [Place(path: "schema.yaml", line: 3)]),
        check: "look", configuration: "", versions: Versions(code: "1.0.0"), tool: "0.1.0")),
  ]

  static func verdict(
    of system: System = system, by packs: Packs = packs, on facts: [Fact] = facts
  ) -> Verdict {
    let seen = [Subject.system, .component("data"), .component("batch"), .component("model")].map {
      Fact.versionsSeen(.init(subject: $0, versions: Versions(code: "1.0.0")))
    }
    let events = (seen + facts).enumerated().map { index, fact in
      Event(
        position: index + 1, at: "2026-01-20", by: Actor(.person, "mara"), system: system.id,
        fact: fact)
    }
    return Verdict(on: system, by: packs, ledger: Ledger(folding: events), at: now)
  }

  static func workbook(_ verdict: Verdict = verdict()) throws -> [UInt8] {
    try AnswerWorkbook.bytes(of: verdict, frameworks: [], tool: "0.1.0")
  }

  static func read(
    _ bytes: [UInt8], about system: System = system, by packs: Packs = packs,
    beside verdict: Verdict? = nil
  ) -> AnswerWorkbook.Answers {
    AnswerWorkbook.answers(
      in: bytes, of: "answers.xlsx", about: system, by: packs, beside: verdict)
  }
}

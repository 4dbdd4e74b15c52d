import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// The packs are complete, and every example in them is true.
@Suite struct PackTests {
  private let packs: Packs

  init() throws { packs = try PackLibrary.read() }

  @Test func `every count is that of the frameworks`() throws {
    #expect(packs.controls.count == 131)
    let domains = Dictionary(grouping: packs.order) { id in
      id.rawValue.split(separator: ".").first.map(String.init) ?? ""
    }.mapValues(\.count)
    #expect(
      domains == [
        "gov": 27, "doc": 7, "data": 10, "feature": 12, "code": 10, "infra": 13, "trace": 5,
        "model": 20, "deploy": 5, "monitor": 10, "research": 3, "test": 5, "sec": 3, "ops": 1,
      ])
    let robustness = try #require(packs.framework("robustness"))
    #expect(robustness.sections.map(\.items.count) == [3, 3, 4, 4, 4, 4])
    #expect(robustness.items.allSatisfy { $0.anchors.count == 5 })
    let maturity = try #require(packs.framework("maturity"))
    #expect(maturity.sections.map(\.items.count) == [8, 20, 10, 8, 7, 4, 3])
    #expect(maturity.sections.map(\.mandatory) == [true, true, true, true, false, false, false])
    #expect(maturity.items.map(\.id.rawValue) == (1...60).map { "X\($0)" })
    let tests = try #require(packs.framework("ml-test-score"))
    #expect(tests.sections.map(\.items.count) == [7, 7, 7, 7])
    #expect(packs.scale.criteria.count == 104)
    #expect(packs.scale.levels.map(\.level) == Level.all)
    #expect(packs.scale.criteria(at: .first).filter { $0.id.rawValue.hasPrefix("L") }.count == 8)
    let perLevel = (0...9).map { level in
      packs.scale.criteria.filter { $0.id.rawValue.hasPrefix("L\(level).") }.count
    }
    #expect(perLevel == [8, 7, 7, 7, 10, 8, 13, 10, 10, 11])
    #expect(packs.scale.levels.filter(\.isKeyDecision).map(\.level.number) == [2, 4, 6, 8])
  }

  @Test func `basic statements are 45 for real-time and 42 for batch systems`() throws {
    let basic = try #require(packs.framework("maturity")).sections.filter(\.mandatory)
      .flatMap(\.items)
    func asked(_ traits: Set<System.Trait>) -> Int {
      basic.filter { $0.appliesIf.isEmpty || !$0.appliesIf.isDisjoint(with: traits) }.count
    }
    #expect(asked([.realTime]) == 45 && asked([.batch]) == 42 && asked([.realTime, .batch]) == 46)
  }

  @Test func `the statements that demand automation are those of the framework`() throws {
    let automatic = try #require(packs.framework("maturity")).items.filter { $0.points != nil }
    #expect(
      automatic.map(\.id.rawValue) == [
        "X12", "X13", "X19", "X29", "X31", "X33", "X40", "X41", "X42", "X45", "X51", "X52", "X58",
        "X60",
      ])
    #expect(automatic.allSatisfy { $0.points == [0, 0, 0, 1, 1] })
  }

  @Test func `every item reads a control, and every control is read`() {
    var read: Set<Control.ID> = []
    for item in packs.frameworks.flatMap(\.items) {
      #expect(!item.requires.isEmpty, "\(item.id)")
      read.formUnion(item.requires + item.supportedBy)
    }
    for criterion in packs.scale.criteria {
      #expect(!criterion.requires.isEmpty, "\(criterion.id)")
      read.formUnion(criterion.requires + criterion.supportedBy)
    }
    #expect(read == Set(packs.order))
  }

  @Test func `from level 7 on machine criteria ask for a demonstration, and none for less before`()
  {
    for criterion in packs.scale.criteria where criterion.phase == .evidence {
      for level in Level.all where criterion.isAsked(at: level) {
        let least: Assurance =
          criterion.decidedBy == .machine && level.number >= 7 ? .demonstrated : .documented
        #expect(criterion.least(at: level) == least, "\(criterion.id) at \(level)")
      }
    }
  }

  @Test func `every control says what it takes, each rung a quarter of a day at least`() {
    let written = PackLibrary.carried.map { String(decoding: $0.bytes, as: UTF8.self) }
      .flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("    effort: {") }
    #expect(written.count == packs.controls.count)
    for control in packs.controls.values {
      let effort = control.effort
      for days in [effort.documented, effort.demonstrated, effort.continuous] {
        #expect((0.25...5).contains(days.value), "\(control.id)")
        #expect(days.millionths % 250_000 == 0, "\(control.id)")
      }
    }
  }

  @Test func `every example comes out as it says`() throws {
    var count = 0
    for control in packs.order.compactMap({ packs.controls[$0] }) {
      #expect(!control.examples.holds.isEmpty && !control.examples.fails.isEmpty, "\(control.id)")
      for example in control.examples.holds {
        #expect(try holds(example, control), "\(control.id): \(example.title)")
        count += 1
      }
      for example in control.examples.fails {
        #expect(try !holds(example, control), "\(control.id): \(example.title)")
        count += 1
      }
    }
    #expect(count >= 250)
  }

  /// Whether a control holds, documented at least, by what an example shows.
  private func holds(_ example: Control.Example, _ control: Control) throws -> Bool {
    let now: Instant = "2026-06-01"
    let kind: Component.Kind =
      if case .components(let kinds) = control.scope {
        kinds.sorted { $0.rawValue < $1.rawValue }[0]
      } else { .model }
    let versions = Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0")
    let system = System(
      id: "s", name: "S", purpose: "p", versions: versions, traits: [.batch],
      components: [
        Component(
          id: "c", kind: kind, title: "c", versions: versions,
          entry: .init(level: .first, on: "2026-01-01", reason: "r"))
      ])
    let subject = system.subjects(of: control.scope)[0]
    var ledger = Ledger()
    func fold(_ fact: Fact, daysAgo: Int) {
      ledger.fold(
        Event(
          position: 1, at: now.adding(days: -daysAgo), by: Actor(.person, "mara"),
          system: system.id, fact: fact))
    }
    func change(_ parts: Set<VersionPart>) {
      let changed = Versions(
        code: parts.contains(.code) ? "2.0.0" : "1.0.0",
        model: parts.contains(.model) ? "2.0.0" : "1.0.0",
        data: parts.contains(.data) ? "2.0.0" : "1.0.0")
      fold(.versionsSeen(.init(subject: subject, versions: changed)), daysAgo: 0)
    }
    switch example.shown {
    case .attestation(let says, let artefact, let age, let parts):
      let attestation = Attestation(
        control: control.id, subject: subject, says: says, by: "mara", on: now.adding(days: -age),
        artefacts: artefact.map { [Artefact(location: $0)] } ?? [])
      fold(.attestationTaken(.init(attestation: attestation, versions: versions)), daysAgo: age)
      change(parts)
    case .evidence(let status, let age, let parts):
      let finding = Finding(control: control.id, subject: subject, status: status, summary: "s")
      fold(
        .evidenceRecorded(
          Evidence(
            finding: finding, check: "c", configuration: "", versions: versions, tool: "0")),
        daysAgo: age)
      change(parts)
    case .files(let texts):
      let source = Source(
        folder: try #require(Folder("/")), declared: Declarations(system: system), packs: packs,
        now: now)
      for finding in RepositoryCheck().findings(in: Repository(texts: texts), source: source)
      where finding.control == control.id {
        fold(
          .evidenceRecorded(
            Evidence(
              finding: finding, check: "repository", configuration: "", versions: versions,
              tool: "0")), daysAgo: 0)
      }
      change([])
    }
    let reading = ControlReader(system: system, packs: packs, ledger: ledger, now: now)
      .reading(of: control, for: subject)
    return reading.standing == .holds && reading.assurance >= .documented
  }

  @Test func `a team's pack adds controls and takes the place of carried ones`() throws {
    let own = """
      apiVersion: airworthy/v1
      kind: controls
      domain: team
      title: Ours
      controls:
        - id: team.runbook
          statement: The runbook was read by everybody on duty.
          why: It is needed at night.
          remedy: Read it.
          about: system
          bound-to: []
          fresh-for: 90 days
          gate: 8
      """
    let framework = """
      apiVersion: airworthy/v1
      kind: framework
      id: ours
      name: Our list
      edition: "1"
      source: Ourselves.
      about: What we ask.
      total: every-statement
      points: [0, 0, 1, 1, 1]
      sections:
        - id: A
          title: All
          items:
            - {id: A1, title: Runbook, question: Was it read?, requires: [team.runbook]}
      """
    let packs = try PackLibrary.read(own: [
      .init(name: "own.yaml", bytes: Array(own.utf8)),
      .init(name: "list.yaml", bytes: Array(framework.utf8)),
    ])
    #expect(packs.controls.count == 132 && packs.framework("ours")?.items.count == 1)
    #expect(packs.digest != self.packs.digest)
  }

  @Test func `a pack that reads a control which no pack has is refused`() {
    let framework = """
      apiVersion: airworthy/v1
      kind: framework
      id: ours
      name: Our list
      edition: "1"
      source: Ourselves.
      about: What we ask.
      total: sum
      points: [0, 1, 2, 3, 4]
      sections:
        - {id: A, title: All, items: [{id: A1, title: T, question: Q, requires: [data.shema]}]}
      """
    do throws(Diagnostics) {
      _ = try PackLibrary.read(own: [.init(name: "list.yaml", bytes: Array(framework.utf8))])
      Issue.record("it was read")
    } catch {
      #expect(error.list.map(\.code) == [.unknownControl])
      #expect(error.list.first?.fix == "did you mean 'data.schema'?")
    }
  }

  @Test func `the schemas in the documentation are those of the shapes`() throws {
    for kind in Schemas.kinds {
      let schema = try #require(Schemas.text(of: kind))
      try expectSnapshot(of: schema, in: "Documentation/Schemas/\(kind).schema.json")
    }
  }

  @Test func `every pack in the checkout is carried by the program`() throws {
    let root = Checkout.path("Packs")
    let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap {
      $0 as? String
    }
    .filter { $0.hasSuffix(".yaml") }
    #expect(Set(PackLibrary.carried.map(\.name)) == Set(files.map { "Packs/" + $0 }))
    for file in PackLibrary.carried {
      #expect(FileManager.default.contents(atPath: Checkout.path(file.name)) == Data(file.bytes))
    }
  }
}

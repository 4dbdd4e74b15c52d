import Readiness
import TestSupport

/// What is on record of a system of which every control of the carried packs is asked.
///
/// It has every trait unless told otherwise, two models and two datasets, and all that is recorded
/// goes through the ledger's own fold.
struct Shown {
  let system: System
  private(set) var ledger = Ledger()
  private var count: Int64 = 0

  /// The day on which everything happens, and the one after it.
  static let day: Instant = "2026-01-01"
  static let dayAfter: Instant = "2026-01-02"

  init(traits: Set<System.Trait> = Set(System.Trait.allCases)) {
    let versions = Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0")
    let kinds: [(Component.ID, Component.Kind)] = [
      ("data", .dataset), ("more-data", .dataset), ("model", .model), ("other-model", .model),
      ("service", .service),
    ]
    system = System(
      id: "shown", name: "Shown", purpose: "To be asked everything.", versions: versions,
      traits: traits,
      components: kinds.map { id, kind in
        Component(
          id: id, kind: kind, title: id.rawValue, versions: versions,
          entry: .init(level: .first, on: Self.day, reason: "from the beginning"))
      })
    for fact in ledger.news(in: Declarations(system: system)) { fold(fact) }
  }

  /// Whom a control is answered for.
  func subjects(of control: Control.ID) -> [Subject] {
    carriedPacks.controls[control].map { system.subjects(of: $0.scope) } ?? []
  }

  /// Shows a control as well as this and no better, for everyone that it is about.
  mutating func show(_ control: Control.ID, _ assurance: Assurance) {
    for subject in subjects(of: control) { show(control, of: subject, assurance) }
  }

  /// Shows a control as well as this and no better: a word, a word with an artefact, one run by a
  /// person, or three by automation.
  mutating func show(_ control: Control.ID, of subject: Subject, _ assurance: Assurance) {
    switch assurance {
    case .none: break
    case .claimed: attest(control, of: subject)
    case .documented: attest(control, of: subject, artefact: true)
    case .demonstrated: run(control, of: subject, .pass)
    case .continuous: for _ in 1...3 { run(control, of: subject, .pass, by: .automation) }
    }
  }

  mutating func attest(
    _ control: Control.ID, of subject: Subject, says: Bool = true, artefact: Bool = false
  ) {
    let attestation = Attestation(
      control: control, subject: subject, says: says, by: "mara", on: Self.day,
      artefacts: artefact ? [Artefact(location: "docs/shown.md")] : [])
    fold(
      .attestationTaken(
        .init(attestation: attestation, versions: system.versions(of: subject) ?? Versions())))
  }

  mutating func run(
    _ control: Control.ID, of subject: Subject, _ status: Status, by kind: Actor.Kind = .person
  ) {
    let finding = Finding(control: control, subject: subject, status: status, summary: "seen")
    fold(
      .evidenceRecorded(
        Evidence(
          finding: finding, check: "look", configuration: "",
          versions: system.versions(of: subject) ?? Versions(), tool: "0")), by: kind)
  }

  mutating func exempt(_ control: Control.ID) {
    for subject in subjects(of: control) {
      fold(
        .exemptionDeclared(
          Exemption(
            control: control, subject: subject, reason: "no concern", by: "mara", on: Self.day)))
    }
  }

  /// Releases another version of some parts, of everything.
  mutating func release(_ parts: Set<VersionPart>) {
    func next(_ part: VersionPart) -> String { parts.contains(part) ? "2.0.0" : "1.0.0" }
    let versions = Versions(code: next(.code), model: next(.model), data: next(.data))
    for subject in [.system] + system.components.map({ Subject.component($0.id) }) {
      fold(.versionsSeen(.init(subject: subject, versions: versions)))
    }
  }

  /// Runs of one moment are one run, so each event has its own.
  private mutating func fold(_ fact: Fact, by kind: Actor.Kind = .person) {
    count += 1
    ledger.fold(
      Event(
        position: Int(count), at: Instant(milliseconds: Self.day.milliseconds + count),
        by: Actor(kind, "somebody"), system: system.id, fact: fact))
  }

  /// The readings alone, for a look at one item or criterion.
  func readings(at instant: Instant = dayAfter) -> Readings {
    Readings(ControlReader(system: system, packs: carriedPacks, ledger: ledger, now: instant))
  }

  func score(_ framework: Framework.ID, at instant: Instant = dayAfter) -> Score? {
    carriedPacks.framework(framework)?.score(readings(at: instant), traits: system.traits)
  }

  func verdict(at instant: Instant = dayAfter) -> Verdict {
    Verdict(on: system, by: carriedPacks, ledger: ledger, at: instant)
  }
}

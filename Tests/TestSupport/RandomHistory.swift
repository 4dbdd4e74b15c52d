package import Readiness

/// A generator of random numbers that gives the same ones for the same seed (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Histories of a small system, made at random, for laws that must hold in every one.
package enum RandomHistory {
  package static let system = System(
    id: "random", name: "Random", purpose: "To be judged.",
    versions: Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0"), traits: [.batch],
    components: [
      component("m", .model, enters: 3), component("d", .dataset, enters: 4),
    ])

  private static func component(
    _ id: Component.ID, _ kind: Component.Kind, enters: Int
  ) -> Component {
    Component(
      id: id, kind: kind, title: id.rawValue,
      versions: Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0"),
      entry: .init(level: Level(enters) ?? .first, on: "2026-01-01", reason: "known"))
  }

  private static let controls: [(Control.ID, Subject)] = [
    ("code.ci-tests", .system), ("gov.roles", .system), ("code.precommit", .system),
    ("model.release-gate", .component("m")), ("model.tuned", .component("m")),
    ("gov.card-current", .component("m")), ("gov.card-current", .component("d")),
    ("data.schema", .component("d")), ("data.drift-monitored", .component("d")),
  ]

  /// - Parameters:
  ///   - count: How many events.
  ///   - seed: Another seed, another history.
  ///   - minutes: How far apart two events are at most; the clock may also go back a little.
  /// - Returns: The events, numbered from 1.
  package static func events(_ count: Int, seed: UInt64, minutes: Int64 = 2_000) -> [Event] {
    var numbers = SeededNumbers(seed: seed)
    var clock = Instant(stringLiteral: "2026-01-02").milliseconds
    return (1...max(1, count)).map { position in
      clock += Int64.random(in: -minutes / 10...minutes, using: &numbers) * 60_000
      let isAutomation = Bool.random(using: &numbers)
      return Event(
        position: position, at: Instant(milliseconds: clock),
        by: isAutomation ? Actor(.automation, "ci") : Actor(.person, "mara"),
        system: system.id, fact: fact(&numbers, at: Instant(milliseconds: clock)))
    }
  }

  /// Of every third piece of evidence a report, of which some say when they were made.
  private static func provenance(_ numbers: inout SeededNumbers, at: Instant) -> Provenance? {
    guard Int.random(in: 0..<3, using: &numbers) == 0 else { return nil }
    let age = Int.random(in: 0...60, using: &numbers)
    return Provenance(
      format: "junit",
      report: Artefact(location: "a.xml", digest: "\(Int.random(in: 0...9, using: &numbers))"),
      made: Bool.random(using: &numbers) ? at.adding(days: -age) : nil)
  }

  private static func fact(_ numbers: inout SeededNumbers, at: Instant) -> Fact {
    let (control, subject) = controls[Int.random(in: 0..<controls.count, using: &numbers)]
    let version = "1.\(Int.random(in: 0...2, using: &numbers)).0"
    let versions = Versions(code: "1.0.0", model: version, data: "1.0.0")
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0: return .versionsSeen(.init(subject: subject, versions: versions))
    case 1: return .checkDeclared(.init(check: "a", configuration: version))
    case 2:
      return .attestationTaken(
        .init(
          attestation: Attestation(
            control: control, subject: subject, says: Bool.random(using: &numbers),
            by: Bool.random(using: &numbers) ? "mara" : "kofi", on: at,
            artefacts: Bool.random(using: &numbers) ? [Artefact(location: "docs/x.md")] : []),
          versions: versions))
    case 3:
      return .attestationWithdrawn(
        Attestation(control: control, subject: subject, says: true, by: "mara", on: at))
    case 4:
      return .waiverGranted(
        Waiver(
          control: control, subject: subject, reason: .inProgress, text: "soon", owner: "kofi",
          granted: at, until: at.adding(days: Int.random(in: 1...90, using: &numbers))))
    case 5:
      return .exemptionDeclared(
        Exemption(control: control, subject: subject, reason: "none", by: "mara", on: at))
    case 6:
      return .exemptionWithdrawn(
        Exemption(control: control, subject: subject, reason: "none", by: "mara", on: at))
    case 7:
      return .cardIssued(
        .init(
          component: Bool.random(using: &numbers) ? "m" : "d", level: .first, position: 0,
          packs: "", at: at, digest: version, outcome: "complete"))
    default:
      let all = Status.allCases
      return .evidenceRecorded(
        Evidence(
          finding: Finding(
            control: control, subject: subject,
            status: Bool.random(using: &numbers)
              ? .pass : all[Int.random(in: 0..<all.count, using: &numbers)],
            summary: "found"),
          check: Bool.random(using: &numbers) ? "a" : "b",
          configuration: Bool.random(using: &numbers) ? "" : version, versions: versions,
          tool: "0.1.0", provenance: provenance(&numbers, at: at)))
    }
  }
}

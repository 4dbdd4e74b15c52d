package import Readiness

/// Small packs with a system to judge by them, made at random, for holding a plan against trying
/// everything.
package struct RandomFramework {
  package let packs: Packs
  package let system: System
  package let events: [Event]
  /// Every control of everyone it is about, with where it stands.
  package let cells: [(control: Control.ID, subject: Subject, standing: Assurance)]

  package static let now: Instant = "2026-03-01"

  /// - Parameters:
  ///   - seed: Another seed, other packs.
  ///   - total: The rule of the framework.
  package init(seed: UInt64, total: Framework.Total) {
    var numbers = SeededNumbers(seed: seed)
    let controls = (0..<Int.random(in: 2...4, using: &numbers)).map { index in
      Control(
        id: .init("c.\(index)"), statement: "s", why: "w", remedy: "r",
        scope: [.system, .components([.model]), .components([.dataset])][
          .random(in: 0..<3, using: &numbers)], boundTo: [], freshForDays: 100, gate: .first,
        effort: Effort(
          documented: Self.days(&numbers), demonstrated: Self.days(&numbers),
          continuous: Self.days(&numbers)))
    }
    var count = 0
    let sections = (0..<Int.random(in: 1...3, using: &numbers)).map { row in
      Framework.Section(
        id: .init("\(row)"), title: "\(row)",
        mandatory: row == 0 || Int.random(in: 0..<4, using: &numbers) > 0,
        items: (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
          count += 1
          let required = controls.map(\.id).shuffled(using: &numbers)
          return Framework.Item(
            id: .init("i\(count)"), title: "t", question: "q",
            requires: Array(required.prefix(.random(in: 1...2, using: &numbers))),
            appliesIf: Int.random(in: 0..<6, using: &numbers) == 0 ? [.streaming] : [],
            points: Bool.random(using: &numbers) ? nil : Self.scale(&numbers))
        })
    }
    let framework = Framework(
      id: "f", name: "F", total: total, points: Self.scale(&numbers), sections: sections)
    let criteria = (0..<Int.random(in: 1...4, using: &numbers)).map { index in
      Criterion(
        id: .init("k\(index)"), title: "t", statement: "s",
        when: Bool.random(using: &numbers)
          ? .every(from: .first) : .at(Level(.random(in: 0...1, using: &numbers)) ?? .first),
        decidedBy: .machine,
        requires: [controls[.random(in: 0..<controls.count, using: &numbers)].id],
        least: [
          .init(from: .first, assurance: .documented),
          .init(from: Level(1) ?? .first, assurance: .demonstrated),
        ])
    }
    packs = Packs(
      controls: controls, frameworks: [framework],
      scale: ReadinessScale(name: "n", levels: [], criteria: criteria), digest: "")
    system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(), traits: [.batch],
      components: [Self.component("m", .model), Self.component("d", .dataset)])
    (cells, events) = Self.history(of: controls, system: system, &numbers)
  }

  private static func component(_ id: Component.ID, _ kind: Component.Kind) -> Component {
    Component(
      id: id, kind: kind, title: id.rawValue, versions: Versions(),
      entry: .init(level: .first, on: "2026-01-01", reason: "known"))
  }

  private static func days(_ numbers: inout SeededNumbers) -> Days {
    Days(Double(Int.random(in: 1...8, using: &numbers)) / 4)
  }

  /// Points for the five steps, which do not fall; tenths, which no double holds exactly.
  private static func scale(_ numbers: inout SeededNumbers) -> [Double] {
    var tenths = [0]
    for _ in 1...4 { tenths.append((tenths.last ?? 0) + .random(in: 0...3, using: &numbers)) }
    return tenths.map { Double($0) / 10 }
  }

  /// Where everything stands: nothing, a bare word, a word with an artefact, or a check that passed.
  private static func history(
    of controls: [Control], system: System, _ numbers: inout SeededNumbers
  ) -> ([(Control.ID, Subject, Assurance)], [Event]) {
    var cells: [(Control.ID, Subject, Assurance)] = []
    var facts = Ledger().news(in: Declarations(system: system))
    for control in controls {
      for subject in system.subjects(of: control.scope) {
        let standing: Assurance =
          [.none, .none, .claimed, .documented, .demonstrated][.random(in: 0..<5, using: &numbers)]
        cells.append((control.id, subject, standing))
        if let fact = Planned.fact(bringing: control.id, of: subject, to: standing) {
          facts.append(fact)
        }
      }
    }
    return (
      cells,
      facts.enumerated().map { index, fact in
        Event(
          position: index + 1, at: "2026-02-01", by: Actor(.person, "mara"), system: system.id,
          fact: fact)
      }
    )
  }
}

/// Events that bring a control to a rung, made without the plan's help.
package enum Planned {
  /// The fact that lends an assurance up to demonstrated.
  package static func fact(
    bringing control: Control.ID, of subject: Subject, to assurance: Assurance,
    by person: Person.ID = "mara", check: Evidence.CheckID = "own", configuration: String = "",
    versions: Versions = Versions(), on day: Instant = "2026-02-01"
  ) -> Fact? {
    switch assurance {
    case .none: nil
    case .claimed, .documented:
      .attestationTaken(
        .init(
          attestation: Attestation(
            control: control, subject: subject, says: true, by: person, on: day,
            artefacts: assurance == .documented ? [Artefact(location: "docs/x.md")] : []),
          versions: versions))
    case .demonstrated, .continuous:
      .evidenceRecorded(
        Evidence(
          finding: Finding(control: control, subject: subject, status: .pass, summary: "ok"),
          check: check, configuration: configuration, versions: versions, tool: "0"))
    }
  }
}

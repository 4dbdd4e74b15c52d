import Readiness
import TestSupport

/// A small system with its people, packs and files, in which random reviews are held.
struct ReviewWorld {
  static let components: [Component.ID] = ["m", "d"]
  /// `zed` is declared nowhere, `nat` has no part in any panel, and `owen` owns both components.
  static let people: [Person.ID] = ["ada", "ben", "cyd", "dan", "owen", "nat", "zed"]
  static let roles: [Person.ID: [String]] = [
    "ada": ["research", "qa"], "ben": ["product", "stakeholder"],
    "cyd": ["research", "stakeholder"], "dan": ["qa", "product"], "owen": ["research"],
    "nat": ["design"],
  ]
  static let owner: Person.ID = "owen"
  static let tool = "0"

  /// What the team's files say; acts change it.
  var versions: [Component.ID: Versions]
  var code = "1"
  var entries: [Component.ID: Level]
  var reasons: [Component.ID: String] = [:]
  var changes: [Component.ID: [DeclaredChange]] = [:]
  var attestations: [Attestation] = []
  var waivers: [Waiver] = []
  var requirements: [Component.ID: String] = [:]
  var texts: [Component.ID: String] = [:]

  init(entries: [Component.ID: Level]) {
    self.entries = entries
    versions = Dictionary(
      uniqueKeysWithValues: Self.components.map { ($0, Versions(code: "1", model: "1", data: "1")) }
    )
  }

  var system: System {
    System(
      id: "s", name: "S", purpose: "p", versions: Versions(code: code), traits: [.batch],
      people: Self.people.compactMap { id in
        Self.roles[id].map { Person(id: id, name: id.rawValue, roles: $0) }
      },
      components: Self.components.map { id in
        Component(
          id: id, kind: id == "m" ? .model : .dataset, title: id.rawValue,
          versions: versions[id] ?? Versions(),
          entry: .init(
            level: entries[id] ?? .first, on: "2026-01-01", reason: reasons[id] ?? "known"),
          owners: .init(
            research: id == "m" ? [Self.owner] : [], product: id == "d" ? [Self.owner] : []),
          dependsOn: id == "m" ? ["d"] : [], changes: changes[id] ?? [])
      })
  }

  var declarations: Declarations {
    Declarations(
      system: system, attestations: attestations, waivers: waivers,
      requirementDigests: Dictionary(
        uniqueKeysWithValues: requirements.map { (Subject.component($0.key), $0.value) }),
      cardTextDigests: texts)
  }

  /// The version that a part of a component would have next.
  func next(_ part: VersionPart, of component: Component.ID) -> String {
    (versions[component]?[part] ?? "") + "+"
  }

  func files(of component: Component.ID) -> Packet.Files {
    .init(text: texts[component] ?? "", requirements: requirements[component] ?? "")
  }
}

// MARK: - Packs

extension ReviewWorld {
  static let controls: [Control.ID] = ["c.own", "c.late", "c.sys", "c.worth"]
  static let boundTo: [Control.ID: Set<VersionPart>] = [
    "c.own": [.model], "c.late": [.model, .data], "c.sys": [.code],
  ]
  static let freshForDays: [Control.ID: Int] = [
    "c.own": 40, "c.late": 500, "c.sys": 60, "c.worth": 90,
  ]

  /// Whom a control is answered for, seen from a component.
  static func subject(of control: Control.ID, for component: Component.ID) -> Subject {
    control == "c.sys" || control == "c.worth" ? .system : .component(component)
  }

  /// The controls of each criterion that evidence answers, at a level.
  static func criteria(at level: Level) -> [(id: Criterion.ID, controls: [Control.ID])] {
    [("k.own", ["c.own"])] + (level.number == 4 ? [("k.late", ["c.late", "c.own"])] : [])
      + (level.number >= 5 ? [("k.sys", ["c.sys"])] : [])
      // That one is told of the review, and stands on more than it.
      + (level.number == 8 ? [("k.go", ["c.worth"])] : [])
  }

  static func least(at level: Level) -> Assurance {
    level.number >= 7 ? .demonstrated : .documented
  }

  static func panel(at level: Level) -> [Demand] {
    switch level.number {
    case 8: [Demand(roles: ["stakeholder"], isEverybody: true), Demand(roles: ["qa"])]
    case 0, 4: [Demand(roles: ["research", "product"])]
    case 3, 7: [Demand(roles: ["research"], atLeast: 2)]
    case 2, 6: [Demand(roles: ["qa"]), Demand(roles: ["product"])]
    default: [Demand(roles: ["product"])]
    }
  }

  static func isKeyDecision(_ level: Level) -> Bool { [2, 4, 6, 8].contains(level.number) }

  static let options: [String: [Review.Outcome]] = [
    "go": [.graduate], "back": [.switchback], "any": Review.Outcome.allCases,
    laterOption: [.tasks],
  ]
  /// The option that takes a date.
  static let laterOption = "later"

  static let checklist = Checklist(
    id: "ethics", name: "Ethics", source: "s", about: "a",
    parts: [
      .init(
        title: "t", isOfOrganisation: false,
        questions: [
          .init(id: "q.1", text: "One?", from: .first),
          .init(id: "q.6", text: "Six?", from: Level(6) ?? .last),
        ])
    ])

  static let packs: Packs = {
    func criterion(
      _ id: Criterion.ID, _ when: Criterion.When, _ controls: [Control.ID],
      _ phase: Criterion.Phase = .evidence
    ) -> Criterion {
      Criterion(
        id: id, title: "t", statement: "s", when: when, decidedBy: .machine, phase: phase,
        requires: controls,
        least: [
          .init(from: .first, assurance: .documented),
          .init(from: Level(7) ?? .last, assurance: .demonstrated),
        ])
    }
    return Packs(
      controls: (controls + ["gov.gated-review"]).map { id in
        Control(
          id: id, statement: "s", why: "w", remedy: "r",
          scope: id == "c.sys" || id == "c.worth" ? .system : .everyComponent,
          boundTo: boundTo[id] ?? [],
          freshForDays: freshForDays[id] ?? 500, gate: .first)
      }, frameworks: [],
      scale: ReadinessScale(
        name: "n",
        levels: Level.all.map { level in
          .init(
            level: level, name: "n", phase: "p", calibre: "c", aim: "a", works: "w", reviews: "r",
            deliverables: "d", requirements: "q", isKeyDecision: isKeyDecision(level),
            options: options.sorted { $0.key < $1.key }
              .map {
                .init(
                  id: $0.key, text: "t", outcomes: $0.value, asksWhen: $0.key == laterOption)
              },
            panel: panel(at: level))
        },
        criteria: [
          criterion("k.own", .every(from: .first), ["c.own"]),
          criterion("k.late", .at(Level(4) ?? .last), ["c.late", "c.own"]),
          criterion("k.sys", .every(from: Level(5) ?? .last), ["c.sys"]),
          criterion("k.held", .every(from: .first), ["gov.gated-review"], .review),
          criterion("k.go", .at(Level(8) ?? .last), ["c.worth", "gov.gated-review"], .review),
        ], fastPath: ["c.own"]), checklists: [checklist], digest: "packs")
  }()
}

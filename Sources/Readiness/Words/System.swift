/// The ML system that a team answers for, as its `airworthy.yaml` describes it.
package struct System: Identifiable, Sendable {
  package typealias ID = Identifier<System>

  package let id: ID
  package let name: String
  package let purpose: String
  /// The version of the code as a whole; controls about the system are bound to it.
  package private(set) var versions: Versions
  package let traits: Set<Trait>
  package let target: Level?
  package let people: [Person]
  package private(set) var components: [Component]
  package let policy: Policy
  package let links: Links
  /// Which components' errors depend on one another; others are taken for independent.
  package let correlations: [Correlation]

  /// What frameworks ask only of some systems.
  package enum Trait: String, CaseIterable, Comparable, Codable, Sendable {
    case realTime = "real-time"
    case batch
    case streaming
    case causal
    case simulation
    case explanations
    case experiments
    case featureStore = "feature-store"
    case higherBar = "higher-bar"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// How predictions are served; every system declares at least one of these.
    package static let serving: [Trait] = [.realTime, .batch, .streaming]
  }

  /// Where a reader of the card finds more.
  package struct Links: Hashable, Sendable {
    package let project: String?
    package let page: String?
    package let repository: String?

    package init(project: String? = nil, page: String? = nil, repository: String? = nil) {
      self.project = project
      self.page = page
      self.repository = repository
    }
  }

  package init(
    id: ID, name: String, purpose: String, versions: Versions, traits: Set<Trait>,
    target: Level? = nil, people: [Person] = [], components: [Component], policy: Policy = Policy(),
    links: Links = Links(), correlations: [Correlation] = []
  ) {
    self.id = id
    self.name = name
    self.purpose = purpose
    self.versions = versions
    self.traits = traits
    self.target = target
    self.people = people
    self.components = components
    self.policy = policy
    self.links = links
    self.correlations = correlations
  }

  package func component(_ id: Component.ID) -> Component? {
    components.first { $0.id == id }
  }

  package func person(_ id: Person.ID) -> Person? { people.first { $0.id == id } }

  /// Whom a control of a scope is answered for: where no component is of the kind that it is about,
  /// the system as a whole, so that leaving a component undeclared makes nothing go away.
  package func subjects(of scope: Control.Scope) -> [Subject] {
    let asked: [Component]
    switch scope {
    case .system: return [.system]
    case .everyComponent: asked = components
    case .components(let kinds): asked = components.filter { kinds.contains($0.kind) }
    }
    return asked.isEmpty ? [.system] : asked.map { .component($0.id) }
  }

  /// The system with the versions that a log says it had.
  func at(_ seen: [Subject: Versions]) -> System {
    var system = self
    system.versions = seen[.system] ?? versions
    system.components = components.map { $0.at(seen[.component($0.id)] ?? $0.versions) }
    return system
  }

  /// For how many days evidence for a control is fresh.
  func freshForDays(_ control: Control) -> Int {
    policy.freshForDays[control.id] ?? control.freshForDays
  }

  /// What the team declares its versions to be.
  package func versions(of subject: Subject) -> Versions? {
    switch subject {
    case .system: versions
    case .component(let id): component(id)?.versions
    }
  }
}

/// What a team may set about the judging itself.
package struct Policy: Hashable, Sendable {
  /// How long a waiver may last at most.
  package let waiverDaysMax: Int
  /// Freshness limits that differ from the pack's, by control.
  package let freshForDays: [Control.ID: Int]
  /// Efforts that differ from the pack's, by control and rung.
  package let effort: [Control.ID: [Assurance: Days]]
  /// The checklist that reviews run.
  package let ethics: Checklist.ID
  /// Whether an approved retrain of a deployed component may go up again by machine evidence alone.
  package let retrainFastPath: Bool

  package init(
    waiverDaysMax: Int = 90, freshForDays: [Control.ID: Int] = [:],
    effort: [Control.ID: [Assurance: Days]] = [:], ethics: Checklist.ID = "mltrl-ethics",
    retrainFastPath: Bool = true
  ) {
    self.waiverDaysMax = waiverDaysMax
    self.freshForDays = freshForDays
    self.effort = effort
    self.ethics = ethics
    self.retrainFastPath = retrainFastPath
  }

  /// What a control takes in this team.
  package func effort(of control: Control) -> Effort {
    effort[control.id].map(control.effort.replacing) ?? control.effort
  }
}

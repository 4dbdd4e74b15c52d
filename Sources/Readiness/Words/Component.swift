/// A model, algorithm, dataset, data pipeline or service that has a level of its own.
package struct Component: Identifiable, Sendable {
  package typealias ID = Identifier<Component>

  package let id: ID
  package let kind: Kind
  package let title: String
  package private(set) var versions: Versions
  package private(set) var entry: Entry
  /// The level that the team wants to reach.
  package let target: Level?
  package let owners: Duty
  package let reviewers: Duty
  package let dependsOn: [ID]
  /// The file or folder that is the component, where there is one.
  package let artefact: String?
  /// Who works on it beside its owners.
  package let team: [Person.ID]
  /// Changes of its versions whose class is declared.
  package let changes: [DeclaredChange]
  /// The deployed component that this one is to take the place of.
  package let successorOf: ID?
  package let uncertainty: Uncertainty

  package enum Kind: String, CaseIterable, Codable, Sendable {
    case model, algorithm, dataset, pipeline, service
  }

  /// Where the component entered the ladder, and why not at 0.
  package struct Entry: Hashable, Codable, Sendable {
    package let level: Level
    package let on: Instant
    package let reason: String
    /// Where it comes from, if another system had it first.
    package private(set) var origin: Origin?

    package init(level: Level, on: Instant, reason: String, origin: Origin? = nil) {
      self.level = level
      self.on = on
      self.reason = reason
      self.origin = origin
    }

    fileprivate mutating func come(from origin: Origin) { self.origin = origin }
  }

  /// What another system's exported log says of a component that is used again here.
  package struct Origin: Hashable, Codable, Sendable {
    package let system: System.ID
    package let component: ID
    /// The level that it works at there.
    package let level: Level
    /// SHA-256 of the newest card that was issued of it there.
    package let card: String?
    /// The hash of that log's chain after its newest event.
    package let head: String

    package init(
      system: System.ID, component: ID, level: Level, card: String?, head: String
    ) {
      self.system = system
      self.component = component
      self.level = level
      self.card = card
      self.head = head
    }

    /// The highest level that it may enter at: what it has elsewhere, and no more than 7, since the
    /// rest is to be shown anew where it runs now.
    package var highestEntry: Level { min(level, Self.bound) }

    private static let bound = Level(7) ?? .first
  }

  /// People on the research side and on the product side.
  package struct Duty: Hashable, Sendable {
    package let research: [Person.ID]
    package let product: [Person.ID]

    package var all: [Person.ID] { research + product }

    package init(research: [Person.ID] = [], product: [Person.ID] = []) {
      self.research = research
      self.product = product
    }
  }

  package init(
    id: ID, kind: Kind, title: String, versions: Versions, entry: Entry, target: Level? = nil,
    owners: Duty = Duty(), reviewers: Duty = Duty(), dependsOn: [ID] = [], artefact: String? = nil,
    team: [Person.ID] = [], changes: [DeclaredChange] = [], successorOf: ID? = nil,
    uncertainty: Uncertainty = Uncertainty()
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.versions = versions
    self.entry = entry
    self.target = target
    self.owners = owners
    self.reviewers = reviewers
    self.dependsOn = dependsOn
    self.artefact = artefact
    self.team = team
    self.changes = changes
    self.successorOf = successorOf
    self.uncertainty = uncertainty
  }

  /// The component with where it comes from.
  package func coming(from origin: Origin) -> Component {
    var component = self
    component.entry.come(from: origin)
    return component
  }

  func at(_ versions: Versions) -> Component {
    var component = self
    component.versions = versions
    return component
  }
}

/// Somebody with a name and a part to play.
package struct Person: Identifiable, Sendable {
  package typealias ID = Identifier<Person>

  package let id: ID
  package let name: String
  package let roles: [String]
  package let email: String?

  package init(id: ID, name: String, roles: [String] = [], email: String? = nil) {
    self.id = id
    self.name = name
    self.roles = roles
    self.email = email
  }
}

/// What a control is answered for: the whole system, or one component of it.
package enum Subject: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  case system
  case component(Component.ID)

  /// No component may bear this name.
  package static let systemName = "system"

  package var description: String {
    switch self {
    case .system: Self.systemName
    case .component(let id): id.rawValue
    }
  }

  package init(name: String) {
    self = name == Self.systemName ? .system : .component(.init(name))
  }

  package static func < (left: Subject, right: Subject) -> Bool {
    switch (left, right) {
    case (.system, .component): true
    case (.component(let left), .component(let right)): left < right
    default: false
    }
  }

  package init(from decoder: any Decoder) throws {
    self.init(name: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

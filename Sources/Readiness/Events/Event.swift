/// Something that happened, as the log keeps it.
package struct Event: Hashable, Sendable {
  /// 1 for the first event of a log, then one more each; it decides the order, not the time.
  package let position: Int
  package let at: Instant
  package let by: Actor
  package let system: System.ID
  package let fact: Fact

  package init(position: Int, at: Instant, by actor: Actor, system: System.ID, fact: Fact) {
    self.position = position
    self.at = at
    by = actor
    self.system = system
    self.fact = fact
  }
}

/// Who made an event happen.
package struct Actor: Hashable, Codable, Sendable, CustomStringConvertible {
  package let kind: Kind
  package let name: String

  package enum Kind: String, Codable, Sendable {
    case person
    /// A pipeline or a schedule; only its runs can make a control *continuous*.
    case automation
  }

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  package var description: String { "\(kind.rawValue):\(name)" }
}

/// How well a control is shown: the one ladder that feeds every framework.
package enum Assurance: Int, Comparable, CaseIterable, Codable, Sendable {
  /// Nothing is known, or fresh evidence refutes it.
  case none
  /// Somebody says so, or better evidence has gone stale.
  case claimed
  /// A named person attests it, with an artefact that resolves.
  case documented
  /// A check ran on these versions, passed, and is fresh.
  case demonstrated
  /// The check passes in automation: its last three runs there all passed and the newest is fresh.
  case continuous

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var name: String { "\(self)" }

  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

package import Readiness

/// A system as a portfolio sees it: what its log says of levels and reviews, and what its team
/// wants.
package struct Member: Sendable {
  package let system: System.ID
  /// The log, as it was named.
  package let log: String
  package let ledger: Ledger
  /// The level that each component is to reach, as its file says.
  package let targets: [Component.ID: Level]
  package let objectives: [Objective]

  package init(
    system: System.ID, log: String, ledger: Ledger, targets: [Component.ID: Level] = [:],
    objectives: [Objective] = []
  ) {
    self.system = system
    self.log = log
    self.ledger = ledger
    self.targets = targets
    self.objectives = objectives
  }
}

/// A component of a portfolio, with its way so far.
package struct Traveller: Sendable {
  package let system: System.ID
  package let component: Component.ID
  package let log: String
  package let course: Course

  package var name: String { "\(system)/\(component)" }

  /// What tells it from every other one; two logs may hold systems of one name.
  var key: String { Self.key(of: component, in: system, log: log) }

  static func key(of component: Component.ID, in system: System.ID, log: String) -> String {
    "\(log)\n\(system)\n\(component)"
  }

  /// A number of its own, the same whoever else is in the portfolio (FNV-1a).
  var stream: UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

/// How much work it is to show a control, in working days of somebody who knows the system: what
/// each rung of assurance takes on top of the one below.
package struct Effort: Hashable, Sendable {
  /// From nothing to an artefact that a named person vouches for.
  package let documented: Days
  /// From there to a check or a test that shows it.
  package let demonstrated: Days
  /// From there to running it in automation.
  package let continuous: Days

  package init(documented: Days, demonstrated: Days, continuous: Days) {
    self.documented = documented
    self.demonstrated = demonstrated
    self.continuous = continuous
  }

  /// What is taken where a pack does not say.
  package static let usual = Effort(
    documented: Days(0.5), demonstrated: Days(2), continuous: Days(1))

  /// The effort with some rungs as a team knows them.
  package func replacing(_ own: [Assurance: Days]) -> Effort {
    Effort(
      documented: own[.documented] ?? documented, demonstrated: own[.demonstrated] ?? demonstrated,
      continuous: own[.continuous] ?? continuous)
  }
}

/// A span of work, kept in millionths of a working day so that a sum does not depend on its order.
package struct Days: Hashable, Comparable, Sendable {
  package let millionths: Int

  package init(millionths: Int) { self.millionths = millionths }

  /// - Parameter days: From 0 to ``most``; what lies outside is taken for the nearer end.
  package init(_ days: Double) {
    millionths = days.isNaN ? 0 : Int((min(max(days, 0), Self.most) * 1e6).rounded())
  }

  /// More than one rung of one control can take.
  package static let most = 1000.0
  package static let none = Days(millionths: 0)

  package var value: Double { Double(millionths) / 1e6 }

  /// What it takes to look once more at what is there, which is a quarter of making it.
  var again: Days { Days(millionths: millionths / 4) }

  package static func + (left: Days, right: Days) -> Days {
    Days(millionths: left.millionths + right.millionths)
  }

  package static func < (left: Days, right: Days) -> Bool { left.millionths < right.millionths }
}

extension Sequence<Days> {
  package var sum: Days { reduce(.none, +) }
}

/// What came of looking: the answer of a check about one control.
///
/// Not knowing is an answer of its own, in four kinds, and never silently a pass or a fail.
package enum Status: String, CaseIterable, Codable, Sendable {
  case pass
  /// Passed, with something worth seeing.
  case warn
  case fail
  /// Ran, and the figures do not decide; more rows would.
  case inconclusive
  case notApplicable = "not-applicable"
  /// Looked and found nothing that speaks for or against; *not found* is not *absent*.
  case notReported = "not-reported"
  /// Looked wherever it would have to stand, and neither it nor a hint of it is there. What others
  /// show, and a person's word, outweigh that.
  case absent
  /// Could not run.
  case error

  package var passes: Bool { self == .pass || self == .warn }

  /// Whether it decides beside what others show; *not found* and *absent* do not.
  var weighs: Bool { self != .notReported && self != .absent }

  /// The status of a whole whose parts have these: the worst that decides.
  package static func overall(_ parts: some Sequence<Status>) -> Status {
    let order: [Status] = [.fail, .error, .inconclusive, .warn, .pass, .absent, .notReported]
    let found = Set(parts)
    return order.first(where: found.contains) ?? .notApplicable
  }
}

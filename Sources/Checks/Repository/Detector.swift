internal import Readiness

/// Looks for the signs of one practice in a repository.
///
/// A detector that finds nothing says *not reported*, which is not *absent*: what it looks for may
/// be done in another way, or elsewhere. *Absent* takes a ``Home``. It says *pass* only where the sign is unmistakable, since a false
/// *demonstrated* is worse than a miss; what only hints at it is named as a place to look at.
protocol Detector: Sendable {
  /// The control that it speaks about.
  var control: Control.ID { get }
  /// What it looks for, for the documentation.
  var looksFor: String { get }
  /// Where that by its nature stands; `nil` where it may live outside of the repository.
  var home: Home? { get }
  /// Whether it can find that the practice is there, and not only that it is not.
  var canShow: Bool { get }
  func sighting(in repository: Repository, of system: System) -> Sighting
}

extension Detector {
  var home: Home? { nil }
  var canShow: Bool { true }
}

/// What a detector found.
struct Sighting {
  let status: Status
  let summary: String
  let places: [Place]
  /// Whether the places show what is missing, and are not hints of what may be there.
  var isMissing = false

  static func found(_ summary: String, _ places: [Place]) -> Sighting {
    Sighting(status: .pass, summary: summary, places: Array(places.prefix(10)))
  }

  static func odd(_ summary: String, _ places: [Place]) -> Sighting {
    Sighting(status: .warn, summary: summary, places: Array(places.prefix(10)))
  }

  static func broken(_ summary: String, _ places: [Place] = []) -> Sighting {
    Sighting(status: .fail, summary: summary, places: Array(places.prefix(10)))
  }

  static func notFound(_ summary: String, _ places: [Place] = []) -> Sighting {
    Sighting(status: .notReported, summary: summary, places: Array(places.prefix(10)))
  }

  /// Not found, and what lacks it is named: absent, if its home is here.
  static func missing(_ summary: String, _ places: [Place]) -> Sighting {
    Sighting(
      status: .notReported, summary: summary, places: Array(places.prefix(10)), isMissing: true)
  }
}

import Documents
import Foundation
import Readiness
import Views

/// What a command runs in: an instant, an environment and a place to write to.
struct Session {
  /// The present; the clock is read nowhere else.
  let now: Instant
  let environment: [String: String]
  let console: Console
  /// Seconds since some instant, for rates that are shown while something goes on, and for nothing
  /// that is a result.
  var stopwatch: @Sendable () -> Double = { 0 }

  /// The terminal as the user wants it: `NO_COLOR`, `TERM=dumb`, `--no-color` and pipes turn colour
  /// off.
  func terminal(noColor: Bool) -> Terminal {
    let isOff =
      noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    return Terminal(
      width: environment["COLUMNS"].flatMap(Int.init) ?? console.width,
      hasColour: console.isTerminal && !isOff)
  }

  /// Refuses an `AIRWORTHY_ACTOR` that says nothing, rather than to record somebody else.
  func checkActor() throws(Stop) {
    guard let said = environment["AIRWORTHY_ACTOR"], !said.isEmpty, Actor(saying: said) == nil
    else {
      return
    }
    throw .usage(
      "AIRWORTHY_ACTOR is '\(said.cleaned.shortened(to: 60))', which names no actor",
      fix: "write person:NAME or automation:NAME")
  }

  /// Who acts: what `AIRWORTHY_ACTOR` says, a pipeline by its variables, or a person by name.
  func actor(in system: Readiness.System, gitEmail: String?) -> Actor {
    if let said = environment["AIRWORTHY_ACTOR"], let actor = Actor(saying: said) { return actor }
    if environment["GITHUB_ACTIONS"] == "true" {
      return Actor(.automation, "github-actions \(environment["GITHUB_WORKFLOW"] ?? "")".trimmed)
    }
    if environment["GITLAB_CI"] == "true" {
      return Actor(.automation, "gitlab-ci \(environment["CI_JOB_NAME"] ?? "")".trimmed)
    }
    if let ci = environment["CI"], ["true", "1"].contains(ci.lowercased()) {
      return Actor(.automation, "ci")
    }
    let known = system.people.first { $0.email != nil && $0.email == gitEmail }
    let name = known?.id.rawValue ?? gitEmail ?? environment["USER"] ?? "somebody"
    return Actor(.person, name)
  }
}

extension Actor {
  /// `automation:nightly` or `person:mara`.
  fileprivate init?(saying text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = Kind(rawValue: parts[0]), !parts[1].isEmpty else {
      return nil
    }
    self.init(kind, parts[1])
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

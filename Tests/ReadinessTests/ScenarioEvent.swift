import Readiness
import TestSupport

/// An event of a scenario, from a line.
///
///     2026-01-05 ci checks code.ci-tests pass by unit-tests
///     2026-01-05 mara checks data.schema of flight-data fail by schema
///     2026-01-05 ci checks data.schema of d pass by import-tfdv from a1.json made 2026-01-02
///     2026-01-05 mara attests gov.roles yes with docs/roles.md
///     2026-01-07 mara attests gov.roles yes with docs/roles.md on 2026-01-05 changed
///     2026-01-05 mara waives model.fairness of m until 2026-03-01
///     2026-01-05 mara exempts model.counterfactual of m
///     2026-01-05 versions m model 2.0.0
///     2026-01-05 declares unit-tests a1
///     2026-01-05 enters m 3
///     2026-01-05 graduates m 3
///     2026-01-05 switches-back m 3
///
/// Who is called `ci` is an automation.
struct ScenarioEvent {
  let event: Event

  init(_ line: String, position: Int, system: System) throws {
    var words = line.split(separator: " ").map(String.init)
    guard words.count >= 3, let at = Instant(words.removeFirst()) else {
      throw Scenario.Unreadable(line: line)
    }
    let verbs = ["checks", "attests", "denies", "withdraws", "waives", "exempts"]
    let isPersonal = verbs.contains(words[1])
    let who = isPersonal ? words.removeFirst() : "mara"
    let actor = Actor(who == "ci" ? .automation : .person, who)
    guard let fact = Self.fact(words, who: who, at: at, system: system) else {
      throw Scenario.Unreadable(line: line)
    }
    event = Event(position: position, at: at, by: actor, system: system.id, fact: fact)
  }

  private static func fact(_ words: [String], who: String, at: Instant, system: System) -> Fact? {
    let named = words.dropFirst().first ?? ""
    let values = options(words)
    let subject = Subject(name: values["of"] ?? Subject.systemName)
    switch words[0] {
    case "checks":
      guard let status = words.compactMap(Status.init).first else { return nil }
      return .evidenceRecorded(
        Evidence(
          finding: Finding(
            control: .init(named), subject: subject, status: status, summary: "found"),
          check: .init(values["by"] ?? "check"), configuration: values["as"] ?? "",
          versions: system.versions(of: subject).map { $0.updated(values) } ?? Versions(),
          tool: "0.1.0",
          provenance: values["from"].map { name in
            Provenance(
              format: "tfdv", report: Artefact(location: name, digest: name),
              made: values["made"].flatMap { Instant($0) })
          }))
    case "attests", "denies", "withdraws":
      let attestation = Attestation(
        control: .init(named), subject: subject, says: words[0] != "denies", by: .init(who),
        on: values["on"].flatMap { Instant($0) } ?? at,
        artefacts: values["with"].map { [Artefact(location: $0)] } ?? [],
        until: values["until"].flatMap { Instant($0) })
      return words[0] == "withdraws"
        ? .attestationWithdrawn(attestation)
        : .attestationTaken(
          .init(
            attestation: attestation,
            versions: system.versions(of: subject).map { $0.updated(values) } ?? Versions(),
            changed: words.last == "changed"
              ? attestation.artefacts.map { Artefact(location: $0.location, digest: "new") } : nil))
    case "waives":
      guard let until = values["until"].flatMap({ Instant($0) }) else { return nil }
      return .waiverGranted(
        Waiver(
          control: .init(named), subject: subject, reason: .inProgress, text: "soon",
          owner: .init(who), granted: at, until: until))
    case "exempts":
      return .exemptionDeclared(
        Exemption(
          control: .init(named), subject: subject, reason: "it does not concern it",
          by: .init(who), on: at))
    case "versions":
      let subject = Subject(name: named)
      guard let before = system.versions(of: subject) else { return nil }
      return .versionsSeen(.init(subject: subject, versions: before.updated(values)))
    case "declares": return .checkDeclared(.init(check: .init(named), configuration: words[2]))
    case "drops": return .checkWithdrawn(.init(check: .init(named), configuration: ""))
    default: return level(words)
    }
  }

  private static func level(_ words: [String]) -> Fact? {
    guard words.count >= 3, let level = Int(words[2]).flatMap({ Level($0) }) else { return nil }
    let component = Component.ID(words[1])
    switch words[0] {
    case "enters":
      return .componentEntered(
        .init(
          component: component, entry: .init(level: level, on: "2026-01-01", reason: "shown before")
        ))
    case "graduates":
      return .levelGraduated(.init(component: component, level: level, reason: "reviewed"))
    case "switches-back":
      return .componentSwitchedBack(
        .init(component: component, kind: .discovery, to: level, reason: "a gap was found"))
    default: return nil
    }
  }

  /// The words after `of`, `by`, `as`, `on`, `with`, `until`, `from`, `made`, `code`, `model` and `data`.
  private static func options(_ words: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for (word, next) in zip(words, words.dropFirst())
    where [
      "of", "by", "as", "on", "with", "until", "from", "made", "code", "model", "data",
    ].contains(word) {
      values[word] = next
    }
    return values
  }
}

extension Versions {
  fileprivate func updated(_ values: [String: String]) -> Versions {
    Versions(
      code: values["code"] ?? code, model: values["model"] ?? model, data: values["data"] ?? data)
  }
}

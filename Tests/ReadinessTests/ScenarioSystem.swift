import Readiness
import TestSupport

/// The system of a scenario.
struct ScenarioSystem {
  let system: System

  init(lines: [String]) throws {
    var traits: Set<System.Trait> = []
    var code: String?
    var fresh: [Control.ID: Int] = [:]
    var components: [Component] = []
    var people: [Person] = []
    for line in lines where !line.isEmpty {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "serving", "trait":
        guard let trait = System.Trait(rawValue: words[1]) else {
          throw Scenario.Unreadable(line: line)
        }
        traits.insert(trait)
      case "code": code = words[1]
      case "usual": people += Self.usual
      case "person":
        people.append(Person(id: .init(words[1]), name: words[1], roles: Array(words.dropFirst(2))))
      case "fresh": fresh[.init(words[1])] = Int(words[2])
      default: components.append(try Self.component(words, line))
      }
    }
    system = System(
      id: "scenario", name: "Scenario", purpose: "To show a rule.",
      versions: Versions(code: code ?? "1.0.0"), traits: traits, people: people,
      components: components,
      policy: Policy(freshForDays: fresh))
  }

  /// Whom most reviews need: the line `usual people`.
  private static let usual = [
    Person(id: "owen", name: "owen", roles: ["research"]),
    Person(id: "ada", name: "ada", roles: ["research", "lead"]),
    Person(id: "cyd", name: "cyd", roles: ["research", "engineering", "applied-ai"]),
    Person(id: "ben", name: "ben", roles: ["product-management"]),
    Person(id: "sue", name: "sue", roles: ["stakeholder"]),
    Person(id: "quinn", name: "quinn", roles: ["qa"]),
  ]

  private static func component(_ words: [String], _ line: String) throws -> Component {
    var versions: [String: String] = [:]
    var level = Level.first
    var follows: Component.ID?
    guard words.count >= 2, let kind = Component.Kind(rawValue: words[1]) else {
      throw Scenario.Unreadable(line: line)
    }
    var rest = words.dropFirst(2)
    while rest.count >= 2, let key = rest.popFirst(), let value = rest.popFirst() {
      if key == "enters" {
        level = Level(Int(value) ?? -1) ?? .first
      } else if key == "follows" {
        follows = .init(value)
      } else {
        versions[key] = value
      }
    }
    let owner = versions["owned"].map { [Person.ID($0)] } ?? []
    return Component(
      id: .init(words[0]), kind: kind, title: words[0],
      versions: Versions(
        code: versions["code"], model: versions["model"], data: versions["data"]),
      entry: .init(
        level: level, on: "2026-01-01", reason: versions["because"] ?? "for the scenario"),
      owners: .init(research: owner), dependsOn: versions["needs"].map { [.init($0)] } ?? [],
      successorOf: follows)
  }
}

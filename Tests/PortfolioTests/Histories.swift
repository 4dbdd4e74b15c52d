import Portfolio
import Readiness
import TestSupport

/// A component's steps, written down briefly: `3 @2026-01-01 + @2026-02-01 -2 @2026-03-01`.
///
/// A number enters there, `+` graduates, `-N` goes back to N in review, `dN` by discovery, `eN`
/// embedded.
func history(_ text: String) -> LevelHistory? {
  var ledger = Ledger()
  walk(text, of: "c", in: "s", on: &ledger)
  return ledger.levels["c"]
}

/// Folds the steps of a component into a ledger.
func walk(_ text: String, of component: Component.ID, in system: System.ID, on ledger: inout Ledger)
{
  let words = text.split(separator: " ").map(String.init)
  for index in stride(from: 0, to: words.count - 1, by: 2) {
    let word = words[index]
    let at = Instant(String(words[index + 1].dropFirst())) ?? "2000-01-01"
    let to = Level(Int(word.drop { !$0.isNumber }) ?? 0) ?? .first
    let working = ledger.levels[component]?.working ?? .first
    let fact: Fact =
      switch word.first {
      case "+": .levelGraduated(.init(component: component, level: working, reason: "met"))
      case "-": back(component, .review, to)
      case "d": back(component, .discovery, to)
      case "e": back(component, .embedded, to)
      default:
        .componentEntered(
          .init(component: component, entry: .init(level: to, on: at, reason: "known")))
      }
    ledger.fold(
      Event(
        position: ledger.position + 1, at: at, by: Actor(.person, "mara"), system: system,
        fact: fact))
  }
}

private func back(
  _ component: Component.ID, _ kind: Fact.ComponentSwitchedBack.Kind, _ to: Level
) -> Fact {
  .componentSwitchedBack(.init(component: component, kind: kind, to: to, reason: "gap"))
}

/// A system whose components have these histories, as its log would say.
func member(
  _ system: System.ID, log: String? = nil, _ ways: [(Component.ID, String)],
  reviews facts: [(Fact, Instant)] = [], targets: [Component.ID: Level] = [:],
  objectives: [Objective] = []
) -> Member {
  var ledger = Ledger()
  for (component, way) in ways { walk(way, of: component, in: system, on: &ledger) }
  for (fact, at) in facts {
    ledger.fold(
      Event(
        position: ledger.position + 1, at: at, by: Actor(.person, "mara"), system: system,
        fact: fact))
  }
  return Member(
    system: system, log: log ?? "\(system).db", ledger: ledger, targets: targets,
    objectives: objectives)
}

/// A review of a component, decided or not.
func reviewed(
  _ review: Review.ID, of component: Component.ID, at level: Level, on day: Instant,
  _ outcome: Review.Outcome?, tasks: [Review.Task] = []
) -> [(Fact, Instant)] {
  let packet = Packet(
    system: "s", component: component, level: level, versions: Versions(), position: 1, at: day,
    packs: "", card: "", text: "", requirements: "", gate: "met", criteria: [])
  let opened = Fact.reviewOpened(.init(review: review, packet: packet, digest: "d"))
  guard let outcome else { return [(opened, day)] }
  let decision = Review.Decision(
    review: review, packet: "d", by: "kofi", outcome: outcome, reason: "as the panel says",
    tasks: tasks, on: day)
  return [
    (opened, day),
    (.reviewDecided(.init(content: decision, key: "k", signature: "s")), day.adding(days: 1)),
  ]
}

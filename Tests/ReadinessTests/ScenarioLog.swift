import Readiness
import TestSupport

/// A scenario's events as they happen, one line after the other.
///
/// What is done in reviews goes through ``Proceedings``, so a line may be refused: then it leaves no
/// event, and `refused` tells why.
struct ScenarioLog {
  /// What files declare; versions and classes of change come to it.
  private(set) var system: System
  private let store = MemoryEventStore()
  private var refusals: [(at: Instant, words: String)] = []
  /// Where the log stood before the newest line, for one who acts meanwhile.
  private var before = 0

  init(system: System) throws {
    self.system = system
    let facts = Ledger().news(in: Declarations(system: system))
    let keys = system.people.map {
      Fact.keyRegistered(.init(id: .init($0.id.rawValue), person: $0.id, key: ""))
    }
    let first = Actor(.automation, "ci")
    try store.append(
      (facts + keys).map { Entry(at: "2020-01-01", by: first, system: system.id, fact: $0) },
      expecting: nil)
  }

  /// Everything, in the order of the log.
  func ledger(until instant: Instant? = nil, before position: Int? = nil) -> Ledger {
    Ledger(
      folding: store.events(of: system.id, until: instant, before: position, keeping: .all))
  }

  func rules(
    at instant: Instant, by ledger: Ledger, for actor: Actor = Actor(.automation, "ci")
  ) -> Proceedings {
    // Signatures of scenarios are words: what is forged says so.
    Proceedings(
      verdict: Verdict(on: system, by: carriedPacks, ledger: ledger, at: instant),
      packs: carriedPacks, ledger: ledger,
      verifier: .init(
        vote: { signed, _ in signed.signature == "genuine" },
        decision: { signed, _ in signed.signature == "genuine" },
        retrain: { signed, _ in signed.signature == "genuine" },
        voucher: { key, _ in key.voucher == "genuine" },
        digest: { "packet of \($0.at.text)" }), actor: actor)
  }

  /// Why lines of an instant were refused, in their order.
  func refused(on instant: Instant) -> String {
    let words = refusals.filter { $0.at == instant }.map(\.words)
    return words.isEmpty ? "nothing" : words.joined(separator: " | ")
  }

  mutating func take(_ line: String) throws {
    var words = line.split(separator: " ").map(String.init)
    guard let date = words.first, let at = Instant(date) else {
      throw Scenario.Unreadable(line: line)
    }
    words.removeFirst()
    if words.first == "panel" {
      for line in try whole(words, line, on: date, at: at) { try take(line) }
      return
    }
    let isMeanwhile = words.first == "meanwhile"
    if isMeanwhile { words.removeFirst() }
    let seen = isMeanwhile ? before : store.head
    before = seen
    do {
      let (facts, by) = try facts(of: words, line, at: at, seen: seen)
      try store.append(
        facts.map { Entry(at: at, by: by, system: system.id, fact: $0) }, expecting: seen)
    } catch let error as Proceedings.Refused {
      refusals.append((at, error.refusals.map(\.reason).joined(separator: "; ")))
    } catch let error as StoreFailure {
      guard case .refused(let reason) = error else { throw error }
      refusals.append((at, reason))
    }
  }

  /// `panel passes m option proceed`: the lines of a review that ends in graduation, from the card to
  /// the decision, with everybody in it whom its level asks for and nothing excludes.
  private func whole(
    _ words: [String], _ line: String, on date: String, at: Instant
  ) throws -> [String] {
    let ledger = ledger()
    let component = Component.ID(words.dropFirst(2).first ?? "")
    guard let level = ledger.levels[component]?.working,
      let owner = system.component(component)?.owners.research.first,
      let asked = carriedPacks.scale.stage(level)?.panel.roles
    else { throw Scenario.Unreadable(line: line) }
    let panel = system.people.filter { person in
      (person.id != owner || level == .last) && !Set(person.roles).isDisjoint(with: asked)
    }.map(\.id.rawValue)
    guard let first = panel.first else { throw Scenario.Unreadable(line: line) }
    let rest = words.dropFirst(3).joined(separator: " ")
    var lines: [String] = ["ci shows gate \(level) of \(component)", "ci issues-card \(component)"]
    let again = ledger.reviews.open(of: component) == nil ? "" : " again"
    lines.append("\(owner) opens \(component)\(again)")
    lines.append("\(first) runs-ethics \(component)")
    for person in panel { lines.append("\(person) approves \(component)") }
    lines.append("\(first) decides \(component) graduate \(rest)")
    lines.append("\(owner) debriefs \(component)")
    return lines.map { "\(date) \($0)" }
  }

  private mutating func facts(
    of words: [String], _ line: String, at: Instant, seen: Int
  ) throws -> ([Fact], Actor) {
    let ledger = ledger(before: seen + 1)
    if words.first == "releases" {
      return (try released(words, line, ledger), Actor(.automation, "ci"))
    }
    if words.first == "plans-retrain" {
      try plan(words, line)
      return ([], Actor(.automation, "ci"))
    }
    let who = words.first ?? ""
    let act = ScenarioReview(
      words: words, at: at,
      rules: rules(at: at, by: ledger, for: Actor(who == "ci" ? .automation : .person, who)))
    if let facts = try act.facts() { return (facts, act.actor) }
    let event = try ScenarioEvent(line, position: 0, system: system).event
    return ([event.fact], event.by)
  }

  /// `plans-retrain m model 2.0.0 by ada`: what files say from then on.
  private mutating func plan(_ words: [String], _ line: String) throws {
    guard words.count == 6, let part = VersionPart(rawValue: words[2]),
      let old = system.components.first(where: { $0.id.rawValue == words[1] })
    else { throw Scenario.Unreadable(line: line) }
    let change = DeclaredChange(
      part: part, version: words[3], kind: .sameSpecification, reason: "planned",
      approvedRetrain: .init(words[5]))
    replace(old, versions: old.versions, change: change)
  }

  private mutating func replace(
    _ old: Component, versions: Versions, change: DeclaredChange?
  ) {
    let components = system.components.map { component in
      component.id != old.id
        ? component
        : Component(
          id: old.id, kind: old.kind, title: old.title, versions: versions, entry: old.entry,
          owners: old.owners, dependsOn: old.dependsOn,
          changes: old.changes + [change].compactMap(\.self))
    }
    system = System(
      id: system.id, name: system.name, purpose: system.purpose, versions: system.versions,
      traits: system.traits, people: system.people, components: components,
      policy: system.policy)
  }

  /// `releases m model 2.0.0 class same-specification`: what a check records once files say so.
  private mutating func released(
    _ words: [String], _ line: String, _ ledger: Ledger
  ) throws -> [Fact] {
    guard words.count >= 4, let part = VersionPart(rawValue: words[2]),
      let old = system.components.first(where: { $0.id.rawValue == words[1] })
    else { throw Scenario.Unreadable(line: line) }
    let before = ledger.versions[.component(old.id)] ?? old.versions
    let kind = words.count > 5 ? ChangeClass(rawValue: words[5]) : nil
    let change = kind.map {
      DeclaredChange(part: part, version: words[3], kind: $0, reason: "declared")
    }
    replace(
      old,
      versions: Versions(
        code: part == .code ? words[3] : before.code,
        model: part == .model ? words[3] : before.model,
        data: part == .data ? words[3] : before.data), change: change)
    return ledger.news(in: Declarations(system: system))
  }
}

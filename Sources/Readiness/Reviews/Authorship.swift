/// Who made what a review looks at: they can neither sign nor decide.
package struct Authorship: Sendable {
  /// What each person authored since the component's last gate, in words.
  package let works: [Person.ID: [String]]

  /// Reads it off the log.
  ///
  /// Counted is what a person, and no pipeline, recorded or attested since the component came to the
  /// level that it works at: evidence about the component, evidence about the system that the gate
  /// reads, cards of the component and the requirements. What a review itself records does not count.
  ///
  /// - Parameters:
  ///   - component: The component under review.
  ///   - gate: The gate of its level.
  ///   - ledger: The facts.
  package init(of component: Component.ID, before gate: Gate, in ledger: Ledger) {
    let since = ledger.levels[component]?.position ?? 0
    var works: [Person.ID: [(Int, String)]] = [:]
    func add(_ person: Person.ID, _ position: Int, _ words: String) {
      if position > since { works[person, default: []].append((position, words)) }
    }
    func add(_ run: Ledger.Run) {
      guard run.by.kind == .person, run.evidence.check != Review.check else { return }
      add(.init(run.by.name), run.position, "evidence for \(run.evidence.control)")
    }
    let asked = Set(gate.criteria.flatMap(\.criterion.requires))
    for checks in (ledger.runs[.component(component)] ?? [:]).values {
      for runs in checks.values { add(runs.newest) }
    }
    for (control, checks) in ledger.runs[.system] ?? [:] where asked.contains(control) {
      for runs in checks.values { add(runs.newest) }
    }
    for (subject, controls) in ledger.attestations
    where subject == .system || subject == .component(component) {
      for (control, people) in controls where subject != .system || asked.contains(control) {
        for (person, given) in people {
          add(person, given.position, "an attestation of \(control)")
        }
      }
    }
    func add(_ authored: Ledger.Authored?, _ words: String) {
      guard let authored, authored.by.kind == .person else { return }
      add(.init(authored.by.name), authored.position, words)
    }
    add(ledger.cardAuthors[component], "the card")
    for subject in [Subject.system, .component(component)] {
      add(ledger.requirements[subject]?.authored, "the requirements of \(subject)")
    }
    self.works = works.mapValues { list in list.sorted { $0 < $1 }.map(\.1) }
  }

  /// Why a person is excluded, in words; `nil` where nothing speaks against them.
  package func reason(against person: Person.ID) -> String? {
    guard let works = works[person], let first = works.first else { return nil }
    let more = works.count > 1 ? " and \(works.count - 1) more" : ""
    return "\(person) authored \(first)\(more) since the last gate"
  }
}

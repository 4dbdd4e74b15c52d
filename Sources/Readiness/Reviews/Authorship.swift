/// Who made what a review looks at: they can neither sign nor decide.
package struct Authorship: Sendable {
  /// What each person authored since the component's last gate, in words.
  package let works: [Person.ID: [String]]

  /// Reads it off the log.
  ///
  /// Counted is what a person, and no pipeline, recorded or attested since the component entered or
  /// last graduated: evidence about the component, evidence about the system that the gate reads,
  /// cards of the component and the requirements. A switchback makes nobody's work another's. Of a
  /// check's runs the newest counts, which is the one that is looked at, of requirements everybody who
  /// had a hand in them. What a review itself records does not count.
  ///
  /// - Parameters:
  ///   - component: The component under review.
  ///   - gate: The gate of its level.
  ///   - ledger: The facts.
  package init(of component: Component.ID, before gate: Gate, in ledger: Ledger) {
    let since = ledger.levels[component]?.gatePosition ?? 0
    var works: [Person.ID: [(Int, String)]] = [:]
    func add(_ person: Person.ID, _ position: Int, _ words: String) {
      if position > since { works[person, default: []].append((position, words)) }
    }
    func add(_ run: Ledger.Run) {
      guard run.by.kind == .person, !run.isMadeByReview else { return }
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
    if let card = ledger.cardAuthors[component], card.by.kind == .person {
      add(.init(card.by.name), card.position, "the card")
    }
    for subject in [Subject.system, .component(component)] {
      for (author, position) in ledger.requirements[subject]?.authors ?? [:]
      where author.kind == .person {
        add(.init(author.name), position, "the requirements of \(subject)")
      }
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

extension Ledger.Run {
  /// Whether holding a review made it, or what definitions and log show by themselves; another check
  /// that bears the review's name speaks for its author.
  fileprivate var isMadeByReview: Bool {
    evidence.check == Review.recordsCheck
      || evidence.check == Review.check && Review.controls.contains(evidence.control)
  }
}

/// Who made what a review looks at: they can neither sign nor decide.
package struct Authorship: Sendable {
  /// What each person authored since the component's last gate, in words.
  package let works: [Person.ID: [String]]

  /// Reads it off the log.
  ///
  /// Counted is what a person, and no pipeline, recorded or attested since the component entered or
  /// last graduated: evidence about the component, and evidence about the system that the gate reads.
  /// Of a check's runs the newest counts, which is the one that is looked at. Of the requirements and
  /// of what people keep of the card, if they changed since, everybody counts who wrote them as git
  /// tells; where it does not, who recorded them. Issuing a card is no authorship. A switchback makes
  /// nobody's work another's, nor does what a review itself records.
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
    let requirements = [Subject.system, .component(component)]
      .compactMap { ledger.requirements[$0] }.filter { $0.position > since }
    let card = [ledger.texts[component]].compactMap(\.self).filter { $0.position > since }
    for (text, seen) in [(Fact.WritersTold.Text.requirements, requirements), (.card, card)]
    where !seen.isEmpty {
      let words = text == .card ? "the text of the card" : "the requirements"
      if let told = ledger.writers[component]?[text], told.position > since {
        for (person, position) in told.people { add(person, position, words) }
      } else {
        for recorder in seen.flatMap(\.recorders) where recorder.key.kind == .person {
          add(.init(recorder.key.name), recorder.value, words)
        }
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
  /// Whether holding a review made it, issuing a card, or what definitions and log show by themselves;
  /// another check that bears the review's name speaks for its author.
  fileprivate var isMadeByReview: Bool {
    evidence.check == Review.recordsCheck || evidence.check == Review.cardCheck
      || evidence.check == Review.check && Review.controls.contains(evidence.control)
  }
}

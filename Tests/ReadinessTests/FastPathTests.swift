import Readiness
import TestSupport
import Testing

/// An approved retrain of a deployed component goes up again by what machines show, and only then.
@Suite struct FastPathTests {
  private static let control = Control(
    id: "c.golden", statement: "s", why: "w", remedy: "r", scope: .components([.model]),
    boundTo: [.model], freshForDays: 30, gate: .first,
    effort: Effort(documented: Days(1), demonstrated: Days(1), continuous: Days(1)))
  private static let packs = Packs(
    controls: [control], frameworks: [],
    scale: ReadinessScale(
      name: "n",
      levels: [7, 8].compactMap { Level($0) }.map { level in
        .init(
          level: level, name: "n", phase: "p", calibre: "c", aim: "a", works: "w", reviews: "r",
          deliverables: "d", requirements: "q", isKeyDecision: false,
          options: [], panel: [Demand(roles: ["qa"])])
      },
      criteria: [
        Criterion(
          id: "k", title: "t", statement: "s", when: .every(from: .first), decidedBy: .machine,
          requires: ["c.golden"], least: [.init(from: .first, assurance: .documented)])
      ], fastPath: ["c.golden"]), digest: "")

  private static func system(
    approved: Person.ID?, kind: ChangeClass = .sameSpecification, allowed: Bool = true,
    code: String? = nil
  ) -> System {
    System(
      id: "s", name: "S", purpose: "p", versions: Versions(), traits: [.batch],
      people: (["mara", "owen", "rita"] as [Person.ID]).map {
        Person(id: $0, name: $0.rawValue, roles: $0 == "rita" ? [] : ["qa"])
      },
      components: [
        Component(
          id: "m", kind: .model, title: "m", versions: Versions(code: code, model: "2.0.0"),
          entry: .init(level: .last, on: "2026-01-01", reason: "taken over"),
          owners: .init(research: ["owen"]),
          changes: [
            DeclaredChange(
              part: .model, version: "2.0.0", kind: kind, reason: "new data",
              approvedRetrain: approved)
          ])
      ], policy: Policy(retrainFastPath: allowed))
  }

  /// Where the model works after its version changed and evidence of some kind came.
  private func outcome(
    of system: System, entry: Int = 3, before: [Fact] = [], evidence: [Fact] = [],
    after later: System? = nil
  ) -> (level: Int?, path: [Fact]) {
    var ledger = Ledger()
    func fold(_ facts: [Fact]) {
      for fact in facts {
        ledger.fold(
          Event(
            position: ledger.position + 1, at: "2026-02-01", by: Actor(.automation, "ci"),
            system: "s", fact: fact))
      }
    }
    let level = Level(entry) ?? .first
    fold([
      .keyRegistered(.init(id: "mara", person: "mara", key: "")),
      .keyRegistered(.init(id: "owen", person: "owen", key: "")),
      .keyRegistered(.init(id: "rita", person: "rita", key: "")),
      .versionsSeen(.init(subject: .component("m"), versions: Versions(model: "1.0.0"))),
      .componentEntered(
        .init(component: "m", entry: .init(level: level, on: "2026-01-01", reason: "r"))),
    ])
    fold(
      Level.all.filter { level <= $0 && $0 < .last }.map {
        .levelGraduated(.init(component: "m", level: $0, reason: "r"))
      })
    fold(before)
    fold(ledger.news(in: Declarations(system: system)))
    if let later { fold(ledger.news(in: Declarations(system: later))) }
    fold(evidence)
    let rules = Proceedings(
      verdict: Verdict(on: later ?? system, by: Self.packs, ledger: ledger, at: "2026-02-02"),
      packs: Self.packs, ledger: ledger,
      verifier: .init(
        vote: { _, _ in false }, decision: { _, _ in false },
        retrain: { signed, _ in signed.signature == "genuine" }, voucher: { _, _ in false },
        digest: { _ in nil }), actor: Actor(.automation, "ci"))
    let level9 = ledger.levels["m"]?.working?.number
    return (level9, rules.fastPath())
  }

  private func ran(_ status: Status) -> Fact {
    .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: "c.golden", subject: .component("m"), status: status, summary: "500 cases"),
        check: "golden", configuration: "", versions: Versions(model: "2.0.0"), tool: "0"))
  }

  private func approval(
    by person: Person.ID = "mara", signature: String = "genuine", version: String = "2.0.0"
  ) -> Fact {
    .retrainApproved(
      .init(
        content: .init(
          system: "s", component: "m", part: .model, version: version, by: person,
          reason: "new data", on: "2026-01-20"), key: .init(person.rawValue),
        signature: signature))
  }

  @Test func `an approved retrain goes through 7 and 8 once a check has shown it`() {
    let system = Self.system(approved: "mara")
    let before = [approval()]
    #expect(outcome(of: system, before: before).level == 7)
    #expect(outcome(of: system, before: before).path.isEmpty)
    #expect(outcome(of: system, before: before, evidence: [ran(.fail)]).path.isEmpty)
    let path = outcome(of: system, before: before, evidence: [ran(.pass)]).path
    let levels = path.compactMap { fact -> Int? in
      guard case .levelGraduated(let graduated) = fact, graduated.approved == "mara" else {
        return nil
      }
      return graduated.level.number
    }
    #expect(levels == [7, 8])
  }

  @Test func `a person's word is not what a machine shows`() {
    let attestation = Attestation(
      control: "c.golden", subject: .component("m"), says: true, by: "mara", on: "2026-02-01",
      artefacts: [Artefact(location: "docs/golden.md")])
    let said = Fact.attestationTaken(
      .init(attestation: attestation, versions: Versions(model: "2.0.0")))
    let system = Self.system(approved: "mara")
    #expect(outcome(of: system, before: [approval()], evidence: [said]).path.isEmpty)
  }

  @Test func `an approval that is forged, late, of another version or of an owner does not count`()
  {
    let system = Self.system(approved: "mara")
    let shown = [ran(.pass)]
    #expect(outcome(of: system, evidence: shown).path.isEmpty)
    #expect(outcome(of: system, evidence: [approval()] + shown).path.isEmpty)
    for wrong in [
      approval(signature: "forged"), approval(version: "1.9.0"), approval(by: "owen"),
    ] {
      #expect(outcome(of: system, before: [wrong], evidence: shown).path.isEmpty)
    }
    for other: Person.ID in ["owen", "rita"] {
      let system = Self.system(approved: other)
      let path = outcome(of: system, before: [approval(by: other)], evidence: shown).path
      #expect(path.isEmpty, "\(other)")
    }
  }

  @Test func `what changes beside an approved retrain, or after it, is not carried up with it`() {
    let before = [approval()]
    let shown = [ran(.pass)]
    let both = outcome(
      of: Self.system(approved: "mara", code: "2.0.0"), before: before, evidence: shown)
    #expect(both.level == 4)
    #expect(both.path.isEmpty)
    let later = outcome(
      of: Self.system(approved: "mara"), before: before, evidence: shown,
      after: Self.system(approved: "mara", code: "2.0.0"))
    #expect(later.level == 4)
    #expect(later.path.isEmpty)
  }

  @Test func `without approval, of another class or against the policy there is no fast path`() {
    let shown = [ran(.pass)]
    let before = [approval()]
    #expect(outcome(of: Self.system(approved: nil), before: before, evidence: shown).path.isEmpty)
    #expect(
      outcome(
        of: Self.system(approved: "mara", allowed: false), before: before, evidence: shown
      ).path.isEmpty)
    let feature = outcome(
      of: Self.system(approved: "mara", kind: .newFeature), before: before, evidence: shown)
    #expect(feature.level == 4)
    #expect(feature.path.isEmpty)
  }

  @Test(arguments: [
    (ChangeClass.sameSpecification, 3, 7), (.requirement, 3, 6), (.newFeature, 3, 4),
    (.claim, 3, 3), (.claim, 0, 2), (.sameSpecification, 8, 8),
  ])
  func `a deployed change lands by its class, never below the entry`(
    _ kind: ChangeClass, _ entry: Int, _ landing: Int
  ) {
    #expect(outcome(of: Self.system(approved: nil, kind: kind), entry: entry).level == landing)
  }
}

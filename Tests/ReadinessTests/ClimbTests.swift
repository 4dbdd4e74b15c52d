import Readiness
import TestSupport
import Testing

/// What a step says to do, and what it takes, for everything that can stand in the way.
@Suite struct ClimbTests {
  /// One control of the system: 1 day to document, 2 more to demonstrate, 4 more to automate.
  private static let control = Control(
    id: "c.x", statement: "s", why: "w", remedy: "r", scope: .system, boundTo: [.code],
    freshForDays: 30, gate: .first,
    effort: Effort(documented: Days(1), demonstrated: Days(2), continuous: Days(4)))
  private static let system = System(
    id: "s", name: "S", purpose: "p", versions: Versions(code: "1.0.0"), traits: [.batch],
    components: [
      Component(
        id: "m", kind: .model, title: "m", versions: Versions(),
        entry: .init(level: .first, on: "2026-01-01", reason: "known"),
        owners: .init(research: ["mara"]), reviewers: .init(product: ["kofi"]))
    ])
  private static let now: Instant = "2026-03-01"

  private enum Happened {
    case says(Bool, artefact: Bool, by: Person.ID, on: Instant)
    case ran(Status, on: Instant, automated: Bool = false, check: Evidence.CheckID = "a")
    case declared
    case moved(code: String)
  }

  /// The one step to a least assurance, after what happened; `nil` where none is needed.
  private func planned(
    to least: Assurance, after happened: [Happened], decidedBy: Criterion.Decider = .machine,
    ways: [Means.Way] = [], kinds: [String] = []
  ) -> Plan.Step? {
    let plan = plan([least], after: happened, decidedBy: decidedBy, ways: ways, kinds: kinds)
    #expect(plan.steps.count <= 1)
    return plan.steps.first
  }

  /// The plan past gates that ask for an assurance each, the first of level 0.
  private func plan(
    _ asked: [Assurance], after happened: [Happened], decidedBy: Criterion.Decider = .machine,
    ways: [Means.Way] = [], kinds: [String] = []
  ) -> Plan {
    let packs = Packs(
      controls: [Self.control], frameworks: [],
      scale: ReadinessScale(
        name: "n", levels: [],
        criteria: zip(Level.all, asked).map { level, least in
          Criterion(
            id: .init("k\(level)"), title: "t", statement: "s", when: .at(level),
            decidedBy: decidedBy, requires: ["c.x"],
            least: [.init(from: .first, assurance: least)])
        }), digest: "")
    var ledger = Ledger()
    func fold(_ fact: Fact, on day: Instant, automated: Bool = false) {
      ledger.fold(
        Event(
          position: 1, at: day, by: Actor(automated ? .automation : .person, "ci"), system: "s",
          fact: fact))
    }
    for fact in Ledger().news(in: Declarations(system: Self.system)) {
      fold(fact, on: "2026-01-01")
    }
    for event in happened {
      let versions = ledger.versions[.system] ?? Versions()
      switch event {
      case .says(let says, let artefact, let person, let day):
        fold(
          .attestationTaken(
            .init(
              attestation: Attestation(
                control: "c.x", subject: .system, says: says, by: person, on: day,
                artefacts: artefact ? [Artefact(location: "docs/x.md")] : []),
              versions: versions)), on: day)
      case .ran(let status, let day, let automated, let check):
        fold(
          .evidenceRecorded(
            Evidence(
              finding: Finding(
                control: "c.x", subject: .system, status: status, summary: "looked",
                measurements: [
                  Measurement(
                    statistic: "x", value: 0, method: "m", status: status,
                    rowsNeeded: status == .inconclusive ? 900 : nil)
                ]),
              check: check, configuration: "", versions: versions, tool: "0")), on: day,
          automated: automated)
      case .declared: fold(.checkDeclared(.init(check: "a", configuration: "")), on: "2026-01-01")
      case .moved(let code):
        fold(.versionsSeen(.init(subject: .system, versions: Versions(code: code))), on: Self.now)
      }
    }
    let verdict = Verdict(on: Self.system, by: packs, ledger: ledger, at: Self.now)
    let plan = Plan(
      toward: .level(Level.all[asked.count], ["m"]), from: verdict, on: ledger, by: packs,
      means: Means(
        ways: ["c.x": [.system: ways]], kinds: kinds.isEmpty ? [:] : ["c.x": kinds]))
    let gates = plan.after.components.flatMap(\.gates).prefix(asked.count)
    #expect(gates.allSatisfy { $0.evidence == .met })
    return plan
  }

  private let way = Means.Way(check: "a", command: "airworthy check a")

  @Test func `from nothing each rung is paid on top of the one below`() throws {
    let documented = try #require(planned(to: .documented, after: []))
    #expect(documented.acts == [Act(.put, Days(1))])
    #expect(documented.people == ["mara"])
    let shown = try #require(planned(to: .demonstrated, after: [], kinds: ["drift"]))
    #expect(shown.acts == [Act(.put, Days(1)), Act(.show(kinds: ["drift"]), Days(2))])
    let always = try #require(planned(to: .continuous, after: []))
    #expect(
      always.acts == [
        Act(.put, Days(1)), Act(.show(kinds: []), Days(2)), Act(.automate, Days(4)),
        Act(.wait(runs: 3)),
      ])
    #expect(always.effort == Days(7))
    #expect(planned(to: .none, after: []) == nil)
  }

  @Test func `a bare claim is no step, and saves nothing`() throws {
    let claimed = Happened.says(true, artefact: false, by: "mara", on: "2026-02-20")
    #expect(try #require(planned(to: .documented, after: [claimed])).acts == [Act(.put, Days(1))])
    #expect(planned(to: .claimed, after: [claimed]) == nil)
    #expect(try #require(planned(to: .claimed, after: [])).after.assurance == .documented)
  }

  @Test func `what is documented is not paid for again`() throws {
    let written = Happened.says(true, artefact: true, by: "mara", on: "2026-02-20")
    let step = try #require(planned(to: .demonstrated, after: [written]))
    #expect(step.acts == [Act(.show(kinds: []), Days(2))])
  }

  @Test func `a declared check that never ran is only to be run`() throws {
    let step = try #require(planned(to: .documented, after: [.declared], ways: [way]))
    #expect(step.acts == [Act(.run(way))] && step.effort == .none)
    #expect(step.after.assurance == .demonstrated)
  }

  @Test(arguments: [Status.notReported, .absent])
  func `a check that looked and did not find has something to find first`(
    _ status: Status
  ) throws {
    let looked: [Happened] = [.declared, .ran(status, on: "2026-02-20")]
    let shown = try #require(planned(to: .demonstrated, after: looked, ways: [way]))
    #expect(shown.acts == [Act(.put, Days(1)), Act(.run(way), Days(2))])
    let written = try #require(planned(to: .documented, after: looked, ways: [way]))
    #expect(written.acts == [Act(.put, Days(1))])
  }

  @Test func `what is known to lack something is not simply run`() throws {
    let card = Means.Way(check: "card", command: "airworthy card m --issue", isReady: false)
    let step = try #require(planned(to: .demonstrated, after: [], ways: [card]))
    #expect(step.acts == [Act(.put, Days(1)), Act(.run(card), Days(2))])
  }

  @Test func `a stale check is run again, and a stale word looked at again`() throws {
    let ran: [Happened] = [.declared, .ran(.pass, on: "2026-02-20"), .moved(code: "1.1.0")]
    #expect(
      try #require(planned(to: .demonstrated, after: ran, ways: [way])).acts == [Act(.run(way))])
    let said: [Happened] = [
      .says(true, artefact: true, by: "kofi", on: "2026-02-20"), .moved(code: "1.1.0"),
    ]
    #expect(
      try #require(planned(to: .documented, after: said)).acts == [
        Act(.confirm(["kofi"]), Days(0.25))
      ])
    #expect(
      try #require(planned(to: .demonstrated, after: said)).acts == [
        Act(.confirm(["kofi"]), Days(0.25)), Act(.show(kinds: []), Days(2)),
      ])
  }

  @Test func `what a check refutes is mended at the full effort, and no paper stands against it`()
    throws
  {
    let failed: [Happened] = [.declared, .ran(.fail, on: "2026-02-20")]
    let step = try #require(planned(to: .documented, after: failed, ways: [way]))
    #expect(step.acts == [Act(.mend(checks: ["a"], people: []), Days(3)), Act(.run(way))])
    #expect(step.after.assurance == .demonstrated)
  }

  @Test func `who says no has to say yes`() throws {
    let denied = Happened.says(false, artefact: false, by: "kofi", on: "2026-02-20")
    let written = try #require(planned(to: .documented, after: [denied]))
    #expect(written.acts == [Act(.mend(checks: [], people: ["kofi"]), Days(1))])
    #expect(written.people == ["kofi", "mara"])
    let passed: [Happened] = [denied, .ran(.pass, on: "2026-02-20")]
    #expect(
      try #require(planned(to: .demonstrated, after: passed)).acts == [
        Act(.mend(checks: [], people: ["kofi"]), Days(1))
      ])
  }

  @Test func `a check that does not decide is brought to a decision, with the rows it names`()
    throws
  {
    let open: [Happened] = [.declared, .ran(.inconclusive, on: "2026-02-20")]
    let step = try #require(planned(to: .documented, after: open, ways: [way]))
    #expect(step.acts == [Act(.settle("a", rows: 900), Days(2)), Act(.run(way))])
    #expect(step.acts[0].kind == .decide)
  }

  @Test func `what runs in automation already only has to be waited for`() throws {
    let once: [Happened] = [
      .declared, .ran(.pass, on: "2026-02-20", automated: true),
      .ran(.pass, on: "2026-02-21", automated: true),
    ]
    #expect(
      try #require(planned(to: .continuous, after: once, ways: [way])).acts == [Act(.wait(runs: 1))]
    )
    let broken = once + [.ran(.fail, on: "2026-02-22", automated: true)]
    #expect(
      try #require(planned(to: .continuous, after: broken, ways: [way])).acts == [
        Act(.mend(checks: ["a"], people: []), Days(3)), Act(.run(way)), Act(.wait(runs: 3)),
      ])
  }

  @Test func `what a person must decide takes that person, though a check shows it`() throws {
    let shown: [Happened] = [.declared, .ran(.pass, on: "2026-02-20")]
    let step = try #require(
      planned(to: .documented, after: shown, decidedBy: .person, ways: [way]))
    #expect(step.acts == [Act(.judge, Days(0.25))])
    #expect(step.people == ["kofi"] && step.acts[0].kind == .decide)
    #expect(planned(to: .documented, after: shown, ways: [way]) == nil)
  }

  @Test(
    arguments: [
      [], [.says(true, artefact: false, by: "mara", on: "2026-02-20")],
      [.says(true, artefact: true, by: "mara", on: "2026-02-20"), .moved(code: "1.1.0")],
      [.says(false, artefact: false, by: "mara", on: "2026-02-20")],
      [.declared, .ran(.fail, on: "2026-02-20")],
      [.declared, .ran(.fail, on: "2026-02-20"), .moved(code: "1.1.0")],
      [.declared, .ran(.inconclusive, on: "2026-02-20")],
      [.declared, .ran(.error, on: "2026-02-20"), .moved(code: "1.1.0")],
      [.declared, .ran(.notReported, on: "2026-02-20")],
      [.declared, .ran(.pass, on: "2026-02-20"), .moved(code: "1.1.0")],
      [
        .says(true, artefact: true, by: "mara", on: "2026-02-10"), .declared,
        .ran(.fail, on: "2026-02-20"), .moved(code: "1.1.0"),
      ],
      [
        .says(false, artefact: false, by: "kofi", on: "2026-02-28"), .declared,
        .ran(.fail, on: "2026-02-20"), .ran(.pass, on: "2026-02-20", check: "b"),
      ],
    ] as [[Happened]])
  private func `going rung by rung takes what going at once takes`(_ happened: [Happened]) {
    let atOnce = plan([.continuous], after: happened, ways: [way])
    let byRungs = plan([.documented, .demonstrated, .continuous], after: happened, ways: [way])
    #expect(byRungs.effort == atOnce.effort)
  }

  @Test func `a team's own effort takes the place of the pack's, rung by rung`() {
    let effort = Self.control.effort.replacing([.demonstrated: Days(0.5)])
    #expect(
      effort == Effort(documented: Days(1), demonstrated: Days(0.5), continuous: Days(4)))
    #expect(Days(.nan) == .none && Days(-1) == .none && Days(1e300) == Days(Days.most))
  }
}

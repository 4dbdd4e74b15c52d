import Readiness
import TestSupport
import Testing

/// What a step's evidence makes of what is written of it.
@Suite struct RequirementStandingTests {
  private let now: Instant = "2026-02-01"

  /// A fact and the day on which it was recorded.
  private typealias Past = (Instant, Fact)

  private func run(
    _ check: Evidence.CheckID, _ status: Status, _ control: Control.ID = "model.release-gate",
    of subject: Subject = .component("m"), version: String = "1.0.0", configuration: String = "",
    tests: [TestResult] = [], format: String? = nil
  ) -> Fact {
    .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: control, subject: subject, status: status, summary: "it is so", tests: tests),
        check: check, configuration: configuration,
        versions: Versions(code: "1.0.0", model: version, data: "1.0.0"), tool: "0.1.0",
        provenance: format.map {
          Provenance(format: $0, report: Artefact(location: "junit.xml", digest: "d"))
        }))
  }

  private func reader(_ past: [Past]) -> RequirementReader {
    var ledger = Ledger()
    let versions = Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0")
    let seen = [Subject.system, .component("m"), .component("d")].map { subject in
      ("2026-01-01" as Instant, Fact.versionsSeen(.init(subject: subject, versions: versions)))
    }
    for (index, (at, fact)) in (seen + past).enumerated() {
      ledger.fold(
        Event(position: index + 1, at: at, by: Actor(.person, "x"), system: "random", fact: fact))
    }
    return RequirementReader(
      ControlReader(
        system: RandomHistory.system, packs: carriedPacks, ledger: ledger, now: now))
  }

  /// How one step stands that names some evidence.
  private func step(
    _ evidence: [Pointer], written state: Requirement.Step.State = .passed,
    of subject: Subject = .component("m"), after past: [Past] = []
  ) throws -> StepStanding {
    let requirement = Requirement(
      id: "1", kind: .product, statement: "It shall.", subject: subject,
      verification: [.init(text: "Look.", state: state, evidence: evidence)])
    return try #require(reader(past).standing(of: requirement).verification.first)
  }

  private let check = Pointer("check:c", .check("c"))
  private let control = Pointer("control:model.release-gate", .control("model.release-gate"))
  private let file = Pointer(
    "docs/x.md", .artefact(Artefact(location: "docs/x.md", digest: "abcdef012345"), pinned: nil))
  private let test = TestName("tests/test_a.py::test_b")

  @Test func `the newest run of a check decides`() throws {
    let past: [Past] = [("2026-01-10", run("c", .fail)), ("2026-01-20", run("c", .pass))]
    let passed = try step([check], after: past)
    #expect(passed.state == .passed && passed.evidence[0].bearing == .passes)
    #expect(passed.evidence[0].position == 5)
    #expect(try step([check], after: past.reversed()).state == .contradicted)
    #expect(try step([check], after: [("2026-01-20", run("c", .warn))]).state == .passed)
  }

  @Test func `a check that does not decide, or never ran, leaves the step undecided`() throws {
    for status in [Status.inconclusive, .error] {
      let step = try step([check], after: [("2026-01-20", run("c", status))])
      #expect(step.state == .undecided && step.evidence[0].bearing == .undecided)
    }
    let never = try step([check])
    #expect(never.state == .undecided && never.evidence[0].bearing == .unreported)
  }

  @Test func `what a check found of other versions, by other settings or long ago is stale`() throws
  {
    let old: [Past] = [("2026-01-20", run("c", .pass, version: "0.9.0"))]
    #expect(try step([check], after: old).state == .stale)
    let other: [Past] = [("2026-01-20", run("c", .pass, configuration: "x"))]
    #expect(try step([check], after: other).state == .stale)
    let ago: [Past] = [("2024-01-20", run("c", .pass))]
    #expect(try step([check], after: ago).state == .stale)
    // A failure that is stale speaks no longer either.
    #expect(try step([check], after: [("2024-01-20", run("c", .fail))]).state == .stale)
  }

  @Test func `of a check the answers about the component and the system count`() throws {
    let at: Instant = "2026-01-20"
    let past: [Past] = [
      (at, run("c", .pass)), (at, run("c", .fail, "data.schema", of: .component("d"))),
    ]
    #expect(try step([check], after: past).state == .passed)
    #expect(try step([check], of: .component("d"), after: past).state == .contradicted)
    #expect(try step([check], of: .system, after: past).state == .contradicted)
    let whole: [Past] = past + [(at, run("c", .fail, "code.ci-tests", of: .system))]
    #expect(try step([check], after: whole).state == .contradicted)
    // What it no longer answers says nothing.
    let later: [Past] = [("2026-01-10", run("c", .fail, "model.tuned")), (at, run("c", .pass))]
    #expect(try step([check], after: later).state == .passed)
  }

  @Test func `a control bears a step as far as it holds`() throws {
    let passed = try step([control], after: [("2026-01-20", run("c", .pass))])
    #expect(passed.state == .passed && passed.evidence[0].bearing == .passes)
    #expect(try step([control]).state == .undecided)
    let refuted: [Past] = [("2026-01-20", run("c", .pass)), ("2026-01-21", run("d", .fail))]
    #expect(try step([control], after: refuted).state == .contradicted)
    let word = Attestation(
      control: "model.release-gate", subject: .component("m"), says: true, by: "mara",
      on: "2026-01-20")
    let versions = Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0")
    let said = try step(
      [control],
      after: [("2026-01-20", .attestationTaken(.init(attestation: word, versions: versions)))])
    #expect(said.state == .passed && said.evidence[0].bearing == .said)
    let waiver = Waiver(
      control: "model.release-gate", subject: .component("m"), reason: .external, text: "t",
      owner: "kofi", granted: "2026-01-01", until: "2026-03-01")
    #expect(
      try step([control], after: [("2026-01-20", .waiverGranted(waiver))]).state == .undecided)
    let none = Pointer("control:no.such", .control("no.such"))
    #expect(try step([none]).state == .unshown)
  }

  @Test func `a test counts by its result on record, else by its place in the tree`() throws {
    let inTree = Pointer("test:\(test)", .test(test, line: 3))
    func recorded(_ outcome: TestResult.Outcome) -> [Past] {
      let result = TestResult(test: test.description, outcome: outcome, cases: 1)
      return [("2026-01-20", run("import-junit", .pass, tests: [result], format: "junit"))]
    }
    #expect(try step([inTree], after: recorded(.passed)).evidence[0].bearing == .passes)
    #expect(try step([inTree], after: recorded(.failed)).state == .contradicted)
    #expect(try step([inTree], after: recorded(.skipped)).state == .undecided)
    let there = try step([inTree])
    #expect(there.state == .passed && there.evidence[0].bearing == .exists)
    #expect(there.evidence[0].because.contains("tests/test_a.py:3"))
    let nowhere = Pointer("test:\(test)", .test(test, line: nil))
    #expect(try step([nowhere]).evidence[0].bearing == .missing)
    #expect(try step([nowhere], after: recorded(.passed)).state == .passed)
  }

  @Test func `a file, a pinned file, an address and a person's word`() throws {
    #expect(try step([file]).state == .passed)
    func pinned(_ digest: String) -> Pointer {
      Pointer("x", .artefact(Artefact(location: "x", digest: "abcdef012345ff"), pinned: digest))
    }
    #expect(try step([pinned("abcdef012345")]).state == .passed)
    #expect(try step([pinned("abcdef012346")]).state == .stale)
    let address = Artefact(location: "https://example.org")
    #expect(try step([Pointer("a", .artefact(address, pinned: nil))]).state == .passed)
    func word(until: Instant?) -> Pointer {
      Pointer(
        "s", .statement(.init(by: "mara", on: "2026-01-02", text: "Done.", until: until)))
    }
    #expect(try step([word(until: nil)]).evidence[0].bearing == .said)
    #expect(try step([word(until: "2026-02-01")]).state == .stale)
    #expect(try step([word(until: "2026-02-02")]).state == .passed)
    #expect(try step([Pointer("gone", .missing("gone"))]).state == .unshown)
  }

  @Test func `all evidence of a step has to bear it, and the worst is told`() throws {
    let lost = Pointer("gone", .missing("gone"))
    let fails: [Past] = [("2026-01-20", run("c", .fail))]
    let old: [Past] = [("2024-01-20", run("c", .pass))]
    #expect(try step([file, check], after: fails).state == .contradicted)
    #expect(try step([file, check], after: old).state == .stale)
    #expect(try step([check, lost], after: fails).state == .contradicted)
    #expect(try step([check, lost], after: old).state == .unshown)
    #expect(try step([]).state == .unshown)
  }

  @Test func `evidence never makes a step better than it is written`() throws {
    let passes: [Past] = [("2026-01-20", run("c", .pass))]
    #expect(try step([check], written: .open, after: passes).state == .open)
    #expect(try step([check], written: .failed, after: passes).state == .failed)
    let past = try step([check], written: .open, after: passes)
    #expect(past.evidence[0].bearing == .passes)
  }

  @Test func `a requirement stands as its worst step, and needs steps of both kinds`() {
    let passed = Requirement.Step(text: "a", state: .passed, evidence: [file])
    let open = Requirement.Step(text: "b", state: .open)
    func state(
      _ verification: [Requirement.Step], _ validation: [Requirement.Step]
    ) -> StepStanding.State {
      reader([]).standing(
        of: Requirement(
          id: "1", kind: .product, statement: "s", subject: .system, verification: verification,
          validation: validation)
      ).state
    }
    #expect(state([passed], [passed]) == .passed)
    #expect(state([passed, open], [passed]) == .open)
    #expect(state([passed], []) == .unplanned)
    #expect(state([], []) == .unplanned)
  }
}

import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// What the declarations and the log show by themselves.
@Suite struct RecordsTests {
  private static let packs = Result { try PackLibrary.read() }

  private func findings(
    _ requirements: [Requirement] = [], owners: [Person.ID] = ["mara"],
    reviewers: [Person.ID] = ["kofi"], worth: WorthRecord = .missing, history: [Fact] = [],
    entry: Int = 3
  ) throws -> [Control.ID: Finding] {
    let component = Component(
      id: "m", kind: .model, title: "m", versions: Versions(),
      entry: .init(level: try #require(Level(entry)), on: "2026-01-01", reason: "r"),
      owners: .init(research: owners), reviewers: .init(research: reviewers))
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(), traits: [.batch],
      components: [component])
    var ledger = Ledger()
    for fact in history {
      ledger.fold(
        Event(position: 1, at: "2026-01-02", by: Actor(.person, "x"), system: "s", fact: fact))
    }
    let source = try Source(
      folder: #require(Folder("/")),
      declared: Declarations(system: system, requirements: requirements),
      packs: Self.packs.get(), ledger: ledger, now: "2026-02-01", worth: worth)
    return Dictionary(
      RecordsCheck().findings(in: source).map { ($0.control, $0) }, uniquingKeysWith: { $1 })
  }

  private func requirement(
    verification: [Requirement.Step], validation: [Requirement.Step], risk: Bool = true
  ) -> Requirement {
    Requirement(
      id: "1.1", kind: .research, statement: "It shall be.", subject: .system,
      verification: verification, validation: validation,
      risk: risk ? .init(probability: 0.2, value: 7, period: "release") : nil)
  }

  private let open = Requirement.Step(text: "Look.", state: .open)
  private let passed = Requirement.Step(
    text: "Look.", state: .passed,
    evidence: [
      Pointer("docs/x.md", .artefact(Artefact(location: "docs/x.md", digest: "0"), pinned: nil))
    ])

  @Test func `requirements hold when each is planned, and what is done is shown`() throws {
    func status(_ requirements: [Requirement]) throws -> Status? {
      try findings(requirements)["gov.requirements-vv"]?.status
    }
    #expect(try status([]) == .notReported)
    #expect(try status([requirement(verification: [passed], validation: [open])]) == .pass)
    #expect(try status([requirement(verification: [passed], validation: [])]) == .fail)
    let unshown = Requirement.Step(text: "Look.", state: .passed)
    #expect(try status([requirement(verification: [unshown], validation: [open])]) == .fail)
    let lost = Requirement.Step(
      text: "Look.", state: .passed, evidence: [Pointer("gone", .missing("gone"))])
    #expect(try status([requirement(verification: [lost], validation: [open])]) == .fail)
  }

  @Test func `what is closed is said of each component, and refuted only once it is asked`() throws
  {
    func status(
      _ control: Control.ID, _ requirements: [Requirement], at level: Int
    ) throws -> Status? {
      try findings(requirements, entry: level)[control]?.status
    }
    let closed = requirement(verification: [passed], validation: [passed])
    let waiting = requirement(verification: [passed], validation: [open])
    for (control, level) in [
      ("gov.research-closed", 5), ("gov.requirements-validated", 8),
    ] as [(Control.ID, Int)] {
      #expect(try status(control, [closed], at: 3) == .pass)
      #expect(try status(control, [waiting], at: level - 1) == .notReported)
      #expect(try status(control, [waiting], at: level) == .fail)
      #expect(try status(control, [], at: level) == .notReported)
    }
    #expect(try status("gov.product-requirements", [closed], at: 5) == .notReported)
    #expect(try status("gov.product-requirements", [closed], at: 6) == .fail)
    #expect(try status("gov.security-requirements", [closed], at: 3) == .notReported)
    #expect(try status("gov.security-requirements", [closed], at: 4) == .fail)
    // What is there to trace is asked from level 2 on.
    let broken = requirement(verification: [passed], validation: [], risk: false)
    #expect(try status("gov.requirements-vv", [broken], at: 2) == .fail)
    #expect(try status("gov.risk-register", [broken], at: 2) == .fail)
  }

  @Test func `each requirement has a risk`() throws {
    let with = requirement(verification: [open], validation: [open])
    let without = requirement(verification: [open], validation: [open], risk: false)
    let kept = try #require(try findings([with])["gov.risk-register"])
    #expect(kept.status == .pass && kept.summary.contains("1.4 of 10"))
    #expect(try findings([with, without])["gov.risk-register"]?.status == .fail)
  }

  @Test func `owners and reviewers are named, and others`() throws {
    #expect(try findings()["gov.roles"]?.status == .pass)
    #expect(try findings(owners: [])["gov.roles"]?.status == .notReported)
    #expect(try findings(reviewers: ["mara"])["gov.roles"]?.status == .fail)
  }

  @Test func `levels are in order, or named where not`() throws {
    let three = try #require(Level(3))
    let five = try #require(Level(5))
    let entered = Fact.componentEntered(
      .init(component: "m", entry: .init(level: three, on: "2026-01-01", reason: "r")))
    #expect(try findings()["gov.level-integrity"]?.status == .pass)
    #expect(try findings(history: [entered])["gov.level-integrity"]?.status == .pass)
    let skip = Fact.levelGraduated(.init(component: "m", level: five, reason: "r"))
    #expect(try findings(history: [entered, skip])["gov.level-integrity"]?.status == .fail)
  }

  @Test(arguments: [
    (WorthRecord.missing, [Status.notReported, .notReported, .notReported]),
    (.undecided(guesses: []), [.notReported, .notReported, .notReported]),
    (.undecided(guesses: ["cost"]), [.notReported, .notReported, .inconclusive]),
    (
      .reopened(decided: "deploy", now: "do not deploy"),
      [.inconclusive, .inconclusive, .inconclusive]
    ),
    (.decided(.draft, summary: "go", guesses: ["cost"]), [.pass, .notReported, .inconclusive]),
    (.decided(.refined, summary: "go", guesses: ["cost"]), [.pass, .pass, .inconclusive]),
    (.decided(.full, summary: "go", guesses: []), [.pass, .pass, .pass]),
  ])
  func `gates 4, 6 and 8 each ask for a decision about worth of their own depth`(
    _ worth: WorthRecord, _ expected: [Status]
  ) throws {
    let found = try findings(worth: worth)
    let controls: [Control.ID] = ["gov.worth-draft", "gov.worth-refined", "gov.worth-analysis"]
    #expect(controls.map { found[$0]?.status } == expected)
    // Whatever the level that is worked at: each gate reads its own control.
    #expect(try findings(worth: worth, entry: 6)["gov.worth-analysis"]?.status == expected[2])
  }
}

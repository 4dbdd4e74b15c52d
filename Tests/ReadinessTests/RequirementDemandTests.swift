import Readiness
import TestSupport
import Testing

/// What the gates ask of the requirements.
@Suite struct RequirementDemandTests {
  private let passed = Requirement.Step(
    text: "a", state: .passed,
    evidence: [
      Pointer(
        "w",
        .statement(
          .init(
            by: "mara", on: "2026-01-02", text: "Done.")))
    ])
  private let open = Requirement.Step(text: "b", state: .open)
  private let unknown = Requirement.Step(
    text: "c", state: .passed, evidence: [Pointer("check:c", .check("c"))])

  private func requirement(
    _ id: Requirement.ID, _ kind: Requirement.Kind = .research, tags: [String] = [],
    subject: Subject = .system, verification: [Requirement.Step]? = nil,
    validation: [Requirement.Step]? = nil, risk: Bool = true
  ) -> Requirement {
    Requirement(
      id: id, kind: kind, statement: "It shall.", subject: subject, tags: tags,
      verification: verification ?? [passed], validation: validation ?? [passed],
      risk: risk ? .init(probability: 0.2, value: 7, period: "release") : nil)
  }

  private func standings(_ requirements: [Requirement]) -> RequirementStandings {
    RequirementStandings(
      requirements,
      by: RequirementReader(
        ControlReader(
          system: RandomHistory.system, packs: carriedPacks, ledger: Ledger(), now: "2026-02-01")))
  }

  private func answer(_ demand: RequirementDemand, _ requirements: [Requirement]) -> Status {
    standings(requirements).answer(to: demand).status
  }

  @Test func `without requirements nothing is known`() {
    for demand in RequirementDemand.allCases { #expect(answer(demand, []) == .notReported) }
  }

  @Test func `research is closed where every step of it passed`() {
    let product = requirement("2", .product, verification: [open])
    #expect(answer(.researched, [requirement("1"), product]) == .pass)
    #expect(answer(.researched, [product]) == .pass)
    #expect(answer(.researched, [requirement("1", validation: [open])]) == .fail)
    #expect(answer(.researched, [requirement("1", validation: [unknown])]) == .inconclusive)
  }

  @Test func `product requirements are there, with steps and risks`() {
    let sound = requirement("2", .product, verification: [open])
    #expect(answer(.productWritten, [sound]) == .pass)
    #expect(answer(.productWritten, [requirement("1")]) == .fail)
    #expect(answer(.productWritten, [requirement("2", .product, validation: [])]) == .fail)
    #expect(answer(.productWritten, [requirement("2", .product, risk: false)]) == .fail)
    // What research lacks is not asked here.
    #expect(answer(.productWritten, [sound, requirement("1", risk: false)]) == .pass)
  }

  @Test func `security and privacy are both there, and rated`() {
    let (security, privacy) = (
      requirement("1", tags: ["security"]), requirement("2", tags: ["privacy"])
    )
    #expect(answer(.protecting, [security, privacy]) == .pass)
    #expect(answer(.protecting, [requirement("1", tags: ["security", "privacy"])]) == .pass)
    #expect(answer(.protecting, [security]) == .fail)
    #expect(
      answer(.protecting, [security, requirement("2", tags: ["privacy"], risk: false)]) == .fail)
  }

  @Test func `what is stale or undecided is a warning for the trace, and unknown for closing`() {
    let waiting = [requirement("1", verification: [unknown])]
    #expect(answer(.traced, waiting) == .warn)
    #expect(answer(.validated, waiting) == .inconclusive)
    #expect(answer(.validated, waiting + [requirement("2", validation: [open])]) == .fail)
  }

  @Test func `each gate asks what its level says, and of a component its own`() {
    let all = standings([
      requirement("1", subject: .component("m"), validation: [open]),
      requirement("2", .product, tags: ["security", "privacy"], subject: .component("d")),
    ])
    func outcome(
      _ level: Int, of component: Component.ID? = nil,
      _ exemptions: [Subject: [Control.ID: Exemption]] = [:]
    ) -> RequirementsVerdict.Outcome {
      RequirementsVerdict(
        on: all, of: component, at: Level(level) ?? .first,
        exemptions: exemptions
      ).outcome
    }
    #expect((0...9).map { outcome($0) == .met }.prefix(6) == [true, true, true, true, true, false])
    #expect(outcome(5) == .notMet && outcome(9) == .notMet)
    #expect(outcome(9, of: "d") == .met && outcome(5, of: "m") == .notMet)
    let exempt = Exemption(
      control: "gov.research-closed", subject: .component("m"), reason: "borrowed", by: "mara",
      on: "2026-01-01")
    let exemptions = [Subject.component("m"): [exempt.control: exempt]]
    #expect(outcome(5, exemptions) == .met && outcome(5, of: "m", exemptions) == .met)
    #expect(outcome(9, exemptions) == .notMet)
  }

  @Test func `ids rank by their numbers`() {
    let ids = ["10.1", "2.10", "2.9", "2", "2.9.1"].map { requirement(.init($0)) }
    #expect(
      standings(ids).all.map(\.requirement.id.rawValue) == ["2", "2.9", "2.9.1", "2.10", "10.1"])
  }
}

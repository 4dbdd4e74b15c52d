import Readiness
import TestSupport
import Testing

/// What holds of whatever requirements there are.
@Suite struct RequirementLawTests {
  private static let reader = RequirementReader(
    ControlReader(
      system: RandomHistory.system, packs: carriedPacks,
      ledger: Ledger(folding: RandomHistory.events(120, seed: 7)), now: "2026-04-01"))

  private func pointer(_ numbers: inout SeededNumbers) -> Pointer {
    let test = TestName("t.py::test_\(Int.random(in: 0...2, using: &numbers))")
    return [
      Pointer("check:a", .check("a")), Pointer("control:code.ci-tests", .control("code.ci-tests")),
      Pointer("test", .test(test, line: Bool.random(using: &numbers) ? 1 : nil)),
      Pointer("gone", .missing("gone")),
      Pointer("x", .artefact(Artefact(location: "x", digest: "abcdef012345"), pinned: nil)),
      Pointer("w", .statement(.init(by: "mara", on: "2026-01-02", text: "Done."))),
    ].randomElement(using: &numbers) ?? Pointer("gone", .missing("gone"))
  }

  private func requirements(_ numbers: inout SeededNumbers) -> [Requirement] {
    func steps(_ numbers: inout SeededNumbers) -> [Requirement.Step] {
      (0..<Int.random(in: 0...2, using: &numbers)).map { index in
        Requirement.Step(
          text: "step \(index)",
          state: Requirement.Step.State.allCases.randomElement(using: &numbers) ?? .open,
          evidence: (0..<Int.random(in: 0...2, using: &numbers)).map { _ in pointer(&numbers) })
      }
    }
    return (0..<Int.random(in: 0...4, using: &numbers)).map { index in
      Requirement(
        id: .init("\(Int.random(in: 1...12, using: &numbers)).\(index)"),
        kind: Bool.random(using: &numbers) ? .research : .product, statement: "It shall.",
        subject: Bool.random(using: &numbers) ? .system : .component("m"),
        tags: Bool.random(using: &numbers) ? ["security", "privacy"] : [],
        verification: steps(&numbers), validation: steps(&numbers),
        risk: Bool.random(using: &numbers)
          ? .init(
            probability: Double.random(in: 0...1, using: &numbers),
            value: Int.random(in: 1...10, using: &numbers), period: "release") : nil)
    }
  }

  @Test func `a trace has no gap if and only if verifying finds none`() {
    var numbers = SeededNumbers(seed: 11)
    var withGaps = 0
    for _ in 0..<3_000 {
      let standings = RequirementStandings(requirements(&numbers), by: Self.reader)
      let answer = standings.answer(to: .traced)
      let isDenied = standings.all.contains { $0.state == .contradicted }
      if standings.all.isEmpty {
        #expect(answer.status == .notReported && standings.gaps.isEmpty)
      } else if isDenied {
        #expect(answer.status == .fail)
      } else {
        #expect(standings.gaps.isEmpty == answer.status.passes)
      }
      withGaps += standings.gaps.isEmpty ? 0 : 1
    }
    #expect((1_000..<3_000).contains(withGaps))
  }

  @Test func `no step stands better than it is written, nor a requirement than its steps`() {
    var numbers = SeededNumbers(seed: 12)
    for _ in 0..<3_000 {
      for standing in RequirementStandings(requirements(&numbers), by: Self.reader).all {
        for step in standing.steps {
          #expect(step.state != .passed || step.step.state == .passed)
          #expect(step.state != .passed || step.evidence.allSatisfy(\.bearing.bears))
          #expect(standing.state <= step.state)
        }
        #expect(
          standing.isClosed
            == (standing.gaps.isEmpty
              && standing.steps.allSatisfy {
                $0.state == .passed
              }))
      }
    }
  }

  @Test func `a higher gate never asks for less`() {
    var numbers = SeededNumbers(seed: 13)
    for _ in 0..<1_000 {
      let standings = RequirementStandings(requirements(&numbers), by: Self.reader)
      var wasMet = true
      for level in Level.all {
        let verdict = RequirementsVerdict(on: standings, of: nil, at: level, exemptions: [:])
        #expect(wasMet || verdict.outcome != .met)
        wasMet = verdict.outcome == .met
      }
    }
  }

  @Test func `a value of 9 or 10 is minor nowhere, in numbers or in a cell`() {
    for value in 1...10 {
      for step in 0...1_000 {
        let risk = Requirement.Risk(
          probability: Double(step) / 1_000, value: value, period: "release")
        #expect(value < 9 || risk.band != .minor)
        // A cell is never drawn as less grave than what lies in it.
        #expect(RiskCell(of: risk).band >= risk.band)
      }
    }
    for row in 0..<RiskCell.steps {
      #expect(RiskCell(row: row, column: RiskCell.steps - 1).band != .minor)
    }
  }

  @Test func `every probability and value has its cell, by bounds in numbers`() {
    func cell(_ probability: Double, _ value: Int) -> RiskCell {
      RiskCell(of: .init(probability: probability, value: value, period: "p"))
    }
    #expect(cell(0, 1) == RiskCell(row: 0, column: 0))
    #expect(cell(0.199, 2) == RiskCell(row: 0, column: 0))
    #expect(cell(0.2, 3) == RiskCell(row: 1, column: 1))
    #expect(cell(0.6, 8) == RiskCell(row: 3, column: 3))
    #expect(cell(1, 10) == RiskCell(row: 4, column: 4))
    #expect(RiskBand(probability: 0.1, value: 10) == .notable)
    #expect(RiskBand(probability: 0.124, value: 8) == .minor)
    #expect(RiskBand(probability: 0.125, value: 8) == .notable)
    #expect(RiskBand(probability: 0.3, value: 10) == .grave)
    #expect(RiskBand(probability: 0.001, value: 9) == .notable)
  }

  @Test func `risks over different periods are ranked apart, the greatest first`() {
    func requirement(_ id: Requirement.ID, _ risk: Requirement.Risk?) -> Requirement {
      Requirement(id: id, kind: .product, statement: "s", subject: .system, risk: risk)
    }
    let rankings = RiskRanking.rankings(of: [
      requirement("1", .init(probability: 0.1, value: 8, period: "release")),
      requirement("2", .init(probability: 0.9, value: 9, period: "year")),
      requirement("10", .init(probability: 0.2, value: 4, period: "release")),
      requirement("9", .init(probability: 0.2, value: 4, period: "release")),
      requirement("3", .init(probability: 0.5, value: 8, period: "release")),
      requirement("4", nil),
    ])
    #expect(rankings.map(\.period) == ["release", "year"])
    let ids = rankings.map { $0.risks.map(\.requirement.id.rawValue) }
    #expect(ids == [["3", "1", "9", "10"], ["2"]])
  }
}

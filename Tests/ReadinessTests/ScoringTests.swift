import Readiness
import TestSupport
import Testing

/// The hand-computed vectors of the frameworks: totals and bands for given points.
@Suite struct ScoringTests {
  @Test(arguments: [
    (0.0, "not ready"), (22, "not ready"), (24, "not ready"), (24.9, "not ready"),
    (25, "adequate, fragile in growth"), (29.7, "adequate, fragile in growth"),
    (39, "adequate, fragile in growth"), (39.99, "adequate, fragile in growth"), (40, "robust"),
    (44, "robust"), (60, "robust"), (60.01, "best in class"), (61, "best in class"),
    (66, "best in class"), (88, "best in class"),
  ])
  func `robustness bands`(_ total: Double, _ name: String) throws {
    #expect(try band(total, of: "robustness") == name)
  }

  @Test(arguments: [
    (0.0, "research project"), (0.5, "serious gaps likely"), (1, "serious gaps likely"),
    (1.5, "first pass"), (2.5, "fairly tested"), (3, "fairly tested"), (5, "strongly automated"),
    (5.5, "exceptional"), (7, "exceptional"),
  ])
  func `ML Test Score bands`(_ total: Double, _ name: String) throws {
    #expect(try band(total, of: "ml-test-score") == name)
  }

  @Test func `every total has exactly one band`() throws {
    for (id, maximum) in [("robustness", 88.0), ("ml-test-score", 7.0)] {
      let framework = try #require(carriedPacks.framework(.init(id)))
      for step in 0...880 {
        let total = maximum * Double(step) / 880
        #expect(framework.bands.filter { $0.contains(total) }.count == 1, "\(id) at \(total)")
      }
    }
  }

  /// A framework of one control an item, so that points can be given item by item.
  private func score(
    _ total: Framework.Total, points: [Double], sections: [[Int?]]
  ) -> Score {
    var controls: [Control] = []
    var facts: [Fact] = []
    let made = sections.enumerated().map { row, assurances in
      Framework.Section(
        id: .init("\(row)"), title: "\(row)",
        items: assurances.enumerated().map { column, assurance in
          let id = Control.ID("c.\(row)-\(column)")
          controls.append(
            Control(
              id: id, statement: "s", why: "w", remedy: "r", scope: .system, boundTo: [],
              freshForDays: 1000, gate: .first))
          facts += self.facts(giving: id, assurance)
          return Framework.Item(id: .init(id.rawValue), title: "t", question: "q", requires: [id])
        })
    }
    let framework = Framework(
      id: "f", name: "F", total: total, points: points, sections: made)
    let packs = Packs(
      controls: controls, frameworks: [framework],
      scale: ReadinessScale(name: "n", levels: [], criteria: []), digest: "")
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(), traits: [], components: [])
    var ledger = Ledger()
    // One after the other: runs of one moment are one run.
    let start: Instant = "2026-01-01"
    for (index, fact) in facts.enumerated() {
      ledger.fold(
        Event(
          position: index, at: Instant(milliseconds: start.milliseconds + Int64(index)),
          by: Actor(.automation, "ci"), system: system.id,
          fact: fact))
    }
    return Verdict(on: system, by: packs, ledger: ledger, at: "2026-01-02").scores[0]
  }

  private func facts(giving control: Control.ID, _ assurance: Int?) -> [Fact] {
    func word(_ artefacts: [Artefact]) -> Fact {
      .attestationTaken(
        .init(
          attestation: Attestation(
            control: control, subject: .system, says: true, by: "mara", on: "2026-01-01",
            artefacts: artefacts), versions: Versions()))
    }
    let run = Fact.evidenceRecorded(
      Evidence(
        finding: Finding(control: control, subject: .system, status: .pass, summary: "ok"),
        check: "c", configuration: "", versions: Versions(), tool: "0"))
    return switch assurance {
    case nil:
      [
        .exemptionDeclared(
          Exemption(control: control, subject: .system, reason: "no", by: "mara", on: "2026-01-01"))
      ]
    case 1: [word([])]
    case 2: [word([Artefact(location: "a")])]
    case 3: [run]
    case 4: [run, run, run]
    default: []
    }
  }

  private let robustnessSections = [3, 3, 4, 4, 4, 4]

  @Test(arguments: 0...4)
  func `a robustness score of equal items`(_ points: Int) {
    let score = score(
      .sum(leastApplicable: 18), points: [0, 1, 2, 3, 4],
      sections: robustnessSections.map { Array(repeating: points, count: $0) })
    #expect(score.stands.value == Double(22 * points))
  }

  @Test func `robustness with items that do not apply is scaled to 88`() throws {
    // Two of 22 out, the other 20 all 2: 88 · 40 / 80.
    let two = score(
      .sum(leastApplicable: 18), points: [0, 1, 2, 3, 4],
      sections: [[nil, nil, 2], [2, 2, 2]] + Array(repeating: [2, 2, 2, 2], count: 4))
    #expect(two.stands.value == 44)
    // 20 items that add up to 27: 88 · 27 / 80.
    let odd = score(
      .sum(leastApplicable: 18), points: [0, 1, 2, 3, 4],
      sections: [[nil, nil, 2], [2, 2, 1]] + Array(repeating: [1, 1, 2, 1], count: 4))
    #expect(abs(try #require(odd.stands.value) - 29.7) < 1e-9)
    let few = score(
      .sum(leastApplicable: 18), points: [0, 1, 2, 3, 4],
      sections: [[nil, nil, nil], [nil, nil, 2]] + Array(repeating: [2, 2, 2, 2], count: 4))
    #expect(few.stands.value == nil)
  }

  @Test func `the ML Test Score is its least section, scaled where tests do not apply`() {
    func total(_ sections: [[Int?]]) -> Double? {
      score(.leastSection(mostNotApplicable: 2), points: [0, 0, 0.5, 0.5, 1], sections: sections)
        .stands.value
    }
    let full = Array(repeating: Int?.some(4), count: 7)
    #expect(total([full, full, full, full]) == 7)
    #expect(total([full, full, full, Array(repeating: 0, count: 7)]) == 0)
    // Section sums 3.5, 4, 2.5 and 3.
    #expect(
      total([
        [2, 2, 2, 2, 2, 2, 2], [4, 4, 4, 4, 0, 0, 0], [4, 4, 2, 0, 0, 0, 0], [4, 4, 4, 0, 0, 0, 0],
      ]) == 2.5)
    // Five tests that apply, all whole, scale to 7; with three out there is no total.
    #expect(total([[nil, nil, 4, 4, 4, 4, 4], full, full, full]) == 7)
    #expect(total([[nil, nil, nil, 4, 4, 4, 4], full, full, full]) == nil)
  }

  @Test func `maturity asks for every statement`() {
    let all = score(
      .everyStatement, points: [0, 0, 1, 1, 1], sections: [[2, 3, 4], [2, nil, 2]])
    #expect(all.stands.isComplete && all.stands.points == 5 && all.stands.pointsMax == 5)
    #expect(!all.proved.isComplete && all.proved.points == 2)
    let one = score(.everyStatement, points: [0, 0, 1, 1, 1], sections: [[2, 1, 4]])
    #expect(!one.stands.isComplete && one.stands.points == 2)
  }

  private func band(_ total: Double, of id: String) throws -> String? {
    let framework = try #require(carriedPacks.framework(.init(id)))
    return framework.bands.first { $0.contains(total) }?.name
  }
}

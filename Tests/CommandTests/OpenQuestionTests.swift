import Definitions
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What is asked, in which order, and what is not.
@Suite struct OpenQuestionTests {
  private func questions(
    _ shell: Shell, _ topics: [String] = [], of person: Person.ID? = "mara", again: Bool = false,
    about component: Component.ID? = nil
  ) throws -> [OpenQuestion] {
    let verdict = try shell.verdict()
    return verdict.openQuestions(
      in: try PackLibrary.read().questions(about: topics), about: component, of: person,
      again: again)
  }

  private func names(_ questions: [OpenQuestion]) -> [String] {
    questions.map { "\($0.control.id) of \($0.subject)" }
  }

  @Test func `everything is asked that evidence does not show, and nothing else`() throws {
    let shell = try Shell()
    _ = shell("check")
    let verdict = try shell.verdict()
    let asked = Set(names(try questions(shell)))
    let readers = Dictionary(
      uniqueKeysWithValues: verdict.readings.list.map { reading in
        ("\(reading.control.id) of \(reading.subject)", verdict.readers(of: reading))
      })
    for reading in verdict.readings.list {
      let name = "\(reading.control.id) of \(reading.subject)"
      let isShown = reading.assurance >= .documented
      let isRefuted = reading.standing == .refuted
      let isOut = reading.standing.isNotApplicable
      let isRead = readers[name].map { readers in
        !readers.items.isEmpty
          || readers.criteria.contains { $0.reading.criterion.phase == .evidence }
      }
      #expect(
        asked.contains(name) == (!isShown && !isRefuted && !isOut && isRead == true), "\(name)")
    }
    #expect(asked.count > 50)
    #expect(!asked.contains("gov.business-goals of system"))
    #expect(!asked.contains("model.counterfactual of model"))
    #expect(!asked.contains("gov.debrief of model"), "it is asked in the review itself")
  }

  @Test func `the order is that of the items that read them`() throws {
    let shell = try Shell()
    let packs = try PackLibrary.read()
    for topic in ["maturity", "robustness", "mltrl", "4"] {
      let wanted = try #require(packs.controls(of: topic))
      let asked = try questions(shell, [topic]).map(\.control.id)
      let places = asked.map { wanted.firstIndex(of: $0) ?? -1 }
      #expect(
        !places.isEmpty && places == places.sorted() && places.allSatisfy { $0 >= 0 }, "\(topic)")
    }
    let all = try questions(shell).map(\.control.id)
    #expect(Set(all).isSuperset(of: try questions(shell, ["mltrl"]).map(\.control.id)))
    #expect(
      packs.controls(of: "R1.1") == ["data.quality-checked", "data.schema"]
        || packs.controls(of: "R1.1")?.isEmpty == false)
    #expect(packs.controls(of: "L4.3")?.isEmpty == false)
    #expect(packs.controls(of: "nonsense") == nil)
  }

  @Test func `questions are numbered among all and within their domain`() throws {
    let asked = try questions(Shell())
    #expect(asked.map(\.progress.number) == Array(1...asked.count))
    #expect(asked.allSatisfy { $0.progress.total == asked.count })
    for (_, group) in Dictionary(grouping: asked, by: \.control.domain) {
      #expect(group.map(\.domainProgress.number) == Array(1...group.count))
      #expect(group.allSatisfy { $0.domainProgress.total == group.count })
    }
  }

  @Test func `what you said and still counts is not asked again, unless asked for`() throws {
    let shell = try Shell()
    for (control, word) in [("doc.code", "--yes"), ("doc.architecture", "--no")] {
      #expect(shell("answer \(control) \(word) --by mara").ending == .met)
    }
    let (claim, no) = ("doc.code of system", "doc.architecture of system")
    let mara = try names(questions(shell))
    #expect(!mara.contains(claim) && !mara.contains(no))
    let again = try names(questions(shell, again: true))
    #expect(again.contains(claim) && again.contains(no))
    // A claim of somebody else's could be shown by an artefact; a no could not be undone.
    let kofi = try names(questions(shell, of: "kofi", again: true))
    #expect(kofi.contains(claim) && !kofi.contains(no))
    #expect(try names(questions(shell, of: nil)).contains(claim))
  }

  @Test func `what has aged is asked again, with what was said`() throws {
    var shell = try Shell()
    shell.now = "2026-09-01T12:00:00Z"
    let question = try #require(
      try questions(shell, ["maturity"]).first { $0.control.id == "gov.business-goals" })
    #expect(question.words.map(\.isFresh) == [false])
    #expect(question.countsUntil == "2027-02-28T12:00:00Z")
    try shell.edit(
      "airworthy.yaml", "{code.versioned: 60 days}", to: "{gov.business-goals: 5 days}")
    #expect(
      try questions(shell, ["gov.business-goals"]).first?.countsUntil == "2026-09-06T12:00:00Z")
  }

  @Test func `a control that is named is asked whatever is known, unless it does not apply`() throws
  {
    let shell = try Shell()
    #expect(try names(questions(shell, ["gov.business-goals"])) == ["gov.business-goals of system"])
    #expect(try names(questions(shell, ["model.counterfactual"])).isEmpty)
    #expect(
      try names(questions(shell, ["gov.debrief"], about: "model")) == [
        "gov.debrief of model"
      ])
  }

  @Test func `what a fresh check refutes is mended, and not talked away`() throws {
    let shell = try Shell()
    _ = shell("check")
    let refuted = try shell.verdict().readings.list.filter {
      $0.standing == .refuted && $0.isChecked
    }
    #expect(!refuted.isEmpty)
    let asked = try names(questions(shell))
    for reading in refuted {
      #expect(!asked.contains("\(reading.control.id) of \(reading.subject)"))
    }
  }

  @Test func `only what is about a component is asked of it`() throws {
    let asked = try questions(Shell(), about: "data")
    #expect(!asked.isEmpty && asked.allSatisfy { $0.subject == .component("data") })
  }
}

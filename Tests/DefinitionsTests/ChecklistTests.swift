import Definitions
import Documents
import Readiness
import Testing

@Suite struct ChecklistTests {
  private let packs: Packs

  init() throws { packs = try PackLibrary.read() }

  @Test func `the carried checklists ask as many questions as their sources`() throws {
    #expect(packs.checklists.map(\.id) == ["mltrl-ethics", "deon"])
    let mltrl = try #require(packs.checklist("mltrl-ethics"))
    #expect(mltrl.parts.map(\.questions.count) == [3, 3, 2, 5, 3, 3, 15, 6])
    #expect(mltrl.parts.map(\.isOfOrganisation) == [Bool](repeating: false, count: 7) + [true])
    let deon = try #require(packs.checklist("deon"))
    #expect(deon.parts.map(\.questions.count) == [4, 3, 5, 5, 4])
    func asked(_ checklist: Checklist) -> [Int] {
      Level.all.map { checklist.questions(at: $0).count }
    }
    #expect(asked(mltrl) == [19, 19, 19, 19, 19, 19, 29, 34, 34, 34])
    #expect(asked(deon) == [4, 12, 17, 17, 18, 18, 21, 21, 21, 21])
  }

  @Test func `every question can be asked alone`() {
    let questions = packs.checklists.flatMap(\.parts).flatMap(\.questions)
    #expect(Set(questions.map(\.id)).count == questions.count)
    #expect(Set(questions.map(\.text)).count == questions.count)
    let leaning = [
      "it", "they", "them", "this", "these", "those", "and", "if", "or", "then", "also",
    ]
    for question in questions {
      let words = question.text.dropLast().lowercased().split { !$0.isLetter }.map(String.init)
      #expect(question.text.hasSuffix("?") && words.count >= 6, "\(question.id)")
      #expect(question.text.filter { "?.;".contains($0) }.count == 1, "\(question.id)")
      #expect(!leaning.contains(words.first ?? ""), "\(question.id)")
      for word in ["above", "below", "previous", "aforementioned"] {
        #expect(!words.contains(word), "\(question.id)")
      }
    }
  }

  @Test func `a team's own checklist takes the place of one of the same name`() throws {
    let question = "{id: q.1, text: Whom does a mistake of ours cost something?}"
    let replaced = try PackLibrary.read(own: [file("mltrl-ethics", [question])])
    #expect(replaced.checklists.map(\.id) == ["mltrl-ethics", "deon"])
    #expect(replaced.checklist("mltrl-ethics")?.questions(at: .last).map(\.id) == ["q.1"])
    let added = try PackLibrary.read(own: [file("ours", [question])])
    #expect(added.checklists.map(\.id) == ["mltrl-ethics", "deon", "ours"])
  }

  @Test func `a question that stands twice is refused`() {
    #expect(throws: Diagnostics.self) {
      try PackLibrary.read(own: [file("ours", ["{id: q.1, text: One?}", "{id: q.1, text: Two?}"])])
    }
  }

  private func file(_ id: String, _ questions: [String]) -> PackLibrary.File {
    let text = """
      apiVersion: airworthy/v1
      kind: checklist
      id: \(id)
      name: Ours
      source: Us.
      about: What we ask ourselves.
      parts:
        - title: One
          questions: [\(questions.joined(separator: ", "))]
      """
    return .init(name: "packs/own.yaml", bytes: Array(text.utf8))
  }
}

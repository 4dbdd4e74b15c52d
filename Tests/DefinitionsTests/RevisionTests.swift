import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// Answers into files: by a fixed seed, against a table that is kept beside them.
@Suite struct RevisionTests {
  private struct Key: Hashable {
    let control: Control.ID
    let subject: Subject
    let person: Person.ID
  }

  private static let controls: [(id: Control.ID, components: [Component.ID?])] = [
    ("doc.code", [nil]), ("gov.roles", [nil]), ("gov.sim2real", [nil, "data", "model"]),
    ("gov.key-decision", [nil, "data", "model"]), ("model.tuned", [nil, "model"]),
    ("data.privacy", [nil, "data"]),
  ]

  @Test func `600 batches of random answers leave what was said before and the answers`() throws {
    let packs = try PackLibrary.read()
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    var project = try #require(Project.read(in: folder, now: "2026-02-01", packs: packs).project)
    var table = Self.table(of: project)
    var numbers = SeededNumbers(seed: 11)
    var (taken, refused) = (0, 0)
    for round in 0..<600 {
      let answers = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in Self.answer(&numbers) }
      let before = table
      do throws(AnswerRefusal) {
        let revision = try project.revised(by: answers, from: nil, at: "2026-02-01T10:00:00Z")
        for change in revision.changes { try? sample.write(change.after, to: change.path) }
        project = revision.project
        for answer in answers { Self.note(answer, in: &table, of: project) }
        #expect(Self.table(of: project) == table, "round \(round)")
        taken += 1
      } catch {
        guard case .answers(let problems) = error else {
          Issue.record("round \(round): \(error.diagnostics.map(\.message))")
          return
        }
        // Only what contradicts itself or another's exemption is refused.
        #expect(problems.allSatisfy { [.repeatedEntry, .wrongValue].contains($0.code) })
        refused += 1
        #expect(Self.table(of: project) == before)
      }
    }
    // What was written is what is read.
    let read = try #require(Project.read(in: folder, now: "2026-02-02", packs: packs).project)
    #expect(Self.table(of: read) == table)
    #expect(taken > 200 && refused > 50)
    #expect(try sample.text(of: "airworthy.yaml").contains("waiver-days: 60"))
  }

  private static func answer(_ numbers: inout SeededNumbers) -> Answer {
    let control = controls[Int.random(in: 0..<controls.count, using: &numbers)]
    let component = control.components.randomElement(using: &numbers) ?? nil
    let person: Person.ID = Bool.random(using: &numbers) ? "mara" : "kofi"
    let note = ["plain", "a: b", "# c", "it's \"so\"", "two\nlines"].randomElement(using: &numbers)
    let word: Answer.Word =
      Int.random(in: 0..<4, using: &numbers) == 0
      ? .notApplicable(because: note ?? "")
      : .says(Bool.random(using: &numbers), note: note)
    return Answer(
      control: Located(control.id, at: .start, text: nil),
      component: component.map { Located($0, at: .start, text: nil) },
      by: Located(person, at: .start, text: nil), word: word)
  }

  /// What each person says, in words.
  private static func table(of project: Project) -> [Key: String] {
    let says = project.declared.attestations.map {
      (Key(control: $0.control, subject: $0.subject, person: $0.by), "\($0.says) \($0.note ?? "")")
    }
    let exempts = project.declared.exemptions.map {
      (Key(control: $0.control, subject: $0.subject, person: $0.by), "out \($0.reason)")
    }
    return Dictionary(says + exempts, uniquingKeysWith: { "\($0) and \($1)" })
  }

  private static func note(_ answer: Answer, in table: inout [Key: String], of project: Project) {
    let scope = project.packs.controls[answer.control.value]?.scope ?? .system
    for subject in project.system.subjects(of: scope)
    where answer.component == nil || subject == answer.component.map({ .component($0.value) }) {
      let key = Key(control: answer.control.value, subject: subject, person: answer.by.value)
      switch answer.word {
      case .says(let truth, _, let note, _): table[key] = "\(truth) \(note ?? "")"
      case .notApplicable(let reason): table[key] = "out \(reason)"
      }
    }
  }

  @Test func `places of answers are those of where they were written`() throws {
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    let project = try #require(Project.read(in: folder, now: "2026-02-01").project)
    let answer = Answer(
      control: Located("doc.cod", at: .init(line: 12, column: 3), text: "doc.cod"),
      by: Located("mara", at: .init(line: 12, column: 9), text: nil), word: .says(true))
    let source = Diagnostic.Source(file: "answers.xlsx", text: "")
    #expect {
      try project.revised(by: [answer], from: source, at: "2026-02-01")
    } throws: { error in
      guard case AnswerRefusal.answers(let problems) = error else { return false }
      return problems.first?.place?.file == "answers.xlsx"
        && problems.first?.place?.position == .init(line: 12, column: 3)
    }
  }
}

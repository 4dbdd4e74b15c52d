import Definitions
import Documents
import Readiness
import Spreadsheets

extension AnswerFile {
  /// The answers that were changed in a workbook since it was written.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - name: The name to show in diagnostics.
  ///   - person: Who answers where a row does not say.
  ///   - project: What the answers must be about.
  ///   - verdict: What stands now, where what was answered since is not to be replaced.
  init(
    workbook bytes: [UInt8], file name: String, by person: Person.ID?, about project: Project,
    beside verdict: Verdict?
  ) {
    let read = AnswerWorkbook.answers(
      in: bytes, of: name, about: project.system, by: project.packs, beside: verdict)
    var cells = Cells()
    var (answers, problems): ([Answer], [Diagnostic]) = ([], read.diagnostics)
    for answer in read.list {
      if let by = answer.by ?? person {
        answers.append(Answer(answer, by: by, &cells))
      } else {
        problems.append(
          Diagnostic(
            .missingKey, "nobody is said to answer \(answer.control) anew",
            at: answer.places.person, fix: "call with --by, or name another person in the row"))
      }
    }
    self.init(
      answers: answers, diagnostics: problems, source: .init(file: name, places: cells.places))
  }
}

/// Cells by positions, as answers of texts have them.
private struct Cells {
  private(set) var places: [Tree.Position: Diagnostic.Place] = [:]

  mutating func located<Value>(_ value: Value, at place: Diagnostic.Place) -> Located<Value> {
    let position = Tree.Position(line: places.count + 1, column: 1)
    places[position] = place
    return Located(value, at: position, text: nil)
  }
}

extension Answer {
  fileprivate init(_ answer: SheetAnswer, by person: Person.ID, _ cells: inout Cells) {
    let places = answer.places
    var component: Located<Component.ID>?
    if case .component(let id) = answer.subject {
      component = cells.located(id, at: places.answer)
    }
    let word: Word =
      switch answer.says {
      case .yes(let artefacts), .no(let artefacts):
        .says(
          answer.says.isYes, artefacts: artefacts.map { cells.located($0, at: places.artefact) },
          note: answer.note)
      case .notApplicable(let reason): .notApplicable(because: reason)
      }
    self.init(
      control: cells.located(answer.control, at: places.answer), component: component,
      by: cells.located(person, at: places.person), word: word)
  }
}

extension SheetAnswer.Says {
  fileprivate var isYes: Bool { if case .yes = self { true } else { false } }
}

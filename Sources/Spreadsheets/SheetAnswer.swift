package import Documents
package import Readiness

/// What a person answered in a row of a workbook, and where it stands.
package struct SheetAnswer: Hashable, Sendable {
  package let control: Control.ID
  package let subject: Subject
  package let says: Says
  /// Who says so; `nil` where the row names nobody but whoever answered it before.
  package let by: Person.ID?
  package let note: String?
  package let places: Places

  /// The cells that it stands in.
  package struct Places: Hashable, Sendable {
    package let answer: Diagnostic.Place
    package let artefact: Diagnostic.Place
    package let person: Diagnostic.Place
  }

  package enum Says: Hashable, Sendable {
    /// It is so, or is not, with files or web addresses to look at, or none.
    case yes([String])
    case no([String])
    case notApplicable(reason: String)
  }
}

extension AnswerWorkbook {
  /// What came of reading a workbook.
  package struct Answers: Sendable {
    /// What differs from when the workbook was written and can be read, in the order of its rows.
    package let list: [SheetAnswer]
    /// Everything that is wrong with others, and what is worth a warning.
    package let diagnostics: [Diagnostic]
  }

  /// Whether a file is meant to be a workbook, be it a damaged one or one of another kind.
  package static func isMeant(by bytes: [UInt8], named name: String) -> Bool {
    Archive.isPacked(bytes) || name.lowercased().contains(/\.(xlsx?|xlsm|xlsb|ods)$/)
  }

  /// Reads back the answers that were changed since the workbook was written.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: Its name, for places.
  ///   - system: The system that the answers must be about.
  ///   - packs: What the workbook must have been written by.
  ///   - verdict: What stands now: a row whose question was answered otherwise since the workbook was
  ///     written is refused; `nil` to take it all the same.
  /// - Returns: The answers, and what is wrong with others; then none is to be taken.
  package static func answers(
    in bytes: [UInt8], of file: String, about system: System, by packs: Packs,
    beside verdict: Verdict?
  ) -> Answers {
    let workbook: Workbook
    do throws(Refusal) {
      workbook = try Workbook(bytes)
    } catch {
      let problem = Diagnostic(
        .badWorkbook, "the file cannot be read as a workbook: \(error.reason)",
        at: .init(whole: file), fix: error.fix)
      return Answers(list: [], diagnostics: [problem])
    }
    var reader = AnswerReader(file: file, system: system, packs: packs)
    reader.standing = verdict?.replies ?? [:]
    reader.read(workbook)
    return Answers(list: reader.answers, diagnostics: reader.diagnostics)
  }
}

package import Readiness

/// A workbook that shows frameworks item by item, and takes answers.
package enum AnswerWorkbook {
  /// The most bytes of a file that is read as one.
  package static let bytesMax = Limits.bytes

  /// Writes the workbook; the same verdict gives the same bytes.
  ///
  /// - Parameters:
  ///   - verdict: What stands.
  ///   - frameworks: The frameworks to show; all where empty.
  ///   - tool: The version of Airworthy, which the workbook names.
  /// - Returns: A file in the format of Office Open XML, `.xlsx`.
  /// - Throws: ``CannotWrite``.
  package static func bytes(
    of verdict: Verdict, frameworks: [Framework.ID], tool: String
  ) throws(CannotWrite) -> [UInt8] {
    var names = SheetNames()
    let sheets = verdict.scores
      .filter { frameworks.isEmpty || frameworks.contains($0.framework.id) }
      .map { score in
        (
          name: names.name(for: score.framework),
          questionnaire: Questionnaire(score, verdict.readings)
        )
      }
    return try WorkbookWriter.bytes(
      title: "\(verdict.system.name): answers", created: verdict.at
    ) { book in
      if let sheet = book.add(SheetNames.about) {
        AboutSheet(verdict: verdict, sheets: sheets, tool: tool).write(on: sheet)
      }
      for (name, questionnaire) in sheets {
        guard let sheet = book.add(name) else { continue }
        QuestionnaireSheet(questionnaire: questionnaire, verdict: verdict).write(on: sheet)
      }
      if let sheet = book.add(RecordSheet.name) {
        RecordSheet.write(verdict, sheets, tool: tool, on: sheet)
      }
    }
  }
}

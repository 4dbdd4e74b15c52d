internal import Readiness

/// The hidden sheet that says for programs what the workbook is, and what its answers were when it
/// was written.
///
/// It holds `airworthy answers`, the version, the system and the packs below one another; then a row
/// for each sheet; then one for each control of each subject, with the cells that people change.
enum RecordSheet {
  static let name = "airworthy"
  static let mark = "airworthy answers"
  static let version = "1"

  /// What stands in the first column.
  enum Label: String {
    case system, packs, position, at, tool, sheet, topic
  }

  static func write(
    _ verdict: Verdict, _ sheets: [(name: String, questionnaire: Questionnaire)], tool: String,
    on sheet: SheetWriter
  ) {
    var row = 0
    func line(_ cells: [String]) {
      for (column, text) in cells.enumerated() where !text.isEmpty {
        sheet.write(text, row, column, .line)
      }
      row += 1
    }
    func line(_ label: Label, _ cells: [String]) { line([label.rawValue] + cells) }
    line([mark, version])
    line(.system, [verdict.system.id.rawValue])
    line(.packs, [verdict.packs])
    line(.position, ["\(verdict.position)"])
    line(.at, [verdict.at.text])
    line(.tool, [tool])
    for (name, questionnaire) in sheets {
      line(.sheet, [name, questionnaire.framework.id.rawValue])
    }
    var written: Set<Topic> = []
    for row in sheets.flatMap(\.questionnaire.rows) {
      guard let topic = row.topic, written.insert(topic).inserted else { continue }
      line(.topic, [topic.words] + Column.replies.map { row.reply[$0] })
    }
    sheet.protect()
    sheet.hide()
  }
}

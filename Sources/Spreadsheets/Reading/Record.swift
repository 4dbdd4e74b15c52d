/// What the hidden sheet says: see ``RecordSheet``.
struct Record {
  let sheet: Workbook.Sheet
  private(set) var facts: [RecordSheet.Label: (value: String, row: Int)] = [:]
  /// The names of the sheets with rows to answer.
  private(set) var sheets: [String] = []
  /// The answers when the workbook was written.
  private(set) var replies: [Topic: Reply] = [:]

  /// Finds the sheet by its first cell, whatever its name is now; `nil` where there is none.
  init?(_ workbook: Workbook) {
    guard
      let sheet = workbook.sheets.first(where: { $0[1, 1]?.text == RecordSheet.mark })
    else { return nil }
    self.sheet = sheet
    for (row, cells) in sheet.rows.sorted(by: { $0.key < $1.key }) {
      guard let label = cells[1].flatMap({ RecordSheet.Label(rawValue: $0.text) }) else { continue }
      let value = cells[2]?.text ?? ""
      switch label {
      case .sheet: sheets.append(value)
      case .topic:
        guard let topic = Topic(words: value) else { continue }
        replies[topic] = Reply(
          answer: cells[3]?.text ?? "", artefact: cells[4]?.text ?? "",
          comment: cells[5]?.text ?? "", by: cells[6]?.text ?? "")
      default: facts[label] = (value, row)
      }
    }
  }
}

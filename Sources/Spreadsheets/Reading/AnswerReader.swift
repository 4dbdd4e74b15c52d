internal import Documents
internal import Readiness
internal import Views

/// Reads answers off the sheets of a workbook, and gathers what is wrong with any.
struct AnswerReader {
  let file: String
  let system: System
  let packs: Packs
  var answers: [SheetAnswer] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let items: [String: [Framework.Item]]
  /// What stands now, where a later answer is not to be replaced.
  var standing: [Topic: Reply] = [:]
  /// What was answered already, and where.
  var given: [Topic: (reply: Reply, place: Diagnostic.Place)] = [:]

  /// More than these nobody reads.
  private static let diagnosticsMax = 200

  init(file: String, system: System, packs: Packs) {
    self.file = file
    self.system = system
    self.packs = packs
    items = Dictionary(grouping: packs.frameworks.flatMap(\.items), by: \.id.rawValue)
  }

  mutating func read(_ workbook: Workbook) {
    guard let record = Record(workbook) else {
      report(
        .badWorkbook,
        "this is no workbook that 'airworthy score --format xlsx' wrote, or its "
          + "hidden sheet '\(RecordSheet.name)' is gone", at: .init(whole: file),
        fix: "write it anew")
      return
    }
    guard isOurs(record) else { return }
    for sheet in workbook.sheets where sheet.name != record.sheet.name {
      read(sheet, record)
    }
  }

  /// Whether the workbook is of this system, by these packs and in a format that is known.
  private mutating func isOurs(_ record: Record) -> Bool {
    let before = diagnostics.count
    func place(_ row: Int) -> Diagnostic.Place {
      .init(file: file, sheet: record.sheet.name, cell: CellName(row: row, column: 2))
    }
    let version = record.sheet[1, 2]?.text ?? ""
    if version != RecordSheet.version {
      report(
        .foreignWorkbook,
        "the workbook has format '\(version.shown)'; this program reads '\(RecordSheet.version)'",
        at: place(1), fix: "read it with the version of airworthy that wrote it")
    }
    let written = record.facts[.system]
    if written?.value != system.id.rawValue {
      report(
        .foreignWorkbook,
        "the workbook is about '\((written?.value ?? "").shown)', and this is '\(system.id)'",
        at: place(written?.row ?? 1), fix: "name the folder of its system with -C")
    }
    let by = record.facts[.packs]
    if by?.value != packs.digest {
      report(
        .foreignWorkbook, "the workbook was written by other packs, whose statements may differ",
        at: place(by?.row ?? 1), fix: "write it anew, and carry the answers over")
    }
    return diagnostics.count == before
  }

  private mutating func read(_ sheet: Workbook.Sheet, _ record: Record) {
    guard let table = Table(sheet) else {
      if record.sheets.contains(sheet.name) {
        report(
          .changedCell, "the row with the titles of the columns is gone",
          at: .init(file: file, sheet: sheet.name, cell: CellName(row: 1, column: 1)),
          fix: "put the titles back, or remove the whole sheet")
      }
      return
    }
    if !table.missing.isEmpty {
      report(
        .changedCell,
        "the title '\(table.missing.map(\.title).joined(separator: "', '"))' is gone",
        at: .init(file: file, sheet: sheet.name, cell: table.home(of: table.missing[0])),
        fix: "put it back above its column")
      return
    }
    for row in table.rows where diagnostics.count < Self.diagnosticsMax {
      read(Row(row, of: table, in: file), record)
    }
  }

  private mutating func read(_ row: Row, _ record: Record) {
    guard row.isWritten else { return }
    let formulas = row.formulas
    for column in formulas {
      report(
        .wrongType, "a formula stands where a text is read", at: row.place(of: column),
        fix: "write the text itself")
    }
    guard formulas.isEmpty, let topic = topic(of: row, record) else { return }
    let was = record.replies[topic] ?? Reply()
    guard row.reply.settled != was.settled else { return }
    take(row, on: topic, was: was)
  }

  /// What a row is answered for, if it still says what it said when it was written.
  private mutating func topic(of row: Row, _ record: Record) -> Topic? {
    let written = row[.reads]
    guard !written.isEmpty else {
      if !row.isAnswered { return nil }
      report(
        .changedCell,
        "the row is answered and says not what for, or its item is not asked of this system",
        at: row.place(of: .reads), fix: "answer in a row that has '\(Column.reads.title)'")
      return nil
    }
    guard let topic = Topic(words: written) else {
      report(
        .changedCell, "'\(written.shown)' names no control and subject", at: row.place(of: .reads),
        fix: "write it as it was")
      return nil
    }
    guard let control = packs.controls[topic.control] else {
      report(
        .unknownControl, "no control '\(topic.control.rawValue.shown)' is known",
        at: row.place(of: .reads), fix: near(topic.control.rawValue, packs.order.map(\.rawValue)))
      return nil
    }
    guard system.subjects(of: control.scope).contains(topic.subject) else {
      // A component may have been removed since; its rows say nothing then.
      guard row.reply.settled != record.replies[topic]?.settled else { return nil }
      report(
        .wrongSubject,
        "\(control.id) is not asked of '\(topic.subject.description.shown)'",
        at: row.place(of: .reads),
        fix: near(
          topic.subject.description, system.subjects(of: control.scope).map(\.description)))
      return nil
    }
    return isUnchanged(row, reading: topic, record) ? topic : nil
  }

  private mutating func isUnchanged(_ row: Row, reading topic: Topic, _ record: Record) -> Bool {
    guard let items = items[row[.item]] else {
      report(
        .changedCell, "no item '\(row[.item].shown)' is known", at: row.place(of: .item),
        fix: "write it as it was")
      return false
    }
    let stated = items.filter { $0.question.cellText.words == row[.statement].words }
    guard !stated.isEmpty else {
      report(
        .changedCell, "this is not what \(row[.item]) states", at: row.place(of: .statement),
        fix: "write '\((items.first?.question.cellText.words ?? "").shortened(to: 400))'")
      return false
    }
    guard record.replies[topic] != nil,
      stated.contains(where: { $0.requires.contains(topic.control) })
    else {
      report(
        .changedCell, "\(row[.item]) does not read \(topic.words)", at: row.place(of: .reads),
        fix: "write it as it was")
      return false
    }
    return true
  }

  func near(_ word: String, _ known: [String]) -> String? {
    Spelling.nearest(to: word, among: known).map { "did you mean '\($0)'?" }
      ?? "there are \(known.sorted().prefix(12).joined(separator: ", "))"
  }

  mutating func report(
    _ code: Diagnostic.Code, _ message: String, at place: Diagnostic.Place, fix: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(code, message, at: place, fix: fix, severity: severity))
  }
}

extension String {
  /// The text for a message: short, in one line.
  var shown: String { words.shortened(to: 60) }

  /// The text with single blanks for all that separates words, as programs may break lines.
  fileprivate var words: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

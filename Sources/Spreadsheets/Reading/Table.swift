internal import Documents

/// The rows of a sheet below the titles of its columns, wherever people have moved them.
struct Table {
  let sheet: Workbook.Sheet
  let header: Int
  private let columns: [Column: Int]

  /// Titles stand within so many rows.
  private static let headerMax = 50

  /// Finds the titles; `nil` for a sheet that has none.
  init?(_ sheet: Workbook.Sheet) {
    self.sheet = sheet
    let wanted = Column.keys + Column.replies
    for row in sheet.rows.keys.sorted().prefix(Self.headerMax) {
      var columns: [Column: Int] = [:]
      for (column, cell) in sheet.rows[row, default: [:]].sorted(by: { $0.key < $1.key }) {
        guard let title = wanted.first(where: { $0.title == cell.text.settled }),
          columns[title] == nil
        else { continue }
        columns[title] = column
      }
      if columns[.reads] != nil || columns[.answer] != nil, columns.count > 2 {
        header = row
        self.columns = columns
        return
      }
    }
    return nil
  }

  /// What a reader needs and does not find.
  var missing: [Column] { (Column.keys + Column.replies).filter { columns[$0] == nil } }

  /// Where the title of a column that is missing stood: in its own column, or where rows have been
  /// moved, above the first column that bears no title of ours.
  func home(of missing: Column) -> CellName {
    let written = missing.rawValue + 1
    let known = Set(columns.values)
    let others = sheet.rows[header, default: [:]].keys.sorted().filter { column in
      !Column.allCases.contains { $0.title == sheet[header, column]?.text.settled }
    }
    let isFree = !known.contains(written)
    return CellName(row: header, column: isFree ? written : others.first ?? written)
  }

  var rows: [Int] { sheet.rows.keys.filter { $0 > header }.sorted() }

  func cell(_ row: Int, _ column: Column) -> Workbook.Cell? {
    columns[column].flatMap { sheet[row, $0] }
  }

  func name(_ row: Int, _ column: Column) -> CellName {
    CellName(row: row, column: columns[column] ?? 1)
  }
}

/// A row below the titles.
struct Row {
  private let row: Int
  private let table: Table
  private let file: String
  let reply: Reply

  init(_ row: Int, of table: Table, in file: String) {
    self.row = row
    self.table = table
    self.file = file
    func text(_ column: Column) -> String { table.cell(row, column)?.text ?? "" }
    reply = Reply(
      answer: text(.answer), artefact: text(.artefact), comment: text(.comment), by: text(.by))
  }

  subscript(column: Column) -> String { (table.cell(row, column)?.text ?? "").settled }

  /// Whether any cell of those that are read holds something.
  var isWritten: Bool {
    (Column.keys + Column.replies).contains { table.cell(row, $0) != nil }
  }

  var isAnswered: Bool {
    let reply = reply.settled
    return !reply.artefact.isEmpty || !["", Choice.later.rawValue].contains(reply.answer)
  }

  var formulas: [Column] {
    (Column.keys + Column.replies).filter { table.cell(row, $0)?.isFormula == true }
  }

  func place(of column: Column) -> Diagnostic.Place {
    .init(file: file, sheet: table.sheet.name, cell: table.name(row, column))
  }
}

extension Reply {
  /// The cells without what programs change when they save them; answers in small letters.
  var settled: Reply {
    Reply(
      answer: answer.settled.lowercased(), artefact: artefact.settled, comment: comment.settled,
      by: by.settled)
  }
}

internal import Documents

/// Reads the cells of a sheet.
struct SheetReader {
  private let part: String
  private let shared: [String]
  /// How many cells with something in them may still come.
  private(set) var room: Int
  private(set) var rows: [Int: [Int: Workbook.Cell]] = [:]

  private var row = 0
  private var column = 0
  private var cell: Open?

  /// A cell whose end has not come yet.
  private struct Open {
    let row: Int
    let column: Int
    let type: String
    var value = ""
    var inline = RichText()
    var isFormula = false
    var isValue = false
  }

  init(part: String, shared: [String], room: Int) {
    self.part = part
    self.shared = shared
    self.room = room
  }

  mutating func take(_ event: XMLReader.Event) throws(Refusal) {
    if cell != nil { return try takeInCell(event) }
    switch event {
    case .start("row", let attributes):
      row =
        try attributes["r"].map { written throws(Refusal) in
          try number(written, upTo: CellName.rowsMax)
        } ?? row + 1
      column = 0
    case .start("c", let attributes):
      if let written = attributes["r"] {
        guard let name = CellName(written) else { throw damaged("a cell '\(written)'") }
        (row, column) = (name.row, name.column)
      } else {
        column += 1
      }
      guard (1...CellName.rowsMax).contains(row), column <= CellName.columnsMax else {
        throw damaged("a cell beyond the edge")
      }
      cell = Open(row: row, column: column, type: attributes["t"] ?? "n")
    default: break
    }
  }

  private mutating func takeInCell(_ event: XMLReader.Event) throws(Refusal) {
    switch event {
    case .end("c"): try close()
    case .start("f", _): cell?.isFormula = true
    case .start("v", _): cell?.isValue = true
    case .end("v"): cell?.isValue = false
    case .text(let text) where cell?.isValue == true: cell?.value += text
    default: cell?.inline.take(event)
    }
  }

  private mutating func close() throws(Refusal) {
    guard let open = cell else { return }
    cell = nil
    let text = try text(of: open)
    guard !text.isEmpty || open.isFormula else { return }
    room -= 1
    guard room >= 0 else { throw Refusal("it has more than \(Limits.cells) cells") }
    let written = Workbook.Cell(text: text, isFormula: open.isFormula)
    guard rows[open.row, default: [:]].updateValue(written, forKey: open.column) == nil else {
      throw damaged("\(CellName(row: open.row, column: open.column).text) stands there twice")
    }
  }

  private func text(of open: Open) throws(Refusal) -> String {
    switch open.type {
    case "s":
      if open.value.isEmpty { return "" }
      let index = try number(open.value, upTo: Limits.texts)
      guard shared.indices.contains(index) else { throw damaged("a text that is not there") }
      return shared[index]
    case "inlineStr": return open.inline.text.unescapedFromCell
    case "b": return open.value == "1" ? "TRUE" : open.value == "0" ? "FALSE" : open.value
    case "str": return open.value.unescapedFromCell
    default: return open.value
    }
  }

  private func number(_ text: String, upTo most: Int) throws(Refusal) -> Int {
    guard let number = Int(text), (0...most).contains(number) else {
      throw damaged("a number '\(text.prefix(20))'")
    }
    return number
  }

  private func damaged(_ what: String) -> Refusal { .damaged("'\(part)', \(what)") }
}

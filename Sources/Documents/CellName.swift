/// The name of a cell of a sheet, `E14`; row and column from 1.
package struct CellName: Hashable, Sendable {
  package let row: Int
  package let column: Int

  /// The size of a sheet in the format that spreadsheets share.
  package static let rowsMax = 1 << 20
  package static let columnsMax = 1 << 14

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `E14`; `nil` for what names no cell of a sheet.
  package init?(_ text: String) {
    let letters = text.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let digits = text.utf8.dropFirst(letters.count)
    guard (1...3).contains(letters.count), (1...7).contains(digits.count),
      let row = Int(String(Substring(digits))), (1...Self.rowsMax).contains(row)
    else { return nil }
    column = letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 }
    guard column <= Self.columnsMax else { return nil }
    self.row = row
  }

  package var text: String {
    var letters = ""
    var rest = column
    while rest > 0 {
      letters = "\(Unicode.Scalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26)))" + letters
      rest = (rest - 1) / 26
    }
    return letters + "\(row)"
  }
}

import Testing

extension PackedFiles {
  /// Puts a text into a cell of a sheet, numbered from 1; an empty one empties it.
  package mutating func set(_ cell: String, of sheet: Int, to text: String) throws {
    let xml = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    try replace(
      cell, of: sheet,
      by: text.isEmpty ? "" : "<is><t xml:space=\"preserve\">\(xml)</t></is>", type: "inlineStr")
  }

  /// Puts XML into a cell that there is.
  package mutating func replace(_ cell: String, of sheet: Int, by xml: String, type: String) throws
  {
    let part = "xl/worksheets/sheet\(sheet).xml"
    let before = self[part]
    let regex = try Regex("<c r=\"\(cell)\"[^>]*?(/>|>.*?</c>)")
    try #require(before.contains(regex), "there is no cell \(cell)")
    self[part] = before.replacing(regex) { _ in "<c r=\"\(cell)\" t=\"\(type)\">\(xml)</c>" }
  }
}

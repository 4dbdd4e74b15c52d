import Testing

@testable import Spreadsheets

@Suite struct CellTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("two\r\nlines", "two\nlines"), ("a\u{1}b\u{7F}c", "a\u{FFFD}b\u{FFFD}c"),
    ("a\u{FFFF}b\u{1FFFE}", "a\u{FFFD}b\u{FFFD}"), ("tab\there", "tab here"),
    ("=1+1", "=1+1"), ("a\u{202E}b", "a\u{FFFD}b"),
  ])
  func `a cell gets lines without control characters`(text: String, cell: String) {
    #expect(text.cellText == cell)
  }

  @Test(arguments: ["a", "é", "😀", "e\u{301}"])
  func `a cell holds no more than spreadsheets take`(letter: String) {
    let cut = String(repeating: letter, count: 40_000).cellText
    #expect(cut.utf16.count <= 32_767 && cut.utf16.count > 32_760)
    #expect(cut.hasSuffix("…"))
    let fitting = String(repeating: "a", count: 32_767)
    #expect(fitting.cellText == fitting)
  }

  @Test(arguments: ["_x0041_", "a_x000D_b_x", "_x005F_x0041_", "_xZZZZ_", "_x41_", "__x0041__"])
  func `what looks like a code of a character stays what it is`(text: String) {
    #expect(text.escapedForCell.unescapedFromCell == text)
  }

  @Test func `codes of characters are read as spreadsheets mean them`() {
    #expect("a_x0009_b_x005F_x0041_c_xD800_".unescapedFromCell == "a\tb_x0041_c_xD800_")
  }

  @Test(arguments: [
    ("", 1), ("word", 1), ("two words", 1), ("a\nb\nc", 3),
    (String(repeating: "x", count: 100), 10), ("one two three four five", 3),
  ])
  func `rows are as high as their texts need`(text: String, lines: Int) {
    // Ten letters fit.
    #expect(RowHeight.lines(of: text, in: 10) == lines)
  }

  @Test func `no row is higher than spreadsheets take`() {
    #expect(RowHeight.points(for: [(String(repeating: "x ", count: 9000), 5)]) == 409)
    #expect(RowHeight.points(for: []) > 20)
  }
}

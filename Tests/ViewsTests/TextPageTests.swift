import Testing

@testable import Views

/// How words are laid out on a terminal.
@Suite struct TextPageTests {
  private func lines(_ page: TextPage, width: Int = 40, colour: Bool = false) -> [String] {
    page.rendered(for: Terminal(width: width, hasColour: colour))
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `a paragraph is folded at its width, later lines indented by more`() {
    var page = TextPage()
    page.line("one two three four five six seven eight nine ten", indent: 2, hanging: 2)
    #expect(lines(page) == ["  one two three four five six seven", "    eight nine ten"])
  }

  @Test func `a word that is wider than the terminal stays whole`() {
    var page = TextPage()
    let path = String(repeating: "a/", count: 30)
    page.line(Line("see \(path) there"))
    #expect(lines(page) == ["see", path, "there"])
  }

  @Test func `columns are aligned, and an empty one takes no room`() {
    var table = TextTable([.left, .left, .right, .left])
    table.row(["a", "", "1", "x"])
    table.row(["bcd", "", "20", "y"])
    var page = TextPage()
    page.table(table, indent: 0)
    #expect(lines(page) == ["a     1  x", "bcd  20  y"])
  }

  @Test func `a table that is too wide folds its cells, the last one first`() {
    var table = TextTable([.left, .right, .left])
    table.row(["a name of some length", "12", "and a remark that goes on for a while"])
    var page = TextPage()
    page.table(table, indent: 0)
    let shown = lines(page)
    #expect(shown.allSatisfy { $0.count <= 40 })
    #expect(shown.map { $0.prefix(10) }.joined().contains("a name of"))
    #expect(shown.joined(separator: " ").contains("while"))
    #expect(!shown.contains { $0.hasSuffix(" ") })
  }

  @Test func `colour is put on words, and takes no room`() {
    var page = TextPage()
    page.line(Line("good", .good) + " and " + Line("bad", .bad))
    #expect(lines(page) == ["good and bad"])
    #expect(
      lines(page, colour: true) == ["\u{1B}[32mgood\u{1B}[0m and\u{1B}[31m bad\u{1B}[0m"]
        || lines(page, colour: true) == ["\u{1B}[32mgood\u{1B}[0m and \u{1B}[31mbad\u{1B}[0m"])
  }

  @Test(arguments: ["\u{1B}[2J", "\u{7}", "\u{9B}31m", "\u{202E}", "\u{2066}"])
  func `what steers a terminal is replaced`(_ text: String) {
    var page = TextPage()
    page.line(Line("a\(text)b"))
    let shown = lines(page).joined()
    #expect(shown.hasPrefix("a\u{FFFD}"))
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
  }

  @Test(arguments: ["\n", "\r", "\r\n", "\t", "\u{85}", "\u{2028}", "\u{2029}"])
  func `what parts lines or columns of a text becomes a blank`(_ text: String) {
    #expect("a\(text)b".cleaned == "a b")
  }

  @Test func `a heading stands after one blank line, and not after two`() {
    var page = TextPage()
    page.line("a")
    page.blank()
    page.heading("B")
    page.line("c")
    #expect(lines(page) == ["a", "", "B", "c"])
  }
}

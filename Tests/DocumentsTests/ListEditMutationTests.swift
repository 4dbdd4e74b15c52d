import Documents
import TestSupport
import Testing

/// Random files, each edited at random: by a fixed seed.
@Suite struct ListEditMutationTests {
  @Test func `3,000 random files are edited in one place, byte for byte`() throws {
    var numbers = SeededNumbers(seed: 41)
    var refused = 0
    for round in 0..<3_000 {
      let file = RandomFile(&numbers)
      let index = Int.random(in: -1..<file.entries.count, using: &numbers)
      let note = RandomFile.texts.randomElement(using: &numbers) ?? ""
      let entry = ListEdit.Entry([("control", .text("new")), ("note", .text(note))])
      let edit =
        index < 0
        ? ListEdit(of: file.text, list: "list", adding: [entry])
        : ListEdit(of: file.text, list: "list", replacing: [index: [entry]])
      guard let new = edit?.text else {
        refused += 1
        #expect(file.endsInText, "round \(round): \(file.text)")
        continue
      }
      // What stands before and after the entry is as it was.
      let (before, after) = file.around(index)
      #expect(new.utf8.starts(with: before.utf8), "round \(round)")
      #expect(new.utf8.reversed().starts(with: after.utf8.reversed()), "round \(round): \(new)")
      let tree = try #require(YAML.read(new, file: "t").tree)
      let notes = tree["list"]?.elements.map { $0["control"]?.text ?? "?" }
      var expected = file.entries.indices.map { "c\($0)" }
      if index < 0 { expected.append("new") } else { expected[index] = "new" }
      #expect(notes == expected, "round \(round)")
      #expect(tree["tail"]?.text == "end" || !file.hasTail)
    }
    #expect(refused < 200)
  }

  @Test func `5,000 damaged files are edited as meant, or refused`() throws {
    var numbers = SeededNumbers(seed: 42)
    let entry = ListEdit.Entry([("control", .text("new"))])
    var edited = 0
    for _ in 0..<5_000 {
      let bytes = Mutation.damage(Array(RandomFile(&numbers).text.utf8), &numbers)
      guard let text = String(validating: bytes, as: UTF8.self),
        let old = YAML.read(text, file: "t").tree
      else { continue }
      let count = old["list"]?.elements.count ?? 0
      let index = Int.random(in: -1..<max(count, 1), using: &numbers)
      let edit =
        index < 0
        ? ListEdit(of: text, list: "list", adding: [entry])
        : ListEdit(of: text, list: "list", replacing: [index: [entry]])
      guard let new = edit.flatMap({ YAML.read($0.text, file: "t").tree }) else { continue }
      edited += 1
      let kept = (old["list"]?.elements ?? []).enumerated().filter { $0.offset != index }
      let left = (new["list"]?.elements ?? []).filter { $0["control"]?.text != "new" }
      #expect(kept.map(\.element.canonical) == left.map(\.canonical))
      #expect(
        old.pairs.filter { $0.key != "list" }.map(\.value.canonical)
          == new.pairs.filter { $0.key != "list" }.map(\.value.canonical))
    }
    #expect(edited > 1_000)
  }
}

/// A file as somebody might have written it: in lines or brackets, with comments, quotes, Windows
/// line ends and no line end at its end.
private struct RandomFile {
  let text: String
  /// Where each entry lies in the text, in bytes.
  let entries: [Range<Int>]
  let hasTail: Bool
  /// Whether it ends in a text of several lines, without a line end.
  let endsInText: Bool

  static let texts = [
    "plain", "two words", "a: colon", "a # sign", "it's", "\"q\"", "yes", "ü", "a, b", "[x]", "-",
    "",
    "docs/a.md#part", "two\nlines", "trailing ", "{", "*x", "'",
  ]

  init(_ numbers: inout SeededNumbers) {
    func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &numbers) == 0 }
    let lineEnd = chance(3) ? "\r\n" : "\n"
    let isFlow = chance(3)
    hasTail = chance(2)
    var text = chance(8) ? "\u{FEFF}" : ""
    var entries: [Range<Int>] = []
    if chance(2) { text += "# head\(lineEnd)" }
    text += "kind: x\(lineEnd)"
    let count = Int.random(in: 1...5, using: &numbers)
    let margin = String(repeating: " ", count: [0, 2, 4][Int.random(in: 0..<3, using: &numbers)])
    var last = ""
    text += isFlow ? "list: [" : "list:\(chance(4) ? " # all" : "")\(lineEnd)"
    for index in 0..<count {
      if isFlow {
        if index > 0 { text += chance(3) ? ",\(lineEnd)   " : ", " }
        let start = text.utf8.count
        text += "{control: c\(index), note: \(Self.quoted(&numbers))}"
        entries.append(start..<text.utf8.count)
      } else {
        if chance(3) { text += "\(margin)# about c\(index): - x\(lineEnd)" }
        if chance(4) { text += lineEnd }
        text += margin
        let start = text.utf8.count
        last = Self.entry(index, margin, lineEnd, &numbers)
        text += last
        entries.append(start..<text.utf8.count)
        if chance(4), !last.contains("|") { text += " # beside" }
        text += lineEnd
      }
    }
    if isFlow { text += "]\(chance(3) ? " # flow" : "")\(lineEnd)" }
    if chance(4) { text += "# after\(lineEnd)" }
    if hasTail { text += "tail: end\(lineEnd)" }
    let isCut = chance(3)
    if isCut { text.removeLast() }
    self.text = text
    self.entries = entries
    endsInText = isCut && !hasTail && last.contains("note: |")
  }

  /// The bytes before and after what an edit may touch: an entry, or the place behind the last.
  func around(_ index: Int) -> (before: Substring, after: Substring) {
    let range = entries[index < 0 ? entries.count - 1 : index]
    let utf8 = text.utf8
    let start = utf8.index(
      utf8.startIndex, offsetBy: index < 0 ? range.upperBound : range.lowerBound)
    var end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
    // A new entry comes in the line after that of the last one.
    if index < 0, !text.contains("list: [") {
      end = utf8[end...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.endIndex
    }
    return (text[..<start], text[end...])
  }

  private static func quoted(_ numbers: inout SeededNumbers) -> String {
    let text = texts.randomElement(using: &numbers) ?? ""
    return Bool.random(using: &numbers)
      ? "'" + text.replacing("\n", with: " ").replacing("'", with: "''") + "'"
      : "\""
        + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
          "\n", with: "\\n")
        + "\""
  }

  private static func entry(
    _ index: Int, _ margin: String, _ lineEnd: String, _ numbers: inout SeededNumbers
  ) -> String {
    let deep = lineEnd + margin + "  "
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: return "- {control: c\(index), note: \(quoted(&numbers))}"
    case 1: return "- control: c\(index)\(deep)note: \(quoted(&numbers))"
    case 2: return "- note: plain\(deep)  over lines\(deep)control: c\(index)"
    case 3: return "-  control: c\(index) # beside\(deep) # within\(deep) note: [a, 'b']"
    case 4: return "- note: |\(deep)  # text\(deep)\(deep)  more\(deep)control: c\(index)"
    case 5: return "- control: c\(index)\(deep)note: |\(deep)  # text\(deep)\(deep)  more"
    default: return "- control: \"c\(index)\"\(deep)list:\(deep)  - x # y\(deep)  - z"
    }
  }
}

package import Documents

/// A card that people kept as a Markdown file elsewhere, with its parts sorted into fields.
///
/// Read are cards as the public template of MLTRL has them: a table of the header, then a heading
/// for each section. Names are matched by their words, so that other spellings are taken too.
package struct CardImport: Sendable {
  /// Texts by the field that takes them, in the order of the file.
  package private(set) var sections: [Section] = []
  /// Rows of the header, by the field that they are about, where one is.
  package private(set) var header: [Row] = []
  /// Sections that no field of people's takes.
  package private(set) var unplaced: [Section] = []
  /// Headings with nothing below them.
  package private(set) var empty: [String] = []

  package struct Section: Sendable {
    package let field: CardText.Field?
    package let heading: String
    package let text: String
  }

  package struct Row: Sendable {
    package let field: CardText.Field?
    package let label: String
    package let value: String
  }

  /// The greatest size of a card, in bytes.
  package static let bytesMax = YAML.bytesMax

  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name, for diagnostics.
  /// - Throws: ``Documents/Diagnostics`` where it is no card.
  package init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
    let text = try Self.text(of: bytes, file: file)
    let lines = text.lines
    let headings = Markdown.headings(lines.joined(separator: "\n")).filter(\.isOutermost)
    let openings = Self.openings(among: headings)
    let end = openings.first.map { $0.line - 1 } ?? lines.count
    readHeader(lines[..<min(end, lines.count)])
    for (index, opening) in openings.enumerated() {
      let next = openings.dropFirst(index + 1).first.map { $0.line - 1 } ?? lines.count
      let first = min(opening.line - 1, lines.count)
      add(lines[first..<min(max(next, first), lines.count)], below: opening)
    }
    guard !sections.isEmpty || header.contains(where: { $0.field != nil }) else {
      throw Diagnostics([
        Diagnostic(
          .badCard, "no heading and no row of a TRL Card was found in it",
          at: Diagnostic.Place(whole: file),
          fix: "name sections as the card does, such as '## Intended use'")
      ])
    }
  }

  private static func text(of bytes: [UInt8], file: String) throws(Diagnostics) -> String {
    func fault(_ code: Diagnostic.Code, _ message: String) -> Diagnostics {
      Diagnostics([Diagnostic(code, message, at: Diagnostic.Place(whole: file))])
    }
    guard bytes.count <= bytesMax else {
      throw fault(.fileTooLarge, "the file has more than \(bytesMax) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault(.notUTF8, "the file is not UTF-8")
    }
    let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [9, 10, 13].contains($0) }
    guard isText else {
      throw fault(.badCard, "the file holds control characters, so it is no text")
    }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Headings that open a section: those that name a field, and those beside them.
  ///
  /// A heading below a section belongs to its text, whatever it says; the title is none.
  private static func openings(among headings: [Markdown.Heading]) -> [Markdown.Heading] {
    var openings: [Markdown.Heading] = []
    var level: Int?
    for heading in headings {
      if let level, heading.level > level { continue }
      let isTitle = heading.level == 1 && openings.isEmpty
      guard !isTitle, level != nil || CardNames.field(ofSection: heading.text) != nil else {
        continue
      }
      openings.append(heading)
      level = level ?? heading.level
    }
    return openings
  }

  private mutating func add(_ lines: ArraySlice<Substring>, below heading: Markdown.Heading) {
    // A heading may be underlined, and is two lines then.
    let isUnderlined = lines.first.map { !$0.drop { $0 == " " }.hasPrefix("#") } ?? false
    let body = Self.demoted(Array(lines.dropFirst(isUnderlined ? 2 : 1)))
    guard let text = CardText.Part(field: nil, body: body.map { $0[...] }).text else {
      empty.append(heading.text)
      return
    }
    let field = CardNames.field(ofSection: heading.text)
    let isOfPeople = field.map(CardText.fields.contains) ?? false
    let section = Section(field: isOfPeople ? field : nil, heading: heading.text, text: text)
    if isOfPeople { sections.append(section) } else { unplaced.append(section) }
  }

  /// The lines with headings of first and second rank as such of the third, as the second opens a
  /// field in a card's file.
  private static func demoted(_ lines: [Substring]) -> [String] {
    var fences = Markdown.Fences()
    return lines.map { line in
      let isCode = fences.take(line)
      guard !isCode, line.hasPrefix("# ") || line.hasPrefix("## ") else { return String(line) }
      return "###" + line.drop { $0 == "#" }
    }
  }

  // MARK: - Header

  private mutating func readHeader(_ lines: ArraySlice<Substring>) {
    var fences = Markdown.Fences()
    for line in lines where !fences.take(line) {
      guard let row = Self.row(line) else { continue }
      if row.field == "C.16" {
        sections.append(Section(field: "C.16", heading: row.label, text: row.value))
      } else {
        header.append(row)
      }
    }
  }

  /// A row of a table, or a line `**Label:** value`.
  private static func row(_ line: Substring) -> Row? {
    let line = line.trimmed
    let parts: [String]
    if line.hasPrefix("|") {
      // Outside of a table a bar is a sign like any other.
      parts = Markdown.cells(of: line[...]).map { $0.replacing("\\|", with: "|").trimmed }
    } else if let match = line.wholeMatch(of: /[-*+]?\s*\*\*(.{1,80}?)\*\*:?\s*(.+)/) {
      parts = [String(match.output.1), String(match.output.2)]
    } else {
      return nil
    }
    let label = (parts.first ?? "").filter { !"*_`".contains($0) }
      .trimmed.trimmingSuffix(":")
    let value = parts.dropFirst().filter { !$0.isEmpty }.joined(separator: " · ")
    let isRule = parts.allSatisfy { $0.allSatisfy { "-: ".contains($0) } }
    guard !isRule, !label.isEmpty, !value.isEmpty else { return nil }
    let field = CardNames.field(ofRow: label)
    // Prose may begin with a bold word; the title row of a table names no field.
    guard field != nil || line.hasPrefix("|") else { return nil }
    return Row(field: field, label: label, value: value)
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    let own = drop { $0.isWhitespace }
    let last = own.lastIndex { !$0.isWhitespace }
    return last.map { String(own[...$0]) } ?? ""
  }

  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}

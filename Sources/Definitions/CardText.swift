package import Documents

/// The text that people keep for a component's card, by the field that it belongs to.
package struct CardText: Sendable {
  /// Where it lies, from the folder of airworthy.yaml.
  package let file: String
  /// Markdown below the heading of each field, as it stands in the file.
  package let sections: [Field: String]
  /// The line of the file that each text begins in, from 1.
  package let lines: [Field: Int]

  /// The number of a field of the TRL Card, `C.19`, or of a question, `D.1`.
  package typealias Field = String

  package init(file: String = "", sections: [Field: String] = [:], lines: [Field: Int] = [:]) {
    self.file = file
    self.sections = sections
    self.lines = lines
  }

  /// Fields that people write; all others are computed.
  package static let fields: [Field] = [
    "C.16", "C.18", "C.19", "C.20", "C.21", "C.22", "C.23", "C.24", "C.25", "C.26", "C.27", "C.29",
    "C.30", "C.31", "C.32", "C.33", "C.34", "C.35", "C.36", "C.37",
  ]

  /// The field that a heading may mean: by its id, or by its words.
  private static func likely(
    _ word: Field, in heading: Substring, among known: [Field]
  ) -> Field? {
    if let near = Spelling.nearest(to: word, among: known) { return near }
    return CardNames.field(ofSection: String(heading.drop { $0 == "#" })).flatMap { field in
      known.contains(field) ? field : nil
    }
  }

  /// Where a text bears the mark by which a card tells what is computed.
  private static func forgeries(
    in part: Part, _ source: Diagnostic.Source
  ) -> [Diagnostic] {
    guard part.text != nil else { return [] }
    let body = part.body.joined(separator: "\n")
    return Markdown.blocks(body).filter { block in
      let words = block.text.lowercased().unicodeScalars
        .filter { $0.properties.isAlphabetic || $0 == ":" }
      return String(String.UnicodeScalarView(words)).hasPrefix("computed:")
    }.map { block in
      Diagnostic(
        .badCard, "'Computed:' marks what is computed on a card, so no text may begin with it",
        at: source.place(.init(line: part.line + block.line, column: 1)),
        fix: "say it in other words, or leave it to the card")
    }
  }

  /// Reads `cards/COMPONENT.md`: a heading `## C.19 …` opens the text of a field.
  ///
  /// Blank lines around a text do not count, and a text that is nothing but comments is none. All
  /// else stays as it is, byte for byte.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its name, for diagnostics.
  ///   - questions: Ids of the questions that the component is asked.
  /// - Returns: The text, and a diagnostic for each heading that opens no field of people's.
  package static func read(
    _ text: String, file: String, questions: [Field] = []
  ) -> (CardText, [Diagnostic]) {
    let source = Diagnostic.Source(file: file, text: text)
    let known = fields + questions
    var sections: [Field: String] = [:]
    var lines: [Field: Int] = [:]
    var diagnostics: [Diagnostic] = []
    for part in parts(of: text) {
      guard let word = part.field else { continue }
      let place = source.place(.init(line: part.line, column: 4), of: word)
      if !known.contains(word) {
        let near = likely(word, in: part.heading ?? "", among: known)
        diagnostics.append(
          Diagnostic(
            .unknownKey, "'\(word.shortened(to: 40))' is not a field of people's text on the card",
            at: place,
            fix: near.map { "did you mean '\($0)'?" }
              ?? "begin with the id of a field, such as C.19; 'airworthy card --template' writes them"
          ))
      } else if lines[word] != nil {
        diagnostics.append(
          Diagnostic(.duplicateKey, "the field \(word) stands twice", at: place))
      } else {
        let blanks = part.body.prefix { $0.allSatisfy(\.isWhitespace) }.count
        lines[word] = part.line + 1 + blanks
        sections[word] = part.text
        diagnostics += forgeries(in: part, source)
      }
    }
    return (CardText(file: file, sections: sections, lines: lines), diagnostics)
  }
}

extension CardText {
  /// A heading with the lines below it; the first part has no heading.
  struct Part {
    /// The first word of the heading.
    let field: Field?
    /// The line of the heading as it stands there.
    var heading: Substring?
    /// The number of that line, from 1.
    var line = 0
    /// The lines below it, each with the carriage return that it may end in.
    var body: [Substring] = []

    /// What people wrote; `nil` where there is nothing but blanks and comments.
    var text: String? {
      let own = body.drop { $0.allSatisfy(\.isWhitespace) }
      let last = own.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? own.startIndex
      var text = own[own.startIndex..<min(last + 1, own.endIndex)].joined(separator: "\n")
      if text.utf8.last == UInt8(ascii: "\r") { text.unicodeScalars.removeLast() }
      let words = text.replacing(/(?s)<!--.*?-->/, with: "")
      return words.allSatisfy(\.isWhitespace) ? nil : text
    }
  }

  /// The text before the first heading of second rank, then one part for each such heading.
  static func parts(of text: String) -> [Part] {
    var parts = [Part(field: nil)]
    var fences = Markdown.Fences()
    for (index, line) in text.wholeLines.enumerated() {
      let isCode = fences.take(line)
      if !isCode, line.hasPrefix("## ") {
        let word = line.dropFirst(3).split(whereSeparator: \.isWhitespace).first ?? ""
        parts.append(Part(field: String(word), heading: line, line: index + 1))
      } else {
        parts[parts.count - 1].body.append(line)
      }
    }
    return parts
  }
}

extension String {
  /// The lines between line feeds, with the carriage returns that some of them end in.
  var wholeLines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Substring.init)
  }
}

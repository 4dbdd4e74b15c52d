package import Documents

/// The text that people keep for a component's card, by the field that it belongs to.
package struct CardText: Sendable {
  /// Markdown below the heading of each field.
  package let sections: [Field: String]

  /// The number of a field of the TRL Card, `C.19`.
  package typealias Field = String

  package init(sections: [Field: String] = [:]) { self.sections = sections }

  /// Fields that people write; all others are computed.
  package static let fields: [Field] = [
    "C.16", "C.18", "C.19", "C.20", "C.21", "C.22", "C.23", "C.24", "C.25", "C.26", "C.27", "C.29",
    "C.30", "C.31", "C.32", "C.33", "C.34", "C.35", "C.36", "C.37",
  ]

  /// Reads `cards/COMPONENT.md`: a heading `## C.19 …` opens the text of a field.
  ///
  /// - Returns: The text, and a diagnostic for each heading that opens no field of people's.
  package static func read(_ text: String, file: String) -> (CardText, [Diagnostic]) {
    let source = Diagnostic.Source(file: file, text: text)
    var sections: [Field: [Substring]] = [:]
    var diagnostics: [Diagnostic] = []
    var open: Field?
    var isFenced = false
    let lines = text.lines
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") { isFenced.toggle() }
      guard !isFenced, line.hasPrefix("## ") else {
        if let open { sections[open, default: []].append(line) }
        continue
      }
      let word = String(line.dropFirst(3).split(separator: " ").first ?? "")
      let place = source.place(.init(line: index + 1, column: 4), of: word)
      open = word
      if !fields.contains(word) {
        let near = Spelling.nearest(to: word, among: fields)
        diagnostics.append(
          Diagnostic(
            .unknownKey, "'\(word.shortened(to: 40))' is not a field of people's text on the card",
            at: place,
            fix: near.map { "did you mean '\($0)'?" }
              ?? "begin with one of \(fields.joined(separator: ", "))"))
      } else if sections[word] != nil {
        diagnostics.append(
          Diagnostic(.duplicateKey, "the field \(word) stands twice", at: place))
      } else {
        sections[word] = []
      }
    }
    let texts = sections.mapValues { lines in
      lines.joined(separator: "\n").trimmingBlankLines
    }
    return (CardText(sections: texts.filter { !$0.value.isEmpty }), diagnostics)
  }
}

extension String {
  fileprivate var trimmingBlankLines: String {
    let lines = lines
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
    return lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
      .joined(separator: "\n")
  }
}

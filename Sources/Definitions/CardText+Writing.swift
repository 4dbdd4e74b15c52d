extension CardText {
  /// A text to put below the heading of a field.
  package struct Addition: Sendable {
    package let field: Field
    package let title: String
    package let text: String

    package init(field: Field, title: String, text: String) {
      self.field = field
      self.title = title
      self.text = text
    }
  }

  /// A file's text with further sections, each where its number puts it.
  ///
  /// What is there stays, byte for byte: a heading that stands there with nothing below it gets the
  /// text, and one that does not is put before the first of a higher number.
  ///
  /// - Parameters:
  ///   - additions: What to add; no field twice, and none that has a text already.
  ///   - text: The file's text; `nil` where there is no file yet.
  ///   - title: The name of the component, for a new file.
  /// - Returns: The new text.
  package static func adding(
    _ additions: [Addition], to text: String?, titled title: String
  ) -> String {
    let opening =
      "# \(title)\n\nWhat people keep of the TRL Card. Levels, versions, owners, requirements and "
      + "figures are\ncomputed.\n"
    let old = text.flatMap { $0.isEmpty ? nil : $0 } ?? opening
    var parts = parts(of: old)
    for addition in additions.sorted(by: { $0.field.rank < $1.field.rank }) {
      let lines = addition.text.isEmpty ? [] : addition.text.wholeLines + [""]
      if let index = parts.firstIndex(where: { $0.field == addition.field }) {
        parts[index].closeWithBlank()
        parts[index].body += lines
        continue
      }
      let index =
        parts.firstIndex { $0.field.map { $0.rank > addition.field.rank } ?? false } ?? parts.count
      parts[index - 1].closeWithBlank()
      parts.insert(
        Part(
          field: addition.field, heading: "## \(addition.field) \(addition.title)",
          body: [""] + lines), at: index)
    }
    return parts.flatMap { [$0.heading].compactMap(\.self) + $0.body }.joined(separator: "\n")
  }
}

extension CardText.Part {
  /// Makes sure that a blank line stands before what comes next.
  fileprivate mutating func closeWithBlank() {
    if body.last?.allSatisfy(\.isWhitespace) != true { body.append("") }
  }
}

extension String {
  /// Where a field stands in the order of the card: by letter, then by number.
  fileprivate var rank: Int {
    let letter = Int(unicodeScalars.first?.value ?? 0)
    let number = split(separator: ".").last.flatMap { Int($0) } ?? 0
    return min(letter, 0xFFFF) << 20 + min(max(number, 0), 0xFFFF)
  }
}

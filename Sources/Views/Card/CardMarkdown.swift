internal import Readiness

/// A card as Markdown; computed facts and people's text are told apart.
package struct CardMarkdown {
  private let card: Card

  package init(_ card: Card) { self.card = card }

  package var text: String {
    var page = MarkdownPage()
    page.heading(1, "TRL Card: \(card.component.title)")
    page.table(
      ["id", "field", "content"],
      cells: card.headerFields.map { field in
        [field.id, field.title.markdown, field.markdownLine(at: card.level)]
      })
    if card.works != card.level {
      page.paragraph("*Shown \(card.levelWords).*")
    }
    if !card.missing.isEmpty {
      page.paragraph(
        "**Missing at level \(card.level):** "
          + card.missing.names.markdown + ".")
    }
    for field in card.bodyFields {
      page.heading(2, "\(field.id) \(field.title)")
      if let text = field.text { page.verbatim(text) }
      Self.show(field.facts, on: &page)
      if field.isMissing(at: card.level) {
        page.paragraph("**Missing:** it may not be empty from level \(field.mustFrom.words) on.")
      }
    }
    questions(on: &page)
    page.paragraph(
      "*What is marked* Computed: *is so at \(card.at.words), from \(card.position.of("event")) and packs "
        + "`\(card.packs.prefix(12))`; text without that mark is kept by people in "
        + "`\(card.place)`.*")
    return page.text
  }

  /// What is computed, under the mark that no text of people's may bear.
  private static func show(_ facts: CardField.Facts, on page: inout MarkdownPage) {
    guard !facts.isEmpty else { return }
    switch facts {
    case .none: break
    case .line(let line): page.paragraph("*\(CardField.mark)* " + line.markdown)
    case .links(let links): page.paragraph("*\(CardField.mark)* " + links.markdown)
    case .table(let header, let rows):
      page.paragraph("*\(CardField.mark)*")
      page.table(header, rows)
    }
  }

  /// What the component is asked besides: answers in full, open questions by name.
  private func questions(on page: inout MarkdownPage) {
    for part in card.questions {
      page.heading(2, "\(part.set): \(part.title)")
      for field in part.fields {
        guard let text = field.text else { continue }
        page.heading(3, "\(field.id) \(field.title)")
        page.verbatim(text)
      }
      let open = part.fields.filter(\.isEmpty)
      if !open.isEmpty { page.paragraph("**Not answered:** \(open.names.markdown).") }
    }
  }
}

extension CardField {
  /// The field in one line of Markdown, for the summary at the top.
  func markdownLine(at level: Level) -> String {
    if isMissing(at: level) { return "missing" }
    guard case .links(let links) = facts else { return (factText ?? text ?? "").markdown }
    return links.markdown
  }
}

extension [CardField.Link] {
  /// The parts with what they lead to, for a paragraph or a cell.
  var markdown: String {
    map { link in
      let words = link.text.markdown
      let place = link.address.map { "[\(words)](\($0.asTarget))" } ?? words
      return place + (link.command.map { ", `\($0)`" } ?? "")
    }.joined(separator: "; ")
  }
}

extension String {
  /// An address or a path as it may stand in the brackets of a link, and in an attribute.
  var asTarget: String {
    let plain = Set("-._~/:?#[]@!$&'*+,;=%".utf8)
    return utf8.reduce(into: "") { target, byte in
      let isWord =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      if isWord || plain.contains(byte) {
        target.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        target += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}

extension [CardField] {
  /// `C.2 Project id; C.11 Project page`.
  var names: String { map { "\($0.id) \($0.title)" }.joined(separator: "; ") }
}

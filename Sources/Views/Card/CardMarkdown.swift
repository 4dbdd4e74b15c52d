internal import Readiness

/// A card as Markdown; computed facts and people's text are told apart.
package struct CardMarkdown {
  private let card: Card

  package init(_ card: Card) { self.card = card }

  package var text: String {
    var page = MarkdownPage()
    page.heading(1, "TRL Card: \(card.component.title)")
    page.table(
      ["field", "", ""],
      card.headerFields.map { [$0.id, $0.title, $0.line(at: card.level)] })
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
      switch field.facts {
      case .none: break
      case .line(let line): page.paragraph(line.markdown)
      case .table(let header, let rows) where !rows.isEmpty:
        page.paragraph("*Computed:*")
        page.table(header, rows)
      case .table: break
      }
      if field.isMissing(at: card.level) {
        page.paragraph("**Missing:** it may not be empty from level \(field.mustFrom.words) on.")
      }
    }
    questions(on: &page)
    page.paragraph(
      "*Computed at \(card.at.words) from \(card.position.of("event")) and packs "
        + "`\(card.packs.prefix(12))`; text without that mark is kept by people in "
        + "`cards/\(card.component.id).md`.*")
    return page.text
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
  /// The field in one line, for the summary at the top.
  func line(at level: Level) -> String {
    if isMissing(at: level) { return "missing" }
    switch facts {
    case .none: return text ?? ""
    case .line(let line): return line
    case .table(_, let rows):
      return rows.map { $0.joined(separator: " · ") }.joined(separator: "; ")
    }
  }
}

extension [CardField] {
  /// `C.2 Project id; C.11 Project page`.
  var names: String { map { "\($0.id) \($0.title)" }.joined(separator: "; ") }
}

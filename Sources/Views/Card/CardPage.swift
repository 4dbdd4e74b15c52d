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
    if !card.missing.isEmpty {
      page.paragraph(
        "**Missing at level \(card.level):** "
          + card.missing.map { "\($0.id) \($0.title)" }.joined(separator: ", ").markdown + ".")
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
    page.paragraph(
      "*Computed at \(card.at.words) from \(card.position.of("event")) and packs "
        + "`\(card.packs.prefix(12))`; text without that mark is kept by people in "
        + "`cards/\(card.component.id).md`.*")
    return page.text
  }
}

/// A card as a page.
package struct CardPage {
  private let card: Card

  package init(_ card: Card) { self.card = card }

  package var html: String {
    Page(title: "TRL Card: \(card.component.title)", body: body).html
  }

  private var body: HTML {
    HTML.element("header") {
      HTML.element("h1") { "TRL Card: \(card.component.title)" }
      HTML.element("p", ["class": "faint"]) {
        "\(card.component.id) of \(card.system.name), level \(card.level), \(card.at.words)"
      }
      if !card.missing.isEmpty {
        HTML.element("p", ["class": "headline unsure"]) {
          "Missing at level \(card.level): "
            + card.missing.map { "\($0.id) \($0.title)" }.joined(separator: ", ") + "."
        }
      }
    }
      + HTML.element("div", ["class": "scroll"]) {
        HTML.element("table") {
          HTML.element("tbody") {
            for field in card.headerFields {
              HTML.element("tr") {
                HTML.element("th", ["scope": "row"]) { "\(field.id) \(field.title)" }
                HTML.element("td") { field.line(at: card.level) }
              }
            }
          }
        }
      } + pictures + card.bodyFields.map(section).reduce(.nothing, +) + footer
  }

  private var pictures: HTML {
    card.levels.components.map { card.levels.rungs(of: $0).figure.html }.reduce(.nothing, +)
      + card.levels.course.figure.html
  }

  private func section(_ field: CardField) -> HTML {
    .element("section") {
      HTML.element("h2") { "\(field.id) \(field.title)" }
      if let text = field.text {
        HTML.element("div", ["class": "kept"]) { HTML.markdown(text) }
      }
      switch field.facts {
      case .none: HTML.nothing
      case .line(let line): HTML.element("p") { line }
      case .table(let header, let rows):
        if !rows.isEmpty {
          HTML.element("p", ["class": "faint"]) { "Computed:" }
          Figure.table(.init(header: header, rows: rows))
        }
      }
      if field.isMissing(at: card.level) {
        HTML.element("p", ["class": "unsure"]) {
          "Missing: it may not be empty from level \(field.mustFrom.words) on."
        }
      }
    }
  }

  private var footer: HTML {
    .element("footer", ["class": "footer"]) {
      HTML.element("p") {
        "Computed from \(card.position.of("event")) and packs "
        HTML.element("code") { String(card.packs.prefix(16)) }
        "; text with a rule at its left is kept by people in "
        HTML.element("code") { "cards/\(card.component.id).md" }
        "."
      }
    }
  }
}

/// A card as JSON.
package enum CardJSON {
  package static func text(_ card: Card) -> String {
    JSONText.text(
      Body(
        system: card.system.id.rawValue, component: card.component.id.rawValue,
        level: card.level.number, at: card.at.text, position: card.position, packs: card.packs,
        missing: card.missing.map(\.id), fields: card.fields.map(Body.Field.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let component: String
    let level: Int
    let at: String
    let position: Int
    let packs: String
    let missing: [String]
    let fields: [Field]

    struct Field: Encodable {
      let id: String
      let title: String
      let text: String?
      let fact: String?
      let columns: [String]?
      let rows: [[String]]?

      init(_ field: CardField) {
        id = field.id
        title = field.title
        text = field.text
        switch field.facts {
        case .none: (fact, columns, rows) = (nil, nil, nil)
        case .line(let line): (fact, columns, rows) = (line, nil, nil)
        case .table(let header, let body): (fact, columns, rows) = (nil, header, body)
        }
      }
    }
  }
}

extension CardField {
  /// The field in one line, for the summary at the top.
  fileprivate func line(at level: Level) -> String {
    if isMissing(at: level) { return "missing" }
    switch facts {
    case .none: return text ?? ""
    case .line(let line): return line
    case .table(_, let rows):
      return rows.map { $0.joined(separator: " · ") }.joined(separator: "; ")
    }
  }
}

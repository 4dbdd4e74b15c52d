internal import Readiness

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
        "\(card.component.id) of \(card.system.name), \(card.levelWords), \(card.at.words)"
      }
      if !card.missing.isEmpty {
        HTML.element("p", ["class": "headline unsure"]) {
          "Missing at level \(card.level): \(card.missing.names)."
        }
      }
    }
      + Figure.scroll(of: "Summary") {
        HTML.element("table") {
          HTML.element("tbody") {
            for field in card.headerFields {
              HTML.element("tr") {
                HTML.element("th", ["scope": "row"]) { "\(field.id) \(field.title)" }
                HTML.element("td") { content(of: field) }
              }
            }
          }
        }
      } + card.bodyFields.map(section).reduce(.nothing, +)
      + card.questions.map(questions).reduce(.nothing, +) + footer
  }

  /// A field of the summary.
  private func content(of field: CardField) -> HTML {
    if field.isMissing(at: card.level) { return "missing" }
    guard case .links(let links) = field.facts else {
      return HTML(field.factText ?? field.text ?? "")
    }
    return Self.html(of: links)
  }

  private static func html(of links: [CardField.Link]) -> HTML {
    links.enumerated().map { index, link in
      HTML(index == 0 ? "" : "; ")
        + (link.address.map { address in
          HTML.element("a", ["href": address.asTarget]) { link.text }
        } ?? HTML(link.text))
        + (link.command.map { command in ", " + HTML.element("code") { command } } ?? .nothing)
    }.reduce(.nothing, +)
  }

  /// The ladder and the way on it; on paper without their data, most of which C.38 holds.
  private var pictures: HTML {
    .element("div", ["class": "pictures"]) {
      for placed in card.levels.components { card.levels.rungs(of: placed).figure.html }
      card.levels.course.figure.html
    }
  }

  private func section(_ field: CardField) -> HTML {
    .element("section") {
      HTML.element("h2") { "\(field.id) \(field.title)" }
      if let text = field.text {
        HTML.element("div", ["class": "kept"]) { HTML.markdown(text, headingsFrom: 3) }
      }
      switch field.facts {
      case .none: HTML.nothing
      case .line(let line): HTML.element("p") { line }
      case .links(let links): HTML.element("p") { Self.html(of: links) }
      case .table(let header, let rows):
        if !rows.isEmpty {
          HTML.element("p", ["class": "faint"]) { "Computed:" }
          Figure.table(.init(header: header, rows: rows), of: field.title)
        }
      }
      if field.id == "C.38" { pictures }
      if field.isMissing(at: card.level) {
        HTML.element("p", ["class": "unsure"]) {
          "Missing: it may not be empty from level \(field.mustFrom.words) on."
        }
      }
    }
  }

  /// What the component is asked besides: answers in full, open questions by name.
  private func questions(_ part: Card.QuestionPart) -> HTML {
    .element("section") {
      HTML.element("h2") { "\(part.set): \(part.title)" }
      for field in part.fields {
        if let text = field.text {
          HTML.element("h3") { "\(field.id) \(field.title)" }
          HTML.element("div", ["class": "kept"]) { HTML.markdown(text, headingsFrom: 4) }
        }
      }
      if part.fields.contains(where: \.isEmpty) {
        HTML.element("p", ["class": "unsure"]) {
          "Not answered: \(part.fields.filter(\.isEmpty).names)."
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
        HTML.element("code") { card.place }
        "."
      }
    }
  }
}

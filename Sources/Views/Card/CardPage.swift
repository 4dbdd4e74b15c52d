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
      } + pictures + card.bodyFields.map(section).reduce(.nothing, +)
      + card.questions.map(questions).reduce(.nothing, +) + footer
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

  /// What the component is asked besides: answers in full, open questions by name.
  private func questions(_ part: Card.QuestionPart) -> HTML {
    .element("section") {
      HTML.element("h2") { "\(part.set): \(part.title)" }
      for field in part.fields {
        if let text = field.text {
          HTML.element("h3") { "\(field.id) \(field.title)" }
          HTML.element("div", ["class": "kept"]) { HTML.markdown(text) }
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
        HTML.element("code") { "cards/\(card.component.id).md" }
        "."
      }
    }
  }
}

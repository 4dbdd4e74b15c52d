internal import Readiness

/// What differs between two cards, for the terminal.
package struct CardComparisonText {
  private let comparison: CardComparison

  package init(_ comparison: CardComparison) { self.comparison = comparison }

  package var page: TextPage {
    var page = TextPage()
    page.line(
      Line(comparison.after.component, .strong)
        + Line("  \(comparison.before.words)  →  \(comparison.after.words)", .faint))
    if comparison.fields.isEmpty { page.line("Nothing differs.") }
    for field in comparison.fields {
      page.heading("\(field.id) \(field.title)")
      for changes in [field.facts, field.text] {
        for line in changes.gone { page.line(Line("− " + line, .bad), indent: 2, hanging: 2) }
        for line in changes.new { page.line(Line("+ " + line, .good), indent: 2, hanging: 2) }
      }
    }
    return page
  }
}

/// What differs between two cards, as Markdown.
package struct CardComparisonMarkdown {
  private let comparison: CardComparison

  package init(_ comparison: CardComparison) { self.comparison = comparison }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(comparison.after.component): what its card says otherwise")
    page.paragraph("\(comparison.before.words) → \(comparison.after.words)".markdown)
    if comparison.fields.isEmpty { page.paragraph("Nothing differs.") }
    page.table(
      ["field", "before", "after"],
      comparison.fields.map { field in
        [
          "\(field.id) \(field.title)",
          (field.facts.gone + field.text.gone).joined(separator: "; "),
          (field.facts.new + field.text.new).joined(separator: "; "),
        ]
      })
    return page.text
  }
}

/// What differs between two cards, as JSON.
package enum CardComparisonJSON {
  package static func text(_ comparison: CardComparison) -> String {
    JSONText.text(
      Body(
        component: comparison.after.component, before: Point(comparison.before),
        after: Point(comparison.after), fields: comparison.fields.map(Field.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let component: String
    let before: Point
    let after: Point
    let fields: [Field]
  }

  private struct Point: Encodable {
    let at: String
    let level: Int
    let position: Int

    init(_ record: CardRecord) {
      at = record.at
      level = record.level
      position = record.position
    }
  }

  private struct Field: Encodable {
    let id: String
    let title: String
    let facts: Lines
    let text: Lines

    init(_ change: CardComparison.Change) {
      id = change.id
      title = change.title
      facts = Lines(change.facts)
      text = Lines(change.text)
    }
  }

  private struct Lines: Encodable {
    let gone: [String]
    let new: [String]

    init(_ changes: CardComparison.LineChanges) {
      gone = changes.gone
      new = changes.new
    }
  }
}

extension CardRecord {
  /// The point that it stands for.
  var words: String {
    "level \(level), \(Instant(at)?.words ?? at), event \(position)"
  }
}

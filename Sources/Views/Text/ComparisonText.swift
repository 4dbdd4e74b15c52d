package import Readiness

/// What moved between two verdicts: levels and gates, scores item by item, then each control with
/// what moved it.
package struct ComparisonText {
  private let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  package var page: TextPage {
    var page = TextPage()
    let (before, after) = (comparison.before, comparison.after)
    page.line(
      Line(after.system.name, .strong)
        + Line("  \(before.at.words), event \(before.position)", .faint)
        + Line("  →  \(after.at.words), event \(after.position)", .faint))
    page.blank()
    page.line(Line(comparison.headline, comparison.tone))
    components(on: &page)
    scores(on: &page)
    readings(on: &page)
    return page
  }

  private func components(on page: inout TextPage) {
    guard !comparison.components.isEmpty else { return }
    page.heading("Levels and gates")
    var table = TextTable([.left, .left, .left])
    for move in comparison.components {
      let name = Line(move.component.id.rawValue)
      if let then = move.before, then.working != move.after.working {
        table.row([name, "level", Line("\(then.working.words) → \(move.after.working.words)")])
      }
      if move.before == nil { table.row([name, "entered", ""]) }
      for gate in move.gates {
        table.row([name, Line("gate \(gate.after.level)"), Line(gate.words)])
        for (before, after) in gate.criteria {
          table.row([
            "", Line(after.criterion.id.rawValue, .faint),
            before.state.sign.line + " → " + after.state.sign.line
              + Line(" – \(after.criterion.title)", .faint),
          ])
        }
      }
    }
    page.table(table)
  }

  private func scores(on page: inout TextPage) {
    for move in comparison.scores {
      page.heading("\(move.after.framework.name): \(move.words)")
      var table = TextTable([.left, .right, .left])
      for item in move.items {
        table.row([
          Line(item.after.item.id.rawValue), Line(item.words, item.tone),
          Line(item.after.item.title)
            + Line(item.controls.isEmpty ? "" : " – \(item.controls.listed)", .faint),
        ])
      }
      page.table(table)
    }
  }

  private func readings(on page: inout TextPage) {
    guard !comparison.readings.isEmpty else { return }
    page.heading("What moved it")
    for move in comparison.readings {
      page.line(
        Line(move.name, .strong) + Line("  \(move.words)", move.tone), indent: 2, hanging: 2)
      for cause in move.causes {
        page.line(Line(cause.words, .faint), indent: 4, hanging: 2)
      }
    }
  }
}

/// The same as Markdown, for a comment on a change.
package struct ComparisonMarkdown {
  private let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(comparison.after.system.name): \(comparison.headline)")
    page.table(
      ["component", "moved", "before", "after"],
      comparison.components.flatMap { move in
        let level =
          move.before.map { $0.working != move.after.working } ?? true
          ? [
            [
              move.component.id.rawValue, "level", move.before?.working.words ?? "–",
              move.after.working.words,
            ]
          ] : []
        return level
          + move.gates.flatMap { gate in
            [
              [
                move.component.id.rawValue, "gate \(gate.after.level)", gate.before.summary,
                gate.after.summary,
              ]
            ]
              + gate.criteria.map { before, after in
                ["", after.criterion.id.rawValue, before.state.sign.text, after.state.sign.text]
              }
          }
      })
    for move in comparison.scores {
      page.heading(3, "\(move.after.framework.name): \(move.words)")
      page.table(
        ["item", "points", "asks", "controls"],
        move.items.map { item in
          [
            item.after.item.id.rawValue, item.words, item.after.item.title,
            item.controls.joined(separator: ", "),
          ]
        })
    }
    if !comparison.readings.isEmpty { page.heading(3, "What moved it") }
    page.table(
      ["control", "moved", "by"],
      comparison.readings.map { move in
        [move.name, move.words, move.causes.map(\.words).joined(separator: "; ")]
      })
    page.paragraph(
      "From \(comparison.before.at.words), event \(comparison.before.position), to "
        + "\(comparison.after.at.words), event \(comparison.after.position).")
    return page.text
  }
}

extension Gate {
  /// `✗ not met, 7 of 10`.
  fileprivate var summary: String { "\(outcome.sign.text), \(metCount) of \(askedCount)" }
}

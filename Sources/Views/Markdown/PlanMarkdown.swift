package import Readiness

/// A plan as Markdown, for an issue or a comment.
package struct PlanMarkdown {
  private let plan: Plan

  package init(_ plan: Plan) { self.plan = plan }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(plan.before.system.name): \(plan.headline)")
    for words in [plan.bestWords, plan.unknownWords].compactMap(\.self) {
      page.paragraph(words.markdown)
    }
    for stage in plan.stages where !stage.steps.isEmpty || !stage.reviews.isEmpty {
      page.heading(3, stage.title)
      page.table(
        ["step", "control", "from and to", "days", "what to do", "opens", "who"],
        stage.steps.map { step in
          [
            "\(step.number)", step.before.name, step.climb, step.effort.value.brief,
            step.instructions.map { "\($0.kind.rawValue): \($0.words)" }.joined(separator: " — "),
            step.opens, step.people.map(\.rawValue).few,
          ]
        })
      for words in stage.decisions { page.item(words.markdown) }
      page.verbatim("")
    }
    if let words = plan.outcomeWords { page.paragraph(words.markdown) }
    if !plan.totals.isEmpty { page.heading(3, "What it comes to") }
    page.table(
      ["framework", "now", "then"], plan.totals.map { [$0.name, $0.before, $0.after] })
    for note in plan.notes { page.paragraph(note.markdown) }
    return page.text
  }
}

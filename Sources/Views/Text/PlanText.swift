package import Readiness

/// The shortest way to a goal: the step that helps most, then stage by stage what to do and what it
/// opens.
package struct PlanText {
  private let plan: Plan

  package init(_ plan: Plan) { self.plan = plan }

  package var page: TextPage {
    var page = TextPage()
    let system = plan.before.system
    page.line(
      Line(system.name, .strong)
        + Line("  \(system.id) \(system.versions.code ?? "") · \(plan.before.at.words)", .faint))
    page.blank()
    page.line(Line(plan.headline, plan.tone))
    if let best = plan.bestWords { page.line(Line(best)) }
    if let unknown = plan.unknownWords { page.line(Line(unknown, .unsure)) }
    for stage in plan.stages where !stage.steps.isEmpty || !stage.reviews.isEmpty {
      page.heading(stage.title)
      var told: [String: Int] = [:]
      for step in stage.steps { add(step, told: &told, to: &page) }
      for words in stage.decisions { page.line(Line("→ \(words)"), indent: 2, hanging: 2) }
    }
    if let words = plan.outcomeWords {
      page.blank()
      page.line(Line(words, .unsure))
    }
    totals(on: &page)
    page.blank()
    for note in plan.notes { page.line(Line(note, .faint)) }
    return page
  }

  /// Adds a step; what an earlier one told to do is not told twice.
  private func add(_ step: Plan.Step, told: inout [String: Int], to page: inout TextPage) {
    let number = "\(step.number). "
    page.line(
      Line(number) + Line(step.before.name, .strong)
        + Line("  \(step.climb), \(step.effort.words)", .plain),
      indent: 2, hanging: number.count)
    for (kind, words) in step.instructions {
      let first = told[words] ?? step.number
      told[words] = first
      page.line(
        Line("\(kind.rawValue): ", .faint)
          + Line(first == step.number || words.count < 40 ? words : "as in step \(first)"),
        indent: 2 + number.count, hanging: 2)
    }
    let who = step.people.isEmpty ? "" : "; by \(step.people.map(\.rawValue).few)"
    page.line(Line(step.opens + who, .faint), indent: 2 + number.count, hanging: 2)
  }

  private func totals(on page: inout TextPage) {
    guard !plan.totals.isEmpty else { return }
    page.heading("What it comes to")
    var table = TextTable([.left, .right, .left])
    for total in plan.totals {
      table.row([Line(total.name), Line(total.before), Line("→ \(total.after)", .good)])
    }
    page.table(table)
  }
}

package import Readiness

/// The scores: a summary, or frameworks item by item.
package struct ScoreText {
  private let verdict: Verdict
  private let asked: ScoreReport

  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - asked: What to show item by item; all in summary where it names nothing.
  package init(_ verdict: Verdict, _ asked: ScoreReport) {
    self.verdict = verdict
    self.asked = asked
  }

  package var page: TextPage {
    var page = TextPage()
    let scores = verdict.scores.filter { asked.frameworks.contains($0.framework.id) }
    for score in scores {
      page.blank()
      items(of: score, on: &page)
    }
    if asked.hasLevels {
      page.blank()
      LevelsText(verdict: verdict, stages: asked.stages).show(on: &page)
    }
    if !asked.isSummary {
      page.blank()
      if !scores.isEmpty { page.line(Line(scores.answerSentence)) }
      page.line(Line(verdict.basis(tool: asked.tool), .faint))
      return page
    }
    page.table(Self.summary(of: verdict.scores), indent: 0)
    page.blank()
    var levels = TextTable([.left, .right, .right])
    levels.header(["technology readiness", "works at", "graduated"])
    for component in verdict.components {
      levels.row([
        Line(component.component.id.rawValue), Line(component.working.words),
        Line(component.graduated.words),
      ])
    }
    levels.row([
      Line("the system", .strong), Line(verdict.working.words, .strong),
      Line(verdict.graduated.words, .strong),
    ])
    page.table(levels, indent: 0)
    for score in verdict.scores {
      page.heading(score.framework.name)
      page.table(Self.sections(of: score))
    }
    page.blank()
    page.line(Line(verdict.scores.answerSentence))
    page.line(
      Line(
        "'now' counts everything at its assurance, 'proved' only what checks demonstrated. "
          + "Item by item: airworthy score FRAMEWORK, one of "
          + (verdict.scores.map(\.framework.id.rawValue) + [Packs.levelsWord]).listed + ".", .faint)
    )
    page.line(Line(verdict.basis(tool: asked.tool), .faint))
    return page
  }

  static func summary(of scores: [Score]) -> TextTable {
    var table = TextTable([.left, .right, .right, .left])
    table.header(["framework", "now", "proved", ""])
    for score in scores {
      let framework = score.framework
      let weakest = score.weakest.map {
        "weakest: \($0.section.title), \($0.points.brief) of \($0.pointsMax.brief)"
      }
      table.row([
        Line(framework.name), Line(score.stands.words(of: framework), .strong),
        Line(score.proved.words(of: framework)),
        Line(score.stands.meaning(in: framework)) + Line("; \(weakest ?? "")", .faint),
      ])
    }
    return table
  }

  private static func sections(of score: Score) -> TextTable {
    var table = TextTable([.left, .right, .right, .right, .left])
    table.header(["section", "now", "proved", "of", ""])
    for section in score.sections {
      let out = section.items.count - section.applicable.count
      table.row([
        Line(section.section.title), Line(section.points.brief), Line(section.provedPoints.brief),
        Line(section.pointsMax.brief),
        Line(
          [
            section.section.mandatory ? nil : "beyond the basics",
            out > 0 ? "\(out) not applicable" : nil,
          ].compactMap(\.self).joined(separator: ", "), .faint),
      ])
    }
    return table
  }

  private func items(of score: Score, on page: inout TextPage) {
    let framework = score.framework
    page.line(Line(framework.name, .strong))
    page.line(Line(framework.about, .faint))
    page.blank()
    page.line(
      Line("now \(score.stands.words(of: framework))", .strong)
        + Line(", \(score.stands.meaning(in: framework)); proved ")
        + Line(score.proved.words(of: framework)))
    for section in score.sections {
      page.heading(
        "\(section.section.title)  \(section.points.brief) of \(section.pointsMax.brief)")
      var table = TextTable([.left, .right, .left])
      for item in section.items { table.row(row(for: item)) }
      page.table(table)
    }
  }

  private func row(for item: ItemScore) -> [Line] {
    if let reason = item.notApplicable {
      return [
        Line(item.item.id.rawValue), Line("–", .faint),
        Line(item.item.title) + Line(" – \(reason)", .faint),
      ]
    }
    let full = item.points >= item.pointsMax
    let weakest = item.readings.first
    let detail = weakest.map { reading in
      " – \(reading.control.id) \(reading.subject == .system ? "" : "of \(reading.subject) ")"
        + "\(reading.standing.sign.word), \(reading.assurance.name): \(reading.because)"
        + (reading.origin.map { " (\($0))" } ?? "")
    }
    return [
      Line(item.item.id.rawValue),
      Line(item.points.brief, full ? .good : item.points == 0 ? .bad : .unsure),
      Line(item.item.title) + Line(detail ?? "", .faint),
    ]
  }
}

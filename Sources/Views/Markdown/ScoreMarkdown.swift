package import Readiness

/// Scores as Markdown.
package struct ScoreMarkdown {
  private let verdict: Verdict
  private let asked: ScoreReport

  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - asked: What to show item by item; all frameworks where it names nothing.
  package init(_ verdict: Verdict, _ asked: ScoreReport) {
    self.verdict = verdict
    self.asked = asked
  }

  static let header = ["framework", "now", "proved", "", "weakest"]

  static func rows(_ scores: [Score]) -> [[String]] {
    scores.map { score in
      [
        score.framework.name, score.stands.words(of: score.framework),
        score.proved.words(of: score.framework), score.stands.meaning(in: score.framework),
        score.weakest.map { "\($0.section.title), \($0.points.brief) of \($0.pointsMax.brief)" }
          ?? "",
      ]
    }
  }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "Scores of \(verdict.system.name)")
    page.table(Self.header, Self.rows(verdict.scores))
    page.table(
      ["technology readiness", "works at", "graduated"],
      verdict.components.map {
        [$0.component.id.rawValue, $0.working.words, $0.graduated.words]
      } + [["the system", verdict.working.words, verdict.graduated.words]])
    let scores = verdict.scores.filter(asked.holds)
    if !scores.isEmpty { page.paragraph(scores.answerSentence.markdown) }
    for score in scores {
      page.heading(3, score.framework.name)
      for section in score.sections {
        page.heading(4, section.section.title)
        page.table(
          ["item", "points", "proved", "of", "asks", "because", "by"],
          section.items.map { item in
            [
              item.item.id.rawValue, item.notApplicable == nil ? item.points.brief : "–",
              item.notApplicable == nil ? item.provedPoints.brief : "–", item.pointsMax.brief,
              item.item.title, item.notApplicable ?? item.readings.first?.because ?? "",
              item.readings.compactMap { reading in
                reading.origin.map { "\(reading.name): \($0)" }
              }.joined(separator: "; "),
            ]
          })
      }
    }
    if asked.hasLevels { LevelsMarkdown(verdict: verdict, stages: asked.stages).show(on: &page) }
    page.paragraph(verdict.basis(tool: asked.tool).markdown)
    return page.text
  }
}

internal import Readiness

/// A review as Markdown, for minutes and decision records.
package struct ReviewMarkdown {
  private let shown: ShownReview

  package init(_ shown: ShownReview) { self.shown = shown }

  package var text: String {
    let review = shown.review
    var page = MarkdownPage()
    page.heading(2, "Review \(review.id): \(review.sign.word)")
    let stage = shown.stage.map { ", \($0.name)" } ?? ""
    page.paragraph(
      "Level \(review.level)\(stage.markdown). Opened \(review.at.words) by "
        + "\(review.by.description.markdown) on packet `\(review.opened.digest)`.")
    if let progress = review.opened.progress { page.paragraph(progress.markdown) }
    for reason in shown.stale { page.paragraph("**\(reason.markdown)**") }
    page.heading(3, "Panel")
    page.table(
      ["person", "roles", "vote", "reason", "conditions", "key"],
      review.votes.map { kept in
        let vote = kept.body.content
        return [
          vote.by.rawValue, vote.roles.joined(separator: ", "),
          vote.vote.rawValue + (shown.counts(vote) ? "" : " (does not count)"), vote.reason,
          vote.conditions.map { "\($0.text) (\($0.owner), \($0.due.day))" }
            .joined(separator: "; "), shown.keyWords(kept.body.key),
        ]
      })
    if !shown.lacks.isEmpty {
      page.paragraph("Lacks \(shown.lacks.joined(separator: "; ").markdown).")
    }
    if let decision = review.decision?.body.content {
      page.heading(3, "Decision")
      page.paragraph(
        "\(review.sign.word)\(decision.option.map { " (\($0))" } ?? ""), by "
          + "\(decision.by.rawValue.markdown): \(decision.reason.markdown)")
      for vote in review.dissent {
        page.item("Dissent of \(vote.by.rawValue.markdown): \(vote.reason.markdown)")
      }
    }
    page.table(
      ["task", "owner", "due", "measure", "done"],
      review.duties.map { duty in
        [
          duty.text, duty.owner.rawValue, duty.due.day, duty.measure?.words ?? "",
          duty.done.map { "\($0.at.day): \($0.body.words)" } ?? "",
        ]
      })
    if let debrief = review.debrief?.body {
      page.heading(3, "Debrief")
      for (question, answer) in debrief.answers {
        page.item("\(question): \(answer.markdown)")
      }
    }
    return page.text
  }
}

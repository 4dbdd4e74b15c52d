package import Readiness

/// What gates ask of the requirements, and what keeps it from being so: text and Markdown.
package struct VerificationText {
  private let verdict: RequirementsVerdict
  private let report: RequirementsReport

  package init(_ verdict: RequirementsVerdict, of report: RequirementsReport) {
    self.verdict = verdict
    self.report = report
  }

  package var page: TextPage {
    var page = TextPage()
    page.line(
      Line("\(report.system.name)  ", .strong) + verdict.outcome.sign.line
        + Line("  as gate \(verdict.level) asks it; \(report.counts)", .faint))
    page.blank()
    if verdict.answers.isEmpty { page.line("No gate up to this one asks for requirements.") }
    var table = TextTable([.left, .left, .left])
    for answer in verdict.answers {
      table.row([
        answer.status.sign.line, Line("from \(answer.demand.from)", .faint),
        Line(answer.demand.title) + Line(" – \(answer.summary)", .faint),
      ])
    }
    page.table(table, indent: 0)
    let open = verdict.unsettled
    if !open.isEmpty { page.heading("What is not closed") }
    for standing in open {
      page.blank()
      page.line(
        Line("\(standing.requirement.id)  ", .strong) + standing.state.sign.line
          + Line("  \(standing.requirement.statement)"), hanging: 4)
      for gap in standing.gaps where gap.step == nil {
        page.line(Line("△ \(gap.words)", .bad), indent: 2)
      }
      for step in standing.steps where step.state != .passed {
        RequirementsText.show(step, on: &page)
      }
    }
    return page
  }

  package var markdown: String {
    var page = MarkdownPage()
    let sign = verdict.outcome.sign
    page.heading(
      2, "\(report.system.name), requirements at gate \(verdict.level): \(sign.mark) \(sign.word)")
    page.paragraph("\(report.counts).".markdown)
    page.table(
      ["answer", "from level", "asks", "found"],
      verdict.answers.map { answer in
        [
          answer.status.sign.text, "\(answer.demand.from)", answer.demand.title, answer.summary,
        ]
      })
    if !verdict.unsettled.isEmpty {
      page.heading(3, "What is not closed")
      page.table(
        ["requirement", "state", "step", "because"],
        verdict.unsettled.flatMap { standing -> [[String]] in
          let id = standing.requirement.id.rawValue
          return standing.gaps.filter { $0.step == nil }.map { gap in
            [id, StepStanding.State.unplanned.sign.text, "", gap.words]
          }
            + standing.steps.filter { $0.state != .passed }.map { step in
              [
                id, step.state.sign.text, "\(step.kind.rawValue): \(step.step.text)",
                step.evidence.filter { !$0.bearing.bears }
                  .map { "\($0.pointer.text): \($0.because)" }.joined(separator: "; "),
              ]
            }
        })
    }
    return page.text
  }
}

extension RequirementsVerdict {
  /// The requirements that are not closed.
  var unsettled: [RequirementStanding] { standings.all.filter { !$0.isClosed } }
}

extension RequirementsVerdict.Outcome {
  var sign: Sign {
    switch self {
    case .met: Sign(mark: "✓", word: "met", kind: .good)
    case .notMet: Sign(mark: "✕", word: "not met", kind: .bad)
    case .undecided: Sign(mark: "?", word: "undecided", kind: .unsure)
    }
  }
}

/// Requirements as Markdown: a table of them, or each in full.
package struct RequirementsMarkdown {
  private let report: RequirementsReport

  package init(_ report: RequirementsReport) { self.report = report }

  package var list: String {
    var page = MarkdownPage()
    page.heading(2, "\(report.system.name): requirements")
    page.paragraph("\(report.counts).".markdown)
    page.table(
      ["id", "state", "verified", "validated", "risk", "kind", "of", "shall", "tags"],
      report.standings.all.map { standing in
        let requirement = standing.requirement
        return [
          requirement.id.rawValue, standing.state.sign.text,
          RequirementStanding.share(standing.verification),
          RequirementStanding.share(standing.validation),
          requirement.risk?.words ?? "–", requirement.kind.rawValue, "\(requirement.subject)",
          requirement.statement, requirement.tags.joined(separator: ", "),
        ]
      })
    return page.text
  }

  package var whole: String {
    var page = MarkdownPage()
    for standing in report.standings.all {
      let requirement = standing.requirement
      let sign = standing.state.sign
      page.heading(2, "\(requirement.id): \(sign.mark) \(sign.word)")
      page.paragraph(requirement.statement.markdown)
      let tags = requirement.tags.isEmpty ? "" : "; \(requirement.tags.joined(separator: ", "))"
      page.paragraph(
        ("\(requirement.kind.rawValue) requirement of \(requirement.subject)\(tags); "
          + (requirement.risk.map { "risk \($0.words), \($0.band.rawValue)" } ?? "no risk"))
          .markdown)
      for step in standing.steps {
        let evidence = step.evidence.map { pointer in
          let origin = pointer.origin.isEmpty ? "" : " (\(pointer.origin))"
          return "\(pointer.bearing.sign.text) \(pointer.pointer.text): \(pointer.because)\(origin)"
        }
        page.item(
          "\(step.state.sign.text) **\(step.kind.rawValue):** "
            + ([step.step.text] + evidence).map(\.markdown).joined(separator: "<br>"))
      }
      for gap in standing.gaps where gap.step == nil {
        page.item("△ \(gap.words.markdown)")
      }
    }
    return page.text
  }
}

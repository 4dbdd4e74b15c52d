internal import Worth

/// The report as a decision record.
package enum WorthMarkdown {
  package static func text(_ report: WorthReport) -> String {
    var page = MarkdownPage()
    page.heading(1, "\(report.title): is it worth running?")
    page.paragraph("**\(report.analysis.verdict.sentence.capitalisedFirst.markdown).**")
    for sentence in report.record?.sentences ?? [] { page.paragraph(sentence.markdown) }
    for note in report.notes { page.item(note.markdown) }
    for section in report.sections {
      page.heading(2, section.title)
      if !section.lead.isEmpty { page.paragraph(section.lead.markdown) }
      page.table(section.header, section.rows)
    }
    page.paragraph(
      "\(report.analysis.draws) draws, seed \(report.analysis.seed): "
        + "`airworthy worth --draws \(report.analysis.draws) --seed \(report.analysis.seed)` computes "
        + "it again.")
    return page.text
  }
}

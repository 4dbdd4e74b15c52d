internal import Worth

/// The report for the terminal, with the guesses that it rests on first.
package struct WorthText {
  private let report: WorthReport
  private let isFull: Bool

  package init(_ report: WorthReport, isFull: Bool = false) {
    self.report = report
    self.isFull = isFull
  }

  package var page: TextPage {
    var page = TextPage()
    let verdict = report.analysis.verdict
    page.line(Line(verdict.sentence.capitalisedFirst + ".", verdict.advice.tone))
    for sentence in report.record?.sentences ?? [] { page.line(Line(sentence, .strong)) }
    for note in report.notes { page.line(Line("! \(note)", .unsure), hanging: 2) }
    for section in report.sections where isFull || !section.isDetail {
      page.heading(section.title)
      if !section.lead.isEmpty { page.line(Line(section.lead, .faint), indent: 2) }
      var table = TextTable([.left] + section.header.dropFirst().map { _ in .left })
      if section.header.contains(where: { !$0.isEmpty }) { table.header(section.header) }
      for row in section.rows { table.row(row.map { Line($0) }) }
      page.table(table)
    }
    page.blank()
    page.line(
      Line(
        "\(report.analysis.draws) draws, seed \(report.analysis.seed)."
          + (isFull ? "" : " --full shows break-even values and every number."), .faint))
    return page
  }
}

extension WorthVerdict.Advice {
  var tone: Tone {
    switch isWorthIt {
    case true?: .good
    case false?: .bad
    case nil: .unsure
    }
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

internal import Portfolio

/// A meta-review for the terminal.
package struct PortfolioText {
  private let report: PortfolioReport
  private let rowsMost: Int

  /// - Parameters:
  ///   - report: What to show.
  ///   - rowsMost: How many rows of a table are shown.
  package init(_ report: PortfolioReport, rowsMost: Int) {
    self.report = report
    self.rowsMost = rowsMost
  }

  package var page: TextPage {
    var page = TextPage()
    page.line(Line(report.title, .strong))
    page.line(Line(report.headline))
    page.line(Line(report.verification, .faint))
    for section in report.sections.map({ $0.shortened(to: rowsMost) }) {
      page.heading(section.title)
      for words in section.words { page.line(Line(words), indent: 2) }
      if section.rows.isEmpty {
        if !section.empty.isEmpty { page.line(Line(section.empty), indent: 2) }
        continue
      }
      var table = TextTable(
        section.header.indices.map { section.numbers.contains($0) ? .right : .left })
      table.header(section.header)
      for row in section.rows { table.row(row.map(\.line)) }
      page.table(table)
    }
    page.heading("How it is computed")
    for words in PortfolioReport.methods { page.line(Line(words, .faint), indent: 2) }
    page.line(
      Line(
        "\(report.review.settings.draws) ways a component, seed \(report.review.settings.seed), "
          + "at least \(report.review.settings.staysLeast) ended stays a level.", .faint), indent: 2
    )
    return page
  }
}

extension PortfolioSection.Cell {
  fileprivate var line: Line {
    switch self {
    case .text(let text): Line(text)
    case .sign(let sign): sign.line
    }
  }
}

/// The same as Markdown.
package struct PortfolioMarkdown {
  private let report: PortfolioReport

  package init(_ report: PortfolioReport) { self.report = report }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, report.title)
    page.paragraph("**\(report.headline.markdown)**")
    page.paragraph(report.verification.markdown)
    for section in report.sections {
      page.heading(3, section.title)
      for words in section.words { page.paragraph(words.markdown) }
      if section.rows.isEmpty, !section.empty.isEmpty { page.paragraph(section.empty.markdown) }
      page.table(section.header, section.rows.map { $0.map(\.plain) })
    }
    page.heading(3, "How it is computed")
    for words in PortfolioReport.methods { page.item(words.markdown) }
    return page.text
  }
}

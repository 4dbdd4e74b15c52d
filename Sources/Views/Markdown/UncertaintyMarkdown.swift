internal import Readiness
internal import Statistics

/// How wrong the outputs may be, as Markdown.
package struct UncertaintyMarkdown {
  private let report: UncertaintyReport

  package init(_ report: UncertaintyReport) { self.report = report }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(report.system.name): errors of the \(report.line) line")
    if report.ends.isEmpty {
      page.paragraph("No component declares an error, so nothing can be said of the system's.")
    }
    for end in report.ends {
      page.heading(3, end.title)
      page.table(
        ["figure", "value", "from", "to"],
        end.figures.map { name, estimate in
          [name, estimate.value.brief, estimate.lower.brief, estimate.upper.brief]
        })
      if end.shares.count > 1 {
        page.table(
          ["component", "variance falls by, if it were known", "left, if all others were"],
          end.shares.map { share in
            [
              share.component.rawValue,
              "\(share.known.value.percent) ± \(share.known.halfWidth.percent)",
              "\(share.left.value.percent) ± \(share.left.halfWidth.percent)",
            ]
          })
      }
      for caveat in end.caveats { page.paragraph(caveat.markdown) }
    }
    if let error = report.ends.first?.error {
      page.paragraph(
        "\(UncertaintyReport.intervals) \(error.samples.of("sample")), seed \(error.seed)."
          .markdown)
    }
    return page.text
  }
}

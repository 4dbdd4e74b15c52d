internal import Readiness

/// A comparison of two tables as Markdown, for job summaries and comments.
package struct DriftMarkdown {
  private let report: DriftReport

  package init(_ report: DriftReport) { self.report = report }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, report.headline)
    page.paragraph(report.terms.markdown)
    page.table(
      ["", "column", "in", "statistic", "value", "interval", "margin", "familiar figures"],
      report.finding.measurements.prefix(200).map { measurement in
        [
          measurement.verdict, measurement.of, measurement.window, measurement.statistic,
          measurement.value.brief, measurement.range, measurement.limit?.value.brief ?? "",
          DriftReport.familiar(measurement),
        ]
      })
    for sample in report.finding.samples {
      page.heading(3, "\(sample.title), \(sample.rows.count) of \(sample.total)")
      page.table(sample.columns, sample.rows)
    }
    return page.text
  }
}

internal import Readiness

/// A comparison of two tables for the terminal: the answer, why, every column by its change, and what
/// else is worth knowing.
package struct DriftText {
  private let report: DriftReport

  package init(_ report: DriftReport) { self.report = report }

  /// More comparisons than these are counted and not shown.
  private static let shownMax = 60

  private static func table(_ measurements: ArraySlice<Measurement>) -> TextTable {
    var table = TextTable([.left, .left, .left, .right, .left, .right, .left])
    let hasMargins = Set(measurements.map(\.limit)).count > 1
    table.header([
      "", "column", measurements.contains { !$0.window.isEmpty } ? "in" : "", "distance",
      "true one within", hasMargins ? "margin" : "",
      "to decide",
    ])
    for measurement in measurements {
      table.row([
        Line(measurement.verdict, measurement.status.sign.tone), Line(measurement.of),
        Line(measurement.window), Line(measurement.value.brief), Line(measurement.range, .faint),
        Line(hasMargins ? measurement.limit?.value.brief ?? "" : ""),
        Line(measurement.rowsNeeded.map { "\($0) rows" } ?? "", .faint),
      ])
    }
    return table
  }

  package var page: TextPage {
    var page = TextPage()
    let finding = report.finding
    let measurements = finding.measurements
    page.line(finding.status.sign.line + Line("  \(report.headline)", .strong), hanging: 3)
    page.line(Line(report.terms, .faint))
    page.blank()
    page.table(Self.table(measurements.prefix(Self.shownMax)))
    if measurements.count > Self.shownMax {
      page.line(
        Line("and \(measurements.count - Self.shownMax) more; --format json has all", .faint),
        indent: 2)
    }
    for sample in finding.samples {
      page.blank()
      page.sample(sample, indent: 0)
    }
    let known = measurements.filter { !$0.familiar.isEmpty }.prefix(10)
    if !known.isEmpty {
      page.heading("Familiar figures, which decide nothing")
      for measurement in known {
        let place = measurement.window.isEmpty ? "" : " in \(measurement.window)"
        page.line(
          Line("\(measurement.of)\(place)  ")
            + Line(DriftReport.familiar(measurement), .faint), indent: 2, hanging: 2)
      }
      page.line(
        Line("--reproduce writes a script that computes every figure with SciPy", .faint),
        indent: 2)
    }
    return page
  }
}

internal import Readiness
internal import Statistics

/// How wrong the outputs may be, and where that comes from.
package struct UncertaintyText {
  private let report: UncertaintyReport

  package init(_ report: UncertaintyReport) { self.report = report }

  package var page: TextPage {
    var page = TextPage()
    let system = report.system
    page.line(Line(system.name, .strong) + Line("  \(system.id) · \(report.line) line", .faint))
    guard !report.ends.isEmpty else {
      page.blank()
      page.line(
        Line("No component declares an error, so nothing can be said of the system's."))
      return page
    }
    for end in report.ends { show(end, on: &page) }
    page.blank()
    page.line(Line(UncertaintyReport.intervals, .faint))
    if let error = report.ends.first?.error {
      page.line(Line("\(error.samples.of("sample")), seed \(error.seed).", .faint))
    }
    return page
  }

  private func show(_ end: UncertaintyReport.End, on page: inout TextPage) {
    page.heading(end.title)
    var figures = TextTable([.left, .right, .left])
    for (name, estimate) in end.figures {
      figures.row([
        Line(name), Line(estimate.value.brief, .strong),
        Line("between \(estimate.lower.brief) and \(estimate.upper.brief)", .faint),
      ])
    }
    page.table(figures)
    if end.shares.count > 1 {
      page.blank()
      page.line(
        Line(
          "Share of the variance: by how much it would fall if this error alone were known, and "
            + "how much would be left if all others were"), indent: 2)
      var shares = TextTable([.left, .right, .left, .right, .left])
      shares.header(["component", "falls by", "", "left", ""])
      for share in end.shares {
        shares.row([
          Line(share.component.rawValue), Line(share.known.value.percent),
          Line("± \(share.known.halfWidth.percent)", .faint), Line(share.left.value.percent),
          Line("± \(share.left.halfWidth.percent)", .faint),
        ])
      }
      page.table(shares)
    }
    for caveat in end.caveats { page.line(Line(caveat), indent: 2) }
  }
}

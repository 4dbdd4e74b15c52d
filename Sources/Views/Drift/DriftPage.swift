internal import Readiness

/// A comparison of two tables as a page: the answer, every distribution over its reference, the
/// figures, and the script that computes them anew.
package struct DriftPage {
  private let report: DriftReport

  package init(_ report: DriftReport) { self.report = report }

  package var html: String {
    Page(title: "Drift: \(report.current)", body: header + pictures + figures + samples + script)
      .html
  }

  private var header: HTML {
    .element("header") {
      HTML.element("h1") { "Have the data changed?" }
      HTML.element("p", ["class": "headline \(report.finding.status.sign.kind.rawValue)"]) {
        report.finding.status.sign.html
        " \(report.headline)"
      }
      HTML.element("p") { report.terms }
    }
  }

  private var pictures: HTML {
    let measurements = Dictionary(
      report.finding.measurements.map { ([$0.of, $0.window], $0) },
      uniquingKeysWith: { first, _ in first })
    return section("What changed most comes first") {
      HTML.element("div", ["class": "gallery wide"]) {
        for overlay in report.finding.overlays {
          OverlayChart(
            overlay: overlay, measurement: measurements[[overlay.of, overlay.window]]
          ).figure.html
        }
      }
    }
  }

  private var figures: HTML {
    section("Every comparison") {
      Figure.table(
        Figure.DataTable(
          header: [
            "column", "in", "answer", "statistic", "value", "interval", "margin", "rows",
            "rows that would decide", "familiar figures",
          ],
          rows: report.finding.measurements.map { measurement in
            [
              measurement.of, measurement.window, measurement.verdict,
              measurement.statistic, measurement.value.brief, measurement.range,
              measurement.limit?.value.brief ?? "", measurement.rows.map { "\($0)" } ?? "",
              measurement.rowsNeeded.map { "\($0)" } ?? "", DriftReport.familiar(measurement),
            ]
          }))
      HTML.element("p") {
        "Familiar figures decide nothing: with enough rows any difference is significant, however "
        "small. "
        Set(report.finding.measurements.map(\.method)).sorted().joined(separator: "; ")
        "."
      }
    }
  }

  private var samples: HTML {
    report.finding.samples.map { sample in
      section("\(sample.title), \(sample.rows.count) of \(sample.total)") {
        Figure.table(Figure.DataTable(header: sample.columns, rows: sample.rows))
      }
    }.reduce(.nothing, +)
  }

  private var script: HTML {
    section("The same figures by SciPy") {
      HTML.element("details") {
        HTML.element("summary") { "A script that computes every figure anew" }
        HTML.element("pre") { DriftScript(report).text }
      }
    }
  }

  private func section(_ title: String, @HTMLBuilder _ body: () -> HTML) -> HTML {
    let content = body()
    return .element("section") {
      HTML.element("h2") { title }
      content
    }
  }
}

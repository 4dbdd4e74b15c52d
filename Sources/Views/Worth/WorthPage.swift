internal import Readiness
internal import Worth

/// The report as a page that needs nothing beside it.
package struct WorthPage {
  private let report: WorthReport

  package init(_ report: WorthReport) { self.report = report }

  package var html: String {
    let analysis = report.analysis
    // First what a verdict waits for and the answers in short, then pictures, then the tables.
    let all = report.sections
    let first = all.firstIndex { $0.title == report.brief.title }.map { $0 + 1 } ?? 0
    let (opening, rest) = (all.prefix(first), all.dropFirst(first))
    let words =
      "\(analysis.draws) draws, seed \(analysis.seed). The formulas are in "
      + "Documentation/Formats/worth.md; 'airworthy worth --format json' gives every figure."
    let footer = HTML.element("p", ["class": "footer"]) { words }
    let body =
      opening.map(section).reduce(head, +) + figures + rest.map(section).reduce(.nothing, +)
      + footer
    return Page(title: "\(report.title): is it worth running?", body: body).html
  }

  private var head: HTML {
    let verdict = report.analysis.verdict
    let tone =
      switch verdict.advice.isWorthIt {
      case true?: "good"
      case false?: "bad"
      case nil: "unsure"
      }
    var parts: [HTML] = [
      .element("h1") { "\(report.title): is it worth running?" },
      .element("p", ["class": "headline \(tone)"]) { verdict.sentence.capitalisedFirst + "." },
    ]
    for sentence in report.record?.sentences ?? [] {
      parts.append(.element("p") { HTML.element("strong") { sentence } })
    }
    if !report.notes.isEmpty {
      parts.append(.element("ul") { for note in report.notes { HTML.element("li") { note } } })
    }
    return parts.reduce(.nothing, +)
  }

  private var figures: HTML {
    let analysis = report.analysis
    let currency = analysis.model.currency
    var parts: [HTML] = []
    if let best = analysis.best {
      parts.append(ValueChart(outcome: best, currency: currency).figure.html)
    }
    if let tornado = TornadoChart(tornado: analysis.tornado, currency: currency).figure {
      parts.append(tornado.html)
    }
    if let automation = analysis.automation, !automation.points.isEmpty {
      parts.append(
        ThresholdChart(automation: automation, words: report.automationWords).figure.html)
    }
    if let states = StateChart(valuation: analysis.valuation, period: analysis.model.period).figure
    {
      parts.append(states.html)
    }
    return parts.reduce(.nothing, +)
  }

  private func section(_ section: WorthReport.Section) -> HTML {
    let table = Figure.table(.init(header: section.header, rows: section.rows))
    let lead =
      section.lead.isEmpty ? HTML.nothing : .element("p", ["class": "faint"]) { section.lead }
    return .element("section") {
      HTML.element("h2") { section.title }
      lead
      if section.isDetail {
        HTML.element("details") {
          HTML.element("summary") { section.rows.count.of("row") }
          table
        }
      } else {
        table
      }
    }
  }
}

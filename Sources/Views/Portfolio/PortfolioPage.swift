internal import Portfolio
internal import Readiness
internal import Statistics

/// A meta-review as a page.
package struct PortfolioPage {
  private let report: PortfolioReport

  package init(_ report: PortfolioReport) { self.report = report }

  package var html: String { Page(title: report.title, body: body).html }

  private var body: HTML {
    let isBad = report.review.objectives.contains { $0.state <= .notOnTrack }
    return HTML.element("header") {
      HTML.element("h1") { report.title }
      HTML.element("p", ["class": "headline \(isBad ? "bad" : "unsure")"]) { report.headline }
      HTML.element("p", ["class": "faint"]) { report.verification }
    } + report.sections.map(part).reduce(.nothing, +) + methods
  }

  private func part(_ section: PortfolioSection) -> HTML {
    .element("section") {
      HTML.element("h2") { section.title }
      for words in section.words { HTML.element("p") { words } }
      if section.rows.isEmpty {
        HTML.element("p", ["class": "faint"]) { section.empty }
      } else {
        figures(of: section)
        if section.rows.count > Self.rowsMost {
          table(section, section.rows.prefix(Self.rowsFirst))
          HTML.element("details") {
            HTML.element("summary") { "All \(section.rows.count)" }
            table(section, section.rows[...])
          }
        } else {
          table(section, section.rows[...])
        }
      }
    }
  }

  /// Of a longer table the first rows show, and all are folded away.
  private static let rowsMost = 30
  private static let rowsFirst = 10

  private func figures(of section: PortfolioSection) -> HTML {
    switch section.title {
    case report.times.title:
      let times = report.review.times.filter { $0.curve.endedCount > 0 }
      let most = times.map(\.curve.longest).max() ?? 1
      return .element("div", ["class": "gallery"]) {
        for time in times {
          SurvivalChart(time: time, name: report.name(time.level), most: most).figure.html
        }
      }
    case report.switchbacks.title:
      return SwitchbackChart(ways: report.review.ways).figure.html
    case report.forecasts.title:
      let chart = ForecastChart(
        forecasts: report.review.forecasts, objectives: report.review.objectives,
        now: report.review.at)
      return chart.figure?.html ?? .nothing
    default: return .nothing
    }
  }

  private func table(
    _ section: PortfolioSection, _ rows: ArraySlice<[PortfolioSection.Cell]>
  ) -> HTML {
    .element("div", ["class": "scroll"]) {
      HTML.element("table") {
        HTML.element("thead") {
          HTML.element("tr") {
            for (index, name) in section.header.enumerated() {
              HTML.element("th", ["scope": "col", "class": kind(index, of: section)]) { name }
            }
          }
        }
        HTML.element("tbody") {
          for row in rows {
            HTML.element("tr") {
              for (index, cell) in row.enumerated() {
                HTML.element("td", ["class": kind(index, of: section)]) { cell.html }
              }
            }
          }
        }
      }
    }
  }

  private func kind(_ column: Int, of section: PortfolioSection) -> String {
    section.numbers.contains(column) ? "number" : "words"
  }

  private var methods: HTML {
    .element("footer", ["class": "footer"]) {
      HTML.element("h2") { "How it is computed" }
      for words in PortfolioReport.methods { HTML.element("p") { words } }
      HTML.element("p") {
        "\(report.review.settings.draws) ways a component, seed \(report.review.settings.seed), at "
          + "least \(report.review.settings.staysLeast) ended stays a level. The same logs, files, "
          + "instant and seed give the same page."
      }
      HTML.element("details") {
        HTML.element("summary") { "Logs" }
        Figure.table(
          .init(
            header: ["log", "systems", "events", "verified"],
            rows: report.logs.map {
              [
                $0.path, $0.systems.joined(separator: ", "), "\($0.events)",
                $0.isVerified ? "yes" : "no",
              ]
            }))
      }
    }
  }
}

extension PortfolioSection.Cell {
  fileprivate var html: HTML {
    switch self {
    case .text(let text): HTML(text)
    case .sign(let sign): sign.html
    }
  }
}

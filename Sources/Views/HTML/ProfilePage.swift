package import Profiling
internal import Readiness
internal import Statistics

/// What the columns of a table hold, as a page with a picture of each.
package struct ProfilePage {
  private let profile: TableProfile

  package init(_ profile: TableProfile) { self.profile = profile }

  package var html: String { Page(title: "\(profile.path): profile", body: body).html }

  private var body: HTML {
    header
      + HTML.element("section") {
        HTML.element("h2") { "Columns" }
        Figure.table(overview(profile.columns))
      }
      + HTML.element("section") {
        HTML.element("h2") { "Distributions" }
        HTML.element("div", ["class": "gallery"]) {
          for column in profile.columns { ColumnChart(column: column).figure.html }
        }
      }
      + slices + footer
  }

  private var header: HTML {
    .element("header") {
      HTML.element("h1") { profile.path }
      HTML.element("p", ["class": "faint"]) {
        "\(profile.rows.of("row")), \(profile.columns.count.of("column"))"
      }
      if profile.raggedRows > 0 {
        HTML.element("p", ["class": "headline bad"]) {
          "\(profile.firstRagged.words(on: profile.raggedRows)) left out"
        }
      }
    }
  }

  private func overview(_ columns: [ColumnProfile]) -> Figure.DataTable {
    .init(
      header: ["column", "type", "missing", "distinct", "values: least ‹quartiles› most"],
      rows: columns.map { column in
        [
          column.name, column.type.rawValue,
          column.missing == 0 ? "0" : column.missingShare.percent, column.distinctWords,
          column.content,
        ]
      })
  }

  private var slices: HTML {
    guard let slicing = profile.slicing else { return .nothing }
    return .element("section") {
      HTML.element("h2") { "By \(slicing.column)" }
      for slice in slicing.slices {
        HTML.element("details") {
          HTML.element("summary") {
            "\(slice.name.isEmpty ? "missing" : slice.name), \(slice.rows.of("row"))"
          }
          Figure.table(overview(slice.columns))
        }
      }
    }
  }

  private var footer: HTML {
    .element("footer", ["class": "footer"]) {
      HTML.element("p") {
        profile.columns.allSatisfy(\.isExact)
          ? "Every figure is exact."
          : "≈ marks columns with too many distinct values to count each: their number is estimated "
            + "and quantiles lie on a grid. All else is exact."
      }
    }
  }
}

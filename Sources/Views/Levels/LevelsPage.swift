internal import Readiness

/// Ladders and ways as a page.
package struct LevelsPage {
  private let report: LevelsReport

  package init(_ report: LevelsReport) { self.report = report }

  package var html: String {
    Page(title: "\(report.verdict.system.name): levels", body: body).html
  }

  private var body: HTML {
    HTML.element("header") {
      HTML.element("h1") { report.title }
      HTML.element("p", ["class": "headline unsure"]) { report.verdict.headline }
    }
      + HTML.element("section") {
        HTML.element("h2") { "What holds each rung" }
        for placed in report.components { report.rungs(of: placed).figure.html }
      }
      + HTML.element("section") {
        HTML.element("h2") { "The way so far" }
        report.course.figure.html
      }
      + HTML.element("footer", ["class": "footer"]) {
        HTML.element("p") {
          "Computed from \(report.verdict.position.of("event")) of the log and packs "
          HTML.element("code") { String(report.verdict.packs.prefix(16)) }
          "."
        }
      }
  }
}

/// The same as one picture that stands alone.
package struct LevelsPicture {
  private let report: LevelsReport

  package init(_ report: LevelsReport) { self.report = report }

  package var svg: String {
    var y = 0.0
    var parts = HTML.nothing
    func add(_ height: Double, _ content: HTML) {
      parts = parts + HTML.element("g", ["transform": "translate(8 \(y.placed))"]) { content }
      y += height + 18
    }
    for placed in report.components { add(RungsChart.height, report.rungs(of: placed).content) }
    add(report.course.height, report.course.content)
    let captions = report.components.map { report.rungs(of: $0).caption + " " + $0.finding }
    let widest = report.components.map { report.rungs(of: $0).width }.max() ?? 0
    let size = (width: max(widest, CourseChart.width) + 16, height: y)
    let picture = HTML.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": "0 -8 \(size.width.placed) \(size.height.placed)",
        "width": size.width.placed, "height": size.height.placed, "role": "img",
        "aria-labelledby": "title desc",
      ]
    ) {
      HTML.element("title", ["id": "title"]) { report.title }
      HTML.element("desc", ["id": "desc"]) { captions.joined(separator: " ") }
      HTML.element("style") { HTML.trusted(Stylesheet.text) }
      SVG.rectangle(0, -8, size.width, size.height, class: "paper")
      parts
    }
    return picture.markup + "\n"
  }
}

extension LevelsReport {
  func rungs(of placed: Placed) -> RungsChart {
    RungsChart(placed, stages: stages, target: verdict.system.target)
  }

  var course: CourseChart { CourseChart(placed: components, now: verdict.at) }
}

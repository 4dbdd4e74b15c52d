internal import Portfolio
internal import Readiness

/// Where components go back to: from each level a column, to each level a row.
struct SwitchbackChart {
  let ways: Ways

  private let cell = 38.0
  private let left = 70.0
  private let top = 44.0

  var figure: Figure {
    let first = ways.switchbacks.first
    let total = ways.switchbacks.map(\.count).reduce(0, +)
    return Figure(
      caption: first.map {
        "Of \(total.of("switchback")) most go from \($0.from) to \($0.to), by \($0.kind.rawValue): "
          + "\($0.count.of("time"))."
      } ?? "No component went back.",
      chart: chart,
      table: Figure.DataTable(
        header: ["from", "to", "kind", "how often", "components"],
        rows: ways.switchbacks.map {
          ["\($0.from)", "\($0.to)", $0.kind.rawValue, "\($0.count)", "\($0.components)"]
        }))
  }

  private func count(from: Int, to: Int) -> Int {
    ways.switchbacks.filter { $0.from.number == from && $0.to.number == to }.map(\.count)
      .reduce(0, +)
  }

  private var chart: HTML {
    let most = (1...9).flatMap { from in (0..<from).map { count(from: from, to: $0) } }.max() ?? 0
    return SVG.picture(left + 9 * cell + 8, top + 9 * cell + 8, title: "Switchbacks by level") {
      SVG.text("from level", left + 4.5 * cell, 14, anchor: "middle", class: "small")
      SVG.text("to level", 4, top + 4.5 * cell, class: "small")
      for from in 1...9 {
        SVG.text(
          "\(from)", left + (Double(from) - 0.5) * cell, 34, anchor: "middle", class: "small")
      }
      for to in 0...8 {
        SVG.text(
          "\(to)", left - 8, top + (8.5 - Double(to)) * cell + 4, anchor: "end", class: "small")
      }
      for from in 1...9 {
        for to in 0..<from { square(from, to, count(from: from, to: to), most) }
      }
    }
  }

  private func square(_ from: Int, _ to: Int, _ count: Int, _ most: Int) -> HTML {
    let (x, y) = (left + Double(from - 1) * cell, top + Double(8 - to) * cell)
    // Four shades; the number says it exactly.
    let shade = count == 0 ? 0 : 1 + (count - 1) * 4 / max(1, most)
    return SVG.rectangle(x, y, cell - 2, cell - 2, class: "heat heat-\(min(shade, 4))", radius: 3)
      + (count == 0
        ? .nothing
        : SVG.text(
          "\(count)", x + cell / 2 - 1, y + cell / 2 + 3, anchor: "middle", class: "strong"))
  }
}

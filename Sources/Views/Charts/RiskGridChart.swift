internal import Readiness

/// The matrix of five by five: a view of the plane, in which each cell has the band of the worst
/// that can lie in it.
struct RiskGridChart {
  private let ranking: RiskRanking

  init(_ ranking: RiskRanking) { self.ranking = ranking }

  private let left = 92.0
  private let top = 28.0
  private let cellWidth = 112.0
  private let cellHeight = 68.0
  private var width: Double { left + cellWidth * Double(RiskCell.steps) + 8 }
  private var height: Double { top + cellHeight * Double(RiskCell.steps) + 48 }

  var figure: Figure {
    Figure(
      caption: caption, chart: SVG.picture(width, height, title: title) { body },
      table: Figure.DataTable(
        header: ["probability per \(ranking.period)", "value", "band", "requirements"],
        rows: RiskCell.all.map { cell in
          [
            cell.rangeOfProbability, cell.rangeOfValue, cell.band.rawValue,
            ranking.ids(in: cell).joined(separator: ", "),
          ]
        }))
  }

  /// The picture as a file of its own.
  var document: String { SVG.document(width, height, title: title) { body } }

  private var title: String { "Risk matrix per \(ranking.period)" }

  private var caption: String {
    "\(ranking.risks.count.of("requirement")) in cells of 0.2 by 2. Each cell has the colour of the "
      + "worst that can lie in it; cells side by side need not differ, and what counts are the "
      + "numbers. "
      + RiskBand.allCases.map { "\($0.rawValue.capitalisedFirst): \($0.meaning)." }
      .joined(separator: " ")
  }

  private var body: HTML {
    RiskCell.all.map(cell).reduce(.nothing, +)
      + (0..<RiskCell.steps).map { step in
        SVG.text(
          RiskCell(row: 0, column: step).rangeOfValue, x(step) + cellWidth / 2,
          top + cellHeight * Double(RiskCell.steps) + 18, anchor: "middle", class: "small")
          + SVG.text(
            RiskCell(row: step, column: 0).rangeOfProbability, left - 8, y(step) + cellHeight / 2,
            anchor: "end", class: "small")
      }.reduce(.nothing, +)
      + SVG.text("probability per \(ranking.period)", 4, 14)
      + SVG.text("value at stake", left + cellWidth * 2.5, height - 8, anchor: "middle")
  }

  private func x(_ column: Int) -> Double { left + Double(column) * cellWidth }
  private func y(_ row: Int) -> Double { top + Double(RiskCell.steps - 1 - row) * cellHeight }

  private func cell(_ cell: RiskCell) -> HTML {
    let (x, y) = (x(cell.column), y(cell.row))
    let ids = ranking.ids(in: cell)
    let lines = stride(from: 0, to: min(ids.count, 6), by: 3).map { start in
      let words = ids[start..<min(start + 3, ids.count)].joined(separator: ", ")
      return start == 3 && ids.count > 6 ? words + ", …" : words
    }
    return SVG.rectangle(x, y, cellWidth - 2, cellHeight - 2, class: "band \(cell.band.rawValue)")
      + SVG.text(cell.band.rawValue, x + 6, y + 15, class: "small")
      + lines.enumerated().map { index, words in
        SVG.text(words, x + 6, y + 35 + Double(index) * 18, class: "strong")
      }.reduce(.nothing, +)
  }
}

internal import Readiness

/// Risks in characters: every cell with the mark of its band, and what lies in it.
enum RiskPlane {
  /// Ten steps of probability over the ten values, with how many requirements lie in each.
  static func plane(_ ranking: RiskRanking) -> TextTable {
    var table = TextTable([.right] + Array(repeating: .left, count: 10))
    let steps = 10
    for row in (0..<steps).reversed() {
      let (lower, upper) = (Double(row) / Double(steps), Double(row + 1) / Double(steps))
      let cells = (1...10).map { value -> Line in
        let count = ranking.risks.filter { _, risk in
          risk.value == value && Self.row(of: risk.probability, of: steps) == row
        }.count
        let band = RiskBand(probability: upper, value: value)
        return Line(band.sign.mark, band.sign.tone)
          + Line(count > 0 ? "\(count)" : "", .strong)
      }
      table.row([Line("p \(lower.brief) to \(upper.brief)", .faint)] + cells)
    }
    table.row([Line("value", .faint)] + (1...10).map { Line("\($0)", .faint) })
    return table
  }

  /// Five by five, with the ids of what lies in each cell.
  static func grid(_ ranking: RiskRanking) -> TextTable {
    var table = TextTable(Array(repeating: .left, count: 1 + RiskCell.steps))
    for row in (0..<RiskCell.steps).reversed() {
      let cells = (0..<RiskCell.steps).map { RiskCell(row: row, column: $0) }
      table.row(
        [Line("p \(cells[0].rangeOfProbability)", .faint)]
          + cells.map { cell in
            let ids = ranking.ids(in: cell)
            return Line(cell.band.sign.mark, cell.band.sign.tone)
              + Line(ids.isEmpty ? "" : " " + ids.joined(separator: " "), .strong)
          })
    }
    table.row(
      [Line("value", .faint)]
        + (0..<RiskCell.steps).map { column in
          Line(RiskCell(row: 0, column: column).rangeOfValue, .faint)
        })
    return table
  }

  private static func row(of probability: Double, of steps: Int) -> Int {
    (0..<steps).last { probability >= Double($0) / Double(steps) } ?? 0
  }
}

extension RiskRanking {
  /// The ids of the requirements in a cell, the gravest first.
  func ids(in cell: RiskCell) -> [String] {
    risks.filter { RiskCell(of: $0.risk) == cell }.map(\.requirement.id.rawValue)
  }
}

extension RiskCell {
  /// `0.2 to 0.4`: the lower bound belongs to it; the upper one only to the last.
  var rangeOfProbability: String { "\(probabilities.lower.brief) to \(probabilities.upper.brief)" }
  var rangeOfValue: String { "\(values.lower)–\(values.upper)" }
}

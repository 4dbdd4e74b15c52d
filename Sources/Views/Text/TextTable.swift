/// Rows under aligned columns; the last column takes what is left of the width and wraps.
package struct TextTable: Sendable {
  private var rows: [[Line]] = []
  private let alignments: [Alignment]

  package enum Alignment: Sendable {
    case left, right
  }

  /// - Parameter alignments: One for each column.
  package init(_ alignments: [Alignment]) { self.alignments = alignments }

  package mutating func header(_ names: [String]) {
    rows.append(names.map { Line($0, .faint) })
  }

  package mutating func row(_ cells: [Line]) { rows.append(cells) }

  package var isEmpty: Bool { rows.isEmpty }

  func rendered(width: Int, indent: Int, colour: Bool) -> [String] {
    let widths = widths(within: width - indent)
    return rows.flatMap { row -> [String] in
      let cells = widths.indices.map { column in
        row.indices.contains(column) ? row[column].folded(to: widths[column]) : []
      }
      let height = cells.map(\.count).max() ?? 0
      return (0..<height).map { height in
        var text = String(repeating: " ", count: indent)
        // Spaces are owed until something follows them, so that no line ends in one.
        var owed = 0
        for (column, pieces) in cells.enumerated() where widths[column] > 0 {
          let piece = pieces.indices.contains(height) ? pieces[height] : Line("")
          let padding = max(0, widths[column] - piece.count)
          let isRight = alignments[column] == .right
          if isRight { owed += padding }
          if piece.count > 0 {
            text += String(repeating: " ", count: owed) + piece.rendered(colour: colour)
            owed = 0
          }
          owed += (isRight ? 0 : padding) + Self.gap
        }
        return text
      }
    }
  }

  private static let gap = 2

  /// Each column as wide as its widest cell, an empty one not there at all; where that is more than there is, the last column and
  /// then the widest of the others give way, down to a width that can still be read.
  private func widths(within room: Int) -> [Int] {
    var widths = alignments.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    let shown = widths.indices.filter { widths[$0] > 0 }
    guard let last = shown.last else { return widths }
    var excess = widths.reduce(Self.gap * (shown.count - 1), +) - room
    func give(_ column: Int, downTo least: Int) {
      let given = min(excess, max(0, widths[column] - least))
      widths[column] -= given
      excess -= given
    }
    if excess > 0 { give(last, downTo: 24) }
    while excess > 0,
      let widest = widths.indices.filter({ alignments[$0] == .left && widths[$0] > 12 })
        .max(by: { widths[$0] < widths[$1] })
    {
      give(widest, downTo: widths[widest] - 1)
    }
    return widths
  }
}

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
    let last = alignments.count - 1
    let widths = (0..<alignments.count).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    let gap = 2
    let before = indent + widths.prefix(last).map { $0 + gap }.reduce(0, +)
    let room = max(20, width - before)
    return rows.flatMap { row -> [String] in
      var start = String(repeating: " ", count: indent)
      for column in 0..<last {
        let cell = row.indices.contains(column) ? row[column] : Line("")
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        let text = cell.rendered(colour: colour)
        start += alignments[column] == .left ? text + padding : padding + text
        start += String(repeating: " ", count: gap)
      }
      let cell = row.indices.contains(last) ? row[last] : Line("")
      let isRight = alignments[last] == .right
      let padding = isRight ? String(repeating: " ", count: max(0, widths[last] - cell.count)) : ""
      let lines = cell.wrapped(to: room, indent: 0, hanging: 0, colour: colour)
      let rest = lines.dropFirst().map { String(repeating: " ", count: before) + $0 }
      return [(start + padding + (lines.first ?? "")).trimmedRight] + rest
    }
  }
}

extension String {
  fileprivate var trimmedRight: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}

extension Markdown {
  /// The cells of a table's row, without the bars at its ends; a bar behind a backslash is content.
  ///
  /// - Parameter line: A line of a table.
  /// - Returns: The cells as they are written, with blanks around them.
  package static func cells(of line: Substring) -> [Substring] {
    var cells: [Substring] = []
    var start = line.startIndex
    var isEscaped = false
    for index in line.indices {
      let sign = line[index]
      if sign == "|", !isEscaped {
        cells.append(line[start..<index])
        start = line.index(after: index)
      }
      isEscaped = sign == "\\" && !isEscaped
    }
    cells.append(line[start...])
    let isBlank: (Substring) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    if cells.count > 1, let first = cells.first, isBlank(first) { cells.removeFirst() }
    if cells.count > 1, let last = cells.last, isBlank(last) { cells.removeLast() }
    return cells
  }
}

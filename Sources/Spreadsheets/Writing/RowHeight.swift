/// How high rows must be for wrapped text to be seen; programs disagree on doing it themselves.
enum RowHeight {
  /// Points of a line of text of 10 points, with what is left free around the lines of a row.
  private static let line = 13.0
  private static let margin = 5.0
  /// The highest row that spreadsheets have.
  private static let most = 409.0

  /// - Parameter cells: The texts of the row, each with the width of its column.
  /// - Returns: Points.
  static func points(for cells: [(text: String, width: Double)]) -> Double {
    let count = cells.map { lines(of: $0.text, in: $0.width) }.max() ?? 1
    return min(most, Double(max(2, count)) * line + margin)
  }

  /// The lines that a text takes when it is wrapped between words.
  static func lines(of text: String, in width: Double) -> Int {
    // Letters are narrower than the digits that widths are counted in; an indentation is wider.
    let room = max(1, Int((width - 1.5) * 1.18))
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var (lines, used) = (1, 0)
      for word in paragraph.split(separator: " ") {
        if used > 0, used + 1 + word.count > room { (lines, used) = (lines + 1, 0) }
        used += word.count + (used > 0 ? 1 : 0)
        // What does not fit into a line is broken within.
        lines += max(0, used - 1) / room
        used = used == 0 ? 0 : (used - 1) % room + 1
      }
      return lines
    }.reduce(0, +)
  }
}

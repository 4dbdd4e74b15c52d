/// Finds the records of a batch one by one, from the places of separators, line feeds and quotes.
///
/// A quote opens only at the beginning of a field, and what follows the closing one up to the next
/// separator belongs to the field as it is written.
struct RecordSplitter {
  /// Of every record the place before it, and of its cells the ends.
  var places: [UInt32] = []
  /// The line that the next record begins in.
  private(set) var line: Int
  /// The line that the last record begins in.
  private(set) var start = 0
  private(set) var fieldCount = 0
  /// The line of a quote that is not closed within the batch.
  private(set) var openQuote: Int?

  private let bytes: UnsafePointer<UInt8>
  private let marks: UnsafePointer<UInt32>
  private let markCount: Int
  private let separator: UInt8
  private var mark = 0
  private var position = 0

  /// - Parameters:
  ///   - batch: Has its places.
  ///   - marks: How many they are, after the first.
  ///   - separator: What stands between fields.
  ///   - line: The line of the first byte.
  init(_ batch: Batch, marks: Int, separator: UInt8, line: Int) {
    bytes = UnsafePointer(batch.bytes)
    self.marks = UnsafePointer(batch.marks + 1)
    markCount = marks
    self.separator = separator
    self.line = line
    places.reserveCapacity(marks + marks / 4)
  }

  /// Finds the next record, passing over blank lines.
  ///
  /// - Returns: The place behind it; `nil` where its end is not in the batch.
  mutating func next() -> Int? {
    let lineBefore = line
    passBlankLines()
    guard mark < markCount else {
      line = lineBefore
      return nil
    }
    let first = places.count
    let firstLine = line
    places.append(UInt32(truncatingIfNeeded: position - 1))
    fieldCount = 0
    while let end = nextField() {
      fieldCount += 1
      if bytes[end] == separator, separator != .lineFeed {
        places.append(UInt32(truncatingIfNeeded: end))
        position = end + 1
        continue
      }
      let last = end > position && bytes[end - 1] == .carriageReturn ? end - 1 : end
      places.append(UInt32(truncatingIfNeeded: last))
      position = end + 1
      line += 1
      start = firstLine
      return position
    }
    places.removeLast(places.count - first)
    line = lineBefore
    return nil
  }

  private mutating func passBlankLines() {
    while mark < markCount {
      let end = Int(marks[mark])
      let isBlank =
        bytes[end] == .lineFeed
        && (end == position || end == position + 1 && bytes[position] == .carriageReturn)
      guard isBlank else { return }
      position = end + 1
      line += 1
      mark += 1
    }
  }

  /// The place of the separator or line feed that ends the field at `position`.
  private mutating func nextField() -> Int? {
    if mark < markCount, Int(marks[mark]) == position, bytes[position] == .quote {
      guard passQuoted() else { return nil }
    }
    while mark < markCount {
      let end = Int(marks[mark])
      mark += 1
      if bytes[end] != .quote { return end }
    }
    return nil
  }

  /// Passes the quoted part of a field; false where it does not end.
  private mutating func passQuoted() -> Bool {
    let opened = line
    mark += 1
    while mark < markCount {
      let place = Int(marks[mark])
      mark += 1
      if bytes[place] == .lineFeed { line += 1 }
      guard bytes[place] == .quote else { continue }
      if mark < markCount, Int(marks[mark]) == place + 1, bytes[place + 1] == .quote {
        mark += 1
        continue
      }
      return true
    }
    openQuote = opened
    return false
  }

  /// The texts of the last record's fields.
  func fields(in batch: Batch) -> [String] {
    let first = places.count - fieldCount - 1
    return (0..<fieldCount).map { field in
      let start = Int(places[first + field] &+ 1)
      let end = Int(places[first + field + 1])
      return Cell(
        written: UnsafeRawBufferPointer(start: batch.bytes + start, count: end - start)
      ).text
    }
  }
}

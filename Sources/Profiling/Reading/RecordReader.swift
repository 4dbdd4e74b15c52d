internal import CScan
internal import Foundation

/// Cuts a stream of bytes into batches of whole records, as RFC 4180 has them and as the world
/// writes them: quotes with doubled quotes inside, line ends inside quotes, LF or CRLF, a byte order
/// mark, blank lines, rows with too many or too few fields.
///
/// Most batches hold no quote and no ragged row; of these the places of separators are the whole
/// answer, and are found 64 bytes at a time. All others are gone through mark by mark. Memory is
/// that of one batch, which grows only for a record that is longer.
final class RecordReader: RecordSource {
  /// The names in the header.
  private(set) var columns: [String] = []
  private(set) var pass = TableFile.Pass()

  private let source: ByteStream
  private let separator: UInt8
  let blockSize: Int
  /// The beginning of a record whose end has not been read.
  private var carry: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  /// The longest record.
  static let recordMax = 8 << 20
  static let columnsMax = 10_000

  /// Begins with the header.
  ///
  /// - Throws: ``TableFile/Failure``.
  init(
    _ source: ByteStream, separator: UInt8, textColumns: Set<Int> = [], blockSize: Int
  ) throws(TableFile.Failure) {
    self.source = source
    pass.textColumns = textColumns
    self.separator = separator
    self.blockSize = blockSize
    let batch = Batch(capacity: blockSize)
    try readHeader(batch)
  }

  var bytesRead: Int { source.bytesRead }

  func next(into batch: Batch) throws(TableFile.Failure) -> Bool {
    try fill(batch)
    while batch.count > 0 {
      if try index(batch) {
        pass.rows += batch.rows
        return true
      }
      try extend(batch)
    }
    return false
  }

  // MARK: - Bytes

  /// Puts what was carried over and the next bytes into a batch.
  private func fill(_ batch: Batch) throws(TableFile.Failure) {
    batch.count = 0
    batch.firstLine = line
    while batch.capacity <= carry.count { batch.grow() }
    carry.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { batch.bytes.update(from: base, count: bytes.count) }
    }
    batch.count = carry.count
    carry.removeAll(keepingCapacity: true)
    try read(into: batch)
  }

  /// Adds bytes until the batch is full or the source is at its end.
  ///
  /// There a last line end is added if there is none; the last byte of the room is kept for it.
  private func read(into batch: Batch) throws(TableFile.Failure) {
    while !isAtEnd, batch.count < batch.capacity - 1 {
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(
          start: batch.bytes + batch.count, count: batch.capacity - 1 - batch.count))
      batch.count += count
      if count == 0 { isAtEnd = true }
    }
    if isAtEnd, batch.count > 0, batch.bytes[batch.count - 1] != .lineFeed {
      batch.bytes[batch.count] = .lineFeed
      batch.count += 1
    }
    batch.seal()
  }

  /// Reads more of a record that is longer than the batch.
  private func extend(_ batch: Batch) throws(TableFile.Failure) {
    guard batch.capacity < Self.recordMax else { throw .longRecord(line: line) }
    batch.grow()
    try read(into: batch)
  }

  // MARK: - Records

  private func readHeader(_ batch: Batch) throws(TableFile.Failure) {
    try fill(batch)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if batch.count >= 3, (0..<3).allSatisfy({ batch.bytes[$0] == mark[$0] }) {
      batch.count -= 3
      batch.bytes.update(from: batch.bytes + 3, count: batch.count)
      batch.seal()
    }
    while true {
      guard batch.count > 0 else { throw .noHeader }
      var found = scan_found()
      let marks = scan(batch, quotes: true, &found)
      try refuseNul(batch, found)
      batch.hasHighBytes = found.has_high
      var splitter = RecordSplitter(batch, marks: marks, separator: separator, line: line)
      if let end = splitter.next() {
        let names = splitter.fields(in: batch)
        guard splitter.fieldCount <= Self.columnsMax else {
          throw .tooManyColumns(splitter.fieldCount)
        }
        line = splitter.line
        keep(batch, from: end)
        if let line = batch.firstLineOfOtherText { throw .notUTF8(line: line) }
        try take(names)
        return
      }
      if isAtEnd {
        if let opened = splitter.openQuote { throw .openQuote(line: opened) }
        throw .noHeader
      }
      try extend(batch)
    }
  }

  private func take(_ names: [String]) throws(TableFile.Failure) {
    // A character that is CR alone; CRLF is another.
    if names.contains(where: { $0.contains("\r") }) { throw .carriageReturns }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedColumn(name) }
    if names.allSatisfy(\.isEmpty) { throw .noHeader }
    columns = names
  }

  /// Finds the records of a batch, and carries over what follows the last whole one.
  ///
  /// - Returns: Whether there is a whole one.
  private func index(_ batch: Batch) throws(TableFile.Failure) -> Bool {
    var found = scan_found()
    let marks = scan(batch, quotes: false, &found)
    try refuseNul(batch, found)
    batch.hasHighBytes = found.has_high
    if !found.has_quote, !found.has_return, columns.count > 1,
      isRegular(batch, marks: marks, newlines: found.newlines)
    {
      return true
    }
    return try split(batch, hasQuote: found.has_quote, marks: marks)
  }

  /// Text holds none; what does is UTF-16, or no text.
  private func refuseNul(_ batch: Batch, _ found: scan_found) throws(TableFile.Failure) {
    guard found.has_nul else { return }
    let nul = (0..<batch.count).first { batch.bytes[$0] == 0 } ?? 0
    throw .nulByte(line: line + (0..<nul).count { batch.bytes[$0] == .lineFeed })
  }

  private func scan(_ batch: Batch, quotes: Bool, _ found: inout scan_found) -> Int {
    batch.marks[0] = .max
    return scan_marks(
      batch.bytes, batch.count, CChar(bitPattern: separator), quotes, batch.marks + 1, &found)
  }

  /// Whether every line has as many fields as the header; the places of separators then are the
  /// index.
  private func isRegular(_ batch: Batch, marks: Int, newlines: Int) -> Bool {
    let width = columns.count
    let rows = newlines
    guard rows > 0, marks >= rows * width else { return false }
    // As many lines as there are line feeds, each ending in one: no other place is a line end.
    var ends = batch.marks + width
    for _ in 0..<rows {
      guard batch.bytes[Int(ends.pointee)] == .lineFeed else { return false }
      ends += width
    }
    batch.isRegular = true
    batch.stride = width
    batch.rows = rows
    line += rows
    keep(batch, from: Int(batch.marks[rows * width]) + 1)
    return true
  }

  /// Goes through the records one by one.
  private func split(_ batch: Batch, hasQuote: Bool, marks: Int) throws(TableFile.Failure) -> Bool {
    var marks = marks
    if hasQuote {
      var found = scan_found()
      marks = scan(batch, quotes: true, &found)
    }
    batch.isRegular = false
    batch.stride = columns.count + 1
    batch.rows = 0
    batch.ragged.removeAll(keepingCapacity: true)
    batch.lines.removeAll(keepingCapacity: true)
    var splitter = RecordSplitter(batch, marks: marks, separator: separator, line: line)
    var end = 0
    while let next = splitter.next() {
      end = next
      guard splitter.fieldCount == columns.count else {
        pass.addRagged(.init(line: splitter.start, fields: splitter.fieldCount))
        splitter.places.removeLast(splitter.fieldCount + 1)
        continue
      }
      batch.rows += 1
      batch.lines.append(splitter.start)
    }
    batch.ragged = splitter.places
    if end == 0 {
      if isAtEnd {
        guard let opened = splitter.openQuote else {
          // Nothing but blank lines.
          batch.count = 0
          return true
        }
        throw .openQuote(line: opened)
      }
      return false
    }
    line = splitter.line
    keep(batch, from: end)
    return true
  }

  private func keep(_ batch: Batch, from end: Int) {
    carry.append(
      contentsOf: UnsafeBufferPointer(start: batch.bytes + end, count: batch.count - end))
    batch.count = end
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}

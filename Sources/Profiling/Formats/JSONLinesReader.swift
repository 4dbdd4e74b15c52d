/// Reads JSON Lines: an object a line, a column a name; a name that a line does not have is a missing
/// value of it.
///
/// Lines are found one after the other, and cut into cells by whoever asked for them. A line that is
/// no object is left out and counted, as a ragged row of CSV is.
final class JSONLinesReader: RecordSource {
  let columns: [String]
  let blockSize: Int
  let pass = TableFile.Pass()

  private let known: JSONColumns
  /// The columns whose values are asked for; `nil` for all of them.
  private let asked: [Bool]?
  /// Whether all lines were looked at before, so that no name can be new.
  private let isWhole: Bool
  private var lines: TextLines

  /// - Parameters:
  ///   - stream: Begins with the first line.
  ///   - again: Opens the same once more; `nil` where it can be read only once.
  ///   - only: The columns whose values are wanted; `nil` for all of them.
  ///   - blockSize: Bytes that are read at a time.
  /// - Throws: ``TableFile/Failure``.
  init(
    _ stream: ByteStream, again: (() throws(TableFile.Failure) -> ByteStream)?,
    only: Set<String>?, blockSize: Int
  ) throws(TableFile.Failure) {
    var known = JSONColumns()
    if let again {
      var all = TextLines(stream)
      let batch = Batch(capacity: blockSize)
      while try all.next(into: batch) { try Self.addNames(of: batch, to: &known) }
      lines = TextLines(try again())
    } else {
      let batch = Batch(capacity: Self.aheadMax)
      var first = TextLines(ByteStream(MemoryBytes(Array(try stream.peek(Self.aheadMax)))))
      while try first.next(into: batch) { try Self.addNames(of: batch, to: &known) }
      lines = TextLines(stream)
    }
    guard !known.names.isEmpty else {
      throw .refused(
        "no line holds a JSON object with a value", line: 1,
        fix: "write one object a line, such as {\"id\": 1, \"price\": 2.5}")
    }
    self.known = known
    isWhole = again != nil
    columns = known.names
    asked = only.map { only in known.names.map { only.contains($0) } }
    self.blockSize = blockSize
  }

  /// Of what can be read only once, the columns are those of its first bytes.
  static let aheadMax = 8 << 20

  var bytesRead: Int { lines.bytesRead }

  func next(into batch: Batch) throws(TableFile.Failure) -> Bool {
    let raw = batch.raw ?? Batch(capacity: blockSize)
    batch.raw = raw
    return try lines.next(into: raw)
  }

  private static func addNames(
    of batch: Batch, to columns: inout JSONColumns
  ) throws(TableFile.Failure) {
    let text = UnsafePointer(batch.bytes)
    var line = JSONLine(text)
    var start = 0
    while let end = batch.lineEnd(from: start) {
      if !batch.isBlank(start..<end) {
        do throws(JSONLine.Problem) {
          try line.read(from: start, to: end)
        } catch {
          start = end + 1
          continue
        }
        try columns.add(line, in: text)
      }
      start = end + 1
    }
  }

  /// Cuts the lines of a batch into cells; several may do so at the same time.
  func cut(_ batch: Batch) throws(TableFile.Failure) -> TableFile.Pass {
    guard let raw = batch.raw else { return TableFile.Pass() }
    if let line = raw.firstLineOfOtherText { throw .notUTF8(line: line) }
    var row = JSONRow(columns: known, asked: asked, isWhole: isWhole)
    let writer = CellWriter(batch, columns: columns.count)
    let text = UnsafePointer(raw.bytes)
    var line = JSONLine(text)
    var found = TableFile.Pass()
    var (start, number) = (0, raw.firstLine)
    while let end = raw.lineEnd(from: start) {
      if !raw.isBlank(start..<end) {
        do throws(JSONLine.Problem) {
          try line.read(from: start, to: end)
          try row.take(line, in: text, number: number)
          row.write(to: writer, from: text, line: number)
          found.rows += 1
        } catch {
          found.addRagged(
            .init(line: number, reason: "\(error.words), at byte \(error.byte)"))
        }
        if let failure = row.failure { throw failure }
      }
      start = end + 1
      number += 1
    }
    writer.finish()
    found.textColumns = row.textColumns
    return found
  }
}

/// The values of a line by columns.
private struct JSONRow {
  private let columns: JSONColumns
  private let asked: [Bool]?
  private let isWhole: Bool
  private var values: [JSONLine.Value?]
  private var scratch: [UInt8] = []
  /// What stops the reading.
  private(set) var failure: TableFile.Failure?
  /// Of each column whether a text stood in it.
  private var isText: [Bool]

  var textColumns: Set<Int> { Set(isText.indices.filter { isText[$0] }) }

  init(columns: JSONColumns, asked: [Bool]?, isWhole: Bool) {
    self.columns = columns
    self.asked = asked
    self.isWhole = isWhole
    values = Array(repeating: nil, count: columns.names.count)
    isText = Array(repeating: false, count: columns.names.count)
  }

  mutating func take(
    _ line: JSONLine, in text: UnsafePointer<UInt8>, number: Int
  ) throws(JSONLine.Problem) {
    for column in values.indices { values[column] = nil }
    var guess = 0
    for value in line.values {
      let column = line.withName(of: value, in: text) { columns.column(of: $0, guess: guess) }
      guard let column else {
        let name = line.withName(of: value, in: text) { String(decoding: $0, as: UTF8.self) }
        failure = lateName(name, line: number)
        return
      }
      guess = column + 1
      if let asked, !asked[column] { continue }
      if value.kind == .list {
        failure = .refused(
          "'\(columns.names[column])' is a list, which is no single value of a row", line: number,
          fix: "leave the column out, by 'del(.\(columns.names[column]))' of jq, or by --columns "
            + "where that is offered")
        return
      }
      guard values[column] == nil else {
        throw line.problem("'\(columns.names[column])' has two values")
      }
      values[column] = value
    }
  }

  private func lateName(_ name: String, line: Int) -> TableFile.Failure {
    .refused(
      isWhole
        ? "the name '\(name)' was not there before: the file changes while it is read"
        : "the name '\(name)' comes first beyond \(JSONLinesReader.aheadMax >> 20) MiB, where the "
          + "columns of what can be read only once are settled", line: line,
      fix: "save it to a file, and name that")
  }

  mutating func write(to writer: CellWriter, from text: UnsafePointer<UInt8>, line: Int) {
    guard failure == nil else { return }
    writer.beginRow(line: line)
    for column in values.indices {
      guard let value = values[column], value.kind != .null else {
        writer.addMissing()
        continue
      }
      let bytes = UnsafeBufferPointer(start: text + Int(value.start), count: Int(value.length))
      switch value.kind {
      case .text:
        isText[column] = true
        writer.add(text: UnsafeRawBufferPointer(bytes))
      case .escaped:
        isText[column] = true
        scratch.removeAll(keepingCapacity: true)
        JSONLine.unescape(bytes, to: &scratch)
        scratch.withUnsafeBytes { writer.add(text: $0) }
      case .number, .truth, .null, .list: writer.add(word: UnsafeRawBufferPointer(bytes))
      }
    }
  }
}

/// A CSV or TSV file, read from the start to the end as often as it is asked.
package struct TableFile: Sendable {
  /// An absolute path; `-` is standard input, which can be read once.
  package let path: String
  /// Bytes that are read at a time; what is found does not depend on it.
  private let blockSize: Int

  package init(path: String, blockSize: Int = 256 << 10) {
    self.path = path
    self.blockSize = max(16, blockSize)
  }

  /// What a pass over the rows found besides the rows.
  package struct Pass: Sendable {
    package internal(set) var rows = 0
    /// Rows with more or fewer fields than the header; they are left out.
    package internal(set) var raggedRows = 0
    /// The first ten of them: line and number of fields.
    package internal(set) var firstRagged: [(line: Int, fields: Int)] = []
  }

  package enum Failure: Error, Sendable {
    case isFolder
    case unreadable(any Error)
    case noHeader
    case repeatedColumn(String)
    case openQuote(line: Int)
    case notUTF8(line: Int)
    /// A byte that is zero: UTF-16, or no text at all.
    case nulByte(line: Int)
    /// Lines that end in CR alone, as on old Macintoshes.
    case carriageReturns
    case tooManyColumns(Int)
    /// A record of more than 8 MiB: mostly a quote that is never closed.
    case longRecord(line: Int)
    /// The column that rows are to be sliced by is not there.
    case noColumn(String)
    /// There are more slices than ``ProfileSlicing/slicesMax``.
    case tooManySlices
  }

  /// The names in the header, in order.
  ///
  /// - Throws: ``Failure``.
  package func columns() throws(Failure) -> [String] { try records().columns }

  /// Passes over the rows.
  ///
  /// - Parameter begin: Gets the header's names; returns what to do with each row, given its line
  ///   and its cells, and whether to go on. Cells are valid only inside that call.
  /// - Returns: What was found besides the rows.
  /// - Throws: ``Failure``; rows before the fault were passed on.
  @discardableResult
  package func scan(
    _ begin: (_ columns: [String]) -> (_ line: Int, _ row: Row) -> Bool
  ) throws(Failure) -> Pass {
    let reader = try records()
    let body = begin(reader.columns)
    let batch = Batch(capacity: reader.blockSize)
    while try reader.next(into: batch) {
      if let line = batch.firstLineOfOtherText { throw .notUTF8(line: line) }
      for row in 0..<batch.rows {
        let cells = Row(batch: batch, row: row, count: reader.columns.count)
        if !body(batch.line(of: row), cells) { return reader.pass }
      }
    }
    return reader.pass
  }

  /// The records of the file, from the first.
  func records() throws(Failure) -> RecordReader {
    try RecordReader(
      ByteSource(path: path),
      separator: UInt8(ascii: path.lowercased().hasSuffix(".tsv") ? "\t" : ","),
      blockSize: blockSize)
  }

  /// A row's cells.
  package struct Row {
    fileprivate let batch: Batch
    fileprivate let row: Int
    package let count: Int

    package subscript(index: Int) -> Cell { Cell(written: batch.cell(row: row, column: index)) }
  }
}

/// A table in a file, read from the start to the end as often as it is asked.
package struct TableFile: Sendable {
  /// A path; `-` is standard input, which can be read once.
  package let path: String
  /// The columns that are wanted, where a format lets one choose; `nil` for all of them.
  let only: Set<String>?
  /// Bytes that are read at a time; what is found does not depend on it.
  let blockSize: Int

  /// - Parameters:
  ///   - path: Where the table lies.
  ///   - only: The columns that are wanted; others may be there nevertheless.
  ///   - blockSize: Bytes that are read at a time.
  package init(path: String, only: Set<String>? = nil, blockSize: Int = 256 << 10) {
    self.path = path
    self.only = only
    self.blockSize = max(16, blockSize)
  }

  /// The same of some columns only, where the format lets one choose.
  package func reading(only columns: Set<String>) -> TableFile {
    TableFile(path: path, only: columns, blockSize: blockSize)
  }

  /// What a pass over the rows found besides the rows.
  package struct Pass: Sendable {
    package internal(set) var rows = 0
    /// Rows with more or fewer fields than the header; they are left out.
    package internal(set) var raggedRows = 0
    /// The first ten of them.
    package internal(set) var firstRagged: [RaggedRow] = []
    /// Columns with values that their format says are texts, so that their digits are no numbers.
    var textColumns: Set<Int> = []
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
    let batch = Batch(capacity: blockSize)
    var found = Pass()
    var isDone = false
    while !isDone, try reader.next(into: batch) {
      found.add(try reader.cut(batch))
      if let line = batch.firstLineOfOtherText { throw .notUTF8(line: line) }
      for row in 0..<batch.rows {
        let cells = Row(batch: batch, row: row, count: reader.columns.count)
        if !body(batch.line(of: row), cells) {
          isDone = true
          break
        }
      }
    }
    found.add(reader.pass)
    return found
  }

  /// A row's cells.
  package struct Row {
    fileprivate let batch: Batch
    fileprivate let row: Int
    package let count: Int

    package subscript(index: Int) -> Cell { Cell(written: batch.cell(row: row, column: index)) }
  }
}

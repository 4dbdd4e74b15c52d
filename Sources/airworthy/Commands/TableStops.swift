import Documents
import Profiling

extension Stop {
  /// A file that is no table, with its place.
  init(_ failure: TableFile.Failure, in name: String) {
    let path = TableFile.shown(name)
    if case .refused(let message, let line, let fix) = failure {
      self = .wrong([
        Diagnostic(
          .badTable, message,
          at: line.map { .init(file: path, position: .init(line: $0, column: 1)) }
            ?? .init(whole: path), fix: fix)
      ])
      return
    }
    let (message, line): (String, Int) =
      switch failure {
      case .isFolder: ("a folder is not a table", 1)
      case .unreadable(let error): ("the file cannot be read: \(error.reason)", 1)
      case .noHeader: ("the first row must hold the names of the columns", 1)
      case .repeatedColumn(let name): ("two columns are called '\(name)'", 1)
      case .notUTF8(let line): ("the text is not UTF-8; save it as UTF-8", line)
      case .openQuote(let line): ("a quote is opened and never closed", line)
      case .nulByte(let line):
        ("there is a zero byte, which text does not hold; UTF-16 is to be saved as UTF-8", line)
      case .carriageReturns: ("lines end in CR alone; save it with LF or CRLF", 1)
      case .tooManyColumns(let count):
        (
          "there are \(count) columns, 10,000 at most are read; turn the table so that they are rows",
          1
        )
      case .noColumn(let name): ("there is no column '\(name)' to slice by", 1)
      case .tooManySlices:
        ("there are more than 1,000 slices; slice by a column with fewer values, or by a window", 1)
      case .refused(let message, let line, _): (message, line ?? 1)
      case .longRecord(let line):
        ("a row is longer than 8 MiB; a quote may be open, or line ends be missing", line)
      }
    self = .wrong([
      Diagnostic(.badTable, message, at: .init(file: path, position: .init(line: line, column: 1)))
    ])
  }
}

extension Stop {
  /// Tells of a table that cannot be read.
  static func rethrow<Value>(
    _ path: String, _ body: () throws(TableFile.Failure) -> Value
  )
    throws(Stop) -> Value
  {
    do throws(TableFile.Failure) {
      return try body()
    } catch {
      throw Stop(error, in: path)
    }
  }
}

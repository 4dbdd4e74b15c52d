import Documents
import Profiling

extension Stop {
  /// A file that is no table, with its place.
  init(_ failure: TableFile.Failure, in path: String) {
    let (message, line): (String, Int) =
      switch failure {
      case .isFolder: ("a folder is not a table", 1)
      case .unreadable(let error): ("the file cannot be read: \(error.reason)", 1)
      case .noHeader: ("the first row must hold the names of the columns", 1)
      case .repeatedColumn(let name): ("two columns are called '\(name)'", 1)
      case .notUTF8(let line): ("the text is not UTF-8; save it as UTF-8", line)
      case .openQuote(let line): ("a quote is opened and never closed", line)
      }
    self = .wrong([
      Diagnostic(.badTable, message, at: .init(file: path, position: .init(line: line, column: 1)))
    ])
  }
}

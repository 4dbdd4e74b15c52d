package import Documents
internal import Profiling
internal import Readiness

/// A data set with the file that holds it.
struct OpenDataset {
  let dataset: Dataset
  let file: TableFile

  /// What the file holds, by the declared types, and by `others` for columns that have none.
  func profile(others: [String: ColumnType] = [:]) throws(CannotRun) -> TableProfile {
    let types = others.merging(dataset.types) { _, own in own }
    // A verdict on these takes every value.
    let exact = dataset.columns.filter {
      $0.isUnique || $0.least != nil || $0.most != nil || $0.values != nil
    }.map(\.name)
    return try reading { () throws(TableFile.Failure) in
      try TableProfile(of: file, declared: types, key: dataset.key, exact: Set(exact))
    }
  }

  /// Some columns in memory, of a table all of whose rows can be read: figures of those that happen
  /// to be whole would be figures of something else.
  func load(_ types: [String: ColumnType]) throws(CannotRun) -> LoadedTable {
    let table = try reading { () throws(TableFile.Failure) in
      try LoadedTable(of: file, types: types)
    }
    if !table.firstRagged.isEmpty {
      throw .ragged(table.raggedRows, table.firstRagged, in: dataset.path.value)
    }
    return table
  }

  /// Passes over the rows of a table; what its header and rows are used for is the caller's.
  @discardableResult
  func scan(
    _ begin: (_ columns: [String]) -> (_ line: Int, _ row: TableFile.Row) -> Bool
  ) throws(CannotRun) -> TableFile.Pass {
    try reading { () throws(TableFile.Failure) in try file.scan(begin) }
  }

  private func reading<Value>(
    _ body: () throws(TableFile.Failure) -> Value
  ) throws(CannotRun)
    -> Value
  {
    do throws(TableFile.Failure) {
      return try body()
    } catch {
      throw CannotRun(error, in: dataset.path.value)
    }
  }
}

extension Source {
  /// A declared data set with its file.
  ///
  /// - Throws: ``CannotRun`` where it is not declared or not there.
  func open(_ id: Dataset.ID) throws(CannotRun) -> OpenDataset {
    guard let dataset = datasets[id] else {
      throw CannotRun("no data set '\(id)' is declared under data")
    }
    let path = dataset.path.value
    do throws(Folder.Refusal) {
      return OpenDataset(dataset: dataset, file: TableFile(path: try folder.resolve(table: path)))
    } catch {
      throw CannotRun("\(path) \(error == .outside ? "lies outside the folder" : "is missing")")
    }
  }
}

extension Folder {
  /// The name of a table in this folder, by which it is opened wherever one is.
  ///
  /// What lies on a server lies outside.
  package func resolve(table name: String) throws(Refusal) -> String {
    guard let file = TableFile.file(of: name) else { throw .outside }
    return TableFile.name(name, at: try resolve(file))
  }
}

extension CannotRun {
  /// Rows that do not fit the header, in words.
  static func ragged(
    _ count: Int, _ first: [TableFile.RaggedRow], in path: String
  ) -> CannotRun {
    CannotRun("\(first.sentence(on: count)) of \(path), first in line \(first.first?.line ?? 1)")
  }

  /// A file that is no table, in words.
  init(_ failure: TableFile.Failure, in name: String) {
    let path = TableFile.shown(name)
    switch failure {
    case .isFolder: self.init("\(path) is a folder")
    case .unreadable(let error): self.init("\(path) cannot be read: \(error.reason)")
    case .noHeader: self.init("\(path) is empty: a first row with the names of columns is needed")
    case .repeatedColumn(let name): self.init("\(path) has two columns '\(name)'")
    case .notUTF8(let line):
      self.init("\(path) is not UTF-8, first in line \(line); save it as UTF-8")
    case .openQuote(let line):
      self.init("\(path): a quote that opens in line \(line) is never closed")
    case .nulByte(let line):
      self.init("\(path) holds a zero byte, first in line \(line); save it as text in UTF-8")
    case .carriageReturns:
      self.init("\(path) has lines that end in CR alone; save it with LF or CRLF")
    case .tooManyColumns(let count):
      self.init("\(path) has \(count) columns; 10,000 at most are read")
    case .noColumn(let name): self.init("\(path) has no column '\(name)' to slice by")
    case .tooManySlices: self.init("\(path) has more than 1,000 slices")
    case .refused(let message, let line, let fix):
      self.init(
        "\(path)\(line.map { ", line \($0)" } ?? ""): \(message)\(fix.map { "; \($0)" } ?? "")")
    case .longRecord(let line):
      self.init(
        "\(path): a row in line \(line) is longer than 8 MiB; a quote may be open, or line ends missing"
      )
    }
  }
}

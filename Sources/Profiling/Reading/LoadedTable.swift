/// Some columns of a table in memory, row by row.
package struct LoadedTable: Sendable {
  package let rows: Int
  package let columns: [String: LoadedColumn]
  /// Rows with more or fewer fields than the header, which are left out, and the first of them.
  package let raggedRows: Int
  package let firstRagged: [TableFile.RaggedRow]

  /// Loads columns of a file.
  ///
  /// - Parameters:
  ///   - file: The table.
  ///   - types: The columns to load, and what to read them as.
  /// - Throws: ``TableFile/Failure``; a column that the file does not have is simply not loaded.
  package init(of file: TableFile, types: [String: ColumnType]) throws(TableFile.Failure) {
    var loaded: [(index: Int, name: String, column: LoadedColumn)] = []
    let pass = try file.reading(only: Set(types.keys)).scan { columns in
      for (index, name) in columns.enumerated() {
        guard let type = types[name] else { continue }
        loaded.append((index, name, LoadedColumn(type)))
      }
      return { _, row in
        for slot in loaded.indices { loaded[slot].column.add(row[loaded[slot].index]) }
        return true
      }
    }
    rows = pass.rows
    raggedRows = pass.raggedRows
    firstRagged = pass.firstRagged
    columns = Dictionary(
      loaded.map { ($0.name, $0.column) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A column's values in the order of the rows.
package struct LoadedColumn: Sendable {
  package let type: ColumnType
  /// Finite numbers, and `nan` for anything else, of a column of type number.
  package private(set) var numbers: [Double] = []
  /// For each row the index into `names`, −1 where missing, of a column of type category.
  package private(set) var codes: [Int32] = []
  package private(set) var names: [String] = []
  /// For each row the moment, of a column of type time.
  package private(set) var moments: [Moment?] = []
  /// Values that are there and not of the type.
  package private(set) var misfits = 0
  package private(set) var missing = 0
  private var index: [String: Int32] = [:]

  init(_ type: ColumnType) { self.type = type }

  mutating func add(_ cell: Cell) {
    let isMissing = cell.isMissing
    if isMissing { missing += 1 }
    switch type {
    case .number:
      let number = isMissing ? nil : cell.number
      if !isMissing, number?.isFinite != true { misfits += 1 }
      numbers.append(number.flatMap { $0.isFinite ? $0 : nil } ?? .nan)
    case .category: codes.append(isMissing ? -1 : code(of: cell.text))
    case .time:
      let moment = isMissing ? nil : cell.moment
      if !isMissing, moment == nil { misfits += 1 }
      moments.append(moment)
    }
  }

  private mutating func code(of text: String) -> Int32 {
    if let code = index[text] { return code }
    let code = Int32(names.count)
    names.append(text)
    index[text] = code
    return code
  }
}

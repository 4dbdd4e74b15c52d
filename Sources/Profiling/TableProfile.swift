/// What a whole table holds: a profile of every column.
package struct TableProfile: Sendable {
  package let path: String
  package let rows: Int
  package let raggedRows: Int
  package let firstRagged: [(line: Int, fields: Int)]
  /// Rows whose key columns together occurred before; `nil` where no key was given.
  package let repeatedKeys: Int?
  package let firstRepeatedKeys: [ColumnProfile.Misfit]
  package let columns: [ColumnProfile]

  package subscript(column: String) -> ColumnProfile? { columns.first { $0.name == column } }

  /// Profiles a file.
  ///
  /// - Parameters:
  ///   - file: A CSV or TSV file.
  ///   - declared: Types of columns; those of the others are inferred by all their values.
  ///   - key: Columns that together should never repeat; those not in the file are passed over.
  /// - Throws: ``TableFile/Failure``.
  package init(
    of file: TableFile, declared: [String: ColumnType] = [:], key: [String] = []
  )
    throws(TableFile.Failure)
  {
    var tallies: [ColumnTally] = []
    var seen: Set<String> = []
    var repeated = 0
    var firstRepeated: [ColumnProfile.Misfit] = []
    var keyed: [Int] = []
    let pass = try file.scan { columns in
      tallies = columns.map { ColumnTally(name: $0, declared: declared[$0]) }
      keyed = key.compactMap { columns.firstIndex(of: $0) }
      return { line, row in
        for index in 0..<row.count { tallies[index].add(row[index], line: line) }
        if !keyed.isEmpty {
          let text = keyed.map { row[$0].text }.joined(separator: "\u{1F}")
          if !seen.insert(text).inserted {
            repeated += 1
            if firstRepeated.count < 10 { firstRepeated.append(.init(line: line, text: text)) }
          }
        }
        return true
      }
    }
    path = file.path
    rows = pass.rows
    raggedRows = pass.raggedRows
    firstRagged = pass.firstRagged
    repeatedKeys = keyed.isEmpty ? nil : repeated
    firstRepeatedKeys = firstRepeated
    self.columns = tallies.map { $0.profile() }
  }
}

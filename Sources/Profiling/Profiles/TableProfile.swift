/// What a whole table holds: a profile of every column.
package struct TableProfile: Sendable {
  /// Where the rows came from, for readers.
  package var path: String
  package let rows: Int
  package let raggedRows: Int
  /// The first ten of them; none where the profile was stored, since lines are of a file.
  package let firstRagged: [TableFile.RaggedRow]
  /// Rows whose key columns together occurred before; `nil` where no key was given.
  package let repeatedKeys: Int?
  package let firstRepeatedKeys: [ColumnProfile.Misfit]
  package let columns: [ColumnProfile]
  package let slicing: ProfileSlicing?

  package subscript(column: String) -> ColumnProfile? { columns.first { $0.name == column } }

  /// A profile that was counted elsewhere.
  init(
    path: String, rows: Int, raggedRows: Int, columns: [ColumnProfile], slicing: ProfileSlicing?,
    firstRagged: [TableFile.RaggedRow] = []
  ) {
    self.path = path
    self.rows = rows
    self.raggedRows = raggedRows
    self.columns = columns
    self.slicing = slicing
    self.firstRagged = firstRagged
    repeatedKeys = nil
    firstRepeatedKeys = []
  }

  /// The same of some columns only, in the order of their names here.
  package func choosing(_ names: [String]) -> TableProfile {
    func chosen(_ columns: [ColumnProfile]) -> [ColumnProfile] {
      names.compactMap { name in columns.first { $0.name == name } }
    }
    return TableProfile(
      path: path, rows: rows, raggedRows: raggedRows, columns: chosen(columns),
      slicing: slicing.map { slicing in
        ProfileSlicing(
          column: slicing.column, window: slicing.window,
          slices: slicing.slices.map {
            ProfileSlice(name: $0.name, rows: $0.rows, columns: chosen($0.columns))
          })
      }, firstRagged: firstRagged)
  }

  /// Profiles a file.
  ///
  /// - Parameters:
  ///   - file: The table.
  ///   - declared: Types of columns; those of the others are inferred by all their values.
  ///   - key: Columns that together should never repeat; those not in the file are passed over.
  ///   - exact: Columns whose distinct values are counted one by one however many there are, at the
  ///     price of memory; the others keep to ``ProfileLimits``.
  ///   - workers: How many threads count; the answer does not depend on it.
  ///   - progress: Is told how many bytes were read, from one thread at a time.
  /// - Throws: ``TableFile/Failure``.
  package init(
    of file: TableFile, declared: [String: ColumnType] = [:], key: [String] = [],
    exact: Set<String> = [], workers: Int = 2,
    progress: ((_ bytes: Int) -> Void)? = nil
  ) throws(TableFile.Failure) {
    let records = SharedRecords(try file.records(asCells: !key.isEmpty), progress: progress)
    let names = records.columns
    let shared = ProfileLimits(columns: names.count)
    let limits = names.map { exact.contains($0) ? shared.unbounded : shared }
    let keyed = key.compactMap { names.firstIndex(of: $0) }
    var keys = KeyTally(columns: keyed)
    let counts: [ColumnCounts]
    if keyed.isEmpty {
      counts = records.share(among: workers) { Self.count($0, limits: limits) { _ in } }.merged
    } else {
      // Which of two rows repeats the other depends on the order.
      counts = Self.count(records, limits: limits) { keys.add($0) }
    }
    try records.finish()
    let pass = records.pass
    path = TableFile.shown(file.path)
    rows = pass.rows
    raggedRows = pass.raggedRows
    firstRagged = pass.firstRagged
    repeatedKeys = keyed.isEmpty ? nil : keys.repeated
    firstRepeatedKeys = keys.first
    columns = Self.columns(names, counts, declared, texts: pass.textColumns)
    slicing = nil
  }

  /// Profiles a file as a whole and slice by slice.
  ///
  /// - Parameters:
  ///   - file: The table.
  ///   - column: The column whose values, or whose times, cut the rows.
  ///   - window: The span of time that is a slice; `nil` where every value is one.
  ///   - declared: Types of columns; those of the others are inferred by all their values.
  ///   - workers: How many threads count; the answer does not depend on it.
  ///   - progress: Is told how many bytes were read, from one thread at a time.
  /// - Throws: ``TableFile/Failure``.
  package init(
    of file: TableFile, by column: String, window: Window?, declared: [String: ColumnType] = [:],
    workers: Int = 2, progress: ((_ bytes: Int) -> Void)? = nil
  ) throws(TableFile.Failure) {
    let records = SharedRecords(try file.records(), progress: progress)
    let names = records.columns
    guard let index = names.firstIndex(of: column) else { throw .noColumn(column) }
    let parts = records.share(among: workers) { records in
      var tally = SliceTally(column: index, window: window, columns: records.columns.count)
      let batch = Batch(capacity: records.blockSize)
      while !tally.isTooMany, records.next(into: batch), records.check(batch) { tally.add(batch) }
      return tally.counts()
    }
    try records.finish()
    guard let merged = SliceTally.merged(parts) else { throw .tooManySlices }
    let pass = records.pass
    var all = names.map { _ in ColumnCounts(limits: ProfileLimits(columns: names.count)) }
    var slices: [ProfileSlice] = []
    for (name, counts) in merged.sorted(by: { $0.key < $1.key }) {
      for index in all.indices { all[index].merge(counts[index]) }
      slices.append(
        ProfileSlice(
          name: name, rows: counts.first?.rows ?? 0,
          columns: Self.columns(names, counts, declared, texts: pass.textColumns)))
    }
    path = TableFile.shown(file.path)
    rows = pass.rows
    raggedRows = pass.raggedRows
    firstRagged = pass.firstRagged
    repeatedKeys = nil
    firstRepeatedKeys = []
    columns = Self.columns(names, all, declared, texts: pass.textColumns)
    slicing = ProfileSlicing(column: column, window: window, slices: slices)
  }

  private static func columns(
    _ names: [String], _ counts: [ColumnCounts], _ declared: [String: ColumnType], texts: Set<Int>
  ) -> [ColumnProfile] {
    names.indices.map { column in
      ColumnProfile(
        name: names[column], declared: declared[names[column]], isText: texts.contains(column),
        counts: counts[column])
    }
  }

  private static func count(
    _ records: SharedRecords, limits: [ProfileLimits], each: (Batch) -> Void
  ) -> [ColumnCounts] {
    let batch = Batch(capacity: records.blockSize)
    var tallies = limits.map(ColumnTally.init)
    while records.next(into: batch), records.check(batch) {
      for column in tallies.indices { tallies[column].add(batch, column: column) }
      each(batch)
    }
    for column in tallies.indices { tallies[column].flush() }
    return tallies.map(\.counts)
  }
}

/// Finds rows whose key occurred before.
private struct KeyTally {
  let columns: [Int]
  private(set) var repeated = 0
  private(set) var first: [ColumnProfile.Misfit] = []
  private var seen: Set<UInt128> = []

  init(columns: [Int]) { self.columns = columns }

  mutating func add(_ batch: Batch) {
    for row in 0..<batch.rows {
      let text = columns.map { Cell(written: batch.cell(row: row, column: $0)).text }
        .joined(separator: "\u{1F}")
      // 128 bits of two hashes that differ from their first step on: that two keys of a billion share
      // them has a chance of one in 10^20.
      let hash = UInt128(CellHash.of(text)) << 64 | UInt128(CellHash.of("\u{1F}" + text))
      guard !seen.insert(hash).inserted else { continue }
      repeated += 1
      if first.count < 10 { first.append(.init(line: batch.line(of: row), text: text)) }
    }
  }
}

extension [[ColumnCounts]] {
  /// Column by column what all come to.
  fileprivate var merged: [ColumnCounts] {
    guard var all = first else { return [] }
    for other in dropFirst() {
      for column in all.indices { all[column].merge(other[column]) }
    }
    return all
  }
}

extension TableProfile {
  /// Why two profiles have no sum.
  package enum NoSum: Error, Hashable, Sendable {
    case columns(left: [String], right: [String])
    case slicing
    case tooManyRows
  }

  /// What a profile of the rows of both would be; exactly, in any order.
  ///
  /// - Throws: ``NoSum`` where they have other columns or are sliced in another way.
  package func merging(_ other: TableProfile) throws(NoSum) -> TableProfile {
    let (ours, theirs) = (columns.map(\.name), other.columns.map(\.name))
    guard Set(ours) == Set(theirs) else { throw .columns(left: ours, right: theirs) }
    guard rows + other.rows <= StoredCount.max, raggedRows + other.raggedRows <= StoredCount.max
    else { throw .tooManyRows }
    guard slicing?.column == other.slicing?.column, slicing?.window == other.slicing?.window
    else { throw .slicing }
    return TableProfile(
      path: path, rows: rows + other.rows, raggedRows: raggedRows + other.raggedRows,
      columns: Self.merging(columns, other.columns),
      slicing: slicing.map { $0.merging(other.slicing?.slices ?? []) })
  }

  /// Columns of the same names; in the order of the first.
  static func merging(_ left: [ColumnProfile], _ right: [ColumnProfile]) -> [ColumnProfile] {
    let byName = Dictionary(right.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return left.map { column in
      guard let other = byName[column.name] else { return column }
      var counts = column.counts
      counts.merge(other.counts)
      return ColumnProfile(
        name: column.name,
        declared: column.declared == other.declared ? column.declared : nil, counts: counts)
    }
  }
}

extension ProfileSlicing {
  fileprivate func merging(_ others: [ProfileSlice]) -> ProfileSlicing {
    var all = Dictionary(slices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for other in others {
      guard let ours = all[other.name] else {
        all[other.name] = other
        continue
      }
      all[other.name] = ProfileSlice(
        name: ours.name, rows: ours.rows + other.rows,
        columns: TableProfile.merging(ours.columns, other.columns))
    }
    return ProfileSlicing(
      column: column, window: window, slices: all.values.sorted { $0.name < $1.name })
  }
}

internal import Profiling
internal import Statistics

/// What a column of a table, or of a part of it, holds, as far as drift is concerned.
struct DriftColumn {
  let type: ColumnType
  let rows: Int
  /// Values that are missing, infinite or of another type.
  let gaps: Int
  /// The finite numbers, of a column of type number.
  let numbers: ValueCounts
  /// How often each text occurs, of a column of type category.
  let categories: [String: Int]

  var present: Int { rows - gaps }

  /// A column of a profile; one of another type than is wanted has gaps only.
  init(_ profile: ColumnProfile, as wanted: ColumnType) {
    type = wanted
    rows = profile.rows
    guard profile.type == wanted else {
      gaps = profile.rows
      numbers = ValueCounts(values: [], counts: [])
      categories = [:]
      return
    }
    gaps = profile.missing + profile.misfits + profile.infinities
    numbers = profile.numbers ?? ValueCounts(values: [], counts: [])
    categories = Dictionary(
      profile.categories.map { ($0.text, $0.count) }, uniquingKeysWith: { first, _ in first })
  }

  /// Some rows of a loaded column.
  init(_ column: LoadedColumn, rows: [Int]) {
    type = column.type
    self.rows = rows.count
    if column.type == .number {
      let present = rows.map { column.numbers[$0] }.filter { !$0.isNaN }
      numbers = ValueCounts(present)
      categories = [:]
      gaps = rows.count - present.count
    } else {
      var counts = [Int](repeating: 0, count: column.names.count)
      for row in rows where column.codes[row] >= 0 { counts[Int(column.codes[row])] += 1 }
      numbers = ValueCounts(values: [], counts: [])
      categories = Dictionary(
        zip(column.names, counts).filter { $0.1 > 0 }, uniquingKeysWith: { first, _ in first })
      gaps = rows.count - counts.reduce(0, +)
    }
  }
}

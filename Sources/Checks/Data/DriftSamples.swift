internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// The two tables of a drift check, cut into pairs of samples to compare.
struct DriftSamples {
  /// For each window and column one, and one of what is missing where something is, in order.
  let pairs: [DriftPair]

  init(
    _ check: DriftCheck, reference expected: OpenDataset, current came: OpenDataset
  )
    throws(CannotRun)
  {
    let (reference, current) = (expected.dataset, came.dataset)
    let types = try Self.types(of: check, reference: expected, current: came)
    let needsTime = check.by != nil || check.blocks != nil
    if needsTime, current.time == nil {
      throw CannotRun(
        "windows need a time; name the column that holds it with 'time' for \(current.id)")
    }
    if check.blocks != nil, reference.time == nil {
      throw CannotRun(
        "blocks need a time; name the column that holds it with 'time' for \(reference.id)")
    }
    let before = try expected.load(types)
    let now = try came.load(types)
    let windows = try Self.windows(of: now, dataset: current, check: check)
    let blocks = try check.blocks.map { span throws(CannotRun) in
      (
        try before.labels(by: span, of: reference),
        try now.labels(by: span, of: current)
      )
    }
    let aside = [reference.time, current.time]
    let names = types.keys.filter { !aside.contains($0) }.sorted()
    var references: [String: DriftReference] = [:]
    for name in names {
      guard let old = before.columns[name], let new = now.columns[name] else { continue }
      references[name] = DriftReference(old, current: new, blocks: blocks?.0)
    }
    pairs = windows.flatMap { window in
      names.flatMap { name -> [DriftPair] in
        guard let reference = references[name], let new = now.columns[name] else { return [] }
        let pair = DriftPair(
          column: name, window: window.name, reference: reference, current: new,
          rows: window.rows, blocks: blocks?.1)
        // Values that are missing, infinite or of another type drift too.
        guard before.columns[name]?.hasGaps == true || new.hasGaps else { return [pair] }
        return [
          pair,
          .ofGaps(
            column: name, window: window.name, reference: reference, current: new,
            rows: window.rows, blocks: blocks?.1),
        ]
      }
    }
  }

  /// The columns to load: those to compare, as the type that the reference declares or shows.
  private static func types(
    of check: DriftCheck, reference expected: OpenDataset, current came: OpenDataset
  ) throws(CannotRun) -> [String: ColumnType] {
    let (reference, current) = (expected.dataset, came.dataset)
    let left = try expected.profile()
    let right = try came.profile()
    let aside = Set(
      reference.key + current.key + [reference.time, current.time].compactMap(\.self))
    let excepted = Set(current.columnsExcept.map(\.value)).union(aside)
    if check.columns.isEmpty,
      let gone = left.columns.first(where: {
        right[$0.name] == nil && !excepted.contains($0.name) && !$0.isIdentifier
      })
    {
      throw CannotRun(
        "\(current.path.value) has no column '\(gone.name)', which \(reference.path.value) has; "
          + "name the columns to compare if that is as it should be")
    }
    let both = left.columns.filter {
      right[$0.name] != nil && !aside.contains($0.name) && !$0.isIdentifier
    }.map(\.name)
    for name in check.columns {
      for (profile, dataset) in [(left, reference), (right, current)] where profile[name] == nil {
        let near = Spelling.nearest(to: name, among: profile.columns.map(\.name))
        throw CannotRun(
          "\(dataset.path.value) has no column '\(name)'"
            + (near.map { "; did you mean '\($0)'?" } ?? ""))
      }
    }
    var types: [String: ColumnType] = [:]
    for name in check.columns.isEmpty ? both : check.columns {
      guard let type = left[name]?.type, type != .time else { continue }
      types[name] = type
    }
    if types.isEmpty { throw CannotRun("the two tables have no column in common to compare") }
    for name in [reference.time, current.time] { if let name { types[name] = .time } }
    return types
  }

  /// The windows of the current table with the rows in each; one without a name where there are
  /// none.
  private static func windows(
    of table: LoadedTable, dataset: Dataset, check: DriftCheck
  )
    throws(CannotRun) -> [(name: String, rows: [Int])]
  {
    guard let by = check.by else { return [("", Array(0..<table.rows))] }
    let labels = try table.labels(by: by, of: dataset)
    var rows: [String: [Int]] = [:]
    for (row, label) in labels.enumerated() { rows[label, default: []].append(row) }
    let names = rows.keys.filter { !$0.isEmpty }.sorted()
    return names.suffix(check.last ?? names.count).map { ($0, rows[$0] ?? []) }
  }
}

extension ColumnProfile {
  /// Whether its texts name rows, so that another table can only have others.
  fileprivate var isIdentifier: Bool {
    let present = rows - missing
    return type == .category && present > 20 && distinct == present
  }
}

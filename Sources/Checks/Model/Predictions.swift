internal import Documents
internal import Profiling
internal import Readiness

/// Predictions with what turned out to be true, joined and cut into windows.
struct Predictions {
  /// One row whose truth has arrived: the two numbers, and the window that it falls in.
  struct Row {
    let predicted: Double
    let truth: Double
    let window: String
    /// Its group; empty where rows are in none.
    var segment = ""
    /// What today's process says of it; NaN where it says nothing.
    var today = Double.nan
  }

  let rows: [Row]
  /// Predictions in all, of the windows looked at.
  let made: Int
  /// Of these, rows whose prediction or truth is there and is not a number.
  let unusable: Int
  /// Predictions whose id occurred before; only the first counts.
  let repeated: Int

  /// Share of predictions whose truth has arrived.
  var coverage: Double { made > 0 ? Double(rows.count) / Double(made) : 0 }

  /// What to read.
  struct Plan {
    let predictions: Dataset.ID
    /// Where the truth lies, if not beside the predictions, and the column to join both by.
    let actuals: Dataset.ID?
    let join: String?
    let predicted: String
    let truth: String
    let by: Window?
    let last: Int?
    /// The column that says which group a row is in.
    var segment: String?
    /// The column with what today's process says.
    var today: String?
  }

  init(_ plan: Plan, in source: Source) throws(CannotRun) {
    let opened = try source.open(plan.predictions)
    let dataset = opened.dataset
    var types: [String: ColumnType] = [plan.predicted: .number]
    if plan.actuals == nil { types[plan.truth] = .category }
    if let join = plan.join { types[join] = .category }
    if plan.by != nil {
      guard let time = dataset.time else {
        throw CannotRun(
          "windows need a time; name the column that holds it with 'time' for \(dataset.id)")
      }
      types[time] = .time
    }
    if let segment = plan.segment { types[segment] = .category }
    if let today = plan.today { types[today] = .number }
    let table = try opened.load(types)
    let groups = try plan.segment.map { name throws(CannotRun) in
      try table.column(name, of: dataset)
    }
    let present = try plan.today.map { name throws(CannotRun) in
      try table.column(name, of: dataset)
    }
    let score = try table.column(plan.predicted, of: dataset)
    let isReadOnce =
      score.numbers.count == table.rows && groups.map { $0.codes.count == table.rows } != false
      && present.map { $0.numbers.count == table.rows } != false
    guard isReadOnce else {
      throw CannotRun(
        "'score', 'today' and 'segment' must name columns that nothing else is read from")
    }
    let windows = try Self.windows(plan, table: table, dataset: dataset)
    let truths = try Truths(plan, table: table, dataset: dataset, in: source)

    var rows: [Row] = []
    var (made, unusable, repeated) = (0, 0, 0)
    var seen: Set<Int32> = []
    for index in 0..<table.rows {
      guard let window = windows[index] else { continue }
      if let ids = truths.ids, ids.codes[index] >= 0, !seen.insert(ids.codes[index]).inserted {
        repeated += 1
        continue
      }
      made += 1
      switch truths[index] {
      case .missing: continue
      case .known(let truth) where !score.numbers[index].isNaN:
        let code = groups?.codes[index] ?? -1
        rows.append(
          Row(
            predicted: score.numbers[index], truth: truth, window: window,
            segment: code >= 0 ? groups?.names[Int(code)] ?? "" : "",
            today: present?.numbers[index] ?? .nan))
      default: unusable += 1
      }
    }
    self.rows = rows
    self.made = made
    self.unusable = unusable
    self.repeated = repeated
  }

  /// The rows of each window, in order of time; one without a name where there are no windows.
  var byWindow: [(name: String, rows: [Row])] {
    Dictionary(grouping: rows, by: \.window).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// For each row its window; none for rows outside of the windows looked at.
  private static func windows(
    _ plan: Plan, table: LoadedTable, dataset: Dataset
  )
    throws(CannotRun) -> [String?]
  {
    guard let by = plan.by else { return Array(repeating: "", count: table.rows) }
    let names = try table.labels(by: by, of: dataset)
    guard let last = plan.last else { return names }
    let kept = Set(Set(names).sorted().suffix(last))
    return names.map { kept.contains($0) ? $0 : nil }
  }
}

/// What turned out to be true, for each prediction.
private struct Truths {
  /// The column of the predictions that names them, where truth is joined.
  let ids: LoadedColumn?
  private let column: LoadedColumn
  private let values: [Double?]
  /// For each id of the predictions the row of the actuals.
  private let rows: [Int?]?

  enum Truth {
    case missing
    case known(Double)
    case unreadable
  }

  init(
    _ plan: Predictions.Plan, table: LoadedTable, dataset: Dataset, in source: Source
  )
    throws(CannotRun)
  {
    if let actuals = plan.actuals {
      guard let join = plan.join else {
        throw CannotRun("'join:' must name the column that predictions and actuals share")
      }
      let opened = try source.open(actuals)
      let other = opened.dataset
      let truths = try opened.load([plan.truth: .category, join: .category])
      column = try truths.column(plan.truth, of: other)
      let keys = try truths.column(join, of: other)
      let ids = try table.column(join, of: dataset)
      var place: [String: Int] = [:]
      for (row, code) in keys.codes.enumerated() where code >= 0 {
        // A correction comes later in the log, and counts; an empty one corrects nothing.
        let key = keys.names[Int(code)]
        if column.codes[row] >= 0 || place[key] == nil { place[key] = row }
      }
      rows = ids.names.map { place[$0] }
      self.ids = ids
    } else {
      column = try table.column(plan.truth, of: dataset)
      ids = try plan.join.map { name throws(CannotRun) in try table.column(name, of: dataset) }
      rows = nil
    }
    values = column.names.map(Self.value)
  }

  subscript(prediction: Int) -> Truth {
    var row = prediction
    if let rows, let ids {
      guard ids.codes[prediction] >= 0, let found = rows[Int(ids.codes[prediction])] else {
        return .missing
      }
      row = found
    }
    let code = column.codes[row]
    if code < 0 { return .missing }
    return values[Int(code)].map(Truth.known) ?? .unreadable
  }

  private static func value(_ text: String) -> Double? {
    switch text.lowercased() {
    case "true", "yes": return 1
    case "false", "no": return 0
    default:
      let number = Double(text)
      return number?.isFinite == true ? number : nil
    }
  }
}

extension LoadedTable {
  func column(_ name: String, of dataset: Dataset) throws(CannotRun) -> LoadedColumn {
    if let column = columns[name] { return column }
    throw CannotRun("\(dataset.path.value) has no column '\(name)'")
  }
}

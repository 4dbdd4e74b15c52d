internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// Whether the values of a table are such as they should be.
struct ValueReview {
  let notes: [DataNote]

  init(
    dataset: Dataset, profile: TableProfile, reference: TableProfile?, level: Double? = nil
  ) {
    var notes = [DataNote.rowCount(profile, within: dataset.rows)]
    if let repeated = profile.repeatedKeys {
      notes.append(.repeatedKeys(repeated, dataset: dataset, profile: profile))
    }
    let declared = Set(dataset.columns.map(\.name))
    for name in dataset.key + [dataset.time].compactMap(\.self) where profile[name] == nil {
      notes.append(.absent(name, rows: profile.rows))
    }
    for rule in dataset.columns {
      guard let column = profile[rule.name] else { continue }
      notes += Self.review(column, by: rule, level: level)
    }
    for column in profile.columns where !declared.contains(column.name) {
      guard let expected = reference?[column.name], expected.type == column.type else { continue }
      notes += Self.review(column, like: expected)
    }
    self.notes = notes
  }

  private static func review(
    _ column: ColumnProfile, by rule: Dataset.ColumnRule, level: Double?
  ) -> [DataNote] {
    var notes: [DataNote] = []
    if let most = rule.missingMax {
      notes.append(.missing(column, most: most, broken: .fail, level: level))
    }
    if rule.type == .number { notes.append(.infinities(column)) }
    if rule.least != nil || rule.most != nil {
      notes.append(.outside(column, least: rule.least, most: rule.most, broken: .fail))
    }
    if let values = rule.values { notes.append(.strangers(column, known: values, broken: .fail)) }
    if rule.isUnique { notes.append(.repeated(column)) }
    return notes
  }

  /// Inferred expectations: the reference's domain, its range widened by a tenth on both sides, and
  /// its share of missing values with two points more.
  private static func review(_ column: ColumnProfile, like expected: ColumnProfile) -> [DataNote] {
    var notes = [
      DataNote.missing(column, most: min(1, expected.missingShare + 0.02), broken: .warn)
    ]
    if let low = expected.numbers?.values.first, let high = expected.numbers?.values.last {
      let room = (high - low) / 10
      notes.append(.outside(column, least: low - room, most: high + room, broken: .warn))
    } else if expected.type == .category, expected.isExact, column.isExact {
      // Of a column with more values than are counted one by one no domain is known.
      notes.append(.strangers(column, known: expected.categories.map(\.text), broken: .warn))
    }
    return notes
  }
}

extension DataNote {
  fileprivate static func rowCount(
    _ profile: TableProfile, within range: ClosedRange<Int>
  )
    -> DataNote
  {
    let isShort = profile.rows < range.lowerBound
    let limit: Measurement.Limit? =
      isShort || range.upperBound == .max
      ? (range.lowerBound > 0 ? .init(.atLeast, Double(range.lowerBound)) : nil)
      : .init(.atMost, Double(range.upperBound))
    return DataNote(
      measurement: Measurement(
        statistic: "rows", value: Double(profile.rows), rows: profile.rows, method: "count",
        limit: limit, status: range.contains(profile.rows) ? .pass : .fail),
      sentence: "the table has \(profile.rows.of("row")), "
        + (isShort ? "\(range.lowerBound) at least" : "\(range.upperBound) at most")
        + " are declared")
  }

  fileprivate static func repeatedKeys(
    _ count: Int, dataset: Dataset, profile: TableProfile
  )
    -> DataNote
  {
    let key = dataset.key.joined(separator: ", ")
    return DataNote(
      measurement: .count(
        "repeated-keys", count, of: key, rows: profile.rows, status: count > 0 ? .fail : .pass),
      sentence: "\(count.of("row repeats", "rows repeat")) the key \(key)",
      sample: count > 0
        ? Sample(
          title: "Rows that repeat the key \(key)", columns: ["line", "key"],
          rows: profile.firstRepeatedKeys.map {
            ["\($0.line)", $0.text.replacing("\u{1F}", with: ", ")]
          }, total: count) : nil)
  }

  /// A column that key or time name and that is not there.
  fileprivate static func absent(_ name: String, rows: Int) -> DataNote {
    DataNote(
      measurement: .count("column-missing", 1, of: name, rows: rows, status: .fail),
      sentence: "there is no column '\(name)', which key or time name")
  }

  fileprivate static func missing(
    _ column: ColumnProfile, most: Double, broken: Status, level: Double? = nil
  )
    -> DataNote
  {
    let share = column.missingShare
    if let level, most > 0, column.rows > 0 {
      return .share(
        "missing-share", column.missing, of: column.rows, column: column.name, most: most,
        level: level,
        sentence:
          "\(share.percent) of '\(column.name)' is missing, \(most.percent) at most is expected")
    }
    return DataNote(
      measurement: Measurement(
        of: column.name, statistic: "missing-share", value: share, rows: column.rows,
        method: "share of rows", limit: .init(.atMost, most),
        status: share <= most ? .pass : broken),
      sentence:
        "\(share.percent) of '\(column.name)' is missing, \(most.percent) at most is expected")
  }

  fileprivate static func infinities(_ column: ColumnProfile) -> DataNote {
    DataNote(
      measurement: .count(
        "infinities", column.infinities, of: column.name, rows: column.rows,
        status: column.infinities > 0 ? .fail : .pass),
      sentence: "\(column.infinities.of("value")) of '\(column.name)' "
        + "\(column.infinities == 1 ? "is" : "are") infinite")
  }

  fileprivate static func outside(
    _ column: ColumnProfile, least: Double?, most: Double?, broken: Status
  ) -> DataNote {
    let numbers = column.numbers.map { Array(zip($0.values, $0.counts)) } ?? []
    let out = numbers.filter { $0.0 < least ?? -.infinity || $0.0 > most ?? .infinity }
    let count = out.map(\.1).reduce(0, +)
    let range = [least.map { "at least \($0.brief)" }, most.map { "at most \($0.brief)" }]
      .compactMap(\.self).joined(separator: " and ")
    return DataNote(
      measurement: .count(
        "out-of-range", count, of: column.name, rows: column.rows,
        status: count > 0 ? broken : .pass),
      sentence: "\(count.of("value")) of '\(column.name)' \(count == 1 ? "is" : "are") not "
        + "\(range)",
      sample: count > 0
        ? Sample(
          title: "Values of '\(column.name)' that are not \(range)", columns: ["value", "times"],
          rows: (out.prefix(5) + out.dropFirst(5).suffix(5)).map { [$0.0.brief, "\($0.1)"] },
          total: out.count) : nil)
  }

  fileprivate static func strangers(
    _ column: ColumnProfile, known: [String], broken: Status
  )
    -> DataNote
  {
    let known = Set(known)
    let strange = column.categories.filter { !known.contains($0.text) }
    let count = strange.map(\.count).reduce(0, +)
    return DataNote(
      measurement: .count(
        "unknown-categories", count, of: column.name, rows: column.rows,
        status: count > 0 ? broken : .pass),
      sentence: "\(count.of("value")) of '\(column.name)' \(count == 1 ? "is" : "are") not among "
        + "those known, most often "
        + "'\(strange.first?.text ?? "")'",
      sample: count > 0
        ? Sample(
          title: "Unknown values of '\(column.name)'", columns: ["value", "times"],
          rows: strange.prefix(10).map { [$0.text, "\($0.count)"] }, total: strange.count) : nil)
  }

  fileprivate static func repeated(_ column: ColumnProfile) -> DataNote {
    let count = column.present - column.infinities - column.distinct
    return DataNote(
      measurement: .count(
        "repeated-values", count, of: column.name, rows: column.rows,
        status: count > 0 ? .fail : .pass),
      sentence: "\(count.of("value")) of '\(column.name)' \(count == 1 ? "repeats" : "repeat") an "
        + "earlier one")
  }
}

internal import Profiling
internal import Readiness

/// Whether a table has the columns that it should, with values of the right types.
struct SchemaReview {
  let notes: [DataNote]

  init(dataset: Dataset, profile: TableProfile, reference: TableProfile?) {
    var notes: [DataNote] = []
    for rule in dataset.columns {
      guard let column = profile[rule.name] else {
        notes.append(.missing(rule.name))
        continue
      }
      notes.append(.misfits(column, expected: rule.type))
    }
    let declared = Set(dataset.columns.map(\.name)).union(dataset.key).union([dataset.time ?? ""])
    for column in profile.columns where !declared.contains(column.name) {
      if let expected = reference?[column.name] {
        if expected.type != column.type { notes.append(.otherType(column, than: expected)) }
        if column.misfits > 0 { notes.append(.misfits(column, expected: expected.type, .warn)) }
      } else if !dataset.columns.isEmpty {
        notes.append(.undeclared(column.name))
      }
    }
    for name in reference?.columns.map(\.name) ?? []
    where profile[name] == nil && !declared.contains(name) {
      notes.append(.gone(name))
    }
    notes.append(.ragged(profile))
    self.notes = notes
  }
}

extension DataNote {
  fileprivate static func missing(_ name: String) -> DataNote {
    DataNote(
      measurement: .count("column-missing", 1, of: name, status: .fail),
      sentence: "column '\(name)' is missing")
  }

  fileprivate static func gone(_ name: String) -> DataNote {
    DataNote(
      measurement: .count("column-missing", 1, of: name, status: .warn),
      sentence: "column '\(name)' of the reference is missing")
  }

  fileprivate static func undeclared(_ name: String) -> DataNote {
    DataNote(
      measurement: .count("column-undeclared", 1, of: name, status: .warn),
      sentence: "column '\(name)' is not declared")
  }

  fileprivate static func misfits(
    _ column: ColumnProfile, expected: ColumnType, _ failure: Status = .fail
  )
    -> DataNote
  {
    let isWrong = column.misfits > 0
    return DataNote(
      measurement: .count(
        "values-of-wrong-type", column.misfits, of: column.name, rows: column.rows,
        status: isWrong ? failure : .pass),
      sentence:
        "\(column.misfits) values of '\(column.name)' are not of type \(expected.rawValue)",
      sample: isWrong
        ? Sample(
          title: "Values of '\(column.name)' that are not of type \(expected.rawValue)",
          columns: ["line", "value"],
          rows: column.firstMisfits.map { ["\($0.line)", $0.text] }, total: column.misfits) : nil)
  }

  fileprivate static func otherType(
    _ column: ColumnProfile, than expected: ColumnProfile
  )
    -> DataNote
  {
    DataNote(
      measurement: .count("type-changed", 1, of: column.name, status: .warn),
      sentence:
        "'\(column.name)' is of type \(column.type.rawValue), in the reference "
        + expected.type.rawValue)
  }

  fileprivate static func ragged(_ profile: TableProfile) -> DataNote {
    let isWrong = profile.raggedRows > 0
    return DataNote(
      measurement: .count(
        "ragged-rows", profile.raggedRows, rows: profile.rows + profile.raggedRows,
        status: isWrong ? .fail : .pass),
      sentence: profile.firstRagged.sentence(on: profile.raggedRows),
      sample: isWrong
        ? Sample(
          title: profile.firstRagged.sentence(on: profile.raggedRows),
          columns: ["line", "what there is"],
          rows: profile.firstRagged.map { ["\($0.line)", $0.reason] },
          total: profile.raggedRows) : nil)
  }
}

extension Measurement {
  /// How often something occurs that should not.
  static func count(
    _ statistic: String, _ count: Int, of column: String = "", rows: Int? = nil, status: Status
  ) -> Measurement {
    Measurement(
      of: column, statistic: statistic, value: Double(count), rows: rows, method: "count",
      limit: .init(.atMost, 0), status: status)
  }
}

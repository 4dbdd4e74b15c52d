internal import Documents
internal import Profiling
internal import Readiness

/// When two values count as the same.
struct Tolerance: Sendable {
  let absolute: Double
  /// As a share of the greater of both.
  let relative: Double

  enum Difference {
    case none
    /// One side has a value, the other has none.
    case oneSided
    /// The one is the other, rounded to single precision.
    case singlePrecision
    case other
  }

  func difference(
    _ left: LoadedColumn, _ row: Int, _ right: LoadedColumn, _ other: Int
  ) -> Difference {
    switch left.type {
    case .number: difference(left.numbers[row], right.numbers[other])
    case .category: difference(left.name(in: row), right.name(in: other))
    case .time: difference(left.moments[row], right.moments[other])
    }
  }

  private func difference<Value: Equatable>(_ left: Value?, _ right: Value?) -> Difference {
    if left == right { return .none }
    return left == nil || right == nil ? .oneSided : .other
  }

  /// Numbers; what is none is `nan`.
  private func difference(_ left: Double, _ right: Double) -> Difference {
    if left.isNaN || right.isNaN { return left.isNaN && right.isNaN ? .none : .oneSided }
    let gap = abs(left - right)
    if gap <= absolute || gap <= relative * max(abs(left), abs(right)) { return .none }
    return Double(Float(left)) == right || Double(Float(right)) == left ? .singlePrecision : .other
  }
}

/// The rows of two tables that an id joins; of an id that repeats, the first row.
struct JoinedRows {
  struct Pair {
    let id: String
    let training: Int
    let serving: Int
  }

  let rows: [Pair]
  /// Rows of serving whose id training does not have.
  let unmatched: Int
  /// Rows whose id is missing or occurred before, on either side.
  let passedOver: Int

  init(
    _ training: LoadedTable, _ left: Dataset, _ serving: LoadedTable, _ right: Dataset,
    by join: String
  ) throws(CannotRun) {
    let first = try training.column(join, of: left)
    let second = try serving.column(join, of: right)
    var places: [String: Int] = [:]
    var over = 0
    for row in 0..<training.rows {
      guard let id = first.name(in: row), places[id] == nil else {
        over += 1
        continue
      }
      places[id] = row
    }
    var rows: [Pair] = []
    var unmatched = 0
    var seen: Set<Int32> = []
    for row in 0..<serving.rows {
      guard let id = second.name(in: row), seen.insert(second.codes[row]).inserted else {
        over += 1
        continue
      }
      if let place = places[id] {
        rows.append(Pair(id: id, training: place, serving: row))
      } else {
        unmatched += 1
      }
    }
    (self.rows, self.unmatched, passedOver) = (rows, unmatched, over)
  }

  /// How many of the served rows could be compared.
  var coverage: Measurement {
    let all = rows.count + unmatched
    return Measurement(
      statistic: "joined-share", value: all > 0 ? Double(rows.count) / Double(all) : 0, rows: all,
      method: "share of served rows that training has", status: .pass,
      familiar: ["rows-passed-over": Double(passedOver)])
  }
}

extension LoadedColumn {
  /// The text of a row; `nil` where it is missing.
  func name(in row: Int) -> String? {
    let code = codes[row]
    return code < 0 ? nil : names[Int(code)]
  }
}

extension OpenDataset {
  /// The columns that two tables share, with the types to read both by.
  ///
  /// - Parameters:
  ///   - other: The second table.
  ///   - asked: The columns that are wanted; where empty, all of both but keys and times.
  ///   - except: Columns to leave out.
  /// - Returns: The types by name.
  /// - Throws: ``CannotRun`` where a wanted one is not there, or there is none.
  func commonColumns(
    with other: OpenDataset, asked: [String], except: Set<String>
  ) throws(CannotRun) -> [String: ColumnType] {
    let (left, right) = (try profile(others: other.dataset.types), try other.profile())
    for (name, profile, dataset) in asked.flatMap({
      [($0, left, self.dataset), ($0, right, other.dataset)]
    }) where profile[name] == nil {
      throw CannotRun("\(dataset.path.value) has no column '\(name)'")
    }
    let aside = except.union(dataset.key + other.dataset.key)
      .union([dataset.time, other.dataset.time].compactMap(\.self))
    let names =
      asked.isEmpty
      ? left.columns.map(\.name).filter { right[$0] != nil && !aside.contains($0) } : asked
    guard !names.isEmpty else { throw CannotRun("the two tables have no column in common") }
    var types: [String: ColumnType] = [:]
    for name in names {
      guard let a = left[name]?.type, let b = right[name]?.type else { continue }
      // Texts can be compared whatever either side takes them for.
      types[name] = a == b ? a : .category
    }
    return types
  }
}

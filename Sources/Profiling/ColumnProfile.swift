package import Statistics

/// What a column holds, by everything that judging needs of it.
package struct ColumnProfile: Sendable {
  package let name: String
  package let type: ColumnType
  /// All rows, those with missing values among them.
  package let rows: Int
  package let missing: Int
  /// Values that are not of the column's type.
  package let misfits: Int
  /// The first ten of them.
  package let firstMisfits: [Misfit]
  package let infinities: Int
  /// The finite numbers; of a column of type number.
  package let numbers: ValueCounts?
  /// Each distinct text with how often it occurs, most frequent first, then by text; of a column of
  /// type category.
  package let categories: [Category]
  /// The earliest and the latest; of a column of type time.
  package let times: ClosedRange<Moment>?

  package struct Misfit: Hashable, Sendable {
    package let line: Int
    package let text: String
  }

  package struct Category: Hashable, Sendable {
    package let text: String
    package let count: Int
  }

  /// Values that are there and of the type.
  package var present: Int { rows - missing - misfits }
  package var missingShare: Double { rows > 0 ? Double(missing) / Double(rows) : 0 }
  package var distinct: Int { numbers?.values.count ?? categories.count }
}

package enum ColumnType: String, CaseIterable, Codable, Sendable {
  case number, category, time
}

/// Gathers a column's profile, cell by cell.
struct ColumnTally {
  private let name: String
  private let declared: ColumnType?
  private var rows = 0
  private var missing = 0
  private var texts: [String: Int] = [:]
  private var numbers = NumberTally()
  private var infinities = 0
  private var times: ClosedRange<Moment>?
  /// Cells that could not be read as a number, and as a time.
  private var notNumbers = Misfits()
  private var notTimes = Misfits()

  private struct Misfits {
    var count = 0
    var first: [ColumnProfile.Misfit] = []

    mutating func add(_ cell: Cell, line: Int) {
      count += 1
      if first.count < 10 { first.append(.init(line: line, text: cell.text)) }
    }
  }

  init(name: String, declared: ColumnType?) {
    self.name = name
    self.declared = declared
  }

  mutating func add(_ cell: Cell, line: Int) {
    rows += 1
    if cell.isMissing {
      missing += 1
      return
    }
    // Without a declared type every reading goes on until a cell speaks against it.
    if declared == .number || declared == nil && notNumbers.count == 0 {
      switch cell.number {
      case .some(let number) where number.isFinite: numbers.add(number)
      case .some: infinities += 1
      case nil: notNumbers.add(cell, line: line)
      }
    }
    if declared == .time || declared == nil && notTimes.count == 0 {
      if let moment = cell.moment {
        times =
          times.map { min($0.lowerBound, moment)...max($0.upperBound, moment) }
          ?? moment...moment
      } else {
        notTimes.add(cell, line: line)
      }
    }
    if declared == .category || declared == nil { texts[cell.text, default: 0] += 1 }
  }

  /// The column's profile; a type that was not declared is the narrowest that every value fits.
  consuming func profile() -> ColumnProfile {
    let present = rows - missing
    let inferred: ColumnType =
      present == 0
      ? .category : notNumbers.count == 0 ? .number : notTimes.count == 0 ? .time : .category
    let type = declared ?? inferred
    let misfits = type == .number ? notNumbers : type == .time ? notTimes : Misfits()
    let categories = type == .category ? texts : [:]
    return ColumnProfile(
      name: name, type: type, rows: rows, missing: missing, misfits: misfits.count,
      firstMisfits: misfits.first, infinities: type == .number ? infinities : 0,
      numbers: type == .number ? numbers.counts() : nil,
      categories: categories.map { .init(text: $0.key, count: $0.value) }
        .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) },
      times: type == .time ? times : nil)
  }
}

/// Counts numbers, holding no more than the distinct ones and a buffer.
struct NumberTally {
  private var merged = ValueCounts(values: [], counts: [])
  private var buffer: [Double] = []
  private static let bufferMax = 1 << 16

  mutating func add(_ number: Double) {
    // Zero has two signs, and only one value.
    buffer.append(number == 0 ? 0 : number)
    if buffer.count == Self.bufferMax { flush() }
  }

  mutating func counts() -> ValueCounts {
    flush()
    return merged
  }

  private mutating func flush() {
    guard !buffer.isEmpty else { return }
    merged = merged.merging(ValueCounts(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}

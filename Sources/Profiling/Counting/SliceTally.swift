/// Counts every column slice by slice.
struct SliceTally {
  /// Whether there are more slices than can be.
  private(set) var isTooMany = false

  private let column: Int
  private let window: Window?
  private let columns: Int
  private let limits: ProfileLimits
  /// The slice that a cell as it is written belongs to.
  private var known: [String: Int] = [:]
  private var slices: [String: Int] = [:]
  private var tallies: [[ColumnTally]] = []
  private var rows: [[Int]] = []

  /// Spellings of values that are looked up and not read again.
  private static let knownMax = 1 << 16

  init(column: Int, window: Window?, columns: Int) {
    self.column = column
    self.window = window
    self.columns = columns
    limits = ProfileLimits(columns: columns)
  }

  mutating func add(_ batch: Batch) {
    for slice in rows.indices { rows[slice].removeAll(keepingCapacity: true) }
    var last = UnsafeRawBufferPointer(start: nil, count: 0)
    var lastSlice = -1
    for row in 0..<batch.rows {
      let bytes = batch.cell(row: row, column: column)
      if lastSlice < 0 || !bytes.elementsEqual(last) {
        lastSlice = slice(of: bytes)
        last = bytes
      }
      guard !isTooMany else { return }
      rows[lastSlice].append(row)
    }
    for slice in rows.indices where !rows[slice].isEmpty {
      for column in 0..<columns {
        tallies[slice][column].add(batch, column: column, rows: rows[slice])
      }
    }
  }

  private mutating func slice(of bytes: UnsafeRawBufferPointer) -> Int {
    let written = String(decoding: bytes, as: UTF8.self)
    if let slice = known[written] { return slice }
    let slice = slice(named: name(of: Cell(written: bytes)))
    if known.count < Self.knownMax { known[written] = slice }
    return slice
  }

  /// The text, or the window that its time lies in; empty where there is none.
  private func name(of cell: Cell) -> String {
    guard !cell.isMissing else { return "" }
    guard let window else { return cell.text }
    return cell.moment.map(window.name(of:)) ?? ""
  }

  private mutating func slice(named name: String) -> Int {
    if let slice = slices[name] { return slice }
    guard slices.count < ProfileSlicing.slicesMax else {
      isTooMany = true
      return 0
    }
    slices[name] = rows.count
    rows.append([])
    tallies.append((0..<columns).map { _ in ColumnTally(limits: limits) })
    return rows.count - 1
  }

  /// What was counted, by the slices' names; `nil` where there were too many.
  consuming func counts() -> [String: [ColumnCounts]]? {
    guard !isTooMany else { return nil }
    for slice in tallies.indices {
      for column in tallies[slice].indices { tallies[slice][column].flush() }
    }
    let tallies = tallies
    return slices.mapValues { tallies[$0].map(\.counts) }
  }

  /// What several workers counted; `nil` where there were too many slices.
  static func merged(_ parts: [[String: [ColumnCounts]]?]) -> [String: [ColumnCounts]]? {
    var all: [String: [ColumnCounts]] = [:]
    for part in parts {
      guard let part else { return nil }
      for (name, counts) in part {
        guard var known = all[name] else {
          all[name] = counts
          continue
        }
        for column in known.indices { known[column].merge(counts[column]) }
        all[name] = known
      }
    }
    return all.count > ProfileSlicing.slicesMax ? nil : all
  }
}

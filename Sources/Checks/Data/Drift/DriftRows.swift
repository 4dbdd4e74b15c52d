internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// The rows of two tables, cut into windows and slices.
struct DriftRows {
  /// The slices of most rows that are looked at; each adds a comparison a column.
  static let slicesMax = 50

  private(set) var pairs: [DriftPair] = []
  private(set) var notes: [DriftNote] = []

  /// - Parameters:
  ///   - reference: The rows that show what to expect.
  ///   - current: The rows that came.
  ///   - names: The columns to compare.
  ///   - labels: How the rows are cut.
  init(_ reference: LoadedTable, _ current: LoadedTable, names: [String], labels: Labels) {
    let windows = Self.windows(current, labels)
    let slices = self.slices(reference, current, labels)
    for slice in slices {
      let before = names.compactMap { name -> (String, LoadedColumn, LoadedColumn, DriftColumn)? in
        guard let old = reference.columns[name], let new = current.columns[name] else { return nil }
        return (name, old, new, DriftColumn(old, rows: slice.reference))
      }
      for window in windows {
        let rows = slice.current.map { $0.filter(window.contains) } ?? window.rows
        let part = [window.name, slice.name].filter { !$0.isEmpty }.joined(separator: ", ")
        if rows.isEmpty { notes.append(.noRows(in: part, of: "the current table")) }
        if rows.count == 1 { notes.append(.oneRow(in: part, of: "the current table")) }
        for (name, old, new, expected) in before {
          pairs += DriftPair.pairs(of: name, in: part, expected, DriftColumn(new, rows: rows)) {
            aspect in
            labels.blocks.map { blocks in
              let left = DriftBlocks.Side(
                column: old, rows: slice.reference, labels: blocks.reference)
              let right = DriftBlocks.Side(column: new, rows: rows, labels: blocks.current)
              return aspect == .gaps ? .ofGaps(left, right) : .ofValues(left, right)
            }
          }
        }
      }
    }
  }

  /// For each row what it belongs to.
  struct Labels {
    /// The name of the window, of the current table.
    var windows: [String]?
    /// How many of the newest to look at.
    var last: Int?
    var slices: String?
    var blocks: (reference: [String], current: [String])?
  }

  private struct Part {
    let name: String
    let rows: [Int]
    private let members: Set<Int>?

    init(name: String, rows: [Int], isWhole: Bool) {
      self.name = name
      self.rows = rows
      members = isWhole ? nil : Set(rows)
    }

    func contains(_ row: Int) -> Bool { members?.contains(row) ?? true }
  }

  private static func windows(_ table: LoadedTable, _ labels: Labels) -> [Part] {
    guard let names = labels.windows else {
      return [Part(name: "", rows: Array(0..<table.rows), isWhole: true)]
    }
    var rows: [String: [Int]] = [:]
    for (row, name) in names.enumerated() { rows[name, default: []].append(row) }
    let shown = rows.keys.filter { !$0.isEmpty }.sorted()
    return shown.suffix(labels.last ?? shown.count).map {
      Part(name: $0, rows: rows[$0] ?? [], isWhole: false)
    }
  }

  private struct Slice {
    let name: String
    let reference: [Int]
    /// All rows where there are no slices.
    let current: [Int]?
  }

  /// The slices that both tables have, by name; notes tell of the others.
  private mutating func slices(
    _ reference: LoadedTable, _ current: LoadedTable, _ labels: Labels
  ) -> [Slice] {
    guard let column = labels.slices, let old = reference.columns[column],
      let new = current.columns[column]
    else { return [Slice(name: "", reference: Array(0..<reference.rows), current: nil)] }
    let (before, now) = (old.rowsByName, new.rowsByName)
    for name in Set(now.keys).subtracting(before.keys).sorted() {
      notes.append(.newSlice("\(column)=\(name)", rows: now[name]?.count ?? 0))
    }
    for name in Set(before.keys).subtracting(now.keys).sorted() {
      notes.append(.goneSlice("\(column)=\(name)", rows: before[name]?.count ?? 0))
    }
    let both = before.keys.filter { now[$0] != nil }.sorted {
      (-(now[$0]?.count ?? 0), $0) < (-(now[$1]?.count ?? 0), $1)
    }
    if both.count > Self.slicesMax {
      notes.append(.unseenSlices(both.count - Self.slicesMax, of: column))
    }
    return both.prefix(Self.slicesMax).sorted().map { name in
      Slice(name: "\(column)=\(name)", reference: before[name] ?? [], current: now[name] ?? [])
    }
  }
}

extension LoadedColumn {
  /// The rows of each text; rows without one are in none.
  fileprivate var rowsByName: [String: [Int]] {
    var rows: [String: [Int]] = [:]
    for (row, code) in codes.enumerated() where code >= 0 {
      rows[names[Int(code)], default: []].append(row)
    }
    return rows
  }
}

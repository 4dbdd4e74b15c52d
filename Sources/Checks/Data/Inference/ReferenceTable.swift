package import Profiling

/// What a table that shows what to expect holds: its profile, and what only its rows in order tell.
package struct ReferenceTable: Sendable {
  let profile: TableProfile
  /// The column that says when a row came about.
  let time: String?
  /// Whether rows stand in order of that time.
  let isOrdered: Bool
  /// Pairs of columns with times of which the first never lies after the second.
  let ordered: [(earlier: String, later: String)]

  /// - Parameters:
  ///   - file: The table.
  ///   - time: The column that says when a row came about; the first with times unless given.
  /// - Throws: ``TableFile/Failure``.
  package init(of file: TableFile, time: String?) throws(TableFile.Failure) {
    let profile = try TableProfile(of: file)
    self.profile = profile
    let names = profile.columns.filter { $0.type == .time }.map(\.name)
    let chosen = time ?? names.first
    self.time = chosen
    var pass = TimePass(of: Array(names.prefix(Self.timesMax)), order: chosen)
    if !names.isEmpty {
      try file.scan { header in
        pass.bind(to: header)
        return { _, row in
          pass.add(row)
          return true
        }
      }
    }
    isOrdered = chosen.map { names.contains($0) } == true && pass.isOrdered
    ordered = pass.kept
  }

  /// Of more columns with times not every pair is looked at.
  private static let timesMax = 8

  /// The columns by their names.
  package var columns: [String] { profile.columns.map(\.name) }
  package var rows: Int { profile.rows }
}

/// Watches the times of a table row by row.
private struct TimePass {
  private let names: [String]
  private let order: String?
  private var places: [Int] = []
  private var orderPlace: Int?
  private var latest: Moment?
  private(set) var isOrdered = true
  /// For each pair how many rows have the first before the second, and whether one has it after.
  private var pairs: [(first: Int, second: Int, before: Int, isBroken: Bool)] = []

  init(of names: [String], order: String?) {
    (self.names, self.order) = (names, order)
    for first in names.indices {
      for second in names.indices where first != second {
        pairs.append((first, second, 0, false))
      }
    }
  }

  mutating func bind(to header: [String]) {
    places = names.map { header.firstIndex(of: $0) ?? 0 }
    orderPlace = order.flatMap { header.firstIndex(of: $0) }
  }

  mutating func add(_ row: TableFile.Row) {
    if let orderPlace, let moment = row[orderPlace].moment {
      if let latest, moment < latest { isOrdered = false }
      latest = max(latest ?? moment, moment)
    }
    guard !pairs.isEmpty else { return }
    let moments = places.map { row[$0].moment }
    for index in pairs.indices where !pairs[index].isBroken {
      guard let a = moments[pairs[index].first], let b = moments[pairs[index].second] else {
        continue
      }
      if a > b { pairs[index].isBroken = true }
      if a < b { pairs[index].before += 1 }
    }
  }

  /// The pairs that no row breaks and at least thirty show.
  var kept: [(earlier: String, later: String)] {
    pairs.filter { !$0.isBroken && $0.before >= 30 }.map { (names[$0.first], names[$0.second]) }
  }
}

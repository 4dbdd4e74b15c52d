internal import Documents
internal import Profiling
internal import Readiness

/// The two tables of a drift check, cut into pairs to compare.
///
/// Profiles are enough unless the rows are to be cut, drawn in blocks, or taken together.
struct DriftTables {
  let rows: (reference: Int, current: Int)
  /// For each part and column one, and one of what is missing where something is.
  private(set) var pairs: [DriftPair] = []
  private(set) var notes: [DriftNote] = []
  /// Categories that only one side has, by column.
  private(set) var news: [(column: String, isNew: Bool, category: ColumnProfile.Category)] = []

  private let terms: DriftTerms
  private let expected: OpenDataset
  private let came: OpenDataset
  private let profiles: (reference: TableProfile, current: TableProfile)
  private let names: [String]

  init(
    _ terms: DriftTerms, reference expected: OpenDataset, current came: OpenDataset
  ) throws(CannotRun) {
    self.terms = terms
    self.expected = expected
    self.came = came
    let reference = try expected.wholeProfile()
    let types = Dictionary(
      reference.columns.filter { $0.type != .time }.map { ($0.name, $0.type) },
      uniquingKeysWith: { first, _ in first })
    profiles = (reference, try came.wholeProfile(others: types))
    rows = (reference.rows, profiles.current.rows)
    let aside = Self.aside(terms, expected.dataset, came.dataset)
    names = try Self.names(terms, profiles, expected.dataset, came.dataset, aside: aside)
    tellOfColumns(aside: aside)
    if terms.needsRows || terms.isMultivariate {
      if let stored = [expected, came].first(where: \.isStoredProfile) {
        throw CannotRun(
          "\(stored.dataset.path.value) is a stored profile, which holds no rows to cut into windows "
            + "or slices, draw in blocks or take together; name the table")
      }
      try readRows()
    }
    if !terms.needsRows {
      for name in names {
        guard let old = reference[name], let new = profiles.current[name] else { continue }
        pairs += DriftPair.pairs(
          of: name, in: "", DriftColumn(old, as: old.type), DriftColumn(new, as: old.type)
        ) { _ in nil }
      }
    }
  }

  /// Columns that are not compared by themselves: keys, times, and what slices.
  private static func aside(
    _ terms: DriftTerms, _ reference: Dataset, _ current: Dataset
  ) -> Set<String> {
    Set(
      reference.key + current.key
        + [reference.time, current.time, terms.slices].compactMap(\.self))
  }

  /// The columns to compare.
  private static func names(
    _ terms: DriftTerms, _ profiles: (reference: TableProfile, current: TableProfile),
    _ reference: Dataset, _ current: Dataset, aside: Set<String>
  ) throws(CannotRun) -> [String] {
    let (left, right) = profiles
    for (name, key) in terms.named {
      for (profile, dataset) in [(left, reference), (right, current)] where profile[name] == nil {
        let near = Spelling.nearest(to: name, among: profile.columns.map(\.name))
        throw CannotRun(
          "\(dataset.path.value) has no column '\(name)'"
            + (key == "columns" ? "" : ", which '\(key)' names")
            + (near.map { "; did you mean '\($0)'?" } ?? ""))
      }
    }
    let excepted = Set(current.columnsExcept.map(\.value)).union(aside)
    if terms.columns.isEmpty,
      let gone = left.columns.first(where: {
        right[$0.name] == nil && !excepted.contains($0.name) && !$0.isIdentifier
      })
    {
      throw CannotRun(
        "\(current.path.value) has no column '\(gone.name)', which \(reference.path.value) has; "
          + "name the columns to compare if that is as it should be")
    }
    let all = left.columns.filter { right[$0.name] != nil && !$0.isIdentifier }.map(\.name)
    let wanted = terms.columns.isEmpty ? all : terms.columns
    let names = Set(wanted).subtracting(aside).filter { left[$0]?.type != .time }.sorted()
    if names.isEmpty { throw CannotRun("the two tables have no column in common to compare") }
    return names
  }

  /// Tells of columns what profiles show besides distributions.
  private mutating func tellOfColumns(aside: Set<String>) {
    let (left, right) = profiles
    for (profile, table) in [(left, "the reference"), (right, "the current table")] {
      if profile.rows == 0 { notes.append(.noRows(in: "", of: table)) }
      if profile.rows == 1 { notes.append(.oneRow(in: "", of: table)) }
    }
    for name in names {
      guard let old = left[name], let new = right[name] else { continue }
      notes += DriftNote.notes(on: old, new)
      let news = DriftNote.news(on: old, new)
      self.news += news.new.map { (name, true, $0) } + news.gone.map { (name, false, $0) }
    }
    guard terms.columns.isEmpty else { return }
    for column in left.columns where !names.contains(column.name) && !aside.contains(column.name) {
      notes.append(
        DriftNote(
          of: column.name, kind: "not-compared",
          words: column.type == .time
            ? "times are not compared" : "every value is another, so that it names rows"))
    }
    for column in right.columns where left[column.name] == nil && !aside.contains(column.name) {
      notes.append(
        DriftNote(
          of: column.name, kind: "new-column", words: "only the current table has this column"))
    }
  }

  /// Reads the rows where profiles are not enough.
  private mutating func readRows() throws(CannotRun) {
    let (reference, current) = (expected.dataset, came.dataset)
    if terms.by != nil || terms.blocks != nil, current.time == nil {
      throw CannotRun(
        "windows need a time; name the column that holds it with 'time' for \(current.id)")
    }
    if terms.blocks != nil, reference.time == nil {
      throw CannotRun(
        "blocks need a time; name the column that holds it with 'time' for \(reference.id)")
    }
    var types: [String: ColumnType] = [:]
    for name in names { types[name] = profiles.reference[name]?.type }
    for name in [reference.time, current.time] { if let name { types[name] = .time } }
    if let slices = terms.slices { types[slices] = .category }
    let before = try expected.load(types)
    let now = try came.load(types)
    if terms.needsRows {
      var labels = DriftRows.Labels(last: terms.last, slices: terms.slices)
      if let by = terms.by { labels.windows = try now.labels(by: by, of: current) }
      if let span = terms.blocks {
        labels.blocks = (
          try before.labels(by: span, of: reference), try now.labels(by: span, of: current)
        )
      }
      let rows = DriftRows(before, now, names: names, labels: labels)
      pairs += rows.pairs
      notes += rows.notes
    }
    guard terms.isMultivariate else { return }
    if terms.blocks != nil {
      notes.append(
        DriftNote(
          of: "", kind: "not-together",
          words: "numbers are not compared together where rows depend on one another"))
      return
    }
    let together = MultivariateDrift(before, now, names: names, seed: UInt64(terms.seed))
    pairs += [together.pair].compactMap(\.self)
    notes += [together.note].compactMap(\.self)
  }
}

extension OpenDataset {
  /// The profile of a table all of whose rows can be read.
  fileprivate func wholeProfile(
    others: [String: ColumnType] = [:]
  ) throws(CannotRun) -> TableProfile {
    let profile = isStoredProfile ? try storedProfile() : try profile(others: others)
    if !profile.firstRagged.isEmpty {
      throw .ragged(profile.raggedRows, profile.firstRagged, in: dataset.path.value)
    }
    return profile
  }
}

extension OpenDataset {
  /// Whether the file is a profile that `airworthy profile --output` has stored, by its ending.
  var isStoredProfile: Bool { TableProfile.isStored(named: dataset.path.value) }

  /// The stored profile; the data that it was made of are not read.
  private func storedProfile() throws(CannotRun) -> TableProfile {
    let path = dataset.path.value
    do throws(TableProfile.NoProfile) {
      return try TableProfile(storedIn: file.path, path: path)
    } catch {
      throw CannotRun("\(path) is no profile: \(error.reason)")
    }
  }
}

extension ColumnProfile {
  /// Whether its texts name rows, so that another table can only have others.
  fileprivate var isIdentifier: Bool {
    let present = rows - missing
    guard type == .category, present > 20 else { return false }
    if isExact { return distinct == present }
    // An estimate tells it from a column whose values come twice.
    return frequent.isEmpty && Double(distinct) > Double(present) * (1 - 5 * distinctError)
  }
}

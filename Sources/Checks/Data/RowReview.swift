internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// What only single rows show: conditions over several columns, the order of time, how old the
/// newest row is, and in which lines values lie that should not be there.
struct RowReview {
  private(set) var notes: [DataNote] = []
  private(set) var samples: [Sample] = []

  /// - Throws: ``CannotRun`` where the table cannot be read.
  init(
    of opened: OpenDataset, profile: TableProfile, level: Double?, at now: Instant
  ) throws(CannotRun) {
    let dataset = opened.dataset
    if let days = dataset.freshDays, let time = dataset.time {
      notes += [DataNote.age(profile[time], within: days, at: now)].compactMap(\.self)
    }
    let columns = Set(profile.columns.map(\.name))
    var tallies = dataset.rules.filter { $0.columns.allSatisfy(columns.contains) }.map {
      RuleTally(rule: $0)
    }
    for rule in dataset.rules {
      guard let gone = rule.columns.first(where: { !columns.contains($0) }) else { continue }
      notes.append(.unasked(rule, without: gone, rows: profile.rows))
    }
    var order = dataset.isOrdered ? dataset.time.flatMap { OrderTally(of: $0) } : nil
    var strays = dataset.columns.compactMap { StrayTally(rule: $0, in: profile) }
    guard !tallies.isEmpty || order != nil || !strays.isEmpty else { return }

    try opened.scan { header in
      for index in tallies.indices { tallies[index].bind(to: header) }
      order?.bind(to: header)
      for index in strays.indices { strays[index].bind(to: header) }
      return { line, row in
        for index in tallies.indices { tallies[index].add(row, line: line) }
        order?.add(row, line: line)
        for index in strays.indices { strays[index].add(row, line: line) }
        return true
      }
    }
    let personal = dataset.personalColumns
    notes += tallies.map { $0.note(level: level ?? 0.95, hiding: personal) }
    if let order { notes.append(order.note) }
    samples = strays.compactMap { $0.sample(hiding: personal) }
  }
}

/// Counts the rows that break a rule.
private struct RuleTally {
  let rule: RowRule
  private var places: [Int] = []
  private var rows = 0
  private var unknown = 0
  private var broken = 0
  private var first: [[String]] = []

  init(rule: RowRule) { self.rule = rule }

  mutating func bind(to header: [String]) {
    places = rule.columns.map { header.firstIndex(of: $0) ?? 0 }
  }

  mutating func add(_ row: TableFile.Row, line: Int) {
    rows += 1
    switch rule.holds(in: row, places: places) {
    case true?: return
    case nil: unknown += 1
    case false?:
      broken += 1
      if first.count < 10 { first.append(["\(line)"] + places.map { row[$0].text }) }
    }
  }

  func note(level: Double, hiding personal: Set<String>) -> DataNote {
    let known = rows - unknown
    let name = rule.about ?? rule.text.value
    let sentence =
      "\(broken.of("row breaks", "rows break")) the rule '\(name.shortened(to: 80))'"
    var note = DataNote.share(
      "rule-broken", broken, of: known, column: name.shortened(to: 60),
      most: rule.most, level: level, sentence: sentence,
      familiar: ["unknown-rows": Double(unknown)])
    guard broken > 0 else { return note }
    let hidden = rule.columns.map(personal.contains)
    note.sample = Sample(
      title: "Rows that break '\(name.shortened(to: 80))'", columns: ["line"] + rule.columns,
      rows: first.map { row in
        [row[0]] + zip(row.dropFirst(), hidden).map { $1 ? "(not shown)" : $0 }
      }, total: broken)
    return note
  }
}

/// Counts the rows whose time lies before that of an earlier row.
private struct OrderTally {
  private let column: String
  private var place: Int?
  private var latest: Moment?
  private var rows = 0
  private var late = 0
  private var first: [[String]] = []

  init?(of column: String) { self.column = column }

  mutating func bind(to header: [String]) { place = header.firstIndex(of: column) }

  mutating func add(_ row: TableFile.Row, line: Int) {
    guard let place, let moment = row[place].moment else { return }
    rows += 1
    if let latest, moment < latest {
      late += 1
      if first.count < 10 { first.append(["\(line)", moment.text, latest.text]) }
    } else {
      latest = moment
    }
  }

  var note: DataNote {
    DataNote(
      measurement: .count(
        "rows-out-of-order", late, of: column, rows: rows, status: late > 0 ? .fail : .pass),
      sentence: "\(late.of("row lies", "rows lie")) before an earlier one by '\(column)'",
      sample: late > 0
        ? Sample(
          title: "Rows that lie before an earlier one", columns: ["line", column, "earlier row"],
          rows: first, total: late) : nil)
  }
}

/// The first lines in which a column has values that its rule does not allow.
private struct StrayTally {
  private let rule: Dataset.ColumnRule
  private let known: Set<String>?
  private var place: Int?
  private var count = 0
  private var first: [[String]] = []

  /// - Parameters:
  ///   - rule: What the column must look like.
  ///   - profile: What the table holds; where it keeps the rule, no line needs to be looked for.
  init?(rule: Dataset.ColumnRule, in profile: TableProfile) {
    guard let column = profile[rule.name] else { return nil }
    known = rule.values.map { Set($0) }
    let low = column.numbers?.values.first ?? 0
    let high = column.numbers?.values.last ?? 0
    let isOut = column.numbers != nil && (low < rule.least ?? low || high > rule.most ?? high)
    let isStrange = known.map { known in
      column.type == .category && column.categories.contains { !known.contains($0.text) }
    }
    guard isOut || isStrange == true else { return nil }
    self.rule = rule
  }

  mutating func bind(to header: [String]) { place = header.firstIndex(of: rule.name) }

  mutating func add(_ row: TableFile.Row, line: Int) {
    guard let place else { return }
    let cell = row[place]
    if cell.isMissing { return }
    if let known {
      if known.contains(cell.text) { return }
    } else {
      guard let number = cell.number, number.isFinite else { return }
      if number >= rule.least ?? number, number <= rule.most ?? number { return }
    }
    count += 1
    if first.count < 10 { first.append(["\(line)", cell.text]) }
  }

  func sample(hiding personal: Set<String>) -> Sample? {
    guard count > 0 else { return nil }
    let isHidden = personal.contains(rule.name)
    return Sample(
      title: "First lines in which '\(rule.name)' is not as it should be",
      columns: ["line", rule.name],
      rows: first.map { isHidden ? [$0[0], "(not shown)"] : $0 }, total: count)
  }
}

extension DataNote {
  /// A share of rows with its exact interval; where some are allowed it is judged by that.
  static func share(
    _ statistic: String, _ count: Int, of rows: Int, column: String, most: Double, level: Double,
    sentence: String, familiar: [String: Double] = [:]
  ) -> DataNote {
    guard rows > 0 else {
      return DataNote(
        measurement: Measurement(
          of: column, statistic: statistic, value: 0, rows: 0, method: "no row could be judged",
          limit: .init(.atMost, most), status: .inconclusive, familiar: familiar),
        sentence: "no row says whether '\(column)' holds")
    }
    let estimate = Proportion.clopperPearson(count, of: rows, level: level)
    let answer: Answer =
      most == 0 ? (count > 0 ? .broken : .holds) : estimate.answer(to: .atMost(most))
    let status: Status =
      switch answer {
      case .holds: .pass
      case .broken: .fail
      case .undecided: .inconclusive
      }
    return DataNote(
      measurement: Measurement(
        of: column, statistic: statistic, value: estimate.value,
        interval: .init(lower: estimate.lower, upper: estimate.upper, level: level), rows: rows,
        method: estimate.method, limit: .init(.atMost, most), status: status,
        rowsNeeded: answer == .undecided ? estimate.rowsNeeded(for: .atMost(most)) : nil,
        familiar: familiar),
      sentence: sentence)
  }

  /// A rule that names a column which the table does not have.
  fileprivate static func unasked(_ rule: RowRule, without column: String, rows: Int) -> DataNote {
    DataNote(
      measurement: .count("column-missing", 1, of: column, rows: rows, status: .fail),
      sentence: "column '\(column)' of the rule '\(rule.text.value.shortened(to: 80))' is missing")
  }

  fileprivate static func age(
    _ column: ColumnProfile?, within days: Int, at now: Instant
  ) -> DataNote? {
    guard let newest = column?.times?.upperBound else { return nil }
    let age = Double(now.milliseconds - newest.milliseconds) / 86_400_000
    return DataNote(
      measurement: Measurement(
        of: column?.name ?? "", statistic: "age-days", value: age, rows: column?.rows,
        method: "days since the newest row", limit: .init(.atMost, Double(days)),
        status: age <= Double(days) ? .pass : .fail),
      sentence: "the newest row, of \(newest.text), is \(age.brief) days old, "
        + "\(days) at most are expected")
  }
}

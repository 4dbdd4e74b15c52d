package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether the groups of a population are in the data as often as they should be.
///
/// Each group's share is held against the declared one with an interval; the intervals hold for all
/// groups at once, so that many groups do not make a false alarm likely.
package struct CoverageCheck: Check {
  package static let kind = "representativeness"

  let data: Located<Dataset.ID>
  let group: String
  let population: [(name: String, share: Double)]
  /// How much of its share in the population each group must have in the data.
  let ratioLeast: Double
  let rowsLeast: Int
  let label: String?
  let level: Double

  package static let controls: [Control.ID] = ["data.representative"]

  package static let shape = Shape<CoverageCheck>.settings(
    "Compares the share of each group in the data with that in the population.",
    .required("data", .reference, "The data set."),
    .required("group", .text(), "The column that says which group a row belongs to."),
    .required("population", populationShape, "Each group's share of the population, 0 to 1."),
    .optional(
      "ratio", .number(0...1), default: 0.8,
      "The least part of its share in the population that a group must have in the data."),
    .optional(
      "rows", .integer(0...Int.max), default: 0, "The least rows that each group must have."),
    .optional("label", .text(), "A column with 0 or 1, whose rate is shown for each group."),
    .optional(
      "level", .number(0.5...0.9999), default: 0.95, "The coverage of all intervals together."),
    make: CoverageCheck.init(data:group:population:ratioLeast:rowsLeast:label:level:))

  private static let populationShape =
    Shape<[(key: Located<String>, value: Double)]>
    .dictionary(.text(), to: .number(0...1)).check {
      pairs, tree, reader -> [(name: String, share: Double)]? in
      let sum = pairs.map(\.value).reduce(0, +)
      if pairs.isEmpty || sum > 1.005 {
        reader.report(
          .wrongValue,
          pairs.isEmpty
            ? "no group is declared" : "the shares sum to \(sum.brief), which is more than 1",
          at: tree, fix: "write each group's share of the population, such as 0.25")
        return nil
      }
      return pairs.map { (name: $0.key.value, share: $0.value) }
    }

  package var datasets: [Located<Dataset.ID>] { [data] }

  package func answers(in source: Source) -> [Question] {
    source.datasets[data.value].map { [Question("data.representative", $0.subject)] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let opened = try source.open(data.value)
    var types: [String: ColumnType] = [group: .category]
    if let label { types[label] = .category }
    let table = try opened.load(types)
    let groups = try table.column(group, of: opened.dataset)
    let labels = try label.map { name throws(CannotRun) in
      try table.column(name, of: opened.dataset)
    }
    guard table.rows > groups.missing else {
      throw CannotRun("\(opened.dataset.path.value) has no row with a value of '\(group)'")
    }
    let tally = GroupTally(groups, labels)
    let each = 1 - (1 - level) / Double(max(1, population.count))
    var notes = population.sorted { $0.name < $1.name }.map { wanted in
      note(of: wanted.name, share: wanted.share, tally, level: each)
    }
    let known = Set(population.map(\.name))
    notes += tally.counts.keys.filter { !known.contains($0) }.sorted().prefix(20).map { name in
      stranger(name, tally)
    }
    let status = Status.overall(notes.map(\.measurement.status))
    let summary = summary(notes, path: opened.dataset.path.value, tally)
    return answers(in: source).map { question in
      Finding(
        control: question.control, subject: question.subject, status: status, summary: summary,
        measurements: notes.map(\.measurement)
          + tally.labelRates(of: population.map(\.name).sorted(), level: each))
    }
  }

  private func note(
    of name: String, share: Double, _ tally: GroupTally, level: Double
  ) -> DataNote {
    let count = tally.counts[name] ?? 0
    let estimate = Proportion.clopperPearson(count, of: tally.rows, level: level)
    let least = ratioLeast * share
    let answer = estimate.answer(to: .atLeast(least))
    let isFew = count < rowsLeast
    let status: Status =
      isFew || answer == .broken ? .fail : answer == .undecided ? .inconclusive : .pass
    return DataNote(
      measurement: Measurement(
        of: name, statistic: "group-share", value: estimate.value,
        interval: .init(lower: estimate.lower, upper: estimate.upper, level: level),
        rows: tally.rows, method: estimate.method + ", for all groups at once",
        limit: .init(.atLeast, least), status: status,
        rowsNeeded: answer == .undecided ? estimate.rowsNeeded(for: .atLeast(least)) : nil,
        familiar: ["in-population": share, "group-rows": Double(count)]),
      sentence: isFew && answer != .broken
        ? "group '\(name)' has \(count.of("row")), \(rowsLeast) at least are expected"
        : "group '\(name)' is \(estimate.value.percent) of the rows and \(share.percent) of the "
          + "population")
  }

  private func stranger(_ name: String, _ tally: GroupTally) -> DataNote {
    let count = tally.counts[name] ?? 0
    return DataNote(
      measurement: Measurement(
        of: name, statistic: "undeclared-group", value: Double(count), rows: tally.rows,
        method: "count", limit: .init(.atMost, 0), status: .warn),
      sentence: "group '\(name)' has \(count.of("row")) and no share in the population")
  }

  private func summary(_ notes: [DataNote], path: String, _ tally: GroupTally) -> String {
    for (status, tail) in [(Status.fail, ""), (.inconclusive, ", which does not decide")] {
      let found = notes.filter { $0.measurement.status == status }
      guard let first = found.first else { continue }
      return "\(first.sentence) in \(path)\(tail)"
        + (found.count > 1 ? "; so with \(found.count - 1) more groups" : "")
    }
    if let odd = notes.first(where: { $0.measurement.status == .warn }) {
      return "\(odd.sentence) in \(path), which is worth a look"
    }
    return "all \(population.count.of("group")) of '\(group)' have at least "
      + "\(ratioLeast.percent) of their share in \(path), over \(tally.rows.of("row"))"
  }
}

/// How many rows each group has, and how many of them are labelled 1.
private struct GroupTally {
  private(set) var rows = 0
  private(set) var counts: [String: Int] = [:]
  private var labelled: [String: (rows: Int, positive: Int)] = [:]

  init(_ groups: LoadedColumn, _ labels: LoadedColumn?) {
    for row in groups.codes.indices {
      guard let name = groups.name(in: row) else { continue }
      rows += 1
      counts[name, default: 0] += 1
      guard let label = labels?.name(in: row) else { continue }
      labelled[name, default: (0, 0)].rows += 1
      if ["1", "true", "yes"].contains(label.lowercased()) { labelled[name]?.positive += 1 }
    }
  }

  /// The share of label 1 in each group, which has no limit here.
  func labelRates(of names: [String], level: Double) -> [Measurement] {
    names.compactMap { name in
      labelled[name].map { tally in
        let rate = Proportion.clopperPearson(tally.positive, of: tally.rows, level: level)
        return Measurement(
          of: name, statistic: "label-rate", value: rate.value,
          interval: .init(lower: rate.lower, upper: rate.upper, level: level), rows: rate.rows,
          method: rate.method, status: .pass)
      }
    }
  }
}

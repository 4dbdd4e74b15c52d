package import Documents
internal import Profiling
package import Readiness

/// Holds a table against what is declared of it, and against what another one looks like.
///
/// Declared rules that are broken fail; a value outside of what the other table shows is only worth
/// a look. The batch itself is judged, not a population that it stands for; with `level` it counts as
/// a sample of what comes this way, and a share with a limit is judged by its interval.
package struct DataQualityCheck: Check {
  package static let kind = "data-quality"

  let data: Located<Dataset.ID>
  /// Another data set whose columns show what to expect of those that are not declared.
  let like: Located<Dataset.ID>?
  let shows: [Shown]
  /// The coverage of the intervals of shares, where the table is a sample.
  let level: Double?

  enum Shown: String, CaseIterable {
    case quality = "data.quality-checked"
    case schema = "data.schema"
    case invariants = "data.invariants-monitored"
  }

  package static var controls: [Control.ID] { Shown.allCases.map { .init($0.rawValue) } }

  package static let shape = Shape<DataQualityCheck>.settings(
    "Holds a table against the rules declared for it under data.",
    .required("data", .reference, "The data set to look at."),
    .optional(
      "like", .reference, "Another data set that shows what to expect of undeclared columns."),
    .optional(
      "shows", .list(of: Shape<Shown>.word, orOne: true), default: [.quality, .schema],
      "Which controls the result counts for."),
    .optional(
      "level", .number(0.5...0.9999),
      "The coverage of the intervals by which shares are judged, if the table is a sample."),
    make: DataQualityCheck.init(data:like:shows:level:)
  ).check { check, tree, reader in
    if !check.shows.isEmpty { return check }
    reader.report(
      .wrongValue, "a check that shows nothing needs not run", at: tree["shows"] ?? tree,
      fix: "name a control, or leave 'shows' out")
    return nil as DataQualityCheck?
  }

  package var datasets: [Located<Dataset.ID>] { [data, like].compactMap(\.self) }
  package var judgesByRules: Bool { true }

  package func answers(in source: Source) -> [Question] {
    guard let subject = source.datasets[data.value]?.subject else { return [] }
    return shows.map { Question(.init($0.rawValue), subject) }
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let opened = try source.open(data.value)
    let dataset = opened.dataset
    let pattern = try like.map { name throws(CannotRun) in try source.open(name.value) }
    let reference = try pattern?.profile()
    let profile = try opened.profile(others: pattern?.dataset.types ?? [:])
    let form = SchemaReview(dataset: dataset, profile: profile, reference: reference)
    let values = ValueReview(
      dataset: dataset, profile: profile, reference: reference, level: level)
    let rows = try RowReview(of: opened, profile: profile, level: level, at: source.now)
    return shows.map { shown in
      let notes = shown == .schema ? form.notes : form.notes + values.notes + rows.notes
      return finding(
        for: shown, notes: notes.map { $0.hiding(dataset.personalColumns) }, in: dataset,
        rows: profile.rows, samples: shown == .schema ? [] : rows.samples)
    }
  }

  private func finding(
    for shown: Shown, notes: [DataNote], in dataset: Dataset, rows: Int, samples: [Sample]
  )
    -> Finding
  {
    let found = Status.overall(notes.map(\.measurement.status))
    // Without a rule for any column that somebody stands by, a table that could be read shows
    // nothing about its content.
    let isRuled =
      !dataset.isDraft && (!dataset.columns.isEmpty || !dataset.rules.isEmpty) || like != nil
    let status: Status =
      rows == 0 && found != .fail ? .inconclusive : isRuled || !found.passes ? found : .notReported
    let broken = notes.filter { $0.measurement.status == .fail }
    let open = notes.filter { $0.measurement.status == .inconclusive }
    let odd = notes.filter { $0.measurement.status == .warn }
    let what = shown == .schema ? "form" : "content"
    let summary =
      switch (rows, broken.first, odd.first) {
      case (0, nil, _): "\(dataset.path.value) has no rows"
      case _ where status == .notReported && dataset.isDraft:
        "\(dataset.path.value) keeps the rules that were read off its own rows; go through them, and "
          + "take 'draft' out of \(dataset.id)"
      case _ where status == .notReported:
        "no rule is declared for the columns of \(dataset.path.value)"
      case (_, let first?, _) where broken.count > 1:
        "\(first.sentence); \(broken.count - 1) more rules of \(dataset.path.value) are broken"
      case (_, let first?, _): "\(first.sentence) in \(dataset.path.value)"
      case _ where !open.isEmpty:
        "\(open[0].sentence) in \(dataset.path.value), which does not decide"
      case (_, nil, let first?): "\(first.sentence) in \(dataset.path.value), which is worth a look"
      default:
        "\(dataset.path.value) keeps all \(notes.count) rules of \(what) over \(rows) rows"
      }
    return Finding(
      control: .init(shown.rawValue), subject: dataset.subject, status: status, summary: summary,
      measurements: notes.map(\.measurement), samples: notes.compactMap(\.sample) + samples)
  }
}

/// One rule about a table, as it was found to be kept or broken.
struct DataNote {
  let measurement: Measurement
  /// What is wrong, for a summary.
  let sentence: String
  var sample: Sample?

  /// The note without the values of columns that show nobody's.
  func hiding(_ personal: Set<String>) -> DataNote {
    let isPersonal = personal.contains(measurement.of)
    let keys = measurement.of.split(separator: ", ").map(String.init)
    guard isPersonal || !personal.isDisjoint(with: keys) else { return self }
    let hidden = "a value of '\(measurement.of)', which is personal, breaks its rule"
    return DataNote(
      measurement: measurement,
      sentence: measurement.statistic == "unknown-categories" ? hidden : sentence)
  }
}

extension Dataset {
  /// The columns whose values are shown nowhere.
  var personalColumns: Set<String> { Set(columns.filter(\.isPersonal).map(\.name)) }
}

extension Shape where Value == Located<Dataset.ID> {
  /// The name of a data set.
  static var reference: Shape { Shape<String>.name.map(Dataset.ID.init(_:)).located }
}

package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether what was served is what training would have computed, feature by feature: row by row where
/// an id joins both, else by distribution.
///
/// Distributions that agree show nothing of single values, so without an id the check can only find
/// skew, not show that there is none.
package struct SkewCheck: Check {
  package static let kind = "skew"

  package let component: Located<Component.ID>?
  let training: Located<Dataset.ID>
  let serving: Located<Dataset.ID>
  let join: String?
  /// Those to compare; all that both have but keys and times unless set.
  let columns: [String]
  let tolerance: Tolerance
  /// The greatest share of a feature's values that may differ.
  let most: Double
  let margin: Double
  let level: Double

  package static let controls: [Control.ID] = ["monitor.skew"]

  package static let shape = Shape<SkewCheck>.settings(
    "Compares served feature values with those that training computes.",
    .required("component", .componentReference, "The model."),
    .required("training", .reference, "The data set with the features as training computes them."),
    .required("serving", .reference, "The data set with the features as they were served."),
    .optional(
      "join", .text(), "The column that names a row in both; without it distributions count."),
    .optional(
      "columns", .list(of: .text()), default: [],
      "The features; all columns of both but keys and times unless set."),
    .optional("tolerance", .number(0...1e60), default: 0, "The difference that does not matter."),
    .optional(
      "relative", .number(0...1), default: 1e-6,
      "The difference, as a share of the value, that does not matter."),
    .optional(
      "differ", .number(0...1), default: 0.001, "The greatest share of values that may differ."),
    .optional(
      "margin", .number(0...1), default: 0.05,
      "Without an id, the greatest distance of distributions that does not matter."),
    .optional(
      "level", .number(0.5...0.9999), default: 0.99,
      "The coverage of all intervals together."),
    make: { component, training, serving, join, columns, tolerance, relative, most, margin, level in
      SkewCheck(
        component: component, training: training, serving: serving, join: join, columns: columns,
        tolerance: Tolerance(absolute: tolerance, relative: relative), most: most,
        margin: margin, level: level)
    })

  package var datasets: [Located<Dataset.ID>] { [training, serving] }

  package func answers(in source: Source) -> [Question] {
    component.map { [Question("monitor.skew", .component($0.value))] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let (left, right) = (try source.open(training.value), try source.open(serving.value))
    guard let question = answers(in: source).first else { return [] }
    guard let join else { return [try byDistribution(question.subject, left, right)] }
    return [try byRow(question.subject, left, right, join: join)]
  }

  // MARK: - Row by row

  private func byRow(
    _ subject: Subject, _ left: OpenDataset, _ right: OpenDataset, join: String
  ) throws(CannotRun) -> Finding {
    let names = try left.commonColumns(with: right, asked: columns, except: [join])
    var types = names
    types[join] = .category
    let (trained, served) = (try left.load(types), try right.load(types))
    let pairs = try JoinedRows(trained, left.dataset, served, right.dataset, by: join)
    let share = 1 - (1 - level) / Double(max(1, names.count))
    var notes: [DataNote] = []
    for name in names.keys.sorted() {
      let (a, b) = (
        try trained.column(name, of: left.dataset), try served.column(name, of: right.dataset)
      )
      notes.append(compare(name, a, b, pairs, level: share))
    }
    let ids = try served.column(join, of: right.dataset)
    let hidesIDs =
      right.dataset.personalColumns.contains(join) || left.dataset.personalColumns.contains(join)
      || PersonalKind.isLikely(in: ids.names)
    let samples = hidesIDs ? [] : notes.compactMap(\.sample)
    let measurements = [pairs.coverage] + notes.map(\.measurement)
    return Finding(
      control: "monitor.skew", subject: subject,
      status: pairs.rows.isEmpty ? .inconclusive : Status.overall(notes.map(\.measurement.status)),
      summary: summary(notes, pairs), measurements: measurements, samples: samples)
  }

  private func compare(
    _ name: String, _ trained: LoadedColumn, _ served: LoadedColumn, _ pairs: JoinedRows,
    level: Double
  ) -> DataNote {
    var (differing, oneSided, single) = (0, 0, 0)
    var first: [[String]] = []
    for pair in pairs.rows {
      let difference = tolerance.difference(trained, pair.training, served, pair.serving)
      if difference == .none { continue }
      differing += 1
      oneSided += difference == .oneSided ? 1 : 0
      single += difference == .singlePrecision ? 1 : 0
      if first.count < 10 { first.append([pair.id]) }
    }
    var familiar = ["missing-on-one-side": Double(oneSided)]
    if single > 0 { familiar["equal-in-single-precision"] = Double(single) }
    var note = DataNote.share(
      "differing-share", differing, of: pairs.rows.count, column: name, most: most, level: level,
      sentence: "\(name) differs in \(differing.of("row")) of \(pairs.rows.count)"
        + (oneSided > 0 ? ", \(oneSided) of them missing on one side" : ""), familiar: familiar)
    if !first.isEmpty {
      note.sample = Sample(
        title: "Rows whose '\(name)' differs", columns: ["id"], rows: first, total: differing)
    }
    return note
  }

  private func summary(_ notes: [DataNote], _ pairs: JoinedRows) -> String {
    let over = "over \(pairs.rows.count.of("joined row"))"
    if pairs.rows.isEmpty { return "no row of the one is in the other, so nothing is compared" }
    let broken = notes.filter { $0.measurement.status == .fail }
    let worst = broken.max { $0.measurement.value < $1.measurement.value }
    if let worst {
      return "\(worst.sentence), \(most.percent) at most may"
        + (broken.count > 1 ? "; so do \(broken.count - 1) more features" : "")
    }
    if let open = notes.first(where: { $0.measurement.status == .inconclusive }) {
      return "\(open.sentence), which does not decide \(over)"
    }
    return "none of \(notes.count.of("feature")) differs in more than \(most.percent) \(over)"
  }

  // MARK: - By distribution

  private func byDistribution(
    _ subject: Subject, _ left: OpenDataset, _ right: OpenDataset
  ) throws(CannotRun) -> Finding {
    let names = try left.commonColumns(with: right, asked: columns, except: [])
    let (trained, served) = (try left.load(names), try right.load(names))
    let kinds = names.filter { $0.value != .time }
    let share = (1 - level) / Double(max(1, kinds.count))
    var measurements: [Measurement] = []
    for name in kinds.keys.sorted() {
      let (a, b) = (
        try trained.column(name, of: left.dataset), try served.column(name, of: right.dataset)
      )
      measurements.append(distance(name, a, b, errorRate: share))
    }
    let found = Status.overall(measurements.map(\.status))
    let worst = measurements.filter { $0.status == .fail }.max { $0.value < $1.value }
    let open = measurements.filter { $0.status == .inconclusive }.count
    let summary =
      if let worst {
        "'\(worst.of)' is distributed otherwise in serving than in training, by "
          + "\(worst.value.brief); name an id with 'join' to see which rows"
      } else if open > 0 {
        "\(open.of("feature does", "features do")) not decide by distribution"
      } else {
        "no feature is distributed otherwise by more than \(margin.brief), which does not show that "
          + "single values agree; name an id with 'join'"
      }
    return Finding(
      control: "monitor.skew", subject: subject, status: found == .pass ? .notReported : found,
      summary: summary, measurements: measurements)
  }

  private func distance(
    _ name: String, _ trained: LoadedColumn, _ served: LoadedColumn, errorRate: Double
  ) -> Measurement {
    let verdict: DriftVerdict
    if trained.type == .number {
      let sides = [trained, served].map { ValueCounts($0.numbers.filter { !$0.isNaN }) }
      guard sides[0].total > 0, sides[1].total > 0 else { return .nothingThere(name) }
      verdict = DriftVerdict(
        numbers: sides[0], sides[1], margin: margin, errorRate: errorRate)
    } else {
      let names = Array(Set(trained.names).union(served.names)).sorted()
      let sides = [trained, served].map { $0.counts(of: names) }
      guard sides.allSatisfy({ $0.contains { $0 > 0 } }) else { return .nothingThere(name) }
      verdict = DriftVerdict(
        categories: sides[0], sides[1], margin: margin, errorRate: errorRate)
    }
    let estimate = verdict.distance
    let status: Status =
      switch verdict.answer {
      case .drift: .fail
      case .noMaterialDrift: .pass
      case .undecided: .inconclusive
      }
    return Measurement(
      of: name, statistic: trained.type == .number ? "ks-distance" : "total-variation",
      value: estimate.value,
      interval: .init(lower: estimate.lower, upper: estimate.upper, level: estimate.level),
      rows: estimate.rows, method: estimate.method, limit: .init(.atMost, margin), status: status,
      rowsNeeded: verdict.rowsNeeded)
  }
}

extension Measurement {
  fileprivate static func nothingThere(_ name: String) -> Measurement {
    Measurement(
      of: name, statistic: "rows", value: 0, rows: 0, method: "one side has no value",
      status: .inconclusive)
  }
}

extension LoadedColumn {
  /// How often each of some names occurs.
  fileprivate func counts(of wanted: [String]) -> [Int] {
    var counts = Array(repeating: 0, count: names.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    let table = Dictionary(zip(names, counts), uniquingKeysWith: +)
    return wanted.map { table[$0] ?? 0 }
  }
}

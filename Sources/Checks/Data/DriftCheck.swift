package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether what comes now is distributed like a reference, column by column and window by window.
///
/// Three answers for each (see ``Statistics/DriftVerdict``): only a distance whose whole interval
/// lies above the margin is called drift. The error rate is shared among all comparisons of a run,
/// so that many columns do not make a false alarm likely.
package struct DriftCheck: Check {
  package static let kind = "drift"

  let reference: Located<Dataset.ID>
  let current: Located<Dataset.ID>
  /// The columns to compare; where empty, all of the reference but keys, times and texts whose every
  /// value is another, each of which the current table must have.
  let columns: [String]
  let by: Window?
  /// How many of the newest windows to look at; all unless set.
  let last: Int?
  /// Rows of one block depend on one another; blocks do not.
  let blocks: Window?
  let margin: Double
  let errorRate: Double
  let seed: Int

  package static let controls: [Control.ID] = ["data.drift-monitored"]

  package static let shape = Shape<DriftCheck>.settings(
    "Compares the distribution of each column with a reference.",
    .required("reference", .reference, "The data set that shows what to expect."),
    .required("current", .reference, "The data set that came."),
    .optional(
      "columns", .list(of: .text()), default: [],
      "The columns to compare; all of the reference unless set."),
    .optional("by", Shape<Window>.word, "Compare each day, month, quarter or year by itself."),
    .optional("last", .integer(1...10_000), "How many of the newest windows to look at."),
    .optional(
      "blocks", Shape<Window>.word,
      "Rows of one such span depend on one another; whole spans are resampled."),
    .optional(
      "margin", .number(0...1), default: 0.05, "The greatest distance that does not matter."),
    .optional(
      "error-rate", .number(1e-6...0.5), default: 0.01,
      "How often a run may be wrong anywhere, at most."),
    .optional("seed", .integer(0...Int.max), default: 2013, "Where the random numbers start."),
    make: DriftCheck.init(
      reference:current:columns:by:last:blocks:margin:errorRate:seed:)
  ).check { check, tree, reader in Window.isSound(in: tree, &reader) ? check : nil }

  package var datasets: [Located<Dataset.ID>] { [reference, current] }
  package var timed: [Located<Dataset.ID>] {
    (blocks == nil ? [] : [reference]) + (by == nil && blocks == nil ? [] : [current])
  }

  package func answers(in source: Source) -> [Question] {
    source.datasets[current.value].map { [Question("data.drift-monitored", $0.subject)] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let (reference, current) = (try source.open(reference.value), try source.open(current.value))
    return [try finding(on: current.dataset.subject, between: reference, and: current)]
  }

  /// The finding on a subject, which two tables show.
  func finding(
    on subject: Subject, between reference: OpenDataset, and current: OpenDataset
  ) throws(CannotRun)
    -> Finding
  {
    let samples = try DriftSamples(self, reference: reference, current: current)
    let share = errorRate / Double(max(1, samples.pairs.count))
    let results = samples.pairs.map { compare($0, errorRate: share) }
    let status = Status.overall(results.map(\.measurement.status))
    let shown = results.strongestOfEachColumn.prefix(8).map(\.overlay)
    return Finding(
      control: "data.drift-monitored", subject: subject,
      status: results.isEmpty ? .inconclusive : status, summary: summary(results),
      measurements: results.map(\.measurement), overlays: Array(shown))
  }

  /// What a comparison came to.
  struct Result {
    let verdict: DriftVerdict
    let measurement: Measurement
    let overlay: Overlay
  }

  private func compare(_ pair: DriftPair, errorRate: Double) -> Result {
    let verdict = pair.verdict(margin: margin, errorRate: errorRate, seed: UInt64(seed))
    let status: Status =
      switch verdict.answer {
      case .drift: .fail
      case .noMaterialDrift: .pass
      case .undecided: .inconclusive
      }
    let estimate = verdict.distance
    return Result(
      verdict: verdict,
      measurement: Measurement(
        of: pair.column, window: pair.window, statistic: pair.statistic, value: estimate.value,
        interval: .init(lower: estimate.lower, upper: estimate.upper, level: estimate.level),
        rows: estimate.rows, method: estimate.method, limit: .init(.atMost, margin),
        status: status, rowsNeeded: verdict.rowsNeeded, familiar: pair.familiar),
      overlay: pair.overlay)
  }

  private func summary(_ results: [Result]) -> String {
    let drifted = results.filter { $0.verdict.answer == .drift }
    let open = results.filter { $0.verdict.answer == .undecided }
    let columns = Set(results.map(\.measurement.of)).count
    let windows = Set(results.map(\.measurement.window))
    let scope =
      columns.of("column")
      + (windows == [""] ? "" : " in \(windows.count.of("window"))")
    if let worst = drifted.strongestOfEachColumn.first?.measurement {
      let place = worst.window.isEmpty ? "" : " in \(worst.window)"
      let names = Set(drifted.map(\.measurement.of)).sorted().joined(separator: ", ")
      return "\(drifted.count) of \(results.count) comparisons drift by more than "
        + "\(margin.brief) (\(names)); most '\(worst.of)'\(place), by \(worst.value.brief)"
    }
    if !open.isEmpty {
      return "\(open.count) of \(results.count) comparisons do not decide; none shows drift over "
        + "\(scope)"
    }
    return results.isEmpty
      ? "there is nothing to compare"
      : "no column drifts by more than \(margin.brief), over \(scope)"
  }
}

extension [DriftCheck.Result] {
  /// For each column the comparison with the greatest distance, the greatest first.
  fileprivate var strongestOfEachColumn: [DriftCheck.Result] {
    let groups = Dictionary(grouping: self) { $0.measurement.of }
    return groups.values.compactMap { group in
      group.max { ($0.verdict.distance.value) < ($1.verdict.distance.value) }
    }.sorted {
      (-$0.verdict.distance.value, $0.measurement.of)
        < (-$1.verdict.distance.value, $1.measurement.of)
    }
  }
}

package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether what comes now is distributed like a reference, column by column and part by part.
///
/// Three answers for each (see ``Statistics/DriftVerdict``): only a distance whose whole interval
/// lies above the margin is called drift. The error rate is shared among all comparisons of a run,
/// so that many columns do not make a false alarm likely.
package struct DriftCheck: Check {
  package static let kind = "drift"

  let reference: Located<Dataset.ID>
  let current: Located<Dataset.ID>
  let terms: DriftTerms

  package static let controls: [Control.ID] = ["data.drift-monitored"]

  package static let shape = Shape<DriftCheck>.settings(
    "Compares the distribution of each column with a reference.",
    .required("reference", .reference, "The data set that shows what to expect."),
    .required("current", .reference, "The data set that came."),
    .optional(
      "columns", .list(of: .text()), default: [],
      "The columns to compare; all of the reference unless set."),
    .optional("target", .text(), "The column that the model predicts."),
    .optional("prediction", .text(), "The column with what it predicted."),
    .optional("by", Shape<Window>.word, "Compare each day, month, quarter or year by itself."),
    .optional("last", .integer(1...10_000), "How many of the newest windows to look at."),
    .optional("slices", .text(), "Compare the rows of each value of this column by themselves."),
    .optional(
      "blocks", Shape<Window>.word,
      "Rows of one such span depend on one another; whole spans are resampled."),
    .optional(
      "margin", .number(0...1), default: 0.05, "The greatest distance that does not matter."),
    .optional(
      "margins", .dictionary(.text(), to: .number(0...1)), default: [],
      "The margins of single columns."),
    .optional(
      "multivariate", .truth, default: false,
      "Whether to compare how all numbers vary together, too."),
    .optional(
      "error-rate", .number(1e-6...0.5), default: 0.01,
      "How often a run may be wrong anywhere, at most."),
    .optional("seed", .integer(0...Int.max), default: 2013, "Where the random numbers start."),
    make: {
      reference, current, columns, target, prediction, by, last, slices, blocks, margin, margins,
      isMultivariate, errorRate, seed in
      DriftCheck(
        reference: reference, current: current,
        terms: DriftTerms(
          columns: columns, by: by, last: last, slices: slices, blocks: blocks, margin: margin,
          margins: Dictionary(
            margins.map { ($0.key.value, $0.value) }, uniquingKeysWith: { first, _ in first }),
          target: target, prediction: prediction, isMultivariate: isMultivariate,
          errorRate: errorRate, seed: seed))
    }
  ).check { check, tree, reader in Window.isSound(in: tree, &reader) ? check : nil }

  package var datasets: [Located<Dataset.ID>] { [reference, current] }
  package var timed: [Located<Dataset.ID>] {
    (terms.blocks == nil ? [] : [reference])
      + (terms.by == nil && terms.blocks == nil ? [] : [current])
  }

  package func answers(in source: Source) -> [Question] {
    source.datasets[current.value].map { [Question("data.drift-monitored", $0.subject)] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let (reference, current) = (try source.open(reference.value), try source.open(current.value))
    return [
      try finding(
        on: current.dataset.subject, between: reference, and: current, overlaysMax: 8)
    ]
  }

  /// The finding on a subject, which two tables show.
  func finding(
    on subject: Subject, between reference: OpenDataset, and current: OpenDataset, overlaysMax: Int
  ) throws(CannotRun) -> Finding {
    let tables = try DriftTables(terms, reference: reference, current: current)
    let results = DriftResult.ranked(tables.pairs, terms)
    let words = DriftWords(results: results, tables: tables, terms: terms)
    return Finding(
      control: "data.drift-monitored", subject: subject,
      status: results.isEmpty ? .inconclusive : .overall(results.map(\.status)),
      summary: words.summary, measurements: results.map(\.measurement),
      overlays: results.strongestOfEachColumn.prefix(overlaysMax).map(\.pair.overlay),
      samples: words.samples)
  }
}

/// What a comparison came to.
struct DriftResult {
  let pair: DriftPair
  let verdict: DriftVerdict
  let measurement: Measurement

  var status: Status { measurement.status }

  /// All comparisons, each with its share of the error rate: what drifts first, and the greatest
  /// distance first.
  static func ranked(_ pairs: [DriftPair], _ terms: DriftTerms) -> [DriftResult] {
    let share = terms.errorRate / Double(max(1, pairs.count))
    let order: [Status] = [.fail, .inconclusive, .pass]
    return pairs.map { DriftResult($0, terms, errorRate: share) }.map { result in
      (order.firstIndex(of: result.status) ?? 3, result)
    }.sorted { left, right in
      let key = { (item: (Int, DriftResult)) in
        (item.0, -item.1.verdict.distance.value, item.1.pair.name, item.1.pair.part)
      }
      return key(left) < key(right)
    }.map(\.1)
  }

  private init(_ pair: DriftPair, _ terms: DriftTerms, errorRate: Double) {
    self.pair = pair
    let margin =
      pair.aspect == .values ? terms.margins[pair.column] ?? terms.margin : terms.margin
    verdict = pair.verdict(margin: margin, errorRate: errorRate, seed: UInt64(terms.seed))
    let status: Status =
      switch verdict.answer {
      case .drift: .fail
      case .noMaterialDrift: .pass
      case .undecided: .inconclusive
      }
    let estimate = verdict.distance
    measurement = Measurement(
      of: pair.name, window: pair.part, statistic: pair.statistic, value: estimate.value,
      interval: .init(lower: estimate.lower, upper: estimate.upper, level: estimate.level),
      rows: estimate.rows, method: estimate.method, limit: .init(.atMost, margin),
      status: status,
      // The distance of a single row says nothing of that of more.
      rowsNeeded: estimate.rows > 1 ? verdict.rowsNeeded : nil, familiar: pair.familiar)
  }
}

extension [DriftResult] {
  /// For each column the comparison that stands first.
  fileprivate var strongestOfEachColumn: [DriftResult] {
    var seen: Set<String> = []
    return filter { seen.insert($0.pair.name).inserted }
  }
}

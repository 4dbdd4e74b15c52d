package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// How good the scores of a two-class model are, each figure with its interval against a limit.
package struct ClassificationCheck: Check {
  package static let kind = "classification"

  let settings: PredictionSettings
  let threshold: Double
  let limits: Limits

  private static let names = [
    "accuracy", "precision", "recall", "f1", "false-positive-rate", "roc-auc", "brier",
    "log-loss", "coverage",
  ]

  package static let controls = PredictionSettings.controls

  package static let shape = Shape<ClassificationCheck>.settings(
    "Measures a two-class model's scores against what turned out to be true.",
    .required("component", .componentReference, "The model."),
    .required("predictions", .reference, "The data set with the scores."),
    .optional("actuals", .reference, "The data set with the truth, if it is another one."),
    .optional("join", .text(), "The column that names a prediction in both data sets."),
    .required("score", .text(), "The column with the score of the positive class, 0 to 1."),
    .required("target", .text(), "The column with the truth, 0 or 1."),
    .optional("threshold", .number(0...1), default: 0.5, "From where on a score means positive."),
    .required("limits", Limits.shape(names), "How good each figure must be."),
    .optional("by", Shape<Window>.word, "Measure each day, month, quarter or year by itself."),
    .optional("last", .integer(1...10_000), "How many of the newest windows to look at."),
    .optional("level", .number(0.5...0.9999), default: 0.95, "The coverage of the intervals."),
    .optional("segment", .text(), "The column whose values are counted apart, for worth.yaml."),
    .optional("today", .todaysProcess, "What today's process says, counted for worth.yaml."),
    make: {
      component, predictions, actuals, join, score, target, threshold, limits, by, last, level,
      segment, today in
      ClassificationCheck(
        settings: PredictionSettings(
          component: component, predictions: predictions, actuals: actuals, join: join,
          predicted: score, truth: target, by: by, last: last, level: level, segment: segment,
          today: today),
        threshold: threshold, limits: limits)
    }
  ).check { check, tree, reader in
    check.settings.isSound(in: tree, &reader) ? check : nil
  }

  package var datasets: [Located<Dataset.ID>] { settings.datasets }
  package var timed: [Located<Dataset.ID>] { settings.timed }
  package var component: Located<Component.ID>? { settings.component }
  package func answers(in source: Source) -> [Question] { settings.questions }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let predictions = try Predictions(settings.plan, in: source)
    let outside = predictions.rows.first { !(0...1).contains($0.predicted) }
    if let outside {
      throw CannotRun("a score is \(outside.predicted.brief), not between 0 and 1")
    }
    if let odd = predictions.rows.first(where: { $0.truth != 0 && $0.truth != 1 }) {
      throw CannotRun("a value of '\(settings.truth)' is \(odd.truth.brief), not 0 or 1")
    }
    func scored(_ rows: [Predictions.Row]) -> [Scored] {
      rows.map { Scored(score: $0.predicted, isPositive: $0.truth == 1) }
    }
    return settings.findings(predictions, limits: limits, names: Self.names) { rows in
      let scored = scored(rows)
      let confusion = Confusion(scored, threshold: threshold)
      let level = settings.level
      return [
        "accuracy": confusion.accuracy(level: level),
        "precision": confusion.precision(level: level),
        "recall": confusion.recall(level: level),
        "f1": confusion.f1(level: level),
        "false-positive-rate": confusion.falsePositiveRate(level: level),
        "roc-auc": Ranking.rocAUC(scored, level: level),
        "brier": Ranking.brier(scored, level: level),
        "log-loss": Ranking.logLoss(scored, level: level),
      ]
    } counts: { rows in
      (
        Confusion(scored(rows), threshold: threshold),
        settings.today.map { today in
          Confusion(
            rows.filter { !$0.today.isNaN }.map {
              Scored(score: $0.today > today.above ? 1 : 0, isPositive: $0.truth == 1)
            }, threshold: 0.5)
        }
      )
    }
  }

  /// Whether today's process is counted on the same rows.
  package var countsToday: Bool { settings.today != nil }
  /// Whether groups are counted apart.
  package var countsSegments: Bool { settings.segment != nil }

  /// A prediction whose truth is known.
  package struct Judged {
    /// How far the score lies from the threshold, as a share of the way to the end.
    package let confidence: Double
    package let isPositive: Bool
    package let model: Bool
    /// What today's process says; `nil` where that is not told.
    package let today: Bool?
    /// The group that it is in; empty where there are none.
    package let segment: String
  }

  /// Every prediction whose truth is known, by how confident the model is of it.
  ///
  /// - Parameter source: What is looked at.
  /// - Returns: Those of which today's process says something, where it is told; else all.
  /// - Throws: ``CannotRun`` where they cannot be read.
  package func judged(in source: Source) throws(CannotRun) -> [Judged] {
    try Predictions(settings.plan, in: source).rows.compactMap { row in
      let saysYes = row.predicted >= threshold
      let way = saysYes ? 1 - threshold : threshold
      if settings.today != nil, row.today.isNaN { return nil }
      return Judged(
        confidence: way > 0 ? abs(row.predicted - threshold) / way : 0,
        isPositive: row.truth == 1, model: saysYes,
        today: settings.today.map { row.today > $0.above }, segment: row.segment)
    }
  }
}

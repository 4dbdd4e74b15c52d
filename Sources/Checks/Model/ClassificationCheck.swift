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
    make: {
      component, predictions, actuals, join, score, target, threshold, limits, by, last, level,
      segment in
      ClassificationCheck(
        settings: PredictionSettings(
          component: component, predictions: predictions, actuals: actuals, join: join,
          predicted: score, truth: target, by: by, last: last, level: level, segment: segment),
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
      Confusion(scored(rows), threshold: threshold)
    }
  }

  /// Every prediction whose truth is known: how far its score lies from the threshold, as a share of
  /// the way to the end, and which mistake it is, if it is one.
  package func confidences(
    in source: Source
  ) throws(CannotRun) -> [(confidence: Double, isMissed: Bool, isFalseAlarm: Bool)] {
    try Predictions(settings.plan, in: source).rows.map { row in
      let isPositive = row.predicted >= threshold
      let way = isPositive ? 1 - threshold : threshold
      return (
        way > 0 ? abs(row.predicted - threshold) / way : 0, !isPositive && row.truth == 1,
        isPositive && row.truth == 0
      )
    }
  }
}

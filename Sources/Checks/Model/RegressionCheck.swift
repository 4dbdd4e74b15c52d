package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// How near a model's numbers come to the truth, each figure with its interval against a limit.
package struct RegressionCheck: Check {
  package static let kind = "regression"

  let settings: PredictionSettings
  let limits: Limits
  let seed: Int

  private static let names = ["mae", "rmse", "bias", "r2", "coverage"]

  package static let controls = PredictionSettings.controls

  package static let shape = Shape<RegressionCheck>.settings(
    "Measures a model's predicted numbers against what turned out to be true.",
    .required("component", .componentReference, "The model."),
    .required("predictions", .reference, "The data set with the predictions."),
    .optional("actuals", .reference, "The data set with the truth, if it is another one."),
    .optional("join", .text(), "The column that names a prediction in both data sets."),
    .required("prediction", .text(), "The column with the predicted number."),
    .required("target", .text(), "The column with the truth."),
    .required("limits", Limits.shape(names), "How good each figure must be."),
    .optional("by", Shape<Window>.word, "Measure each day, month, quarter or year by itself."),
    .optional("last", .integer(1...10_000), "How many of the newest windows to look at."),
    .optional("level", .number(0.5...0.9999), default: 0.95, "The coverage of the intervals."),
    .optional("seed", .integer(0...Int.max), default: 2013, "Where the random numbers start."),
    make: {
      component, predictions, actuals, join, prediction, target, limits, by, last, level, seed in
      RegressionCheck(
        settings: PredictionSettings(
          component: component, predictions: predictions, actuals: actuals, join: join,
          predicted: prediction, truth: target, by: by, last: last, level: level),
        limits: limits, seed: seed)
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
    return settings.findings(predictions, limits: limits, names: Self.names) { rows in
      let errors = RegressionErrors(truth: rows.map(\.truth), predicted: rows.map(\.predicted))
      return [
        "mae": errors?.meanAbsoluteError(level: settings.level),
        "rmse": errors?.rootMeanSquaredError(level: settings.level),
        "bias": errors?.bias(level: settings.level),
        "r2": errors?.coefficientOfDetermination(level: settings.level, seed: UInt64(seed)),
      ]
    }
  }
}

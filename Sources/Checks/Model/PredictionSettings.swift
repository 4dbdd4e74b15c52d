internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// What checks of predictions against the truth have in common.
struct PredictionSettings {
  let component: Located<Component.ID>
  let predictions: Located<Dataset.ID>
  let actuals: Located<Dataset.ID>?
  let join: String?
  let predicted: String
  let truth: String
  let by: Window?
  let last: Int?
  let level: Double
  var segment: String?
  var today: TodaysProcess?

  var datasets: [Located<Dataset.ID>] { [predictions, actuals].compactMap(\.self) }

  var plan: Predictions.Plan {
    Predictions.Plan(
      predictions: predictions.value, actuals: actuals?.value, join: join, predicted: predicted,
      truth: truth, by: by, last: last, segment: segment, today: today?.column)
  }

  /// The data set whose time cuts it into windows.
  var timed: [Located<Dataset.ID>] { by == nil ? [] : [predictions] }

  /// Reports settings that are there without the one that they need.
  func isSound(in tree: Tree, _ reader: inout Reader) -> Bool {
    if let place = tree["actuals"], join == nil {
      reader.report(
        .missingKey, "'actuals' needs 'join', the column that names a prediction in both",
        at: place,
        fix: "add 'join:'")
      return false
    }
    return Window.isSound(in: tree, &reader)
  }

  static let controls: [Control.ID] = ["model.eval-tracked", "monitor.prediction-quality"]

  /// Truth that arrives later shows the quality of live predictions; truth that was there before
  /// shows an evaluation that is kept.
  var questions: [Question] {
    [
      Question(
        actuals == nil ? "model.eval-tracked" : "monitor.prediction-quality",
        .component(component.value))
    ]
  }

  /// One finding with every figure of every window held against its limit.
  ///
  /// - Parameters:
  ///   - predictions: The rows.
  ///   - limits: What the figures are held against.
  ///   - names: The figures in the order to show them.
  ///   - estimate: The figures of some rows, by name; those that they cannot give are `nil`.
  ///   - counts: How often the model of two classes is right and wrong on some rows, and today's
  ///     process on those of them of which it says something.
  /// - Returns: One finding for each question.
  func findings(
    _ predictions: Predictions, limits: Limits, names: [String],
    estimate: ([Predictions.Row]) -> [String: Estimate?],
    counts: ([Predictions.Row]) -> (model: Confusion?, today: Confusion?) = { _ in (nil, nil) }
  ) -> [Finding] {
    var measurements: [Measurement] = []
    let whole = by == nil ? [] : [(name: "", rows: predictions.rows)]
    for window in whole + predictions.byWindow {
      let figures = estimate(window.rows)
      for name in names {
        guard let figure = figures[name] ?? nil else {
          if figures.keys.contains(name), limits.rules.contains(where: { $0.metric == name }) {
            measurements.append(.impossible(name, window: window.name, rows: window.rows.count))
          }
          continue
        }
        measurements.append(limits.measurement(figure, named: name, window: window.name))
      }
    }
    measurements.append(
      limits.measurement(coverage(of: predictions), named: "coverage"))
    let status = Status.overall(measurements.map(\.status))
    return questions.map { question in
      Finding(
        control: question.control, subject: question.subject,
        status: predictions.rows.isEmpty ? .inconclusive : status,
        summary: summary(measurements, predictions), measurements: measurements,
        confusions: confusions(predictions, measurements, counts))
    }
  }

  /// How often rows are right and wrong: in all, by window, and by segment.
  private func confusions(
    _ predictions: Predictions, _ measurements: [Measurement],
    _ counts: ([Predictions.Row]) -> (model: Confusion?, today: Confusion?)
  ) -> [ConfusionCounts] {
    let failing = Set(measurements.filter { $0.status == .fail }.map(\.window))
    let whole = (window: "", segment: "", rows: predictions.rows)
    let windows = by == nil ? [] : predictions.byWindow.map { ($0.name, "", $0.rows) }
    let segments =
      segment == nil
      ? []
      : Dictionary(grouping: predictions.rows, by: \.segment).sorted { $0.key < $1.key }
        .filter { !$0.key.isEmpty }.prefix(Self.segmentsMax).map { ("", $0.key, $0.value) }
    return ([whole] + windows + segments).flatMap { window, segment, rows in
      let (model, today) = counts(rows)
      return [(model, false), (today, true)].compactMap { one, isToday in
        one.map {
          ConfusionCounts(
            window: window, segment: segment, truePositives: $0.truePositives,
            falsePositives: $0.falsePositives, trueNegatives: $0.trueNegatives,
            falseNegatives: $0.falseNegatives,
            isFailing: !isToday && !window.isEmpty && failing.contains(window), isToday: isToday)
        }
      }
    }
  }

  /// So many groups are kept, at most, in the order of their names.
  private static let segmentsMax = 100

  private func coverage(of predictions: Predictions) -> Estimate {
    Estimate(
      value: predictions.coverage, lower: predictions.coverage, upper: predictions.coverage,
      level: 1, rows: predictions.made,
      method: "share of predictions whose truth has arrived and can be read")
  }

  private func summary(_ measurements: [Measurement], _ predictions: Predictions) -> String {
    let arrived =
      "\(predictions.rows.count) of \(predictions.made) predictions have a truth"
      + (predictions.unusable > 0 ? ", \(predictions.unusable) cannot be read" : "")
      + (predictions.repeated > 0 ? ", \(predictions.repeated.of("repeated id"))" : "")
    if predictions.rows.isEmpty { return "nothing to measure: \(arrived)" }
    let limited = measurements.filter { $0.limit != nil }
    let broken = limited.filter { $0.status == .fail }
    let open = limited.filter { $0.status == .inconclusive }
    if let worst = broken.first {
      let more = broken.count > 1 ? "; \(broken.count) of \(limited.count) limits are missed" : ""
      return "\(worst.sentence)\(more); \(arrived)"
    }
    if let first = open.first {
      let more = open.count > 1 ? "; \(open.count) of \(limited.count) limits are undecided" : ""
      return "\(first.sentence) is undecided\(more); \(arrived)"
    }
    return limited.count == 1
      ? "the one limit is kept; \(arrived)"
      : "all \(limited.count) limits are kept; \(arrived)"
  }
}

extension Measurement {
  fileprivate static func impossible(
    _ statistic: String, window: String, rows: Int
  )
    -> Measurement
  {
    Measurement(
      window: window, statistic: statistic, value: 0, rows: rows,
      method: "cannot be computed: a class has too few rows", status: .inconclusive)
  }
}

extension Shape where Value == Located<Component.ID> {
  static var componentReference: Shape {
    Shape<String>.name.map(Component.ID.init(_:)).located
  }
}

extension Window {
  /// Reports a number of windows without windows.
  static func isSound(in tree: Tree, _ reader: inout Reader) -> Bool {
    guard let place = tree["last"], tree["by"] == nil else { return true }
    reader.report(
      .missingKey, "'last' counts windows, and there are none", at: place,
      fix: "add 'by:' with day, month, quarter or year")
    return false
  }
}

/// What the process of today says of the same rows, so that both are counted alike.
struct TodaysProcess {
  let column: String
  /// It says yes above this.
  let above: Double
}

extension Shape where Value == TodaysProcess {
  static let todaysProcess = Shape<TodaysProcess>.object(
    "What today's process says of the same rows.",
    .required("column", .text(), "The column of the predictions with it."),
    .optional("above", .number(), default: 0.5, "It says yes where the column is above this."),
    make: TodaysProcess.init(column:above:))
}

package import Documents
package import Readiness

/// Reports and test suites of Evidently, of releases from 0.7 on and before.
package enum EvidentlyFormat: ReportFormat {
  package static let name = "evidently"
  package static let reads = "reports and test suites of Evidently as JSON"
  package static let shows: [Control.ID] = ["data.drift-monitored"]
  package static let rule = """
    data.drift-monitored is answered by the tests of drift: a fail where that of the whole data set \
    fails, or, without such, that of any column; a warn where only columns drift. A report without \
    tests states figures, of which nothing says whether that is much: set a limit for \
    drifted-share, drifted-columns or COLUMN.drift-score. For what else it tests, name a control: \
    all of its tests then count. From 0.7 on a report does not say when it was made: see --made.
    """
  package static let example =
    "evidently drift.json --component flights --at-most drifted-share=0.2"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    let (metrics, tests) = (tree["metrics"]?.list, tree["tests"]?.list)
    let isNew = metrics != nil && tests != nil && tree["version"] == nil
    guard isNew || tree["version"] != nil && (metrics ?? tests) != nil else {
      throw file.notOf("a report of Evidently")
    }
    var report = Reported()
    report.tool = ["Evidently", tree["version"]?.text].compactMap(\.self).joined(separator: " ")
      .shortened(to: 60)
    report.made = tree["timestamp"]?.text.flatMap { ReportTime($0) }
    for metric in metrics ?? [] { add(metric, to: &report, in: file) }
    var judged: [Tested] = []
    for test in tests ?? [] { judged.append(try Tested(test, in: file)) }
    if !judged.isEmpty { report.whole = judged.map(\.judged).verdict("test") }
    if let verdict = drift(judged) ?? olderDrift(metrics ?? []) {
      report.answers = [ReportAnswer("data.drift-monitored", verdict)]
    }
    let limits = request.limits.map(\.name)
    if limits.contains(where: { $0.hasPrefix("drifted-") || $0.hasSuffix("drift-score") }) {
      report.byLimits = ["data.drift-monitored"]
    }
    return report
  }

  // MARK: - Figures

  private static func add(_ metric: Tree, to report: inout Reported, in file: ReportFile) {
    if let value = metric["value"], let config = metric["config"] {
      let kind = config["type"]?.text?.split(separator: ":").last.map(String.init) ?? "value"
      let column = config["column"]?.text ?? ""
      switch kind {
      case "DriftedColumnsCount":
        if let count = value["count"] { report.add("drifted-columns", count, in: file) }
        if let share = value["share"] { report.add("drifted-share", share, in: file) }
      case "ValueDrift": report.add("drift-score", of: column, value, in: file)
      default:
        if value.text != nil { report.add(kind, of: column, value, in: file) }
        for pair in value.pairs where pair.value.text != nil {
          report.add("\(kind).\(pair.key)", of: column, pair.value, in: file)
        }
      }
    } else if metric["metric"]?.text == "DatasetDriftMetric", let result = metric["result"] {
      if let count = result["number_of_drifted_columns"] {
        report.add("drifted-columns", count, in: file)
      }
      if let share = result["share_of_drifted_columns"] {
        report.add("drifted-share", share, in: file)
      }
    }
  }

  // MARK: - Drift

  /// A test with what it is about.
  private struct Tested {
    let judged: Judged
    let isDrift: Bool
    /// Whether it is about all columns together.
    let isWhole: Bool

    init(_ test: Tree, in file: ReportFile) throws(Diagnostics) {
      let statuses: [String: Status] = [
        "SUCCESS": .pass, "FAIL": .fail, "WARNING": .warn, "ERROR": .error, "SKIPPED": .notReported,
      ]
      let word = test["status"]?.text ?? ""
      guard let status = statuses[word] else {
        throw file.fault(
          "'\(word.shortened(to: 40))' is not the status of a test", at: test.position)
      }
      let name = test["name"]?.text ?? "a test"
      judged = Judged(name, status, test["description"]?.text ?? "")
      let params = test["metric_config"]?["params"]
      let kind = params?["type"]?.text?.split(separator: ":").last ?? ""
      if params != nil {
        isWhole = kind == "DriftedColumnsCount"
        isDrift = isWhole || kind == "ValueDrift"
      } else {
        isDrift = test["group"]?.text == "data_drift"
        isWhole = isDrift && (name.hasPrefix("Share of") || name.hasPrefix("Number of"))
      }
    }
  }

  private static func drift(_ tests: [Tested]) -> ReportAnswer.Verdict? {
    let own = tests.filter(\.isDrift)
    guard !own.isEmpty else { return nil }
    let verdict = own.map(\.judged).verdict("test", of: "drift")
    let whole = own.filter(\.isWhole)
    guard verdict.status == .fail, !whole.isEmpty,
      whole.allSatisfy({ $0.judged.status.passes })
    else { return verdict }
    // Some columns drift, and the data set as a whole does not by the report's own limit.
    return .init(
      .warn, verdict.summary, measurements: verdict.measurements.map(\.warning),
      samples: verdict.samples)
  }

  /// What releases before 0.7 say of a data set without a test.
  private static func olderDrift(_ metrics: [Tree]) -> ReportAnswer.Verdict? {
    let metric = metrics.first { $0["metric"]?.text == "DatasetDriftMetric" }
    guard let result = metric?["result"], let drifts = result["dataset_drift"]?.truth,
      let share = result["share_of_drifted_columns"]?.text.flatMap({ ReportFile.number($0) }),
      let limit = result["drift_share"]?.text.flatMap({ ReportFile.number($0) })
    else { return nil }
    let status: Status = drifts ? .fail : share > 0 ? .warn : .pass
    return .init(
      status,
      "\(share.percent) of \(result["number_of_columns"]?.text?.shortened(to: 20) ?? "the") columns "
        + "drift; the report's limit is \(limit.percent)",
      measurements: [
        Measurement(
          statistic: "drifted-share", value: share, method: "as reported",
          limit: .init(.atMost, limit), status: status)
      ])
  }
}

extension Measurement {
  /// The same, of which the whole says that it is no failure.
  fileprivate var warning: Measurement {
    Measurement(
      of: of, window: window, statistic: statistic, value: value, rows: rows, method: method,
      limit: limit, status: status == .fail ? .warn : status)
  }
}

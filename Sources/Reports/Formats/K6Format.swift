package import Documents
package import Readiness

/// Summaries of k6: of `--summary-export`, or what a script's handleSummary gets.
package enum K6Format: ReportFormat {
  package static let name = "k6"
  package static let reads = "a summary of k6, of --summary-export or handleSummary"
  package static let shows: [Control.ID] = ["deploy.load-tested"]
  package static let rule = """
    The thresholds of the script decide: one that was crossed is a fail. A pass also takes one for a \
    time, such as http_req_duration, since the control is about latency, and requests that were \
    made. Without thresholds it states figures, METRIC.STATISTIC such as http_req_duration.p(95) in \
    milliseconds, that limits can be set for. It does not say when it was made: see --made.
    """
  package static let example = "k6 summary.json --component service"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    guard tree["root_group"] != nil, let metrics = tree["metrics"]?.pairs, !metrics.isEmpty else {
      throw file.notOf("a summary of k6")
    }
    // The two forms say the opposite by their truth values, so they are told apart by more than these.
    let isHandled = metrics.contains { $0.value["values"] != nil }
    var report = Reported()
    report.tool = "k6"
    var judged: [(isTime: Bool, judged: Judged)] = []
    for metric in metrics.sorted(by: { $0.key < $1.key }) {
      let figures = isHandled ? metric.value["values"] : metric.value
      for figure in figures?.pairs ?? [] where figure.value.text != nil {
        report.add("\(metric.key).\(figure.key)", figure.value, in: file)
      }
      let values = (figures?.pairs ?? []).compactMap { pair in
        pair.value.text.flatMap { ReportFile.number($0) }.map { "\(pair.key) \($0.brief)" }
      }.sorted().listed
      for threshold in metric.value["thresholds"]?.pairs ?? [] {
        let isKept = try isKept(threshold.value, isHandled: isHandled, in: file)
        judged.append(
          (
            isTime(metric.key),
            Judged("\(metric.key) \(threshold.key)", isKept ? .pass : .fail, values)
          ))
      }
    }
    let requests = report.figures.first { $0.statistic == "http_reqs.count" }?.value
    let iterations = report.figures.first { $0.statistic == "iterations.count" }?.value
    guard (requests ?? iterations ?? 0) > 0 else {
      throw file.fault("the summary tells of no request and no iteration")
    }
    if !judged.isEmpty {
      let verdict = judged.map(\.judged).verdict(
        "threshold",
        of: "\((requests ?? iterations ?? 0).brief) \(requests == nil ? "iterations" : "requests")")
      report.whole = verdict
      let isShown = verdict.status != .pass || judged.contains(where: \.isTime)
      report.answers = [
        ReportAnswer(
          "deploy.load-tested",
          isShown
            ? verdict : .init(.notReported, "\(verdict.summary), and none is about a time"))
      ]
    } else if request.limits.contains(where: { isTime($0.name) }) {
      report.byLimits = ["deploy.load-tested"]
    }
    return report
  }

  /// Whether a threshold was kept: `true` says so of handleSummary's `ok`, and the opposite of
  /// --summary-export.
  private static func isKept(
    _ threshold: Tree, isHandled: Bool, in file: ReportFile
  ) throws(Diagnostics) -> Bool {
    guard let said = isHandled ? threshold["ok"]?.truth : threshold.truth else {
      throw file.fault("a threshold does not say whether it was crossed", at: threshold.position)
    }
    return isHandled ? said : !said
  }

  private static func isTime(_ metric: String) -> Bool {
    ["duration", "waiting", "connecting", "latency"].contains { metric.contains($0) }
  }
}

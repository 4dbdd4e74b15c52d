package import Documents
package import Readiness

/// Summaries of k6: of `--summary-export`, or what a script's handleSummary gets.
package enum K6Format: ReportFormat {
  package static let name = "k6"
  package static let reads = "a summary of k6 as JSON"
  package static let shows: [Control.ID] = ["deploy.load-tested"]
  package static let rule = """
    The thresholds of the script decide: one that was crossed is a fail. A pass also takes one for a \
    time, such as http_req_duration, since the control is about latency, and requests that were \
    made; where some failed and nothing limits http_req_failed, it is inconclusive. Without thresholds it states figures, METRIC.STATISTIC such as http_req_duration.p(95) in \
    milliseconds, that limits can be set for. Read are the files of --summary-export, what \
    handleSummary gets, and the newer machine-readable summary, which has no thresholds. Only the \
    last says when it was made: see --made.
    """
  package static let example = "k6 summary.json --component service"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    let summary = try Summary(tree, in: file)
    var report = Reported()
    report.tool = ["k6", tree["metadata"]?["k6Version"]?.text].compactMap(\.self)
      .joined(separator: " ").shortened(to: 60)
    report.made = tree["metadata"]?["generatedAt"]?.text.flatMap { ReportTime($0) }
    for metric in summary.metrics {
      for figure in metric.figures where figure.value.text != nil {
        report.add("\(metric.name).\(figure.key)", figure.value, in: file)
      }
    }
    func count(_ name: String) -> Double? {
      report.figures.first { $0.statistic == "\(name).count" }?.value
    }
    let (requests, iterations) = (count("http_reqs"), count("iterations"))
    guard (requests ?? iterations ?? 0) > 0 else {
      throw file.fault("the summary tells of no request and no iteration")
    }
    let hasLimit = request.limits.contains { isTime($0.name) }
    if hasLimit { report.byLimits = ["deploy.load-tested"] }
    let failures = failures(in: report, by: summary, request)
    guard !summary.thresholds.isEmpty else {
      if hasLimit, let failures {
        report.answers = [ReportAnswer("deploy.load-tested", .init(.inconclusive, failures))]
      }
      return report
    }
    let verdict = summary.thresholds.map(\.judged).verdict(
      "threshold",
      of: "\((requests ?? iterations ?? 0).brief) \(requests == nil ? "iterations" : "requests")")
    report.whole = verdict
    let isShown =
      verdict.status != .pass || hasLimit || summary.thresholds.contains { isTime($0.metric) }
    var answer =
      isShown ? verdict : .init(.notReported, "\(verdict.summary), and none is about a time")
    if answer.status == .pass, let failures {
      answer.status = .inconclusive
      answer.summary += ", and \(failures)"
    }
    report.answers = [ReportAnswer("deploy.load-tested", answer)]
    return report
  }

  /// The requests that failed, where neither a threshold nor a limit says how many may: a server
  /// that fails can do so quickly.
  private static func failures(
    in report: Reported, by summary: Summary, _ request: ReportRequest
  ) -> String? {
    let metric = "http_req_failed"
    let isLimited =
      summary.thresholds.contains { $0.metric.hasPrefix(metric) }
      || request.limits.contains { $0.limit.side == .atMost && $0.name.hasPrefix(metric) }
    let failed = report.figures.first {
      ["\(metric).rate", "\(metric).value"].contains($0.statistic) && $0.value > 0
    }
    guard !isLimited, let failed else { return nil }
    return "\(failed.value.percent) of requests failed, and nothing limits \(failed.statistic)"
  }

  /// Metrics and thresholds, whichever of its three forms k6 wrote.
  private struct Summary {
    private(set) var metrics: [(name: String, figures: [Tree.Pair])] = []
    private(set) var thresholds: [(metric: String, judged: Judged)] = []

    init(_ tree: Tree, in file: ReportFile) throws(Diagnostics) {
      if tree["metadata"]?["k6Version"] != nil, let list = tree["results"]?["metrics"]?.list {
        // The newest form, which has no thresholds.
        for metric in list {
          guard let name = metric["name"]?.text else {
            throw file.fault("a metric has no name", at: metric.position)
          }
          metrics.append((name, metric["values"]?.pairs ?? []))
        }
        return
      }
      guard tree["root_group"] != nil, let pairs = tree["metrics"]?.pairs, !pairs.isEmpty else {
        throw file.notOf("a summary of k6")
      }
      // The two forms say the opposite by their truth values, so more than these tells them apart.
      let isHandled = pairs.contains { $0.value["values"] != nil }
      for metric in pairs.sorted(by: { $0.key < $1.key }) {
        let figures = (isHandled ? metric.value["values"]?.pairs : metric.value.pairs) ?? []
        metrics.append((metric.key, figures))
        let values = figures.compactMap { pair in
          pair.value.text.flatMap { ReportFile.number($0) }.map { "\(pair.key) \($0.brief)" }
        }.sorted().listed
        for threshold in metric.value["thresholds"]?.pairs ?? [] {
          let isKept = try K6Format.isKept(threshold.value, isHandled: isHandled, in: file)
          thresholds.append(
            (
              metric.key,
              Judged("\(metric.key) \(threshold.key)", isKept ? .pass : .fail, values)
            ))
        }
      }
    }
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

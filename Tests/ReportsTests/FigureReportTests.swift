import Documents
import Readiness
import Reports
import TestSupport
import Testing

/// Reports of figures, load and repositories, as real tools wrote them.
@Suite struct FigureReportTests {
  // MARK: - MLflow

  @Test(arguments: ["run", "runs-describe"])
  func `a run shows its commit, and its metrics within limits`(name: String) throws {
    let fixture = try Fixture("mlflow/\(name).json")
    let report = try fixture.read(as: MLflowFormat.self)
    #expect(report.figure("mae") == 13.017690673514338)
    #expect(report.figure("share/late") == 0.16666666666666666)
    #expect(report.made?.text == "2026-11-21T15:32:57.905Z")
    let code = try fixture.answer(as: MLflowFormat.self)
    #expect(code.status == .pass)
    #expect(code.summary == "the run baseline names its commit, fe70fcc8121f")
    for (limit, status) in [(14.0, Status.pass), (13, .fail)] {
      let answer = try fixture.answer(
        as: MLflowFormat.self, about: "model.eval-tracked", within: [.atMost("mae", limit)])
      #expect(answer.status == status)
    }
    // A limit has nothing to do with what the run shows besides.
    let both = try fixture.read(as: MLflowFormat.self)
      .answers(about: [], within: [.atMost("mae", 13)], in: fixture.file)
    #expect(both.map(\.control) == ["trace.code", "model.eval-tracked"])
    #expect(both.map(\.verdict.status) == [.pass, .fail])
  }

  @Test func `a run without a commit shows none`() throws {
    let run = """
      {"run": {"info": {"run_id": "a", "status": "FINISHED", "end_time": 1795275177905},
        "data": {"tags": [{"key": "mlflow.user", "value": "b"}]}}}
      """
    #expect(try Fixture(run, named: "a").answer(as: MLflowFormat.self).status == .notReported)
  }

  @Test(arguments: [
    ("run-failed", "FAILED"), ("run-unfinished", "RUNNING"), ("runs-describe-failed", "FAILED"),
    ("runs-search", "search"), ("model-versions-search", "search"), ("metric-history", "not a run"),
  ])
  func `what is no finished run is refused`(name: String, word: String) throws {
    let refusal = try Fixture("mlflow/\(name).json").refusal(as: MLflowFormat.self)
    #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "read")")
  }

  @Test(arguments: ["model-version", "registered-model"])
  func `a version of the registry counts by its validation status, if a control is named`(
    name: String
  ) throws {
    let fixture = try Fixture("mlflow/\(name).json")
    #expect(fixture.refusal(as: MLflowFormat.self, about: nil) != nil)
    let answer = try fixture.answer(as: MLflowFormat.self, about: "model.release-gate")
    #expect(answer.status == .pass)
    #expect(answer.summary == "flight-delay 1 has the validation_status approved")
  }

  // MARK: - DVC and Hugging Face

  @Test(arguments: ["metrics-show", "metrics-show-all-commits"])
  func `DVC's metrics are those of the workspace`(name: String) throws {
    let fixture = try Fixture("dvc/\(name).json")
    let report = try fixture.read(as: DVCMetricsFormat.self)
    #expect(report.figures.count == 7)
    #expect(report.figure("mae") == 14.5 && report.figure("by_origin.JFK.mae") == 13.75)
    #expect(report.figure("metrics/eval.yaml.late.recall") == 0.81)
    #expect(fixture.refusal(as: DVCMetricsFormat.self, about: nil) != nil)
    let answer = try fixture.answer(
      as: DVCMetricsFormat.self,
      within: [.atMost("mae", 15), .atLeast("late.precision", 0.8)])
    #expect(answer.status == .fail)
    #expect(answer.summary.hasPrefix("late.precision 0.76 of metrics/eval.yaml, needs ≥ 0.8"))
  }

  @Test func `a metric that is no number, or could not be read, is no figure`() throws {
    let nan = try Fixture("dvc/metrics-show-nan.json")
    for name in ["mae", "r2"] {
      let refusal = nan.refusal(as: DVCMetricsFormat.self, within: [.atLeast(name, 0)])
      #expect(refusal?.message.contains("no number") == true)
    }
    #expect(
      try nan.answer(as: DVCMetricsFormat.self, within: [.atLeast("late.recall", 0.8)]).status
        == .pass)
    let broken = try Fixture("dvc/metrics-show-error.json").refusal(as: DVCMetricsFormat.self)
    #expect(broken?.message.contains("metrics/train.json could not be read") == true)
    for name in ["metrics-diff", "metrics-diff-all", "metrics-diff-none", "params-diff"] {
      #expect(try Fixture("dvc/\(name).json").refusal(as: DVCMetricsFormat.self) != nil)
    }
  }

  @Test func `Hugging Face's three forms state their figures`() throws {
    let card = try Fixture("huggingface/model-card.md").read(as: HuggingFaceFormat.self)
    #expect(card.figures.map(\.value) == [12.44, 0.86, 15.95])
    #expect(card.figure("nycflights13 july.mae") == 15.95)
    let results = try Fixture("huggingface/eval-results.yaml").read(as: HuggingFaceFormat.self)
    #expect(results.figures.map(\.value) == [12.44, 15.95])
    #expect(results.made == nil)
    let saved = try Fixture("huggingface/evaluate-save.json").read(as: HuggingFaceFormat.self)
    #expect(saved.figure("accuracy") == 0.8935 && saved.figure("f1.late") == 0.79)
    #expect(saved.tool == "evaluate 0.4.6")
    #expect(saved.made?.text == "2026-11-21T15:39:34.823Z")
  }

  @Test func `a metric of several data sets must keep its limit on each`() throws {
    let fixture = try Fixture("huggingface/model-card.md")
    let all = try fixture.answer(as: HuggingFaceFormat.self, within: [.atMost("mae", 15)])
    #expect(all.status == .fail && all.measurements.count == 2)
    let one = try fixture.answer(
      as: HuggingFaceFormat.self, within: [.atMost("nycflights13 january test.mae", 15)])
    #expect(one.status == .pass)
    let nan = try Fixture("huggingface/evaluate-save-nan.json")
      .refusal(as: HuggingFaceFormat.self, within: [.atLeast("accuracy", 0.5)])
    #expect(nan?.message.contains("NaN") == true)
  }

  // MARK: - Load

  @Test(arguments: ["summary-export", "handle-summary"])
  func `k6's two forms say the opposite by true, and mean the same`(form: String) throws {
    let green = try Fixture("k6/green-\(form).json")
    let answer = try green.answer(as: K6Format.self)
    #expect(answer.status == .pass)
    #expect(answer.summary == "4 thresholds of 78 requests passed")
    let report = try green.read(as: K6Format.self)
    #expect(report.figures.contains { $0.statistic == "http_req_duration.p(95)" })
    let red = try Fixture("k6/red-\(form).json").answer(as: K6Format.self)
    #expect(red.status == .fail)
    #expect(red.measurements.first?.value == 2 && red.measurements.first?.rows == 4)
    #expect(red.samples.first?.rows.map { $0[1] }.contains("http_req_failed rate<0.01") == true)
  }

  @Test func `k6's newest form has no thresholds, and answers within limits`() throws {
    let fixture = try Fixture("k6/red-machine-readable.json")
    let report = try fixture.read(as: K6Format.self)
    #expect(report.tool == "k6 2.2.0" && report.made?.text == "2026-11-21T15:37:20.123Z")
    #expect(report.figure("http_reqs.count") == 78)
    #expect(report.figure("http_req_failed.rate") == 0.5)
    #expect(fixture.refusal(as: K6Format.self, about: nil) != nil)
    let answer = try fixture.answer(
      as: K6Format.self,
      within: [.atMost("http_req_duration.p(95)", 50), .atMost("http_req_failed.rate", 0.01)])
    #expect(answer.status == .fail)
    #expect(answer.summary == "http_req_failed.rate 0.5, needs ≤ 0.01")
  }

  @Test func `thresholds that say nothing about time show no load test`() throws {
    let text = """
      {"root_group": {}, "metrics": {"http_reqs": {"count": 5, "rate": 1},
        "http_req_duration": {"p(95)": 12}, "http_req_failed": {"value": 0%@}}}
      """
    let failed = text.replacing("%@", with: #", "thresholds": {"rate<0.1": false}"#)
    #expect(try Fixture(failed, named: "a").answer(as: K6Format.self).status == .notReported)
    let both = try Fixture(failed, named: "a")
      .answer(as: K6Format.self, within: [.atMost("http_req_duration.p(95)", 20)])
    #expect(both.status == .pass)
    let none = Fixture(text.replacing("%@", with: ""), named: "a")
    #expect(none.refusal(as: K6Format.self, about: nil) != nil)
    let limited = try none.answer(
      as: K6Format.self, within: [.atMost("http_req_duration.p(95)", 20)])
    #expect(limited.status == .pass)
    #expect(try Fixture("k6/points.ndjson").refusal(as: K6Format.self) != nil)
  }

  @Test(
    arguments: [
      ("green_stats.csv", 262, 0, 15), ("green.json", 282, 0, 15),
      ("red_stats.csv", 262, 68.0 / 262, 14), ("red.json", 283, 70.0 / 283, 15),
    ] as [(String, Double, Double, Double)])
  func `Locust's requests are counted once, and percentiles are its own`(
    name: String, requests: Double, failed: Double, p95: Double
  ) throws {
    let report = try Fixture("locust/\(name)").read(as: LocustFormat.self)
    #expect(report.figure("requests") == requests)
    #expect(report.figure("failure-share") == failed)
    #expect(report.figure("median") == 12 && report.figure("p95") == p95)
    #expect(report.figures.contains { $0.statistic == "POST /predict.p95" })
    #expect(report.figures.contains { $0.statistic == "GET /explain, in full.failure-share" })
    #expect((report.made != nil) == name.hasSuffix("json"))
  }

  @Test func `Locust shows a load test within limits of which one is for a time`() throws {
    let fixture = try Fixture("locust/red.json")
    #expect(fixture.refusal(as: LocustFormat.self, about: nil) != nil)
    #expect(
      fixture.refusal(as: LocustFormat.self, about: nil, within: [.atMost("failure-share", 1)])?
        .message == "the limits show no control by themselves")
    let answer = try fixture.answer(
      as: LocustFormat.self, within: [.atMost("p95", 50), .atMost("failure-share", 0.01)])
    #expect(answer.status == .fail)
    #expect(answer.summary == "failure-share 0.2473, needs ≤ 0.01")
    for name in ["red_failures", "red_exceptions", "red_stats_history"] {
      #expect(try Fixture("locust/\(name).csv").refusal(as: LocustFormat.self) != nil)
    }
  }

  @Test(
    arguments: [
      ("locust/red.json", ["p95"], Status.inconclusive),
      ("locust/red.json", ["p95", "failure-share"], .pass),
      ("locust/red_stats.csv", ["p95"], .inconclusive), ("locust/green.json", ["p95"], .pass),
      ("locust/red.json", ["POST /predict.p95"], .pass),
      ("locust/red.json", ["GET /explain, in full.p95"], .inconclusive),
      (
        "locust/red.json",
        ["GET /explain, in full.p95", "GET /explain, in full.failure-share"], .pass
      ),
      ("k6/red-machine-readable.json", ["http_req_duration.p(95)"], .inconclusive),
      (
        "k6/red-machine-readable.json", ["http_req_duration.p(95)", "http_req_failed.rate"], .pass
      ),
    ] as [(String, [String], Status)])
  func `quick answers show nothing while requests fail and no limit says how many may`(
    path: String, limited: [String], status: Status
  ) throws {
    let format: any ReportFormat.Type = path.hasPrefix("k6") ? K6Format.self : LocustFormat.self
    let answer = try Fixture(path).answer(
      as: format, within: limited.map { .atMost($0, 1_000_000) })
    #expect(answer.status == status, "\(answer.summary)")
    #expect((status == .pass) == !answer.summary.contains("requests failed, and no"))
  }

  @Test func `a threshold for a time alone does not outweigh requests that failed`() throws {
    let text = """
      {"root_group": {}, "metrics": {"http_reqs": {"count": 5},
        "http_req_duration": {"p(95)": 12, "thresholds": {"p(95)<20": false}},
        "http_req_failed": {"value": 0.5}}}
      """
    let fixture = Fixture(text, named: "a")
    let answer = try fixture.answer(as: K6Format.self)
    #expect(answer.status == .inconclusive)
    #expect(
      answer.summary.hasSuffix("50 % of requests failed, and nothing limits http_req_failed.value"))
    let limited = try fixture.answer(
      as: K6Format.self,
      within: [.atMost("http_req_duration.p(95)", 20), .atMost("http_req_failed.value", 0.6)])
    #expect(limited.status == .pass)
  }

  // MARK: - Scorecard

  @Test(arguments: ["details", "short", "service"])
  func `Scorecard's checks answer for three controls`(name: String) throws {
    let report = try Fixture("scorecard/\(name).json").read(as: ScorecardFormat.self)
    let answers = Dictionary(
      uniqueKeysWithValues: report.answers.map { ($0.control, $0.verdict.status) })
    #expect(
      answers == [
        "code.ci-tests": .pass, "code.peer-approved": .fail, "code.pr-only": .notReported,
      ])
    #expect(report.figure("score") == 6.6 && report.figure("Fuzzing") == 0)
    #expect(report.figure("Packaging") == nil)
    #expect(report.tool == "OpenSSF Scorecard v5.5.0")
    let fixture = try Fixture("scorecard/\(name).json")
    #expect(
      fixture.refusal(as: ScorecardFormat.self, about: nil, within: [.atLeast("score", 5)]) != nil)
    let within = try fixture.answer(
      as: ScorecardFormat.self, about: "sec.access-control", within: [.atLeast("score", 5)])
    #expect(within.status == .pass)
    #expect(report.made?.text.prefix(10) == (name == "service" ? "2026-11-16" : "2026-11-21"))
  }

  @Test func `a check that is not known is not a bad one`() throws {
    let fixture = try Fixture("scorecard/inconclusive.json")
    let report = try fixture.read(as: ScorecardFormat.self)
    #expect(report.answers.allSatisfy { $0.verdict.status == .notReported })
    #expect(
      fixture.refusal(as: ScorecardFormat.self, within: [.atLeast("score", 5)])?.message
        .contains("no number") == true)
  }
}

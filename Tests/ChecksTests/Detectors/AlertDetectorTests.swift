import Readiness
import Testing

/// Alerts, and whether anybody is told.
@Suite struct AlertDetectorTests {
  private func look(_ control: Control.ID, _ texts: [String: String]) throws -> Status {
    try Look(control, in: texts).status
  }

  private func rules(_ rules: (String, String)...) -> String {
    "groups:\n  - name: g\n    rules:\n"
      + rules.map { "      - alert: \($0.0)\n        expr: '\($0.1)'\n" }.joined()
  }

  private let receivers = """
    route: {receiver: oncall}
    receivers:
      - name: oncall
        pagerduty_configs: [{service_key_file: /etc/key}]
    """

  @Test func `health is availability and use, and somebody who is told`() throws {
    let both = rules(
      ("Down", "up{job=\"api\"} == 0"), ("Memory", "container_memory_usage_bytes > 1e9"))
    #expect(try look("infra.health-alerts", ["a.yml": both, "am.yml": receivers]) == .pass)
    #expect(try look("infra.health-alerts", ["a.yml": both]) == .notReported)
    #expect(
      try look("infra.health-alerts", ["a.yml": rules(("Down", "up == 0")), "am.yml": receivers])
        == .notReported)
    let nobody = receivers.replacing("[{service_key_file: /etc/key}]", with: "[]")
    #expect(try look("infra.health-alerts", ["a.yml": both, "am.yml": nobody]) == .notReported)
    let unfilled = receivers.replacing("/etc/key", with: "${{ secrets.KEY }}")
    #expect(try look("infra.health-alerts", ["a.yml": both, "am.yml": unfilled]) == .notReported)
  }

  @Test func `an alarm in Terraform names who is told by itself`() throws {
    func alarm(_ metric: String, _ actions: String) -> String {
      """
      resource "aws_cloudwatch_metric_alarm" "\(metric)" {
        metric_name = "\(metric)"
        \(actions)
      }

      """
    }
    let told = "alarm_actions = [aws_sns_topic.oncall.arn]"
    let both = alarm("UnHealthyHostCount", told) + alarm("CPUUtilization", told)
    #expect(try look("infra.health-alerts", ["a.tf": both]) == .pass)
    let mute = alarm("UnHealthyHostCount", "") + alarm("CPUUtilization", "")
    #expect(try look("infra.health-alerts", ["a.tf": mute]) == .notReported)
  }

  @Test func `an alert on quality takes logging beside it`() throws {
    let all = [
      "a.yml": rules(("ModelQualityFell", "model_accuracy < 0.8")), "am.yml": receivers,
      "serve.py": "import logging\n",
    ]
    #expect(try look("monitor.logging-alerting", all) == .pass)
    for path in all.keys {
      #expect(
        try look("monitor.logging-alerting", all.filter { $0.key != path }) == .notReported,
        "\(path)")
    }
  }

  @Test func `the age of the model is watched`() throws {
    let rule = rules(("ModelTooOld", "time() - model_last_training_timestamp > 86400 * 30"))
    #expect(try look("monitor.staleness", ["a.yml": rule, "am.yml": receivers]) == .pass)
    #expect(try look("monitor.staleness", ["a.yml": rule]) == .notReported)
    #expect(
      try look(
        "monitor.staleness", ["a.yml": rules(("Down", "up == 0")), "am.yml": receivers])
        == .notReported)
  }

  @Test func `an API is watched by time, code, probe and log`() throws {
    let all = [
      "a.yml": rules(
        ("Slow", "histogram_quantile(0.95, http_request_duration_seconds_bucket) > 0.2"),
        ("Errors", "http_requests_total{status=~\"5..\"} > 1")),
      "am.yml": receivers,
      "d.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      spec: {template: {spec: {containers: [{livenessProbe: {httpGet: {path: /}}}]}}}
      """,
      "serve.py": "import logging\n@app.middleware('http')\ndef log(): pass\n",
    ]
    #expect(try look("monitor.api", all) == .pass)
    for path in all.keys {
      #expect(
        try look("monitor.api", all.filter { $0.key != path }) == .notReported, "\(path)")
    }
  }

  @Test func `budgets tell training from serving`() throws {
    func budget(_ name: String) -> String {
      "resource \"aws_budgets_budget\" \"\(name)\" {\n  time_unit = \"MONTHLY\"\n  notification {\n"
        + "  }\n}\n"
    }
    let both = budget("training") + budget("serving")
    #expect(try look("infra.cost-tracked", ["b.tf": both]) == .pass)
    #expect(try look("infra.cost-tracked", ["b.tf": budget("all")]) == .notReported)
    #expect(
      try look("infra.cost-tracked", ["b.tf": both.replacing("notification", with: "x")])
        == .notReported)
  }

  @Test func `benchmarks of training and serving are compared with those before`() throws {
    let flow = """
      on: pull_request
      jobs:
        b:
          steps:
            - uses: benchmark-action/github-action-benchmark@v1
              with: {tool: pytest, fail-on-alert: true}
      """
    let all = [
      ".github/workflows/b.yml": flow, "train.py": "", "predict.py": "",
      "benchmarks/bench.py": "import train\nimport predict\n",
    ]
    #expect(try look("monitor.compute", all) == .pass)
    #expect(
      try look(
        "monitor.compute",
        all.merging([".github/workflows/b.yml": flow.replacing("true", with: "false")]) { $1 })
        == .notReported)
    #expect(
      try look("monitor.compute", all.merging(["benchmarks/bench.py": "import train\n"]) { $1 })
        == .notReported)
  }

  @Test func `notices come of libraries and of data`() throws {
    let libraries = [".github/dependabot.yml": "updates: [{package-ecosystem: pip}]\n"]
    let data = [
      ".github/workflows/d.yml": Look.workflow(
        on: "{schedule: [{cron: '0 3 * * *'}]}", "dbt source freshness")
    ]
    #expect(try look("monitor.dependencies", libraries.merging(data) { $1 }) == .pass)
    #expect(try look("monitor.dependencies", libraries) == .notReported)
    #expect(try look("monitor.dependencies", data) == .notReported)
  }

  @Test func `fallback and recovery are tried by tests that are run`() throws {
    let tests = """
      def test_falls_back_to_rules(client):
          client.get.side_effect = TimeoutError
          assert predict(row).source == "rules"

      def test_recovers(client):
          client.fail(times=1)
          assert predict(row).source == "model"
      """
    let all = [
      "tests/test_failure.py": tests,
      ".github/workflows/ci.yml": Look.workflow(on: "pull_request", "pytest"),
    ]
    #expect(try look("ops.recovery", all) == .pass)
    #expect(
      try look("ops.recovery", all.filter { $0.key.hasPrefix("tests") }) == .notReported)
    for (old, new) in [
      ("test_recovers", "test_other"), ("client.fail(times=1)", "client.call(times=1)"),
      ("predict(row).source == \"model\"", "select(row).source"), ("assert ", "return "),
    ] {
      let changed = all.merging(["tests/test_failure.py": tests.replacing(old, with: new)]) { $1 }
      #expect(try look("ops.recovery", changed) == .notReported, "\(new)")
    }
  }
}

import Readiness
import Testing

/// Roll-out, load and scale.
@Suite struct RolloutDetectorTests {
  private func look(_ control: Control.ID, _ texts: [String: String]) throws -> Status {
    try Look(control, in: texts).status
  }

  private let rollout = """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    spec:
      strategy:
        canary:
          analysis: {templates: [{templateName: errors}]}
          steps:
            - setWeight: 10
            - pause: {duration: 1h}
            - setWeight: 50
    """

  @Test func `a canary is a small share and a judgement`() throws {
    #expect(try look("deploy.canary", ["r.yaml": rollout]) == .pass)
    #expect(
      try look("deploy.canary", ["r.yaml": rollout.replacing("analysis:", with: "x:")])
        == .notReported)
    #expect(
      try look(
        "deploy.canary",
        [
          "r.yaml": rollout.replacing("setWeight: 10", with: "setWeight: 100")
            .replacing("setWeight: 50", with: "setWeight: 100")
        ]) == .notReported)
    let flagger = """
      apiVersion: flagger.app/v1beta1
      kind: Canary
      spec: {analysis: {stepWeight: 5, metrics: [{name: request-success-rate}]}}
      """
    #expect(try look("deploy.canary", ["c.yaml": flagger]) == .pass)
    #expect(
      try look("deploy.canary", ["c.yaml": flagger.replacing("metrics", with: "other")])
        == .notReported)
  }

  @Test func `stages make a roll-out progressive, a rolling update is a lead`() throws {
    #expect(try look("deploy.progressive", ["r.yaml": rollout]) == .pass)
    #expect(
      try look(
        "deploy.progressive",
        [
          "r.yaml": rollout.replacing("        - setWeight: 50\n", with: "")
            .replacing("        - setWeight: 50", with: "")
        ]) == .notReported)
    let rolling = """
      apiVersion: apps/v1
      kind: Deployment
      spec: {strategy: {rollingUpdate: {maxUnavailable: 0}}}
      """
    let lead = try Look("deploy.progressive", in: ["d.yaml": rolling])
    #expect(lead.status == .notReported && lead.places == ["d.yaml:1"])
  }

  private let k6 = """
    import http from 'k6/http';
    export const options = { thresholds: { http_req_duration: ['p(95)<200'] } };
    """

  @Test func `a load test has limits and is run`() throws {
    let run = [
      ".github/workflows/load.yml": Look.workflow(
        on: "{schedule: [{cron: '0 3 * * 1'}]}",
        "k6 run load/peak.js")
    ]
    #expect(try look("deploy.load-tested", run.merging(["load/peak.js": k6]) { $1 }) == .pass)
    #expect(try look("deploy.load-tested", ["load/peak.js": k6]) == .notReported)
    #expect(
      try look(
        "deploy.load-tested",
        run.merging(["load/peak.js": k6.replacing("thresholds", with: "other")]) { $1 })
        == .notReported)
    let locust =
      "from locust import HttpUser\ndef _(environment):\n  environment.process_exit_code = 1\n"
    let headless = [
      ".github/workflows/load.yml": Look.workflow(on: "pull_request", "locust --headless -f l.py"),
      "l.py": locust,
    ]
    #expect(try look("deploy.load-tested", headless) == .pass)
  }

  @Test func `scale takes an autoscaler, a probe and a load test`() throws {
    let scaler = """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      spec: {minReplicas: 2, maxReplicas: 9}
      ---
      apiVersion: apps/v1
      kind: Deployment
      spec: {template: {spec: {containers: [{name: api, readinessProbe: {httpGet: {path: /}}}]}}}
      """
    let all = [
      "k8s/api.yaml": scaler, "load/peak.js": k6,
      ".github/workflows/load.yml": Look.workflow(on: "pull_request", "k6 run load/peak.js"),
    ]
    #expect(try look("infra.scalable", all) == .pass)
    for path in all.keys {
      #expect(try look("infra.scalable", all.filter { $0.key != path }) == .notReported)
    }
    for (old, new) in [("minReplicas: 2", "minReplicas: 1"), ("readinessProbe", "other")] {
      var less = all
      less["k8s/api.yaml"] = scaler.replacing(old, with: new)
      #expect(try look("infra.scalable", less) == .notReported)
    }
  }
}

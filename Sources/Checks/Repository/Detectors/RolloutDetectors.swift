internal import Documents
internal import Readiness

/// Every new version serves a small share of traffic first, and is judged there.
struct CanaryDetector: Detector {
  let control: Control.ID = "deploy.canary"
  let home: Home? = .outside
  let looksFor =
    "an Argo Rollout whose canary has a weight below 100 and an analysis, a Flagger Canary with "
    + "metrics, or a CodeDeploy group with a canary configuration and alarms"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var lead: Place?
    for rollout in repository.manifests(of: "Rollout") {
      guard let canary = rollout.tree.at("spec", "strategy", "canary") else { continue }
      let steps = canary["steps"]?.elements ?? []
      let weights = steps.compactMap { $0["setWeight"]?.text.flatMap { Int($0) } }
      let isJudged = canary["analysis"] != nil || steps.contains { $0["analysis"] != nil }
      let place = rollout.place(of: canary, excerpt: "canary:")
      guard isJudged, weights.contains(where: { (1..<100).contains($0) }) else {
        lead = lead ?? place
        continue
      }
      return .found(
        "\(rollout.path) gives a new version \(weights.min() ?? 0) % first, and judges it", [place])
    }
    for canary in repository.manifests(of: "Canary") where canary.apiVersion.contains("flagger") {
      let analysis = canary.tree.at("spec", "analysis") ?? canary.tree.at("spec", "canaryAnalysis")
      if let metrics = analysis?["metrics"], !metrics.elements.isEmpty, !canary.skipsAnalysis {
        return .found(
          "\(canary.path) judges a new version by \(metrics.elements.count.of("metric"))",
          [canary.place(of: metrics, excerpt: "metrics:")])
      }
      lead = lead ?? canary.place
    }
    for group in repository.resources({ $0 == "aws_codedeploy_deployment_group" }) {
      let configuration = group.value(of: "deployment_config_name") ?? ""
      if configuration.contains("Canary"), group.has("alarm_configuration") {
        return .found("\(group.path) deploys by \(configuration), under alarms", [group.place])
      }
    }
    for preference in DeploymentPreference.all(in: repository)
    where preference.type.hasPrefix("Canary") && preference.hasAlarms {
      return .found(
        "\(preference.place.path) deploys by \(preference.type), under alarms", [preference.place])
    }
    for service in repository.manifests(of: "InferenceService")
    where service.tree.everything.contains(where: { $0["canaryTrafficPercent"] != nil }) {
      lead = lead ?? service.place
    }
    return .notFound(
      lead == nil
        ? "no canary was found" : "a canary was found, and nothing that judges it",
      lead.map { [$0] } ?? [])
  }
}

extension Manifest {
  /// Whether Flagger is told to put a new version in place at once.
  fileprivate var skipsAnalysis: Bool { tree.at("spec", "skipAnalysis")?.text == "true" }
}

/// How a template of AWS SAM shifts traffic to a new version.
private struct DeploymentPreference {
  let type: String
  let hasAlarms: Bool
  let place: Place

  static func all(in repository: Repository) -> [DeploymentPreference] {
    repository.tracked { ["yml", "yaml"].contains($0.suffix) }.flatMap { file in
      guard repository.text(of: file.path)?.contains("DeploymentPreference") == true else {
        return [DeploymentPreference]()
      }
      return repository.trees(of: file.path).flatMap(\.everything).compactMap { part in
        guard let preference = part["DeploymentPreference"], let type = preference["Type"]?.text
        else { return nil }
        return DeploymentPreference(
          type: type, hasAlarms: preference["Alarms"]?.elements.isEmpty == false,
          place: preference.place(in: file.path, excerpt: "DeploymentPreference: \(type)"))
      }
    }
  }
}

/// New versions are rolled out in stages that can be halted.
struct ProgressiveDetector: Detector {
  let control: Control.ID = "deploy.progressive"
  let home: Home? = .outside
  let looksFor =
    "an Argo Rollout with two weights or blue-green, a Flagger Canary, or a CodeDeploy group with "
    + "a canary or linear configuration and automatic rollback"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    for rollout in repository.manifests(of: "Rollout") {
      guard let strategy = rollout.tree.at("spec", "strategy") else { continue }
      let weights = strategy.at("canary", "steps")?.elements.filter { $0["setWeight"] != nil } ?? []
      let place = rollout.place(of: strategy, excerpt: "strategy:")
      if strategy["blueGreen"] != nil {
        return .found("\(rollout.path) switches from one full set to the next", [place])
      }
      if weights.count >= 2 {
        return .found("\(rollout.path) rolls out in \(weights.count) stages", [place])
      }
    }
    for canary in repository.manifests(of: "Canary")
    where canary.apiVersion.contains("flagger") && !canary.skipsAnalysis {
      return .found("\(canary.path) has Flagger roll out in stages", [canary.place])
    }
    for group in repository.resources({ $0 == "aws_codedeploy_deployment_group" }) {
      let configuration = group.value(of: "deployment_config_name") ?? ""
      if configuration.contains(#/Canary|Linear/#), group.has("auto_rollback_configuration") {
        return .found("\(group.path) deploys by \(configuration), and turns back", [group.place])
      }
    }
    for preference in DeploymentPreference.all(in: repository)
    where preference.type.contains(#/^(Canary|Linear)/#) && preference.hasAlarms {
      return .found(
        "\(preference.place.path) deploys by \(preference.type), and turns back", [preference.place]
      )
    }
    let even = repository.manifests(of: "Deployment").first { deployment in
      deployment.tree.at("spec", "strategy", "rollingUpdate", "maxUnavailable")?.text == "0"
    }
    return .notFound(
      even.map { "\($0.path) replaces instances one by one; stages to halt at were not found" }
        ?? "no roll-out in stages was found", even.map { [$0.place] } ?? [])
  }
}

/// Load tests with limits, as files and as continuous integration runs them.
enum LoadTests {
  /// The script with its limits, and the step that runs it.
  static func find(
    in repository: Repository
  ) -> (script: Place, hasLimits: Bool, step: Workflow.Step?)? {
    let scripts = repository.tracked { file in
      ["js", "ts"].contains(file.suffix) && !file.isExample
    }.compactMap { file -> (Place, Bool)? in
      guard
        let place = repository.place(
          in: file.path, where: { $0.contains(#/from ['"]k6(\/|['"])/#) })
      else { return nil }
      let text = (repository.text(of: file.path) ?? "")
        .replacing(#/(^|\s)\/\/[^\n]*|\/\*(?s:.*?)\*\//#, with: "")
      return (place, text.contains("thresholds") && text.contains("http_req_duration"))
    }
    let locust = repository.python.filter { !$0.file.isExample }.compactMap {
      module -> (Place, Bool)? in
      module.place(importing: ["locust"]).map { ($0, module.place(of: "process_exit_code") != nil) }
    }
    guard let script = (scripts + locust).first(where: \.1) ?? (scripts + locust).first else {
      return nil
    }
    let step = repository.step(
      calling: ["k6 run", "locust", "docker run grafana/k6 run"],
      using: ["grafana/k6-action", "grafana/run-k6-action"])
    let isKept = step.map { !$0.text.contains("--no-thresholds") } ?? false
    return (script.0, script.1, isKept ? step : nil)
  }
}

/// Load tests show that the service meets its objective.
struct LoadTestDetector: Detector {
  let control: Control.ID = "deploy.load-tested"
  let home: Home? = .service
  static let leads = [
    Lead(stems: [
      "locust", "k6 ", "jmeter", "wrk ", "vegeta", "gatling", "artillery", "stress", "load_test",
      "loadtest", "latency", "throughput", "benchmark", "apachebench", "requests_per_second",
      "load_generat",
    ])
  ]
  let looksFor =
    "a k6 script with thresholds on http_req_duration, which no option leaves out, or a locust file that sets "
    + "process_exit_code, and a workflow that runs it; words that lead to one: "
    + Self.leads.map(\.words).joined(separator: "; ")

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard let (script, hasLimits, step) = LoadTests.find(in: repository) else {
      // Where a system that is not read here deploys, it may test, too.
      let others = repository.otherAutomation.map { [Place(path: $0.path, line: 1)] } ?? []
      return .notFound(
        "no load test was found", repository.mentions.places(of: Self.leads) + others)
    }
    guard hasLimits else {
      return .notFound("\(script.path) is a load test without limits", [script])
    }
    guard let step else {
      return .notFound("\(script.path) has limits; no workflow runs it", [script])
    }
    return .found("\(step.place.path) runs \(script.path) with its limits", [script, step.place])
  }
}

/// The service scales with its load, and survives the loss of an instance.
struct ScalingDetector: Detector {
  let control: Control.ID = "infra.scalable"
  let home: Home? = .outside
  let looksFor =
    "an autoscaler with at least two instances (HorizontalPodAutoscaler, KEDA, KServe, AWS), a "
    + "readiness probe, and a load test with limits that a workflow runs"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard let scaler = scalers(in: repository).first else {
      return .notFound("no autoscaler with at least two instances was found")
    }
    let probe = repository.manifests.lazy.flatMap { manifest in
      manifest.containers.compactMap { container in
        container["readinessProbe"].map { manifest.place(of: $0, excerpt: "readinessProbe:") }
      }
    }.first
    let test = LoadTests.find(in: repository)
    guard let probe, let test, test.hasLimits, let step = test.step else {
      let lacks = probe == nil ? "no readiness probe" : "no load test with limits that is run"
      return .notFound("\(scaler.path) scales the service; \(lacks) was found", [scaler])
    }
    return .found(
      "\(scaler.path) keeps at least two instances, which tell when they are ready, and "
        + "\(step.place.path) tests them under load", [scaler, probe, test.script, step.place])
  }

  private func scalers(in repository: Repository) -> [Place] {
    let objects = repository.manifests.compactMap { manifest -> Place? in
      let least: Tree? =
        switch manifest.kind {
        case "HorizontalPodAutoscaler": manifest.tree.at("spec", "minReplicas")
        case "ScaledObject": manifest.tree.at("spec", "minReplicaCount")
        case "InferenceService": manifest.tree.at("spec", "predictor", "minReplicas")
        default: nil
        }
      guard let least, (least.text.flatMap { Int($0) } ?? 0) >= 2 else { return nil }
      return manifest.place(of: least, excerpt: manifest.kind)
    }
    let targets = repository.resources { $0 == "aws_appautoscaling_target" }.filter {
      ($0.value(of: "min_capacity").flatMap { Int($0) } ?? 0) >= 2
    }
    return objects + targets.map(\.place)
  }
}

internal import Documents
internal import Readiness

/// A failure of the resources that the system runs on alerts somebody.
struct HealthAlertDetector: Detector {
  let control: Control.ID = "infra.health-alerts"
  let home: Home? = .outside
  let looksFor =
    "alert rules (Prometheus, or Terraform of AWS, Google or Azure) on availability and on "
    + "memory, processor or disk, and a receiver that is told of them"

  private static let down = [
    "up ==", "up==", "up{", "absent(up", "probe_success", "replicas_unavailable", "kube_pod_",
    "restarts_total", "unhealthyhostcount", "statuscheckfailed", "healthyhostcount", "uptime",
  ]
  private static let full = [
    "memory", "cpu", "filesystem", "disk", "gpu_util",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let alerts = Alerts(repository)
    guard let down = alerts.routed(Self.down), let full = alerts.routed(Self.full) else {
      let leads = alerts.lead(Self.down + Self.full)
      return .notFound(
        leads.isEmpty
          ? "no alert rules on the health of resources were found"
          : "alert rules were found, and not all of: availability, use, and somebody who is told",
        leads)
    }
    return .found(
      "\(down[0].path) raises alerts on availability and use of resources, and somebody is told",
      down + full)
  }
}

/// An alert reaches somebody when the quality of answers falls.
struct QualityAlertDetector: Detector {
  let control: Control.ID = "monitor.logging-alerting"
  let home: Home? = .outside
  let looksFor =
    "an alert rule on a model's quality (accuracy, F1, AUC, RMSE, MAE, calibration, quality), a "
    + "receiver that is told of it, and logging in a module that serves"

  private static let quality = [
    "accuracy", "f1_", "_f1", "_auc", "auc_", "rmse", "_mae", "mae_", "mape", "calibration",
    "model_quality", "prediction_quality", "modelquality", "predictionquality", "logloss",
    "log_loss",
    "brier", "precision_score", "recall_score",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let alerts = Alerts(repository)
    guard let routed = alerts.routed(Self.quality) else {
      let leads = alerts.lead(Self.quality)
      return .notFound(
        leads.isEmpty
          ? "no alert rule on the quality of answers was found"
          : "an alert rule on quality was found, and nobody who is told of it", leads)
    }
    let logging = StepModules(repository).modules(of: .prediction).lazy.compactMap {
      $0.place(importing: ["logging", "structlog", "loguru"])
    }.first
    guard let logging else {
      return .notFound(
        "\(routed[0].path) alerts on quality; no logging was found in a module that serves", routed)
    }
    return .found(
      "\(routed[0].path) alerts on quality, and \(logging.path) logs", routed + [logging])
  }
}

/// The age of the model in service is watched.
struct StalenessAlertDetector: Detector {
  let control: Control.ID = "monitor.staleness"
  let home: Home? = .outside
  let looksFor =
    "an alert rule on the age of a model or of its last training, and a receiver that is told of it"

  private static let age = [
    "model_age", "modelage", "model_stale", "modelstale", "stalemodel", "model_last_train",
    "model_trained", "last_retrain", "retraining_missed", "retrainingmissed", "model_timestamp",
    "modeltooold", "model_too_old", "last_training",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let alerts = Alerts(repository)
    if let routed = alerts.routed(Self.age) {
      return .found("\(routed[0].path) raises an alert on the model's age", routed)
    }
    let leads = alerts.lead(Self.age)
    return .notFound(
      leads.isEmpty
        ? "no alert rule on the age of a model was found"
        : "an alert rule on the model's age was found, and nobody who is told of it", leads)
  }
}

/// Requests, response times, codes and health of the service are watched.
struct APIMonitorDetector: Detector {
  let control: Control.ID = "monitor.api"
  let looksFor =
    "alert rules on response time and on codes, a receiver that is told of them, a liveness or "
    + "readiness probe, and a KServe logger or a middleware that logs requests"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let alerts = Alerts(repository)
    let (slow, codes) = (
      ["duration", "latency", "response_time", "responsetime"],
      ["5..", "5xx", "status", "code=", "error_rate", "errorrate"]
    )
    guard let times = alerts.routed(slow), let errors = alerts.routed(codes) else {
      let leads = alerts.lead(slow + codes)
      return .notFound(
        leads.isEmpty
          ? "no alert rules on response times and codes were found"
          : "not all of these were found: alert rules on times, on codes, and somebody who is told",
        leads)
    }
    let probe = repository.manifests.lazy.flatMap { manifest in
      manifest.containers.compactMap { container in
        (container["livenessProbe"] ?? container["readinessProbe"]).map {
          manifest.place(of: $0, excerpt: "probe")
        }
      }
    }.first
    let logger = RequestLog.place(in: repository)
    guard let probe, let logger else {
      return .notFound(
        "\(times[0].path) alerts on times and codes; "
          + (probe == nil ? "no probe of health" : "nothing that logs requests") + " was found",
        times + errors)
    }
    return .found(
      "\(times[0].path) alerts on times and codes, \(probe.path) probes health, and \(logger.path) "
        + "logs requests", times + errors + [probe, logger])
  }
}

/// What keeps requests and responses.
enum RequestLog {
  /// A logger of KServe that keeps both, or a middleware of a service that writes to a log.
  static func place(in repository: Repository) -> Place? {
    let kept = repository.manifests(of: "InferenceService").lazy.compactMap { service in
      service.tree.everything.first { $0["mode"]?.text == "all" && $0["url"] != nil }.map {
        service.place(of: $0, excerpt: "logger: {mode: all}")
      }
    }.first
    return kept
      ?? StepModules(repository).modules(of: .prediction).lazy.compactMap { module in
        module.place(importing: ["logging", "structlog", "loguru"])
          .flatMap { _ in module.place(of: "middleware", "add_middleware") }
      }.first
  }
}

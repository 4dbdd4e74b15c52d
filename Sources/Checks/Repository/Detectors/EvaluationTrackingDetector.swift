internal import Documents
internal import Readiness

/// Metrics of every model version are kept and compared.
struct EvaluationTrackingDetector: Detector {
  let control: Control.ID = "model.eval-tracked"
  let home: Home? = .records
  let looksFor =
    "metrics that dvc.yaml names, runs that dvc.lock records, and a workflow step that compares them "
    + "with those before (dvc metrics diff, dvc exp diff) and shows the result; or Python code that "
    + "something runs, which logs metrics and the data version to MLflow, reads the version that is "
    + "in service (by alias or stage) and compares the two"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let metrics = repository.dvc.metrics
    let diff = repository.step(calling: ["dvc metrics diff", "dvc exp diff"])
    let record = repository.dvc.records.first(where: \.isOutput)
    if let metric = metrics.first, let diff, let record {
      return .found(
        "\(metric.path) keeps metrics with code and data, and \(diff.place.path) compares them with "
          + "those before", [metric, diff.place, record.place])
    }
    let modules = repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample && $0.place(importing: ["mlflow"]) != nil
    }
    let logging = modules.filter { $0.place(callingAny: ["log_metric", "log_metrics"]) != nil }
    for module in logging {
      guard let run = repository.execution.place(of: module),
        let log = module.place(callingAny: ["log_metric", "log_metrics"]),
        let data = module.place(callingAny: ["log_input"]) ?? module.place(of: "data_version"),
        let before = module.place(callingAny: ["get_model_version_by_alias", "get_latest_versions"]
        ),
        module.place(callingAny: ["get_run", "get_metric_history", "search_runs"]) != nil
      else { continue }
      return .found(
        "\(module.file.path) logs metrics with the data version and compares them with those of the "
          + "version in service", [log, data, before, run])
    }
    let leads =
      metrics + logging.compactMap { $0.place(callingAny: ["log_metric", "log_metrics"]) }
      + kept(in: repository)
    return .notFound(
      leads.isEmpty
        ? "no record of evaluation metrics was found"
        : "\(leads[0].path) keeps metrics; nothing was found that compares them with those before",
      leads)
  }

  /// Tracked files that hold figures of quality, by their folder and their keys.
  private func kept(in repository: Repository) -> [Place] {
    let folders = ["eval", "metric", "result", "experiment", "report", "score"]
    let files = repository.tracked { file in
      ["json", "csv"].contains(file.suffix) && !file.isTest && !file.isExample
        && (file.folders + [file.name]).contains { folder in
          folders.contains(where: folder.lowercased().hasPrefix)
        }
    }
    return files.prefix(50).lazy.compactMap { file -> Place? in
      guard let text = repository.passingText(of: file.path) else { return nil }
      let head = text.prefix(20_000).lowercased()
      return head.contains(
        #/\b\w*(score|accuracy|precision|recall|f1|rmse|mae|mse|auc|r2|loss)\w*["']?\s*[:,]/#)
        ? Place(path: file.path, line: 1) : nil
    }.prefix(3).map(\.self)
  }
}

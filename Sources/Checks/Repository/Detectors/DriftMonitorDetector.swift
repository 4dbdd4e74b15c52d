internal import Documents
internal import Readiness

/// Distributions of features are compared again and again.
struct DriftMonitorDetector: Detector {
  let control: Control.ID = "data.drift-monitored"
  let home: Home? = .outside
  let looksFor =
    "a scheduled workflow, CronJob or orchestrator's job that runs a Python module, itself or by way of "
    + "imports, that computes drift with Evidently, NannyML, Alibi Detect, Deepchecks, Frouros or "
    + "TensorFlow Data Validation, and that fails or sends something where a condition on the result holds"

  private static let packages = [
    "evidently", "nannyml", "alibi_detect", "deepchecks", "frouros", "tensorflow_data_validation",
    "whylogs", "eurybia",
  ]
  private static let computing: Set<String> = [
    "DataDriftPreset", "DatasetDriftMetric", "DataDriftTable", "ColumnDriftMetric", "ValueDrift",
    "DriftedColumnsCount", "DataDriftTestPreset", "TestNumberOfDriftedColumns",
    "UnivariateDriftCalculator", "DataReconstructionDriftCalculator", "DomainClassifierCalculator",
    "KSDrift", "MMDDrift", "TabularDrift", "ChiSquareDrift", "LSDDDrift", "CVMDrift",
    "ClassifierDrift", "FeatureDrift", "MultivariateDrift", "KSTest", "PSI", "validate_statistics",
    "SmartDrift", "calculate_drift_scores",
  ]
  private static let results = ["drift", "alert", "p_val", "psi", "distance", "anomal", "failed"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = repository.python.filter { !$0.isTest && !$0.file.isExample }
    let monitors = modules.compactMap { module -> (module: PythonModule, place: Place)? in
      guard module.place(importing: Self.packages) != nil,
        let place = module.place(ofAny: Self.computing)
      else { return nil }
      return (module, place)
    }
    let imports = modules.compactMap { $0.place(importing: Self.packages) }
    guard !monitors.isEmpty else {
      let schedules = sageMaker(in: repository)
      if let first = schedules.first {
        return .notFound(
          "\(first.path) monitors the data of an endpoint; that a change of any feature raises an alarm "
            + "is not shown", schedules)
      }
      let own = modules.compactMap { module in
        module.isNotebook ? nil : module.place(definingAny: ["drift"])
      }
      if imports.isEmpty, let first = own.first {
        return .notFound(
          "\(first.path) has code of its own for drift; what it computes is not looked at", own)
      }
      return .notFound(
        imports.isEmpty
          ? "nothing that computes drift was found"
          : "\(imports[0].path) imports a package for drift, and nothing shows that it computes any",
        imports)
    }
    let scheduled = monitors.compactMap { monitor in
      repository.execution.schedule(of: monitor.module).map { (monitor, $0) }
    }
    guard !scheduled.isEmpty else {
      return .missing(
        "\(monitors[0].place.path) computes drift, and nothing shows that it runs on a schedule",
        monitors.map(\.place))
    }
    for (monitor, schedule) in scheduled {
      let places = [schedule, monitor.place]
      let act = repository.gate(in: monitor.module, orTells: true) { condition in
        Self.results.contains(where: condition.contains)
      }
      if let act {
        return .found(
          "\(schedule.path) runs \(monitor.place.path) on a schedule, which computes drift and acts "
            + "on it", places + [act])
      }
    }
    return .notFound(
      "\(scheduled[0].1.path) runs \(scheduled[0].0.place.path) on a schedule; nothing shows that it "
        + "fails or alerts", scheduled.flatMap { [$0.1, $0.0.place] })
  }

  /// A schedule of SageMaker's Model Monitor: which features its alarms read is set elsewhere.
  private func sageMaker(in repository: Repository) -> [Place] {
    repository.cloud.filter { resource in
      resource.type == "AWS::SageMaker::MonitoringSchedule"
        || resource.type == "AWS::CloudWatch::Alarm"
          && resource.properties?["Namespace"]?.text?.lowercased()
            .contains("sagemaker/endpoints/data") ?? false
    }.map(\.place) + repository.resources { $0 == "aws_sagemaker_monitoring_schedule" }.map(\.place)
  }
}

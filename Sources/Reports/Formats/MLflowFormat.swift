package import Documents
package import Readiness

/// Runs and model versions of MLflow, by its REST interface or its command.
package enum MLflowFormat: ReportFormat {
  package static let name = "mlflow"
  package static let reads = "a run or a registered version of MLflow as JSON"
  package static let shows: [Control.ID] = ["model.eval-tracked", "trace.code"]
  package static let rule = """
    A finished run answers trace.code: a pass if it names the commit of its code, else it is not \
    reported. Its metrics are figures; once limits are set, model.eval-tracked is a pass if they are \
    kept. A version of the registry shows no control by itself; for one that is named, its tag \
    validation_status counts: approved is a pass, rejected a fail, pending inconclusive. A run that \
    has not finished, or failed, is refused.
    """
  package static let example = "mlflow run.json --component delay-model --at-most mae=15"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    let run = tree["run"] ?? tree
    if let info = run["info"], info["run_id"] != nil, run["data"] != nil || tree["run"] != nil {
      return try readRun(run, info, request, in: file)
    }
    if let version = tree["model_version"] { return try readVersion(version, in: file) }
    if let model = tree["registered_model"] {
      let versions = model["latest_versions"]?.list ?? []
      guard versions.count == 1, let version = versions.first else {
        throw file.fault(
          "the registered model has \(versions.count) versions here",
          fix: "import one: GET model-versions/get")
      }
      return try readVersion(version, in: file)
    }
    if tree["runs"]?.list != nil || tree["model_versions"]?.list != nil {
      throw file.fault(
        "this is the result of a search, and a run or a version is read",
        fix: "import one: GET runs/get, GET model-versions/get, or 'mlflow runs describe'")
    }
    throw file.notOf("a run or a model version of MLflow")
  }

  // MARK: - Runs

  private static func readRun(
    _ run: Tree, _ info: Tree, _ request: ReportRequest, in file: ReportFile
  ) throws(Diagnostics) -> Reported {
    let status = info["status"]?.text ?? "unknown"
    guard status == "FINISHED" else {
      throw file.fault(
        "the run has not finished: its status is \(status.shortened(to: 40))",
        at: info["status"]?.position ?? info.position)
    }
    guard info["lifecycle_stage"]?.text != "deleted" else {
      throw file.fault("the run was deleted", at: info.position)
    }
    let name = info["run_name"]?.text ?? info["run_id"]?.text ?? ""
    var report = Reported()
    report.tool = "MLflow"
    report.made = try time(info["end_time"], in: file)
    report.byLimits = ["model.eval-tracked"]
    for (key, value) in values(of: run["data"]?["metrics"]) { report.add(key, value, in: file) }
    let tags = values(of: run["data"]?["tags"])
    let commit = tags.first { $0.key == "mlflow.source.git.commit" }?.value.text
    let isCommit = commit.map { text in
      [40, 64].contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
    report.answers = [
      ReportAnswer(
        "trace.code",
        isCommit == true
          ? .init(
            .pass, "the run \(name.shortened(to: 60)) names its commit, \(commit?.prefix(12) ?? "")"
          )
          : .init(.notReported, "the run \(name.shortened(to: 60)) names no commit of its code"))
    ]
    return report
  }

  /// Keys and values, which the REST interface lists and the command nests.
  private static func values(of tree: Tree?) -> [(key: String, value: Tree)] {
    guard let tree else { return [] }
    if let list = tree.list {
      return list.compactMap { entry in
        guard let key = entry["key"]?.text, let value = entry["value"] else { return nil }
        return (key, value)
      }
    }
    return tree.pairs.map { ($0.key, $0.value) }
  }

  private static func time(_ tree: Tree?, in file: ReportFile) throws(Diagnostics) -> ReportTime {
    guard let number = tree?.text.flatMap({ ReportFile.number($0) }),
      let time = ReportTime(sinceEpoch: number)
    else {
      throw file.fault("it does not say when it ended", at: tree?.position ?? .start)
    }
    return time
  }

  // MARK: - Registry

  private static func readVersion(
    _ version: Tree, in file: ReportFile
  ) throws(Diagnostics) -> Reported {
    let name = "\(version["name"]?.text ?? "the model") \(version["version"]?.text ?? "")"
      .shortened(to: 80)
    let state = version["status"]?.text ?? "unknown"
    guard state == "READY" else {
      throw file.fault(
        "version \(name) is not ready: its status is \(state.shortened(to: 40))",
        at: version["status"]?.position ?? version.position)
    }
    var report = Reported()
    report.tool = "MLflow"
    report.made = try time(version["last_updated_timestamp"], in: file)
    let tag = values(of: version["tags"]).first { $0.key == "validation_status" }?.value.text
    let statuses: [String: Status] = [
      "approved": .pass, "rejected": .fail, "pending": .inconclusive,
    ]
    if let tag {
      guard let status = statuses[tag.lowercased()] else {
        throw file.fault(
          "the validation_status of \(name) is '\(tag.shortened(to: 40))'; approved, rejected and "
            + "pending are read")
      }
      report.whole = .init(status, "\(name) has the validation_status \(tag)")
    }
    return report
  }
}

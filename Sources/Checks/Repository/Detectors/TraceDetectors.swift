internal import Documents
internal import Readiness

/// A run or deployment leads to the version of its data.
struct DataTraceDetector: Detector {
  let control: Control.ID = "trace.data"
  let home: Home? = .records
  let looksFor =
    "a data file or folder with its digest among the dependencies of a stage in dvc.lock, where "
    + "nothing is deployed, or out of DVC, or in an image tagged with the commit; a pointer of "
    + "DVC to data (.dvc) with a workflow that pulls them and then trains; or training code that "
    + "something runs and that takes its data as an artifact of W&B"

  private static let suffixes = [
    "csv", "tsv", "parquet", "json", "jsonl", "arrow", "feather", "orc", "avro", "npz", "npy",
    "h5", "hdf5", "gz", "zst", "zip", "xml", "txt", "tfrecord",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let data = repository.dvc.records.filter { record in
      !record.isOutput
        && (record.digest.hasSuffix(".dir")
          || Self.suffixes.contains { record.path.hasSuffix("." + $0) })
    }
    if let first = data.first {
      if let deployed = repository.looseDeployment {
        return .loose(data.map(\.place), from: deployed)
      }
      return .found(
        "\(first.place.path) ties \(data.count.of("data dependency", "data dependencies")) to "
          + "digests, first \(first.path)", data.map(\.place))
    }
    let pointers = repository.pointers.filter { !$0.target.isModelFile }
    let loose = repository.looseDeployment
    if loose == nil, let pointer = pointers.first,
      let pull = repository.pull(before: \.saysTraining)
    {
      return .found(
        "\(pull.path) pulls the data that \(pointer.place.path) names by digest, and trains",
        [pull] + pointers.map(\.place))
    }
    if loose == nil, let place = repository.artifactUse(["use_artifact"]) {
      return .found("\(place.path) takes its data as a versioned artifact of W&B", [place])
    }
    // Data that lie in git bear the commit's name.
    let kept = repository.tracked { $0.isData && !$0.isTest && !$0.isExample }
      .map { Place(path: $0.path, line: 1) }
    let leads =
      pointers.map(\.place) + repository.calls(of: ["log_input", "load_as_version"])
      + repository.namedData
    if leads.isEmpty, !kept.isEmpty {
      return .notFound("data lie in git; no record was found that names them for a run", kept)
    }
    return .notFound(
      leads.isEmpty
        ? "no record was found that names the data of a training run"
        : "\(leads[0].path) names data by their version; no record of a run was found that leads there",
      leads)
  }
}

extension Repository.File {
  /// Whether it holds rows of data, by its suffix.
  fileprivate var isData: Bool {
    ["csv", "tsv", "parquet", "jsonl", "arrow", "feather", "npz", "npy", "h5", "hdf5", "xlsx"]
      .contains(suffix.lowercased()) || suffix == "gz" && name.contains(".csv")
  }
}

/// A run or deployment leads to its artefacts and their checksums.
struct ArtefactTraceDetector: Detector {
  let control: Control.ID = "trace.artifacts"
  let looksFor =
    "an output of a stage in dvc.lock, with its digest, that is a model by its suffix or its stage, "
    + "where nothing is deployed, or out of DVC, or in an image tagged with the commit; a "
    + "pointer of DVC to a model (.dvc) with a workflow or image that pulls it; or training code that "
    + "something runs and that logs its model as an artifact of W&B"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let training = Set(repository.dvc.ofTraining.map(\.stage))
    let outputs = repository.dvc.records.filter(\.isOutput)
    let models = outputs.filter { $0.path.isModelFile || training.contains($0.stage) }
    if let first = models.first {
      if let deployed = repository.looseDeployment ?? repository.fixedImage {
        return .loose(models.map(\.place), from: deployed)
      }
      return .found(
        "\(first.place.path) ties \(models.count.of("output")) of training to digests, first \(first.path)",
        models.map(\.place))
    }
    let pointers = repository.pointers.filter(\.target.isModelFile)
    let loose = repository.looseDeployment
    if loose == nil, let pointer = pointers.first, let pull = repository.pull(before: { _ in true })
    {
      return .found(
        "\(pull.path) pulls the model that \(pointer.place.path) names by digest",
        [pull] + pointers.map(\.place))
    }
    if loose == nil,
      let place = repository.artifactUse(["log_artifact", "log_model", "link_artifact"])
    {
      return .found("\(place.path) logs its model as a versioned artifact of W&B", [place])
    }
    let cards = repository.tracked { $0.name == "MLmodel" && !$0.isExample }.compactMap { file in
      repository.place(in: file.path) { $0.hasPrefix("run_id:") }
    }
    let leads =
      outputs.map(\.place) + pointers.map(\.place) + cards
      + repository.calls(of: ["register_model", "log_model"])
    return .notFound(
      leads.isEmpty
        ? "no record was found that names the artefacts of a training run"
        : "\(leads[0].path) names artefacts; no digest of a model was found", leads)
  }
}

extension Sighting {
  /// Runs are on record, and nothing leads from what is deployed to one of them.
  static func loose(_ records: [Place], from deployed: Place) -> Sighting {
    .notFound(
      "\(records.first?.path ?? "") ties runs to digests; which run \(deployed.path) deploys is not "
        + "shown", records + [deployed])
  }
}

extension Repository {
  /// Pointers of DVC to files that git does not keep.
  fileprivate var pointers: [(target: String, place: Place)] {
    tracked { $0.suffix == "dvc" && !$0.isExample }.flatMap {
      file -> [(target: String, place: Place)] in
      (tree(of: file.path)?["outs"]?.elements ?? []).compactMap { entry in
        guard let target = entry["path"]?.text,
          (entry["md5"] ?? entry["hash"])?.text?.isDigest == true
        else { return nil }
        return (target, entry.place(in: file.path, excerpt: target))
      }
    }
  }

  /// Where a workflow or image pulls with DVC, and runs something after that.
  fileprivate func pull(before fits: (String) -> Bool) -> Place? {
    let pulls = runs.filter { run in
      run.commands.contains { !$0.isForgiven && $0.isCall(of: "dvc pull") }
    }
    return pulls.first { pull in
      runs.contains { later in
        areInOrder([pull.place, later.place], inOneJob: true)
          && later.targets.contains { $0.contains(#/[.\/]/#) && fits($0) }
      }
    }?.place
  }

  /// Where training code that something runs calls a method of W&B.
  fileprivate func artifactUse(_ names: [String]) -> Place? {
    python.lazy.filter { module in
      !module.isTest && !module.isNotebook && !module.file.isExample
        && module.place(importing: ["wandb"]) != nil
        && module.dotted.contains(where: \.saysTraining)
        && self.execution.place(of: module) != nil
    }.compactMap { $0.place(callingAny: names) }.first
  }

  /// Where code names the data of a run among what it logs, or gives them a version of their own.
  fileprivate var namedData: [Place] {
    let versions = [
      "dataset_version", "data_version", "dataset_hash", "data_hash", "dataset_snapshot",
      "data_snapshot", "snapshot_id", "dataset_id", "data_fingerprint",
    ]
    let logging = [
      "log_param", "log_params", "set_tag", "set_tags", "log_table", "log_dict", "log_artifact",
      "log_artifacts",
    ]
    return python.filter { !$0.isTest && !$0.isNotebook && !$0.file.isExample }.compactMap {
      module in
      if let place = module.place(ofAny: versions) { return place }
      guard module.place(callingAny: logging) != nil else { return nil }
      return place(in: module.file.path) { line in
        line.contains("data") && line.contains(#/["'](\w*_)?data(set)?(_\w+)?["']\s*[:,\]]/#)
      }
    }
  }

  fileprivate func calls(of names: [String]) -> [Place] {
    python.compactMap { module in
      module.isTest || module.isNotebook || module.file.isExample
        ? nil : module.place(callingAny: names)
    }
  }
}

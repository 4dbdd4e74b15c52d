internal import Digests
internal import Documents
internal import Readiness

/// A run or deployment leads to its software environment.
struct EnvironmentTraceDetector: Detector {
  let control: Control.ID = "trace.env"
  let home: Home? = .records
  let looksFor =
    "a lock file among the dependencies of every training stage in dvc.lock, with the digest that it "
    + "has, where nothing is deployed, or out of DVC, or in an image tagged with the commit; odd "
    + "where the file changed since. Or Kubernetes workloads for training and for serving whose "
    + "images are all named by digest"

  private static let locks: Set<String> = [
    "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock",
    "flake.lock",
    "renv.lock", "pylock.toml", "requirements.lock",
  ]
  private static let training: Set<String> = [
    "Job", "CronJob", "PyTorchJob", "TFJob", "RayJob", "Workflow", "CronWorkflow",
  ]
  private static let serving: Set<String> = [
    "Deployment", "StatefulSet", "InferenceService", "Rollout", "SeldonDeployment", "RayService",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let records = repository.dvc.ofTraining
    let locks = records.filter { record in
      !record.isOutput
        && Self.locks.contains(record.path.split(separator: "/").last.map(String.init) ?? "")
    }
    let stages = Set(records.map(\.stage))
    if let first = locks.first, stages.isSubset(of: locks.map(\.stage)) {
      if let loose = repository.looseDeployment { return .loose(locks.map(\.place), from: loose) }
      let what =
        "\(first.place.path) ties \(stages.count.of("training stage")) to the digest of \(first.path)"
      let changed = locks.first { record in
        repository.text(of: record.path).map { MD5.hex(of: $0) != record.digest } ?? true
      }
      return changed == nil
        ? .found(what, locks.map(\.place))
        : .odd("\(what), which changed since the run", locks.map(\.place))
    }
    let images = repository.manifests.filter {
      Self.training.contains($0.kind) || Self.serving.contains($0.kind)
    }.flatMap { manifest in
      manifest.tree.everything.compactMap { $0["image"] }.compactMap { image in
        image.text.map {
          (manifest: manifest, image: $0, place: manifest.place(of: image, excerpt: image.text))
        }
      }
    }
    let loose = images.filter { !$0.image.contains("@sha256:") }
    let kinds = Set(images.map(\.manifest.kind))
    if loose.isEmpty, !kinds.isDisjoint(with: Self.training), !kinds.isDisjoint(with: Self.serving)
    {
      return .found(
        "all \(images.count) images of training and serving are named by digest",
        images.map(\.place))
    }
    let pinned = images.filter { $0.image.contains("@sha256:") }.map(\.place)
    let cards = repository.tracked { $0.name == "MLmodel" && !$0.isExample }.map {
      Place(path: $0.path)
    }
    let logged = repository.python.compactMap { module in
      module.isTest || module.isNotebook || module.file.isExample
        ? nil : module.place(callingAny: ["log_model"])
    }
    let leads =
      pinned + locks.map(\.place) + cards + CodeTraceDetector.commitPlaces(in: repository) + logged
    return .notFound(
      leads.isEmpty
        ? "no record was found that names the environment of a training run or deployment"
        : "\(leads[0].path) names an environment; that every run and deployment has one by digest is "
          + "not shown", leads)
  }
}

internal import Documents
internal import Readiness

/// The stages of a DVC pipeline as they were last run.
private enum DVCLock {
  struct Entry {
    let path: String
    let digest: String
    let place: Place
  }

  /// Dependencies or outputs of every stage of a `dvc.lock`, with their digests.
  static func entries(_ key: String, in repository: Repository) -> [Entry] {
    repository.tracked { $0.name == "dvc.lock" }.flatMap { file in
      let stages = repository.tree(of: file.path)?["stages"]?.pairs ?? []
      return stages.flatMap { $0.value[key]?.elements ?? [] }.compactMap { entry -> Entry? in
        guard let path = entry["path"]?.text,
          let digest = (entry["md5"] ?? entry["hash"])?.text
        else { return nil }
        return Entry(
          path: path, digest: digest,
          place: Place(path: file.path, line: entry.position.line, excerpt: path))
      }
    }
  }
}

extension DVCLock {
  /// A module that serves, where no workflow builds images tagged with the commit, by which a
  /// deployment would lead to the lock file.
  static func untiedService(in repository: Repository) -> Place? {
    let service = repository.python.lazy.filter { !$0.isTest }.compactMap {
      $0.place(of: "FastAPI", "Flask", "BentoService")
    }.first
    return repository.imageTaggedWithCommit == nil ? service : nil
  }
}

extension Repository {
  /// The step that builds an image under the commit's name.
  var imageTaggedWithCommit: Workflow.Step? {
    let names = [
      "github.sha", "GITHUB_SHA", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CIRCLE_SHA1",
      "Build.SourceVersion", "GIT_COMMIT", "git rev-parse",
    ]
    return workflows.lazy.flatMap(\.steps).first { step in
      switch step.what {
      case .command(let line):
        names.contains(where: line.contains)
          && ShellCommand.all(in: line).contains { command in
            ["docker", "podman", "buildah"].contains(command.words.first)
          }
      case .action(let name, let with):
        name.hasPrefix("docker/build-push-action")
          && names.contains { name in with?["tags"]?.text?.contains(name) == true }
      }
    }
  }
}

/// A run or deployment leads to the version of its data.
struct DataTraceDetector: Detector {
  let control: Control.ID = "trace.data"
  let looksFor = "a data file with its digest among the dependencies of a stage in dvc.lock"

  private static let suffixes = [
    "csv", "tsv", "parquet", "json", "jsonl", "arrow", "feather", "orc", "avro", "npz", "npy",
    "h5", "hdf5", "gz", "zst", "zip",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let data = DVCLock.entries("deps", in: repository).filter { entry in
      entry.digest.hasSuffix(".dir")
        || Self.suffixes.contains(where: { entry.path.hasSuffix("." + $0) })
    }
    guard let first = data.first else {
      return .notFound("no record was found that names the data of a training run")
    }
    if let untied = DVCLock.untiedService(in: repository) {
      return .notFound(
        "\(first.place.path) names the data of runs; which run \(untied.path) serves nothing tells",
        [untied] + data.map(\.place))
    }
    return .found(
      "\(first.place.path) ties \(data.count.of("data dependency", "data dependencies")) to digests, "
        + "first \(first.path)", data.map(\.place))
  }
}

/// A run or deployment leads to its artefacts and their checksums.
struct ArtefactTraceDetector: Detector {
  let control: Control.ID = "trace.artifacts"
  let looksFor = "the outputs of a stage with their digests in dvc.lock"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let outputs = DVCLock.entries("outs", in: repository)
    guard let first = outputs.first else {
      return .notFound("no record was found that names the artefacts of a training run")
    }
    if let untied = DVCLock.untiedService(in: repository) {
      return .notFound(
        "\(first.place.path) names what runs made; which of it \(untied.path) serves nothing tells",
        [untied] + outputs.map(\.place))
    }
    return .found(
      "\(first.place.path) ties \(outputs.count.of("output")) to digests, first \(first.path)",
      outputs.map(\.place))
  }
}

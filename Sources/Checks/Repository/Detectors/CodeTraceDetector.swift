internal import Digests
internal import Documents
internal import Readiness

/// A run or deployment leads to the commit of its code.
struct CodeTraceDetector: Detector {
  let control: Control.ID = "trace.code"
  let home: Home? = .records
  let looksFor =
    "code among the dependencies of every training stage in dvc.lock, with what it imports of the "
    + "repository, with digests that are those of "
    + "the files; odd where a file changed since; where something is deployed, it must be by an "
    + "image tagged with the commit or pulled with DVC, and by no tag that stays the same. Or a workflow that trains, then builds "
    + "an image tagged with the commit, which is deployed by that tag"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let records = repository.dvc.ofTraining
    let code = records.filter {
      !$0.isOutput && Repository.File(path: $0.path, isTracked: true).isCode
    }
    let stages = Set(records.map(\.stage))
    let bare = stages.subtracting(code.map(\.stage)).sorted()
    let built = repository.tagged(by: Self.builds)
    let deployed = repository.tagged(by: Self.deploys)
    if let first = code.first, bare.isEmpty {
      if let loose = repository.looseDeployment ?? repository.fixedImage, deployed == nil {
        return .loose(code.map(\.place), from: loose)
      }
      if let (path, user) = repository.unrecordedImport(of: code) {
        return .notFound(
          "\(first.place.path) names \(user), and not \(path), which that imports",
          code.map(\.place) + [Place(path: path)])
      }
      let changed = code.filter { record in
        repository.text(of: record.path).map { MD5.hex(of: $0) != record.digest } ?? true
      }
      let what =
        "\(first.place.path) ties \(stages.count.of("training stage")) to the digests of their code"
      if let other = changed.first {
        return .odd("\(what); \(other.path) changed since the run", changed.map(\.place))
      }
      return .found(what, code.map(\.place))
    }
    let trained = repository.runs.first { run in
      run.targets.contains { $0.saysTraining && $0.contains(#/[.\/]/#) }
        && built.map { repository.areInOrder([run.place, $0], inOneJob: true) } ?? false
    }
    if let built, let deployed, let trained {
      return .found(
        "\(built.path) tags images with the commit, \(deployed.path) deploys them by it, and "
          + "\(trained.place.path) trains at a commit", [built, deployed, trained.place])
    }
    if let first = code.first, let stage = bare.first {
      return .notFound("\(first.place.path) names no code of the stage \(stage)", code.map(\.place))
    }
    let hints = repository.python.compactMap { module in
      module.isTest || module.file.isExample
        ? nil : module.place(ofAny: Self.commits) ?? module.place(importing: ["mlflow"])
    }
    let leads = [built, deployed].compactMap(\.self) + hints
    return .notFound(
      leads.isEmpty
        ? "no record was found that names the commit of a training run or deployment"
        : "\(leads[0].path) names the commit; that every run and deployment has it is not shown",
      leads)
  }

  /// Where a workflow builds or deploys by the commit, or code of its own records it.
  static func commitPlaces(in repository: Repository) -> [Place] {
    [repository.tagged(by: builds), repository.tagged(by: deploys)].compactMap(\.self)
      + repository.python.compactMap { module in
        module.isTest || module.isNotebook || module.file.isExample
          ? nil : module.place(ofAny: commits)
      }
  }

  private static let commits: Set<String> = [
    "GITHUB_SHA", "git_commit", "git_sha", "commit_hash", "CI_COMMIT_SHA", "hexsha", "git_hash",
  ]
  private static let builds = [
    "docker build", "docker buildx", "docker tag", "podman build", "buildah", "gcloud builds",
    "az acr",
  ]
  private static let deploys = [
    "kubectl set", "helm upgrade", "helm install", "gcloud run", "aws ecs", "az containerapp",
    "kustomize edit", "docker service", "az webapp",
  ]
}

extension Repository {
  /// Code of the repository that recorded code imports, and that is recorded nowhere itself.
  fileprivate func unrecordedImport(
    of records: [DVCPipeline.Record]
  ) -> (path: String, user: String)? {
    let paths = Set(dvc.ofTraining.filter { !$0.isOutput }.map(\.path))
    func isRecorded(_ file: File) -> Bool {
      paths.contains(file.path)
        || file.folders.indices.contains {
          paths.contains(file.folders[...$0].joined(separator: "/"))
        }
    }
    for record in records {
      guard let start = graph.index(of: record.path) else { continue }
      let missing = graph.reached(from: [start]).sorted().first { index in
        let module = graph.modules[index]
        return !module.isTest && !isRecorded(module.file)
          && !(module.name == "__init__" && module.functions.isEmpty)
      }
      if let missing { return (graph.modules[missing].file.path, record.path) }
    }
    return nil
  }

  /// Where a workflow builds images under a tag that does not change.
  var fixedImage: Place? {
    guard imageTaggedWithCommit == nil else { return nil }
    return workflows.lazy.flatMap(\.steps).first { step in
      guard case .command(let line) = step.what else {
        guard case .action(let name, let inputs) = step.what else { return false }
        return name.hasPrefix("docker/build-push-action")
          && inputs?["tags"]?.text?.contains(#/:(v?[\d.]+|latest|[a-z]+)\s*$/#) == true
      }
      return step.commands.contains {
        $0.isCall(of: "docker build") || $0.isCall(of: "docker push")
      }
        && line.contains(#/\s(-t|--tag|push)[ =][\w.\-\/:]*:(v?[\d.]+|latest|[a-z]+)(\s|$)/#)
    }?.place
  }

  /// Where a workflow runs one of some commands with the commit in an image's tag.
  fileprivate func tagged(by commands: [String]) -> Place? {
    let commit =
      #/:\s*"?\$[{(]*\s*(github\.sha|GITHUB_SHA|CI_COMMIT_SHA|CI_COMMIT_SHORT_SHA|GIT_COMMIT|CIRCLE_SHA1|Build\.SourceVersion|COMMIT_SHA|git rev-parse)|tag="?\$[{(]*\s*(github\.sha|GITHUB_SHA|CI_COMMIT_SHA|GIT_COMMIT|CIRCLE_SHA1|Build\.SourceVersion)/#
    for step in workflows.flatMap(\.steps) {
      switch step.what {
      case .command(let line):
        let isCall = step.commands.contains { command in
          !command.isForgiven && commands.contains(where: command.isCall)
        }
        if isCall, line.contains(commit) { return step.place }
      case .action(let name, let inputs):
        let isBuild =
          commands.contains("docker build") && name.hasPrefix("docker/build-push-action")
        if isBuild, inputs?["push"]?.text == "true",
          inputs?["tags"]?.text?.contains(commit) ?? false
        {
          return step.place
        }
      }
    }
    return nil
  }
}

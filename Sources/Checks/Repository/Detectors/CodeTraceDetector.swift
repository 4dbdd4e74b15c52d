internal import Digests
internal import Documents
internal import Readiness

/// A run or deployment leads to the commit of its code.
struct CodeTraceDetector: Detector {
  let control: Control.ID = "trace.code"
  let home: Home? = .records
  let looksFor =
    "code among the dependencies of every training stage in dvc.lock, with digests that are those of "
    + "the files; odd where a file changed since; where something is deployed, it must be by an "
    + "image tagged with the commit or pulled with DVC. Or a workflow that trains, then builds "
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
      if let loose = repository.looseDeployment, deployed == nil {
        return .loose(code.map(\.place), from: loose)
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
    let names: Set<String> = [
      "GITHUB_SHA", "git_commit", "git_sha", "commit_hash", "CI_COMMIT_SHA", "hexsha", "git_hash",
    ]
    let hints = repository.python.compactMap { module in
      module.isTest || module.file.isExample
        ? nil : module.place(ofAny: names) ?? module.place(importing: ["mlflow"])
    }
    let leads = [built, deployed].compactMap(\.self) + hints
    return .notFound(
      leads.isEmpty
        ? "no record was found that names the commit of a training run or deployment"
        : "\(leads[0].path) names the commit; that every run and deployment has it is not shown",
      leads)
  }

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

internal import Documents
internal import Readiness

/// Reads `azure-pipelines.yml`: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema.
enum AzurePipeline {
  static func all(in repository: Repository) -> [Workflow] {
    repository.tracked { file in
      file.name.hasPrefix("azure-pipelines") && ["yml", "yaml"].contains(file.suffix)
        || file.folders.first == ".azure-pipelines" && ["yml", "yaml"].contains(file.suffix)
    }.compactMap { file in
      guard let tree = repository.tree(of: file.path) else { return nil }
      let jobs = (tree["stages"]?.elements ?? [tree]).flatMap { $0["jobs"]?.elements ?? [$0] }
      let on = triggers(of: tree)
      let steps = jobs.filter { $0["continueOnError"]?.text != "true" }.flatMap { job in
        let environment = (job.at("environment", "name") ?? job["environment"])?.text
        return Self.steps(of: job).flatMap { step -> [Workflow.Step] in
          guard step["continueOnError"]?.text != "true", step["enabled"]?.text != "false" else {
            return []
          }
          if let script = step["script"] ?? step["bash"] ?? step["pwsh"] ?? step["powershell"] {
            return script.steps(
              in: file.path, on: on, environment: environment, scripts: repository.scripts)
          }
          guard let task = step["task"], let name = task.text else { return [] }
          let place = task.place(in: file.path, excerpt: name)
          let action = Workflow.Step(
            on: on, what: .action(name, with: step["inputs"]), place: place,
            environment: environment)
          let inline = (step.at("inputs", "inlineScript") ?? step.at("inputs", "script"))?.steps(
            in: file.path, on: on, environment: environment, scripts: repository.scripts)
          return [action] + (inline ?? [])
        }
      }
      return Workflow(path: file.path, steps: steps)
    }
  }

  /// The steps of a job, or of the phases of a deployment.
  private static func steps(of job: Tree) -> [Tree] {
    let phases = (job["strategy"]?.pairs ?? []).flatMap { strategy in
      ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"].compactMap { strategy.value[$0] }
    }
    return ([job] + phases).flatMap { $0["steps"]?.elements ?? [] }
  }

  /// Requests for pull set it off only where `pr` says so; pushes do unless `trigger` says not.
  private static func triggers(of tree: Tree) -> Set<Workflow.Trigger> {
    var triggers: Set<Workflow.Trigger> = []
    if let pr = tree["pr"], pr.text != "none" { triggers.insert(.pullRequest) }
    if let schedules = tree["schedules"], !schedules.elements.isEmpty { triggers.insert(.schedule) }
    guard let trigger = tree["trigger"] else { return triggers.union([.mainPush]) }
    if trigger.text == "none" { return triggers }
    let branches = trigger.at("branches", "include") ?? trigger["branches"] ?? trigger
    let names = branches.elements.compactMap(\.text)
    let isMain = names.contains { GitHubWorkflow.mainBranches.contains($0) || $0 == "*" }
    return isMain || names.isEmpty ? triggers.union([.mainPush]) : triggers
  }
}

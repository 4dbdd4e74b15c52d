internal import Documents
internal import Readiness

/// Reads `azure-pipelines.yml`: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema.
enum AzurePipeline {
  private static let folders: Set<String> = [
    ".pipelines", ".azure-pipelines", ".azuredevops", "azure-pipelines", ".azure",
  ]

  /// Pipelines are told from templates by what they alone hold: triggers or a pool at the top.
  static func all(in repository: Repository) -> [Workflow] {
    repository.tracked { file in
      ["yml", "yaml"].contains(file.suffix)
        && (file.name.hasPrefix("azure-pipelines")
          || file.folders.first.map(folders.contains) ?? false)
    }.compactMap { file in
      guard let tree = repository.tree(of: file.path),
        tree["trigger"] != nil || tree["pr"] != nil || tree["pool"] != nil
      else { return nil }
      let reading = Reading(repository: repository, on: triggers(of: tree))
      return Workflow(path: file.path, steps: reading.steps(of: tree, in: file.path))
    }
  }

  /// One pipeline being read, with the templates that it takes in.
  private struct Reading {
    let repository: Repository
    let on: Set<Workflow.Trigger>

    /// The steps below a pipeline, a stage, a job or a template.
    func steps(
      of tree: Tree, in path: String, environment: String? = nil, depth: Int = 0
    ) -> [Workflow.Step] {
      guard depth < 8, tree["continueOnError"]?.text != "true" else { return [] }
      let named = (tree.at("environment", "name") ?? tree["environment"])?.text ?? environment
      if let template = tree["template"]?.text {
        let file = repository.resolved(template, from: path)
        guard repository.has(file), let inner = repository.tree(of: file) else { return [] }
        return steps(of: inner, in: file, environment: named, depth: depth + 1)
      }
      let parts =
        ["stages", "jobs", "steps"].flatMap { tree[$0]?.elements ?? [] } + phases(of: tree)
      return step(tree, in: path, environment: named)
        + parts.flatMap { steps(of: $0, in: path, environment: named, depth: depth + 1) }
    }

    private func phases(of job: Tree) -> [Tree] {
      (job["strategy"]?.pairs ?? []).flatMap { strategy in
        ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"].compactMap {
          strategy.value[$0]
        }
      }
    }

    private func step(_ step: Tree, in path: String, environment: String?) -> [Workflow.Step] {
      if step["enabled"]?.text == "false" { return [] }
      // Only the exit code of the last command counts: no shell is told to stop.
      func script(_ tree: Tree) -> [Workflow.Step] {
        let folder = (step["workingDirectory"] ?? step.at("inputs", "workingDirectory"))?.text
        return tree.steps(
          in: path, on: on, environment: environment, shell: .plain,
          folder: folder.map { $0.asFolder } ?? "", scripts: repository.scripts)
      }
      if let text = step["script"] ?? step["bash"] ?? step["pwsh"] ?? step["powershell"] {
        return script(text)
      }
      guard let task = step["task"], let name = task.text else { return [] }
      let action = Workflow.Step(
        on: on, what: .action(name, with: step["inputs"]),
        place: task.place(in: path, excerpt: name), environment: environment)
      let inline = step.at("inputs", "inlineScript") ?? step.at("inputs", "script")
      return [action] + (inline.map(script) ?? [])
    }
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

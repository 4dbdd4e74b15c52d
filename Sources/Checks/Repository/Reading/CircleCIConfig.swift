internal import Documents
internal import Readiness

/// Reads `.circleci/config.yml`: https://circleci.com/docs/reference/configuration-reference.
enum CircleCIConfig {
  private static let path = ".circleci/config.yml"

  static func all(in repository: Repository) -> [Workflow] {
    guard repository.has(path), let tree = repository.tree(of: path) else { return [] }
    let jobs = Dictionary((tree["jobs"]?.pairs ?? []).map { ($0.key, $0.value) }) { first, _ in
      first
    }
    let commands = tree["commands"]
    // A file without workflows runs its job named build on every push.
    let runs =
      tree["workflows"]?.pairs.flatMap { calls(of: $0.value) }
      ?? [(name: "build", on: [.pullRequest, .mainPush])]
    let steps = runs.flatMap { run in
      (jobs[run.name]?["steps"]?.elements ?? []).flatMap {
        Self.steps(of: $0, commands: commands, on: run.on, scripts: repository.scripts)
      }
    }
    return [Workflow(path: path, steps: steps)]
  }

  private static func steps(
    of step: Tree, commands: Tree?, on: Set<Workflow.Trigger>, scripts: Scripts
  ) -> [Workflow.Step] {
    if let run = step["run"] {
      return (run["command"] ?? run).steps(in: path, on: on, shell: .strict, scripts: scripts)
    }
    guard let name = step.text ?? step.pairs.first?.key else { return [] }
    if let own = commands?[name]?["steps"] {
      return own.elements.compactMap { $0["run"] }.flatMap {
        ($0["command"] ?? $0).steps(in: path, on: on, shell: .strict, scripts: scripts)
      }
    }
    return [
      Workflow.Step(
        on: on, what: .action(name, with: step.pairs.first?.value),
        place: step.place(in: path, excerpt: name), environment: nil)
    ]
  }

  /// The jobs of a workflow, and what sets each off; pushes to all branches do unless filtered.
  private static func calls(of workflow: Tree) -> [(name: String, on: Set<Workflow.Trigger>)] {
    let isScheduled = workflow["triggers"] != nil
    return (workflow["jobs"]?.elements ?? []).compactMap { entry in
      guard let name = entry.text ?? entry.pairs.first?.key else { return nil }
      if isScheduled { return (name, [.schedule]) }
      let filters = entry.pairs.first?.value["filters"]
      guard let only = filters?.at("branches", "only") else {
        return (name, filters?["tags"] == nil ? [.pullRequest, .mainPush] : [.release])
      }
      let isMain = only.elements.compactMap(\.text).contains(
        where: GitHubWorkflow.mainBranches.contains)
      return (name, isMain ? [.mainPush] : [])
    }
  }
}

internal import Documents
internal import Readiness

/// Reads `.github/workflows`: https://docs.github.com/actions/reference/workflow-syntax.
enum GitHubWorkflow {
  static func all(in repository: Repository) -> [Workflow] {
    repository.tracked {
      $0.folders == [".github", "workflows"] && ["yml", "yaml"].contains($0.suffix)
    }.compactMap { file in
      guard let tree = repository.tree(of: file.path), let on = tree["on"] ?? tree["true"] else {
        return nil
      }
      let reading = Reading(repository: repository, path: file.path, triggers: triggers(of: on))
      return Workflow(path: file.path, steps: reading.steps(of: tree))
    }
  }

  static let mainBranches: Set<String> = ["main", "master", "trunk", "production", "prod"]

  private static func triggers(of on: Tree) -> Set<Workflow.Trigger> {
    var triggers: Set<Workflow.Trigger> = []
    let events: [(name: String, settings: Tree?)] =
      on.pairs.isEmpty
      ? on.elements.compactMap(\.text).map { ($0, nil) } : on.pairs.map { ($0.key, $0.value) }
    for event in events {
      switch event.name {
      case "pull_request", "merge_group": triggers.insert(.pullRequest)
      case "push": if event.settings.map(includesMain) ?? true { triggers.insert(.mainPush) }
      case "schedule": triggers.insert(.schedule)
      case "release", "workflow_dispatch": triggers.insert(.release)
      default: break
      }
    }
    return triggers
  }

  private static func includesMain(_ push: Tree) -> Bool {
    guard let branches = push["branches"] else {
      return push["tags"] == nil || push["branches-ignore"] != nil
    }
    return branches.elements.compactMap(\.text).contains {
      mainBranches.contains($0) || $0 == "**" || $0 == "*"
    }
  }

  /// One workflow file being read, for the events that set it off.
  private struct Reading {
    let repository: Repository
    let path: String
    let triggers: Set<Workflow.Trigger>
    var depth = 0

    func steps(of tree: Tree) -> [Workflow.Step] {
      (tree["jobs"]?.pairs.map(\.value) ?? []).filter(\.mayFail).flatMap { job in
        let on = triggers(under: job["if"]?.text)
        let environment = (job.at("environment", "name") ?? job["environment"])?.text
        let called = job["uses"].map { uses in
          [
            Workflow.Step(
              on: on, what: .action(uses.text ?? "", with: job["with"]),
              place: uses.place(in: path, excerpt: uses.text), environment: environment)
          ]
            + reusable(uses.text ?? "", on: on)
        }
        return (called ?? [])
          + (job["steps"]?.elements ?? []).filter(\.mayFail).flatMap {
            steps(of: $0, on: triggers(on, under: $0["if"]?.text), environment: environment)
          }
      }
    }

    private func steps(
      of step: Tree, on: Set<Workflow.Trigger>, environment: String?
    ) -> [Workflow.Step] {
      if let run = step["run"] {
        return run.steps(
          in: path, on: on, environment: environment, scripts: repository.scripts)
      }
      guard let uses = step["uses"], let name = uses.text else { return [] }
      let action = Workflow.Step(
        on: on, what: .action(name, with: step["with"]),
        place: uses.place(in: path, excerpt: name), environment: environment)
      return [action] + composite(name, on: on, environment: environment)
    }

    /// The steps of another workflow of the repository that this one calls.
    private func reusable(_ name: String, on: Set<Workflow.Trigger>) -> [Workflow.Step] {
      guard depth < 2, name.hasPrefix("./.github/workflows/") else { return [] }
      let called = String(name.dropFirst(2))
      guard repository.has(called), let tree = repository.tree(of: called) else { return [] }
      return Reading(repository: repository, path: called, triggers: on, depth: depth + 1)
        .steps(of: tree)
    }

    /// The steps of an action that the repository itself holds.
    private func composite(
      _ name: String, on: Set<Workflow.Trigger>, environment: String?
    ) -> [Workflow.Step] {
      guard name.hasPrefix("./") else { return [] }
      let folder = String(name.dropFirst(2))
      for file in ["\(folder)/action.yml", "\(folder)/action.yaml"] where repository.has(file) {
        let steps = repository.tree(of: file)?.at("runs", "steps")?.elements ?? []
        return steps.filter(\.mayFail).compactMap { $0["run"] }.flatMap {
          $0.steps(in: file, on: on, environment: environment, scripts: repository.scripts)
        }
      }
      return []
    }

    /// The triggers that a condition leaves, as far as it can be told.
    private func triggers(
      _ from: Set<Workflow.Trigger>? = nil, under condition: String?
    ) -> Set<Workflow.Trigger> {
      let all = from ?? triggers
      guard let condition, !condition.contains("||") else { return all }
      let words = condition.replacing("\"", with: "'")
      if words.contains("event_name == 'pull_request'") { return all.intersection([.pullRequest]) }
      if words.contains("event_name != 'pull_request'") { return all.subtracting([.pullRequest]) }
      if words.contains("event_name == 'push'") { return all.intersection([.mainPush]) }
      if words.contains("event_name == 'schedule'") { return all.intersection([.schedule]) }
      if words.contains("startsWith(github.ref, 'refs/tags") { return all.intersection([.release]) }
      if words.contains("github.ref == 'refs/heads/") { return all.subtracting([.pullRequest]) }
      return all
    }
  }
}

extension Tree {
  /// Whether a job or step runs, and its failure counts.
  fileprivate var mayFail: Bool {
    self["continue-on-error"]?.text != "true" && self["if"]?.text != "false"
  }
}

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
      let reading = Reading(
        repository: repository, path: file.path, triggers: triggers(of: on, in: repository))
      return Workflow(path: file.path, steps: reading.steps(of: tree))
    }
  }

  static let mainBranches: Set<String> = ["main", "master", "trunk", "production", "prod"]

  private static func triggers(
    of on: Tree, in repository: Repository
  ) -> Set<Workflow.Trigger> {
    let events: [(name: String, settings: Tree?)] =
      on.pairs.isEmpty
      ? on.elements.compactMap(\.text).map { ($0, nil) } : on.pairs.map { ($0.key, $0.value) }
    return events.reduce(into: []) { triggers, event in
      switch event.name {
      case "pull_request":
        let types = event.settings?["types"]?.elements.compactMap(\.text)
        triggers.insert(
          types.map { ["opened", "synchronize"].allSatisfy($0.contains) } ?? true
            ? changes(event.settings, .pullRequest, .infrastructureRequest, in: repository)
            : .someChanges)
      case "merge_group": triggers.insert(.pullRequest)
      case "push":
        let settings = event.settings
        let isOfBranches = settings?["branches"] != nil || settings?["branches-ignore"] != nil
        if settings?["tags"] != nil || !isOfBranches { triggers.insert(.release) }
        if settings?["tags"] != nil, !isOfBranches { break }
        triggers.insert(changes(settings, .mainPush, .infrastructurePush, in: repository))
      case "schedule": triggers.insert(.schedule)
      case "release", "workflow_dispatch": triggers.insert(.release)
      default: break
      }
    }
  }

  /// Which changes the filters of an event leave: all to the main branch, those of infrastructure, or
  /// some.
  private static func changes(
    _ settings: Tree?, _ all: Workflow.Trigger, _ infrastructure: Workflow.Trigger,
    in repository: Repository
  ) -> Workflow.Trigger {
    func filter(_ key: String) -> ChangeFilter? {
      func patterns(_ key: String) -> [String]? {
        settings?[key].map { $0.elements.compactMap(\.text) }
      }
      return patterns(key).map(ChangeFilter.init(including:))
        ?? patterns(key + "-ignore").map(ChangeFilter.init(excluding:))
    }
    guard filter("branches")?.letsMain ?? true else { return .someChanges }
    guard let paths = filter("paths"), !paths.letsCode(of: repository) else { return all }
    return paths.letsInfrastructure(of: repository) ? infrastructure : .someChanges
  }

  /// One workflow file being read, for the events that set it off.
  private struct Reading {
    let repository: Repository
    let path: String
    let triggers: Set<Workflow.Trigger>
    var depth = 0

    func steps(of tree: Tree) -> [Workflow.Step] {
      let jobs = (tree["jobs"]?.pairs ?? []).filter { $0.value.mayFail(in: $0.value) }
      let all = triggers(of: jobs)
      return jobs.flatMap { pair -> [Workflow.Step] in
        let job = pair.value
        let on = all[pair.key] ?? []
        if job.isNever(on, of: triggers, in: job) { return [] }
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
          + (job["steps"]?.elements ?? []).filter { $0.mayFail(in: job) }.flatMap { step in
            let on = triggers(on, under: step["if"], in: job)
            return step.isNever(on, of: triggers, in: job)
              ? []
              : steps(
                of: step, on: on, environment: environment,
                defaults: [job, tree].compactMap { $0.at("defaults", "run") })
          }
      }
    }

    /// What sets each job off: its condition, and those of the jobs that it waits for.
    private func triggers(of jobs: [Tree.Pair]) -> [String: Set<Workflow.Trigger>] {
      var on = Dictionary(
        jobs.map { ($0.key, triggers(triggers, under: $0.value["if"], in: $0.value)) }
      ) { first, _ in first }
      let waiting = jobs.filter { job in
        let condition = job.value["if"]?.text ?? ""
        return !["always()", "cancelled()", "failure()"].contains(where: condition.contains)
      }
      // Chains of jobs are short; one that is longer than this was not written by a person.
      for _ in 0..<min(waiting.count, 16) {
        for job in waiting {
          for name in job.value["needs"]?.elements.compactMap(\.text) ?? [] {
            guard let own = on[job.key], let before = on[name] else { continue }
            let isLess = before.contains(.someChanges) && !own.isSubset(of: before)
            on[job.key] = own.intersection(before).union(isLess ? [.someChanges] : [])
          }
        }
      }
      return on
    }

    private func steps(
      of step: Tree, on: Set<Workflow.Trigger>, environment: String?, defaults: [Tree] = []
    ) -> [Workflow.Step] {
      if let run = step["run"] {
        func setting(_ key: String) -> String? {
          (step[key] ?? defaults.lazy.compactMap { $0[key] }.first)?.text
        }
        guard let shell = ShellScript.Shell(github: setting("shell")) else { return [] }
        return run.steps(
          in: path, on: on, environment: environment, shell: shell,
          folder: setting("working-directory").map(\.asFolder) ?? "", scripts: repository.scripts)
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
        let inner = Reading(
          repository: repository, path: file, triggers: on, depth: depth + 1)
        return depth > 2
          ? []
          : steps.filter { $0.mayFail(in: $0) }.flatMap { step in
            let left = triggers(on, under: step["if"], in: step)
            return left.isEmpty && !on.isEmpty
              ? [] : inner.steps(of: step, on: left, environment: environment)
          }
      }
      return []
    }

    /// The triggers that a condition leaves: those under which it holds, and *some* for those under
    /// which the tree does not tell.
    private func triggers(
      _ all: Set<Workflow.Trigger>, under condition: Tree?, in job: Tree
    ) -> Set<Workflow.Trigger> {
      guard let text = condition?.text else { return all }
      return all.reduce(into: []) { left, trigger in
        switch (WorkflowCondition.holds(text, where: job.values(on: trigger)), trigger) {
        case (true?, _), (nil, .release): left.insert(trigger)
        case (nil, _): left.insert(.someChanges)
        case (false?, _): break
        }
      }
    }
  }
}

extension ShellScript.Shell {
  /// The shell of a step, by its key; `nil` for what is no shell.
  fileprivate init?(github name: String?) {
    switch name {
    case nil, "sh": self = .stopping
    case "bash": self = .strict
    case "pwsh", "powershell", "cmd": self = .plain
    case let name? where name.contains("sh "):
      self = .plain
      set(name.split(separator: " ").map(String.init))
    default: return nil
    }
  }
}

extension String {
  /// A folder from the root; `nil` where it is not told before something runs, or lies elsewhere.
  var asFolder: String? {
    if contains("$") || hasPrefix("/") || contains("..") { return nil }
    return split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension Tree {
  /// Whether the failure of a job or step counts in some run of the job.
  fileprivate func mayFail(in job: Tree) -> Bool {
    self["continue-on-error"]?.text.map {
      WorkflowCondition.isOff($0, where: job.values(on: nil))
    } ?? true
  }

  /// Whether nothing that sets a workflow off is left for a job or step.
  fileprivate func isNever(
    _ on: Set<Workflow.Trigger>, of all: Set<Workflow.Trigger>, in job: Tree
  ) -> Bool {
    guard on.isEmpty else { return false }
    return !all.isEmpty
      || self["if"]?.text.flatMap { WorkflowCondition.holds($0, where: job.values(on: nil)) }
        == false
  }
}

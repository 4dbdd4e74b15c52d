internal import Documents
internal import Readiness

/// The commands that a continuous integration system runs, with what sets them off.
struct Workflow {
  let path: String
  let runsOnPullRequest: Bool
  let commands: [Command]

  /// One line of shell that a job runs.
  struct Command {
    let text: String
    let place: Place
  }

  /// All workflows of a repository that could be read: GitHub Actions and GitLab CI.
  ///
  /// They run only where they lie at the root of what git keeps.
  static func all(in repository: Repository) -> [Workflow] {
    guard repository.isRoot else { return [] }
    let github = repository.tracked {
      $0.folders == [".github", "workflows"] && ["yml", "yaml"].contains($0.suffix)
    }
    let gitlab = repository.tracked { $0.path == ".gitlab-ci.yml" }
    return github.compactMap { GitHubWorkflow.read($0.path, in: repository) }
      + gitlab.compactMap { GitLabWorkflow.read($0.path, in: repository) }
  }

  /// The first line that calls one of some commands, and goes wrong if that does.
  func first(calling phrases: [String]) -> Command? {
    commands.first { line in
      ShellCommand.all(in: line.text).contains { command in
        !command.isForgiven && phrases.contains(where: command.isCall)
      }
    }
  }
}

enum GitHubWorkflow {
  static func read(_ path: String, in repository: Repository) -> Workflow? {
    guard let tree = repository.tree(of: path), let on = tree["on"] else { return nil }
    let events: [String] = on.pairs.isEmpty ? on.elements.compactMap(\.text) : on.pairs.map(\.key)
    let jobs = tree["jobs"]?.pairs.map(\.value).filter(\.mayFail) ?? []
    let steps = jobs.flatMap { $0["steps"]?.elements ?? [] }.filter(\.mayFail)
    return Workflow(
      path: path,
      runsOnPullRequest: events.contains("pull_request") || events.contains("merge_group"),
      commands: steps.compactMap { $0["run"] }.flatMap { $0.commands(in: path) })
  }
}

enum GitLabWorkflow {
  private static let reserved: Set<String> = [
    "default", "include", "stages", "variables", "workflow", "image", "services", "cache",
    "before_script", "after_script", "spec",
  ]

  static func read(_ path: String, in repository: Repository) -> Workflow? {
    guard let tree = repository.tree(of: path) else { return nil }
    let jobs = tree.pairs.filter { !reserved.contains($0.key) && !$0.key.hasPrefix(".") }
      .map(\.value).filter { $0["allow_failure"]?.text != "true" }
    let onRequest = jobs.filter { job in
      let rules = (job["rules"] ?? tree["workflow"]?["rules"])?.elements ?? []
      let only = job["only"].map { $0["refs"] ?? $0 }?.elements.compactMap(\.text) ?? []
      return only.contains("merge_requests")
        || rules.contains { rule in
          rule["when"]?.text != "never"
            && rule["if"]?.text?.contains("merge_request_event") == true
        }
    }
    return Workflow(
      path: path, runsOnPullRequest: !onRequest.isEmpty,
      commands: onRequest.flatMap { $0["script"]?.elements ?? [] }
        .flatMap { $0.commands(in: path) })
  }
}

extension Tree {
  /// Whether a job or step runs, and its failure counts.
  fileprivate var mayFail: Bool {
    self["continue-on-error"]?.text != "true" && self["if"]?.text != "false"
  }

  /// The lines of a shell script, each with its place; lines that are comments are none.
  fileprivate func commands(in path: String) -> [Workflow.Command] {
    guard let text else { return [] }
    let lines = text.lines
    // The text of a block begins in the line after its `|`.
    let first = position.line + (lines.count > 1 ? 1 : 0)
    return lines.enumerated().compactMap { offset, line in
      let body = String(line).trimmed
      if body.isEmpty || body.hasPrefix("#") { return nil }
      return Workflow.Command(
        text: body,
        place: Place(path: path, line: first + offset, excerpt: body.shortened(to: 120)))
    }
  }
}

extension Tree? {
  var isEmptyTree: Bool { self.map { $0.pairs.isEmpty && $0.elements.isEmpty } ?? true }
}

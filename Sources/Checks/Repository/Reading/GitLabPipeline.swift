internal import Documents

/// Reads `.gitlab-ci.yml` and the files of the repository that it includes:
/// https://docs.gitlab.com/ci/yaml.
enum GitLabPipeline {
  private static let reserved: Set<String> = [
    "default", "include", "stages", "variables", "workflow", "image", "services", "cache",
    "before_script", "after_script", "spec",
  ]

  static func all(in repository: Repository) -> [Workflow] {
    guard repository.has(".gitlab-ci.yml"), let root = repository.trees(of: ".gitlab-ci.yml").last
    else { return [] }
    let included = (root["include"]?.elements ?? []).compactMap { entry in
      (entry["local"] ?? entry).text
    }.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }.filter(repository.has)
    let files =
      [(".gitlab-ci.yml", root)]
      + included.compactMap { path in repository.trees(of: path).last.map { (path, $0) } }
    let jobs = Dictionary(files.flatMap(\.1.pairs).map { ($0.key, $0.value) }) { first, _ in first }
    return files.map { path, tree in
      let own = tree.pairs.filter { !reserved.contains($0.key) && !$0.key.hasPrefix(".") }
      let steps = own.flatMap { pair in
        Job(pair.value, templates: jobs, workflow: root["workflow"])
          .steps(in: path, scripts: repository.scripts)
      }
      return Workflow(path: path, steps: steps)
    }
  }

  /// A job with what it takes over from the jobs that it extends.
  private struct Job {
    private let layers: [Tree]
    private let workflow: Tree?

    init(_ job: Tree, templates: [String: Tree], workflow: Tree?) {
      var layers = [job]
      var waiting = job["extends"]?.elements.compactMap(\.text) ?? []
      while let name = waiting.popLast(), layers.count < 12 {
        guard let template = templates[name] else { continue }
        layers.append(template)
        waiting += template["extends"]?.elements.compactMap(\.text) ?? []
      }
      self.layers = layers
      self.workflow = workflow
    }

    private subscript(key: String) -> Tree? {
      for layer in layers { if let value = layer[key] { return value } }
      return nil
    }

    func steps(in path: String, scripts: Scripts) -> [Workflow.Step] {
      guard self["allow_failure"]?.text != "true" else { return [] }
      let environment = (self["environment"].flatMap { $0["name"] ?? $0 })?.text
      // All lines are one script; where an earlier one goes elsewhere, so are the later ones.
      let before = self["before_script"]?.elements ?? []
      var isMoved = before.contains { $0.text?.hasPrefix("cd ") == true }
      return (self["script"]?.elements ?? []).flatMap { line in
        defer { isMoved = isMoved || line.text?.hasPrefix("cd ") == true }
        return line.steps(
          in: path, on: triggers, environment: environment, shell: .strict,
          folder: isMoved ? nil : "", scripts: scripts)
      }
    }

    /// Without rules a job runs on pushes to every branch, and not for merge requests.
    private var triggers: Set<Workflow.Trigger> {
      if let only = self["only"] {
        let names = (only["refs"] ?? only).elements.compactMap(\.text)
        var found: Set<Workflow.Trigger> = []
        if names.contains("merge_requests") { found.insert(.pullRequest) }
        if names.contains(where: GitHubWorkflow.mainBranches.contains) { found.insert(.mainPush) }
        if names.contains("schedules") { found.insert(.schedule) }
        if names.contains("tags") { found.insert(.release) }
        return found
      }
      guard let rules = (self["rules"] ?? workflow?["rules"])?.elements else { return [.mainPush] }
      var found: Set<Workflow.Trigger> = []
      for rule in rules where rule["when"]?.text != "never" && rule["when"]?.text != "manual" {
        let condition = rule["if"]?.text ?? ""
        if condition.contains("merge_request_event") || condition.contains("CI_MERGE_REQUEST_ID") {
          found.insert(.pullRequest)
        }
        if condition.contains("\"schedule\"") { found.insert(.schedule) }
        if condition.contains("CI_COMMIT_TAG") { found.insert(.release) }
        let isMain = GitHubWorkflow.mainBranches.contains { condition.contains("\"\($0)\"") }
        if condition.contains("CI_DEFAULT_BRANCH") || isMain && condition.contains("BRANCH") {
          found.insert(.mainPush)
        }
      }
      return found
    }
  }
}

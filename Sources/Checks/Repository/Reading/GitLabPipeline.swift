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
        Job(pair.value, templates: jobs, workflow: root["workflow"], repository: repository)
          .steps(in: path, scripts: repository.scripts)
      }
      return Workflow(path: path, steps: steps)
    }
  }

  /// A job with what it takes over from the jobs that it extends.
  private struct Job {
    private let layers: [Tree]
    private let workflow: Tree?
    private let repository: Repository

    init(_ job: Tree, templates: [String: Tree], workflow: Tree?, repository: Repository) {
      var layers = [job]
      var waiting = job["extends"]?.elements.compactMap(\.text) ?? []
      while let name = waiting.popLast(), layers.count < 12 {
        guard let template = templates[name] else { continue }
        layers.append(template)
        waiting += template["extends"]?.elements.compactMap(\.text) ?? []
      }
      self.layers = layers
      self.workflow = workflow
      self.repository = repository
    }

    private subscript(key: String) -> Tree? {
      for layer in layers { if let value = layer[key] { return value } }
      return nil
    }

    func steps(in path: String, scripts: Scripts) -> [Workflow.Step] {
      guard ["false", nil].contains(self["allow_failure"].map { $0.text ?? "" }) else { return [] }
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

    /// Without rules a job runs on pushes to every branch, and for merge requests only where those
    /// of the workflow ask for such pipelines.
    private var triggers: Set<Workflow.Trigger> {
      let allowed = workflow?["rules"].map(decided)
      let own = self["rules"].map(decided) ?? self["only"].map(chosen)
      let found = own ?? allowed ?? [.mainPush]
      let left = allowed.map { found.intersection($0.union([.someChanges])) } ?? found
      switch self["rules"] == nil ? self["when"]?.text : nil {
      case "never"?: return []
      case "manual"?: return [.release]
      default: return left
      }
    }

    private func chosen(by only: Tree) -> Set<Workflow.Trigger> {
      let names = (only["refs"] ?? only).elements.compactMap(\.text)
      var found: Set<Workflow.Trigger> = []
      if names.contains("merge_requests") { found.insert(.pullRequest) }
      if names.contains(where: GitHubWorkflow.mainBranches.contains) { found.insert(.mainPush) }
      if names.contains("schedules") { found.insert(.schedule) }
      if names.contains("tags") { found.insert(.release) }
      let left = self["except"].map { ($0["refs"] ?? $0).elements.compactMap(\.text) } ?? []
      if left.contains("merge_requests") { found.remove(.pullRequest) }
      let isNarrow =
        only["variables"] != nil || !letsCode(only) || self["except"]?["changes"] != nil
      return isNarrow ? [.someChanges] : found
    }

    private func letsCode(_ rule: Tree) -> Bool {
      rule["changes"].map { changes in
        let patterns = (changes["paths"] ?? changes).elements.compactMap(\.text)
        return ChangeFilter(including: patterns).letsCode(of: repository)
      } ?? true
    }

    /// What the first rule that fits each kind of pipeline says of it.
    private func decided(by rules: Tree) -> Set<Workflow.Trigger> {
      let kinds: [Workflow.Trigger] = [.pullRequest, .mainPush, .schedule, .release]
      return kinds.reduce(into: []) { found, trigger in
        for rule in rules.elements {
          guard let fits = Self.fits(rule["if"]?.text, trigger) else {
            found.insert(.someChanges)
            return
          }
          guard fits else { continue }
          let isCertain = rule["exists"] == nil && letsCode(rule)
          switch rule["when"]?.text {
          case "never"?: break
          case "manual"?: found.insert(.release)
          default:
            if rule["allow_failure"]?.text == "true" { return }
            found.insert(isCertain ? trigger : .someChanges)
          }
          return
        }
      }
    }

    /// Whether a condition holds in a kind of pipeline; `nil` where it asks for more.
    private static func fits(_ condition: String?, _ trigger: Workflow.Trigger) -> Bool? {
      guard let condition else { return true }
      let isMain = GitHubWorkflow.mainBranches.contains { condition.contains("\"\($0)\"") }
      let kinds: [(Workflow.Trigger, Bool)] = [
        (
          .pullRequest,
          condition.contains("merge_request_event") || condition.contains("CI_MERGE_REQUEST_ID")
        ),
        (.schedule, condition.contains("\"schedule\"")),
        (.release, condition.contains("CI_COMMIT_TAG")),
        (.mainPush, condition.contains("$CI_PIPELINE_SOURCE == \"push\"")),
        (
          .mainPush,
          condition.contains("CI_DEFAULT_BRANCH") || isMain && condition.contains("BRANCH")
        ),
      ]
      let named = kinds.filter(\.1).map(\.0)
      if named.isEmpty, condition.hasPrefix("$CI_PIPELINE_SOURCE == "), !condition.contains("|") {
        return false
      }
      if condition.contains("!=") || condition.contains("=~") || named.isEmpty { return nil }
      if condition.contains("&&") { return named.contains(trigger) ? nil : false }
      return named.contains(trigger)
    }
  }
}

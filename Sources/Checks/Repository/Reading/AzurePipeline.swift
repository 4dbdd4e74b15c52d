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
      let reading = Reading(repository: repository, on: triggers(of: tree, in: repository))
      return Workflow(path: file.path, steps: reading.steps(of: tree, in: file.path))
    }
  }

  /// One pipeline being read, with the templates that it takes in.
  private struct Reading {
    let repository: Repository
    var on: Set<Workflow.Trigger>

    /// The steps below a pipeline, a stage, a job or a template.
    func steps(
      of tree: Tree, in path: String, environment: String? = nil, depth: Int = 0
    ) -> [Workflow.Step] {
      guard depth < 8, ["false", nil].contains(tree["continueOnError"]?.text) else { return [] }
      if let condition = tree["condition"]?.text {
        var inner = self
        inner.on = on.left(under: condition)
        guard inner.on == on else {
          return inner.on.isEmpty
            ? [] : inner.parts(of: tree, in: path, environment: environment, depth: depth)
        }
      }
      return parts(of: tree, in: path, environment: environment, depth: depth)
    }

    private func parts(
      of tree: Tree, in path: String, environment: String?, depth: Int
    ) -> [Workflow.Step] {
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
  private static func triggers(
    of tree: Tree, in repository: Repository
  ) -> Set<Workflow.Trigger> {
    var triggers: Set<Workflow.Trigger> = []
    if let pr = tree["pr"], pr.text != "none" {
      triggers.insert(pr.letsAll(in: repository) ? .pullRequest : .someChanges)
    }
    if let schedules = tree["schedules"], !schedules.elements.isEmpty { triggers.insert(.schedule) }
    guard tree["trigger"]?.text != "none" else { return triggers }
    let isAll = tree["trigger"]?.letsAll(in: repository) ?? true
    return triggers.union([isAll ? .mainPush : .someChanges])
  }
}

extension Tree {
  /// Whether the filters of a trigger leave all changes of code to the main branch.
  fileprivate func letsAll(in repository: Repository) -> Bool {
    func filters(_ tree: Tree?, _ prefix: Bool) -> [ChangeFilter] {
      func patterns(_ list: Tree?) -> [String]? {
        list.map { list in
          list.elements.compactMap(\.text).flatMap { pattern -> [String] in
            guard prefix else { return [pattern.replacing("refs/heads/", with: "")] }
            let bare = pattern.hasPrefix("/") ? String(pattern.dropFirst()) : pattern
            if bare.contains("*") { return [bare.replacing(#/\*+/#, with: "**")] }
            return [bare, bare + (bare.hasSuffix("/") ? "**" : "/**")]
          }
        }
      }
      let isList = tree.map { $0["include"] == nil && $0["exclude"] == nil } ?? true
      return [
        patterns(isList ? tree : tree?["include"]).map(ChangeFilter.init(including:)),
        patterns(tree?["exclude"]).map(ChangeFilter.init(excluding:)),
      ].compactMap(\.self)
    }
    let branches = pairs.isEmpty ? self : self["branches"]
    return filters(branches, false).allSatisfy(\.letsMain)
      && filters(self["paths"], true).allSatisfy { $0.letsCode(of: repository) }
  }
}

extension Set<Workflow.Trigger> {
  /// What a condition of Azure leaves: of what it does not tell, some.
  fileprivate func left(under condition: String) -> Set {
    let body = condition.filter { !$0.isWhitespace }.lowercased()
    switch body {
    case "succeeded()", "always()", "succeededorfailed()", "true": return self
    case "false", "failed()", "canceled()": return []
    default: break
    }
    let reason = "(variables['build.reason'],'pullrequest')"
    let rest = body.replacing("succeeded(),", with: "").replacing(",succeeded()", with: "")
    switch rest {
    case "eq\(reason)", "and(eq\(reason))": return intersection([.pullRequest])
    case "ne\(reason)", "and(ne\(reason))": return subtracting([.pullRequest])
    case "eq(variables['build.sourcebranch'],'refs/heads/main')",
      "and(eq(variables['build.sourcebranch'],'refs/heads/main'))",
      "eq(variables['build.sourcebranch'],'refs/heads/master')",
      "and(eq(variables['build.sourcebranch'],'refs/heads/master'))":
      return subtracting([.pullRequest])
    default: return isEmpty ? self : [.someChanges]
    }
  }
}

internal import Documents
internal import Readiness

/// What a continuous integration system runs, with what sets it off.
struct Workflow {
  let path: String
  let steps: [Step]

  /// What sets a step off.
  enum Trigger: CaseIterable {
    /// A pull or merge request, or a push to its branch.
    case pullRequest
    /// A push to the main branch, as a merge makes it.
    case mainPush
    case schedule
    /// A tag, a release or a person.
    case release
    /// A pull request that touches infrastructure, where others do not set it off.
    case infrastructureRequest
    /// The same of a push to the main branch.
    case infrastructurePush
    /// Some changes: to other branches, of some paths, or under a condition that the tree does not
    /// decide.
    case someChanges
  }

  /// One line of shell, or one packaged action, whose failure counts.
  struct Step {
    let on: Set<Trigger>
    let what: What
    let place: Place
    /// The deployment environment that its job names.
    let environment: String?
    /// The commands of the line, in folders of the repository.
    var commands: [ShellCommand] = []

    enum What {
      case command(String)
      /// An action of GitHub, a task of Azure or an orb of CircleCI, with its inputs.
      case action(String, with: Tree?)
    }

    /// The line or the action's name, for a sentence.
    var text: String {
      switch what {
      case .command(let line): line
      case .action(let name, _): name
      }
    }
  }

  /// The first step that calls one of some commands, and goes wrong if that does; where it may be
  /// forgiven, the first that calls one at all.
  func first(
    on trigger: Trigger? = nil, calling phrases: [String], orForgiven: Bool = false
  ) -> Step? {
    steps.first { step in
      (trigger.map(step.on.contains) ?? true)
        && step.commands.contains { command in
          (orForgiven || !command.isForgiven) && phrases.contains(where: command.isCall)
        }
    }
  }

  /// The first step that uses one of some actions, whatever their version.
  func first(on trigger: Trigger? = nil, using names: [String]) -> Step? {
    steps.first { (trigger.map($0.on.contains) ?? true) && $0.isCall(of: [], using: names) }
  }
}

extension Workflow.Step {
  /// Whether it calls one of some commands and goes wrong if that does, or uses one of some actions.
  fileprivate func isCall(of phrases: [String], using names: [String]) -> Bool {
    switch what {
    case .command:
      return commands.contains { command in
        !command.isForgiven && phrases.contains(where: command.isCall)
      }
    case .action(let action, _):
      let bare = action.prefix { $0 != "@" }.lowercased()
      return names.contains { bare == $0 || bare.hasPrefix($0 + "/") }
    }
  }
}

extension Repository {
  /// All workflows that could be read: of GitHub, GitLab, Azure, CircleCI and Jenkins.
  ///
  /// They run only where they lie at the root of what git keeps.
  var workflows: [Workflow] {
    memory.workflows.value {
      guard isRoot else { return [] }
      return GitHubWorkflow.all(in: self) + GitLabPipeline.all(in: self)
        + AzurePipeline.all(in: self) + CircleCIConfig.all(in: self) + Jenkinsfile.all(in: self)
    }
  }

  /// The steps of all workflows that call one of some commands, or use one of some actions.
  func steps(calling phrases: [String], using actions: [String]) -> [Workflow.Step] {
    workflows.flatMap(\.steps).filter { $0.isCall(of: phrases, using: actions) }
  }

  /// The first step of any workflow that calls one of some commands, or uses one of some actions.
  func step(
    on trigger: Workflow.Trigger? = nil, calling phrases: [String], using actions: [String] = []
  ) -> Workflow.Step? {
    for workflow in workflows {
      if let step = workflow.first(on: trigger, calling: phrases)
        ?? workflow.first(on: trigger, using: actions)
      {
        return step
      }
    }
    return nil
  }
}

extension Tree {
  /// The steps of a shell script: each line that runs something, and what a script or a make target
  /// that it calls does in turn.
  ///
  /// - Parameters:
  ///   - path: The file that this stands in.
  ///   - trigger: What sets it off.
  ///   - environment: The environment of its job.
  ///   - shell: What runs it.
  ///   - folder: Where it runs; `nil` where that is not told.
  ///   - scripts: The scripts of the repository.
  /// - Returns: The steps, each at its line.
  func steps(
    in path: String, on trigger: Set<Workflow.Trigger>, environment: String? = nil,
    shell: ShellScript.Shell, folder: String? = "", scripts: Scripts
  ) -> [Workflow.Step] {
    guard let text else { return [] }
    // The text of a block begins in the line after its `|`.
    let first = position.line + (text.contains("\n") ? 1 : 0)
    return ShellScript.lines(of: text, in: shell).flatMap { line -> [Workflow.Step] in
      let place = Place(
        path: path, line: first + line.offset, excerpt: line.text.shortened(to: 120))
      return scripts.expanded(line.moved(to: folder)).map { line in
        Workflow.Step(
          on: trigger, what: .command(line.text), place: place, environment: environment,
          commands: line.commands)
      }
    }
  }
}

extension String {
  /// The lines, where one that ends in a backslash holds those that follow it, and leaves them
  /// empty.
  var joiningContinuedLines: [String] {
    var result: [String] = []
    var open: Int?
    for line in lines {
      let goesOn = line.hasSuffix("\\")
      let body = goesOn ? String(line.dropLast()) : String(line)
      if let index = open {
        result[index] += " " + body.trimmed
        result.append("")
      } else {
        result.append(body)
      }
      open = goesOn ? open ?? result.count - 1 : nil
    }
    return result
  }
}

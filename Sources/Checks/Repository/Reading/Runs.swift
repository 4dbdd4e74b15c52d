internal import Documents
internal import Readiness

/// A command that the repository itself has run: by a workflow, a stage, a container or a schedule.
struct Run: Sendable {
  let line: String
  let place: Place
  let by: Runner
  let commands: [ShellCommand]

  /// - Parameters:
  ///   - line: The line, for a sentence.
  ///   - place: Where it stands.
  ///   - by: What runs it.
  ///   - commands: The commands in it; `nil` where a shell runs it by itself.
  init(line: String, place: Place, by: Runner, commands: [ShellCommand]? = nil) {
    self.line = line
    self.place = place
    self.by = by
    self.commands = commands ?? ShellCommand.all(in: line)
  }

  enum Runner: Sendable {
    case workflow(Set<Workflow.Trigger>)
    case stage
    case container
    /// A CronJob of Kubernetes.
    case schedule
  }

  var isScheduled: Bool {
    switch by {
    case .workflow(let on): on.contains(.schedule)
    case .schedule: true
    case .stage, .container: false
    }
  }

  /// The words of the line that may name a Python file, a module or a script of the project.
  var targets: [String] {
    commands.filter { !$0.isForgiven }.flatMap { command -> [String] in
      let program = command.words.first ?? ""
      if program.hasPrefix("python") || Self.runners.contains(program) {
        return command.words.dropFirst().map { String($0.prefix { $0 != ":" }) }
      }
      return [program]
    }
  }

  private static let runners: Set<String> = [
    "uvicorn", "gunicorn", "hypercorn", "fastapi", "flask", "streamlit", "papermill", "torchrun",
    "accelerate", "spark-submit", "ray", "bentoml", "celery", "dagster", "prefect", "ipython",
    "functions-framework", "serve", "mlflow", "kedro", "deepspeed",
  ]
}

extension Repository {
  var runs: [Run] { memory.runs.value { allRuns } }

  private var allRuns: [Run] {
    let steps = workflows.flatMap { workflow in
      workflow.steps.compactMap { step -> Run? in
        guard case .command(let line) = step.what else { return nil }
        return Run(line: line, place: step.place, by: .workflow(step.on), commands: step.commands)
      }
    }
    let stages = dvc.stages.flatMap { stage in
      stage.commands.flatMap(scripts.expanded).map {
        Run(line: $0.text, place: stage.place, by: .stage, commands: $0.commands)
      }
    }
    return steps + stages + containerRuns + objectRuns + projectRuns
  }

  /// What images run: `CMD` and `ENTRYPOINT`, as a line of shell.
  private var containerRuns: [Run] {
    tracked { $0.name.contains("Dockerfile") && !$0.isExample }.flatMap { file -> [Run] in
      (text(of: file.path) ?? "").joiningContinuedLines.enumerated().flatMap { index, line in
        let body = line.trimmed
        let word = body.prefix { !$0.isWhitespace }.uppercased()
        guard word == "CMD" || word == "ENTRYPOINT" else { return [Run]() }
        let rest = String(body.dropFirst(word.count)).trimmed
        let place = Place(path: file.path, line: index + 1, excerpt: body.shortened(to: 120))
        return scripts.expanded(rest.asShell).map {
          Run(line: $0.text, place: place, by: .container, commands: $0.commands)
        }
      }
    }
  }

  private var objectRuns: [Run] {
    manifests.flatMap { manifest -> [Run] in
      manifest.containers.compactMap { container in
        let words = ["command", "args"].flatMap { container[$0]?.elements ?? [] }
        let line = words.compactMap(\.text).joined(separator: " ")
        guard !line.isEmpty else { return nil }
        return Run(
          line: line, place: manifest.place(of: container, excerpt: line),
          by: manifest.kind == "CronJob" ? .schedule : .container)
      }
    }
  }

  /// The commands of `MLproject` and `Procfile`.
  private var projectRuns: [Run] {
    let entries = tracked { $0.name == "MLproject" }.flatMap { file in
      (tree(of: file.path)?["entry_points"]?.pairs ?? []).compactMap { pair -> Run? in
        guard let command = pair.value["command"], let line = command.text else { return nil }
        return Run(line: line, place: command.place(in: file.path, excerpt: line), by: .stage)
      }
    }
    let processes = tracked { $0.name == "Procfile" }.flatMap { file in
      (text(of: file.path) ?? "").lines.enumerated().compactMap { index, line -> Run? in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let command = String(line[line.index(after: colon)...]).trimmed
        return Run(
          line: command, place: Place(path: file.path, line: index + 1, excerpt: command),
          by: .container)
      }
    }
    return entries + processes
  }
}

extension String {
  /// A command written as a list of quoted words, as a line.
  fileprivate var asShell: String {
    guard hasPrefix("[") else { return self }
    return matches(of: #/"((?:[^"\\]|\\.)*)"/#).map { String($0.1) }.joined(separator: " ")
  }
}

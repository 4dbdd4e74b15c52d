internal import Documents
internal import Readiness

/// The Python modules that something runs, themselves or by way of imports, with the place that
/// shows it.
struct Execution: Sendable {
  /// For each path the first place.
  private let all: [String: Place]
  /// The same, but for applications that only define themselves.
  private let started: Set<String>
  private let onSchedule: [String: Place]

  init(_ repository: Repository) {
    let graph = repository.graph
    let scripts = repository.consoleScripts
    let index = Dictionary(
      grouping: graph.modules.indices.filter { graph.modules[$0].dotted.last != nil }
    ) { graph.modules[$0].dotted.last ?? "" }
    var starts: [(module: Int, place: Place, isScheduled: Bool, isOwn: Bool)] = []
    for run in repository.runs {
      for target in run.targets {
        for found in graph.modules(called: scripts[target] ?? target, index: index) {
          starts.append((found, run.place, run.isScheduled, false))
        }
      }
    }
    for (number, module) in graph.modules.enumerated() where !module.isTest && !module.isNotebook {
      if let place = module.orchestration(in: repository) {
        starts.append((number, place.place, place.isScheduled, true))
      } else if let place = module.service {
        starts.append((number, place, false, true))
      }
    }
    let commands = starts.filter { !$0.isOwn }
    started = Set(Self.places(commands.map { ($0.module, $0.place) }, in: graph).keys)
    all = Self.places(starts.map { ($0.module, $0.place) }, in: graph)
    onSchedule = Self.places(
      starts.filter(\.isScheduled).map { ($0.module, $0.place) }, in: graph)
  }

  private static func places(
    _ starts: [(module: Int, place: Place)], in graph: ModuleGraph
  ) -> [String: Place] {
    var places: [String: Place] = [:]
    var done: Set<Int> = []
    for start in starts where !done.contains(start.module) {
      let reached = graph.reached(from: [start.module])
      done.formUnion(reached)
      for module in reached where places[graph.modules[module].file.path] == nil {
        places[graph.modules[module].file.path] = start.place
      }
    }
    return places
  }

  func place(of module: PythonModule) -> Place? { all[module.file.path] }
  /// Whether a command of a workflow, an image or a script starts it, or what imports it.
  func isStarted(_ module: PythonModule) -> Bool { started.contains(module.file.path) }
  func schedule(of module: PythonModule) -> Place? { onSchedule[module.file.path] }
}

extension ModuleGraph {
  /// The modules that a word of a command line names: by their path, or dotted.
  fileprivate func modules(called name: String, index: [String: [Int]]) -> [Int] {
    let isFile = name.hasSuffix(".py") || name.hasSuffix(".ipynb")
    let bare = name.hasSuffix(".py") ? String(name.dropLast(3)) : name
    let words = bare.split { isFile ? $0 == "/" : $0 == "." || $0 == "/" }.map(String.init)
      .filter { $0 != "." && $0 != ".." }
    guard let last = words.last else { return [] }
    let candidates =
      (index[last] ?? [])
      + (index["__main__"] ?? []).filter { modules[$0].file.folders.last == last }
    let fits = candidates.filter { candidate in
      let path = modules[candidate].dotted
      let own = path.last == "__main__" ? Array(path.dropLast()) : path
      // A bare word may be a program; it names a package only where that can be run.
      if !isFile, words.count == 1, modules[candidate].name != "__main__" { return false }
      return own.suffix(words.count) == words[...]
        || isFile && words.suffix(own.count) == own[...]
    }
    return fits.count <= 2 ? fits : []
  }
}

extension PythonModule {
  static let orchestrators = [
    "airflow", "dagster", "prefect", "kfp", "metaflow", "zenml", "flytekit",
  ]
  static let services = [
    "FastAPI", "Flask", "BentoService", "Litestar", "Sanic", "MLServer", "KServeClient",
    "ModelServer",
  ]

  /// Where it makes an application that answers requests.
  var service: Place? {
    place(callingAny: Self.services)
      ?? (place(importing: ["bentoml", "kserve", "seldon_core", "ray", "litserve", "mlserver"])
        != nil
        ? place(of: "deployment", "service", "Model", "LitAPI", "MLModel") : nil)
  }

  /// Where it defines jobs for an orchestrator, and whether it says when they run.
  fileprivate func orchestration(
    in repository: Repository
  ) -> (place: Place, isScheduled: Bool)? {
    guard !file.isExample, let place = place(importing: Self.orchestrators) else { return nil }
    let names = ["schedule", "schedule_interval", "ScheduleDefinition", "cron", "CronSchedule"]
    guard self.place(ofAny: names) != nil else { return (place, false) }
    let line = repository.place(in: file.path) { line in
      line.contains(
        #/^[^#]*\b(schedule|schedule_interval|cron|cron_schedule)\s*=\s*(?!None\b)\S/#)
        || line.contains(#/^[^#]*\b(CronSchedule|ScheduleDefinition)\(/#.wordBoundaryKind(.simple))
        || line.contains(#/^\s*@schedule\(/#)
    }
    return line.map { ($0, true) } ?? (place, false)
  }
}

extension Repository {
  var execution: Execution { memory.execution.value { Execution(self) } }

  /// The modules behind the commands that a package installs.
  var consoleScripts: [String: String] {
    let files = tracked {
      ["pyproject.toml", "setup.cfg", "setup.py"].contains($0.name) && !$0.isExample
    }
    let form = #/["']?([\w.-]+)["']?\s*=\s*["']?([\w.]+):[\w.]+/#
    let found = files.flatMap { file in
      (text(of: file.path) ?? "").lines.flatMap { line in
        line.matches(of: form).map { (String($0.1), String($0.2)) }
      }
    }
    return Dictionary(found) { first, _ in first }
  }
}

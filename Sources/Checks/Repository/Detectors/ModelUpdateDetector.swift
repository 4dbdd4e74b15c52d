internal import Documents
internal import Readiness

/// Models are renewed by a pipeline with gates.
struct ModelUpdateDetector: Detector {
  let control: Control.ID = "model.auto-update"
  let home: Home? = .workflows
  let looksFor =
    "a scheduled workflow whose steps train, then evaluate or compare by a command whose Python module "
    + "raises, asserts or exits where figures compare badly (or by airworthy gate), then register, "
    + "promote or deploy, each after the one before; "
    + "or a scheduled job of Airflow in which tasks of these three kinds follow one another"

  static let leads = [
    Lead(stems: ["retrain", "re_train", "continuous_train", "continual_learn", "model_refresh"])
  ]

  private static let gates: Set<String> = [
    "evaluate", "evaluation", "validate", "validation", "compare", "gate", "check", "challenge",
    "assess",
  ]
  private static let releases: Set<String> = [
    "register", "promote", "promotion", "deploy", "release", "publish", "rollout", "registration",
  ]
  private static let deploying = [
    "kubectl apply", "kubectl set", "helm upgrade", "az ml", "gcloud ai",
    "bentoml deploy",
    "bentoml push", "gto register", "gto assign", "mlflow deployments",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var leads: [(lack: String, place: Place)] = []
    for (_, runs) in Dictionary(grouping: repository.runs, by: \.place.path).sorted(by: {
      $0.key < $1.key
    }) {
      let steps = runs.filter(\.isScheduled)
      guard let train = steps.firstIndex(where: { $0.trains(in: repository) }) else { continue }
      let later = steps[(train + 1)...]
      guard let gate = later.firstIndex(where: { self.isGate($0, in: repository) }) else {
        leads.append(
          (
            "trains on a schedule; no step after it that compares and fails was found",
            steps[train].place
          ))
        continue
      }
      guard let release = steps[(gate + 1)...].first(where: isRelease) else {
        leads.append(
          ("trains and evaluates on a schedule, and releases nothing", steps[gate].place))
        continue
      }
      let places = [steps[train].place, steps[gate].place, release.place]
      guard repository.areInOrder(places) else {
        leads.append(
          (
            "trains, evaluates and releases in jobs that do not wait for one another",
            steps[train].place
          ))
        continue
      }
      return .found(
        "\(release.place.path) trains on a schedule, evaluates by a step that may fail, and then "
          + "releases", places)
    }
    if let job = repository.python.lazy.compactMap({ job($0, in: repository) }).first { return job }
    if let first = leads.first {
      return .notFound("\(first.place.path) \(first.lack)", leads.map(\.place))
    }
    let words = repository.retraining ?? repository.mentions.places(of: Self.leads).first
    if let hint = words {
      return .notFound(
        "\(hint.path) has a word on training again; no pipeline that renews models by itself was "
          + "recognised", [hint])
    }
    let manual = repository.runs.filter { $0.trains(in: repository) }
    return .notFound(
      manual.isEmpty
        ? "no pipeline that renews models by itself was found"
        : "\(manual[0].place.path) trains, and nothing shows that it does so on a schedule",
      manual.map(\.place))
  }

  private func isGate(_ run: Run, in repository: Repository) -> Bool {
    if run.commands.contains(where: {
      !$0.isForgiven && $0.isCall(of: "airworthy gate")
    }) {
      return true
    }
    let named = run.targets.filter { !Self.gates.isDisjoint(with: $0.words) }
    guard !named.isEmpty else { return false }
    return run.modules(in: repository).contains { module in
      !Self.gates.isDisjoint(with: module.name.words)
        && repository.gate(in: module) { $0.contains("<") || $0.contains(">") } != nil
    }
  }

  private func isRelease(_ run: Run) -> Bool {
    if run.targets.contains(where: {
      !Self.releases.isDisjoint(with: $0.words) && $0.contains(#/[.\/]/#)
    }) {
      return true
    }
    return run.commands.contains { command in
      !command.isForgiven && Self.deploying.contains(where: command.isCall)
    }
  }

  /// A job of Airflow that runs the three kinds of task one after the other.
  private func job(_ module: PythonModule, in repository: Repository) -> Sighting? {
    guard module.place(importing: ["airflow"]) != nil, !module.isTest,
      let schedule = repository.execution.schedule(of: module)
    else { return nil }
    let order = repository.place(in: module.file.path) { line in
      let tasks = line.prefix { $0 != "#" }.split(separator: ">>").map { String($0).words }
      guard let train = tasks.firstIndex(where: { $0.contains { $0.saysTraining } }),
        let gate = tasks[(train + 1)...].firstIndex(where: { !Self.gates.isDisjoint(with: $0) })
      else { return false }
      return tasks[(gate + 1)...].contains { !Self.releases.isDisjoint(with: $0) }
    }
    let mayFail = module.place(
      of: "BranchPythonOperator", "ShortCircuitOperator", "raise", "AirflowFailException",
      "short_circuit", "branch")
    guard let order, let mayFail else { return nil }
    return .found(
      "\(module.file.path) trains on a schedule, evaluates by a task that may stop, and then releases",
      [schedule, order, mayFail])
  }
}

extension Repository {
  /// Where code speaks of training again.
  fileprivate var retraining: Place? {
    python.lazy.filter { !$0.isTest && !$0.file.isExample }.compactMap { module in
      let names = module.names.filter { $0.key.lowercased().contains("retrain") }
      return names.min { ($0.value, $0.key) < ($1.value, $1.key) }.map {
        Place(path: module.file.path, line: $0.value)
      }
    }.first
  }
}

extension Run {
  fileprivate func trains(in repository: Repository) -> Bool {
    let isForgiven = commands.allSatisfy(\.isForgiven)
    if isForgiven { return false }
    if targets.contains(where: { $0.saysTraining && $0.contains(#/[.\/]|^train$/#) }) {
      return true
    }
    let repeats = commands.contains {
      $0.isCall(of: "dvc repro") || $0.isCall(of: "dvc exp run")
    }
    return repeats && !repository.dvc.trainingStages.isEmpty
  }

  /// The modules that it runs, without those that they import.
  fileprivate func modules(in repository: Repository) -> [PythonModule] {
    let names = targets.map { target in
      (target.hasSuffix(".py") ? String(target.dropLast(3)) : target).split {
        $0 == "/" || $0 == "."
      }
      .last.map(String.init) ?? ""
    }
    return repository.python.filter { !$0.isTest && names.contains($0.name) }
  }
}

internal import Documents
internal import Readiness

/// The cost of infrastructure is tracked.
struct CostDetector: Detector {
  let control: Control.ID = "infra.cost-tracked"
  let looksFor =
    "monthly budgets in Terraform (AWS, Google, Azure) that tell somebody, one of which names "
    + "training and one serving"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let budgets = repository.resources { $0.contains("budget") }
    let telling = budgets.filter { budget in
      ["notification", "all_updates_rule", "threshold_rules"].contains(where: budget.has)
    }
    func names(_ words: [String]) -> Bool {
      telling.contains { budget in
        let text = (budget.labels + budget.body).joined(separator: " ").lowercased()
        return words.contains { text.contains($0) }
      }
    }
    if names(["train"]), names(["serv", "infer", "predict"]) {
      return .found(
        "\(telling[0].path) sets \(telling.count.of("budget")), with training and serving told apart",
        telling.map(\.place))
    }
    let step = repository.step(
      calling: ["infracost diff", "infracost breakdown"], using: ["infracost/actions"])
    let leads = budgets.map(\.place) + (step.map { [$0.place] } ?? [])
    return .notFound(
      leads.isEmpty
        ? "no budget or estimate of cost was found"
        : "costs are looked at; nothing shows that training and serving are told apart each month",
      leads)
  }
}

/// Speed and memory are compared over versions.
struct PerformanceDetector: Detector {
  let control: Control.ID = "monitor.compute"
  let home: Home? = .outside
  let looksFor =
    "benchmarks of a module that trains and of one that predicts, compared by a workflow with "
    + "those before (github-action-benchmark with an alert, CodSpeed, asv continuous, "
    + "pytest --benchmark-compare-fail)"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let steps = repository.workflows.flatMap(\.steps)
    let comparison = steps.first { step in
      switch step.what {
      case .command(let line):
        line.contains("--benchmark-compare-fail")
          || step.commands.contains { $0.isCall(of: "asv continuous") }
      case .action(let name, let with):
        name.lowercased().hasPrefix("codspeedhq/action")
          || name.hasPrefix("benchmark-action/github-action-benchmark")
            && (with?["fail-on-alert"]?.text == "true" || with?["alert-comment-cc-users"] != nil)
      }
    }
    guard let comparison else { return .notFound("no comparison of benchmarks was found") }
    let modules = StepModules(repository)
    let benchmarks = repository.python.filter { module in
      module.file.path.lowercased().contains("bench") || module.place(of: "benchmark") != nil
    }
    func measures(_ step: StepModules.Step) -> Place? {
      modules.modules(of: step).lazy.compactMap { wanted in
        benchmarks.lazy.compactMap { $0.place(importing: wanted) }.first
      }.first
    }
    guard let training = measures(.training), let serving = measures(.prediction) else {
      return .notFound(
        "\(comparison.place.path) compares benchmarks; not shown is that training and serving are "
          + "among them", [comparison.place])
    }
    return .found(
      "\(comparison.place.path) compares benchmarks of training and serving with those before",
      [comparison.place, training, serving])
  }
}

/// Changes of what the system depends on reach the team.
struct DependencyNoticeDetector: Detector {
  let control: Control.ID = "monitor.dependencies"
  let looksFor =
    "Dependabot or Renovate for libraries, and a scheduled workflow that checks the freshness or "
    + "schema of sources of data (dbt source freshness, soda scan, a checkpoint of Great Expectations)"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let libraries = Self.bots.lazy.compactMap { path -> Place? in
      guard repository.isRoot, repository.has(path), let tree = repository.tree(of: path) else {
        return nil
      }
      let isOn = path.contains("dependabot") ? tree["updates"]?.elements.isEmpty == false : true
      return isOn ? Place(path: path, line: 1) : nil
    }.first
    let data = repository.step(
      on: .schedule,
      calling: [
        "dbt source freshness", "soda scan", "great_expectations checkpoint run",
        "datacontract test",
      ])?.place
    switch (libraries, data) {
    case (let libraries?, let data?):
      return .found(
        "\(libraries.path) tells of new libraries, and \(data.path) looks at sources of data on a "
          + "schedule", [libraries, data])
    case (let libraries?, nil):
      return .notFound(
        "\(libraries.path) tells of new libraries; nothing was found that tells of changed data",
        [libraries])
    default:
      return .notFound("nothing was found that tells of changed libraries", data.map { [$0] } ?? [])
    }
  }

  private static let bots = [
    ".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", ".github/renovate.json",
    ".renovaterc.json", ".renovaterc",
  ]
}

/// Fallback and recovery were tested by causing failures.
struct RecoveryDetector: Detector {
  let control: Control.ID = "ops.recovery"
  let looksFor =
    "tests whose names speak of fallback or degradation, and of recovery, which cause a failure (a "
    + "side effect, a patch, an error that is raised), ask for a prediction and assert, run by a "
    + "workflow; experiments of Chaos Mesh, Litmus or AWS FIS are named as leads"

  private static let chaos: Set<String> = [
    "PodChaos", "NetworkChaos", "StressChaos", "IOChaos", "HTTPChaos", "ChaosEngine",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let tests = repository.python.filter { $0.holdsTests && !$0.file.isExample }
    func test(_ words: [String]) -> Place? {
      tests.lazy.compactMap { module in
        module.functions.first { function in
          function.isTest && words.contains { function.name.contains($0) } && function.causesFailure
            && function.words.contains(where: \.saysPrediction)
        }.map { Place(path: module.file.path, line: $0.line, excerpt: "def \($0.name)") }
      }.first
    }
    let fallback = test(["fallback", "falls_back", "degrad", "circuit_break"])
    let recovery = test(["recover", "restore", "comes_back", "after_failure", "after_outage"])
    let experiments =
      repository.manifests.filter { Self.chaos.contains($0.kind) }.map(\.place)
      + repository.resources { $0 == "aws_fis_experiment_template" }.map(\.place)
    if let fallback, let recovery, let run = ContinuousIntegration.tests(in: repository) {
      return .found(
        "\(run.place.path) runs tests of fallback and of recovery",
        [fallback, recovery, run.place] + experiments)
    }
    let leads = [fallback, recovery].compactMap(\.self) + experiments
    return .notFound(
      leads.isEmpty
        ? "no test or experiment of failure was found"
        : "failure is tried; tests of both fallback and recovery that are run were not found", leads
    )
  }
}

extension PythonModule.Function {
  /// Whether its words speak of a failure that is caused.
  fileprivate var causesFailure: Bool {
    let means = [
      "side_effect", "monkeypatch", "patch", "mocker", "kill", "stop", "shutdown", "disconnect",
      "toxiproxy",
    ]
    return words.contains { word in
      means.contains(word) || word.hasSuffix("Error") || word.hasSuffix("Exception")
        || word.words.contains {
          ["fail", "failing", "failure", "broken", "unavailable", "outage", "down", "unreachable"]
            .contains($0)
        }
    }
  }
}

internal import Documents
internal import Readiness

/// A test runs the whole pipeline.
struct PipelineTestDetector: Detector {
  let control: Control.ID = "code.pipeline-integration"
  let home: Home? = .recognisedTests
  let looksFor =
    "a test that continuous integration runs by itself, named for the pipeline, integration or "
    + "end to end, that asserts and, itself or by the modules that its file imports, reaches modules for "
    + "data or features, for training and for prediction; or a workflow other than one that a person "
    + "starts that runs dvc repro --force over stages of all three kinds (odd, since it asserts nothing)"

  private static let names = [
    "pipeline", "integration", "end_to_end", "e2e", "endtoend", "whole", "smoke", "from_raw",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    if let seen = repeated(in: repository) { return seen }
    let steps = StepModules(repository)
    func paths(_ step: StepModules.Step) -> Set<String> {
      Set(steps.modules(of: step).map(\.file.path))
    }
    let kinds = [
      paths(.data).union(paths(.features)), paths(.training), paths(.prediction),
    ]
    let graph = repository.graph
    var leads: [Place] = []
    for (index, module) in graph.modules.enumerated()
    where module.holdsTests && !module.file.isExample {
      let isNamed = Self.names.contains(where: module.file.path.lowercased().contains)
      let test = module.functions.first { function in
        function.isTest
          && (isNamed || Self.names.contains(where: function.name.lowercased().contains))
          && function.words.contains(where: \.saysTraining)
          && function.words.contains(where: \.saysPrediction)
      }
      guard let test else { continue }
      let place = Place(path: module.file.path, line: test.line, excerpt: "def \(test.name)")
      leads.append(place)
      let direct = Set(graph.uses[index].map { graph.modules[$0].file.path })
      guard kinds.allSatisfy({ !$0.isDisjoint(with: direct) }), let run = repository.run(of: module)
      else {
        continue
      }
      return .found(
        "\(test.name) goes from data through training to prediction, and \(run.place.path) runs it",
        [place, run.place])
    }
    if leads.isEmpty, let training = untested(in: repository, by: steps) { return training }
    return .notFound(
      leads.isEmpty
        ? "no test of the whole pipeline was found"
        : "\(leads[0].path) is named for the whole pipeline; nothing shows that it reaches data, training "
          + "and prediction and that continuous integration runs it", leads)
  }

  /// What trains, where no test reaches or names it, none is named for a pipeline, all are in Python,
  /// and no workflow trains.
  private func untested(in repository: Repository, by steps: StepModules) -> Sighting? {
    let files = Set(repository.training.map(\.path))
    let training = repository.files.filter { files.contains($0.path) }
    let tests = repository.tests
    guard let first = training.first, !training.contains(where: steps.isReached),
      tests.allSatisfy({ $0.suffix == "py" }),
      !tests.contains(where: { Self.names.contains(where: $0.path.lowercased().contains) }),
      !repository.python.contains(where: { module in
        module.isTest
          && module.functions.contains { function in
            Self.names.contains(where: function.name.lowercased().contains)
          }
      }),
      !repository.workflows.flatMap(\.steps).contains(where: { step in
        step.text.lowercased().contains(#/train|dvc (repro|exp)|pipeline|workload|\.sh\b|make /#)
      })
    else { return nil }
    return .missing(
      "no test reaches \(first.path), which trains", training.map { Place(path: $0.path) })
  }

  private func repeated(in repository: Repository) -> Sighting? {
    let step = repository.workflows.flatMap(\.steps).first { step in
      guard !step.on.isDisjoint(with: [.pullRequest, .mainPush, .schedule]) else { return false }
      return step.commands.contains { command in
        let goals = command.words.dropFirst(2).filter { !$0.hasPrefix("-") }
        return !command.isForgiven && command.isCall(of: "dvc repro") && goals.isEmpty
          && !command.words.contains { ["--dry", "-s", "--single-item"].contains($0) }
          // Without force nothing runs that ran before.
          && command.words.contains { ["-f", "--force"].contains($0) }
      }
    }
    guard let step else { return nil }
    let stages = repository.dvc.stages
    let words = stages.map { Set($0.name.words + $0.commands.flatMap(\.words)) }
    let predicts: Set<String> = [
      "predict", "prediction", "score", "scoring", "inference", "serve", "infer",
    ]
    let prepares: Set<String> = [
      "prepare", "data", "features", "featurize", "featurization", "preprocess", "preprocessing",
    ]
    guard words.contains(where: { !$0.isDisjoint(with: prepares) }),
      !repository.dvc.trainingStages.isEmpty,
      words.contains(where: { !$0.isDisjoint(with: predicts) })
    else {
      return .notFound(
        "\(step.place.path) runs the stages of DVC; none of them is named for prediction",
        [step.place])
    }
    return .odd(
      "\(step.place.path) runs all \(stages.count.of("stage")) of DVC, up to predictions; it asserts nothing of them",
      [step.place])
  }
}

internal import Documents
internal import Readiness

/// Unit tests show that the model code learns, answers in range and reloads.
struct ModelTestDetector: Detector {
  let control: Control.ID = "code.model-spec-tests"
  let home: Home? = .tests
  let looksFor =
    "tests that continuous integration runs by itself, in files that import a module of the repository "
    + "named for a model or for training, or that defines fit, predict or forward, of three kinds by name and body: learning (overfit, loss, "
    + "learns) that fits; shape or range that predicts; saving and loading that does both and predicts; "
    + "each with an assertion"

  private struct Kind {
    let noun: String
    let names: [String]
    let bodies: [Set<String>]
  }

  private static let predicting: Set<String> = [
    "predict", "predict_proba", "forecast", "forward", "probability", "probabilities",
    "predictions",
    "prediction",
    "transform", "outputs", "logits",
  ]
  /// Methods by which a module shows that it holds a model.
  private static let methods: Set<String> = ["fit", "predict", "predict_proba", "forward"]
  private static let kinds = [
    Kind(
      noun: "that it learns",
      names: [
        "overfit", "learn", "loss_decreas", "loss_goes", "loss_falls", "memori", "converge",
        "fits_", "can_fit", "training_step",
      ],
      bodies: [
        [
          "fit", "train", "train_model", "fit_model", "train_step", "training_step", "step",
          "Trainer",
        ]
      ]),
    Kind(
      noun: "the shape or range of its outputs",
      names: [
        "shape", "range", "probabilit", "bound", "sum_to_one", "between", "output", "finite",
      ],
      bodies: [predicting]),
    Kind(
      noun: "that it reloads",
      names: [
        "save", "load", "round_trip", "roundtrip", "serial", "persist", "pickle", "export",
        "checkpoint",
      ],
      bodies: [
        [
          "save", "dump", "save_model", "to_bytes", "export", "save_pretrained", "dumps",
          "save_checkpoint",
        ],
        [
          "load", "load_model", "loads", "from_pretrained", "load_checkpoint",
          "load_from_checkpoint", "load_state_dict", "from_file", "reload",
        ],
        predicting,
      ]),
  ]
  func sighting(in repository: Repository, of system: System) -> Sighting {
    let graph = repository.graph
    let models = Set(
      graph.modules.indices.filter { index in
        let module = graph.modules[index]
        let words = module.dotted.flatMap(\.words)
        let isNamed = words.contains {
          ["model", "models", "net", "network", "estimator"].contains($0) || $0.saysTraining
        }
        return !module.isTest && !module.isNotebook
          && (isNamed || module.functions.contains { Self.methods.contains($0.name) })
      })
    let files = graph.modules.indices.filter { index in
      graph.modules[index].holdsTests && !graph.uses[index].isDisjoint(with: models)
    }.map { graph.modules[$0] }
    var (places, lacking): ([Place], [String]) = ([], [])
    var step: Workflow.Step?
    for kind in Self.kinds {
      let found = files.lazy.compactMap { module -> (Place, Workflow.Step)? in
        guard let test = module.functions.first(where: { fits($0, kind) }),
          let run = repository.run(of: module)
        else { return nil }
        return (Place(path: module.file.path, line: test.line, excerpt: "def \(test.name)"), run)
      }.first
      guard let found else {
        lacking.append(kind.noun)
        continue
      }
      places.append(found.0)
      step = found.1
    }
    guard lacking.isEmpty, let step else {
      let leads = files.map { Place(path: $0.file.path) }
      if let missing = unreloaded(in: repository) { return missing }
      return .notFound(
        files.isEmpty
          ? "no test imports a module of the model"
          : "no test of the model's code that runs by itself was recognised for \(lacking.listing)",
        places + leads)
    }
    return .found(
      "tests show that the model's code learns, what it puts out and that it reloads, and "
        + "\(step.place.path) runs them", places + [step.place])
  }

  /// Where no test, of any name, predicts and has a word on loading: reloading is not tested.
  private func unreloaded(in repository: Repository) -> Sighting? {
    let tests = repository.python.filter(\.isTest)
    let loading = ["load", "restor", "from_", "pickle", "deserial", "checkpoint", "registry"]
    let isOpen = tests.contains { module in
      module.names.keys.contains { name in loading.contains(where: name.lowercased().contains) }
        && module.names.keys.contains { $0.saysPrediction || Self.predicting.contains($0) }
    }
    guard let first = tests.first, !isOpen, repository.tests.allSatisfy({ $0.suffix == "py" })
    else { return nil }
    return .missing(
      "no test of the model's code loads a model and predicts", [Place(path: first.file.path)])
  }

  private func fits(_ test: PythonModule.Function, _ kind: Kind) -> Bool {
    let name = test.name.lowercased()
    return test.isTest && kind.names.contains(where: name.contains)
      && kind.bodies.allSatisfy { !$0.isDisjoint(with: test.words) }
  }
}

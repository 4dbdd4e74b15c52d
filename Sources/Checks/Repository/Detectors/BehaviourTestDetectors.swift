internal import Documents
internal import Readiness

/// Tests of the model's behaviour, told by their names.
private struct BehaviourTests {
  let repository: Repository
  private static let predicting: Set<String> = [
    "predict", "predict_proba", "forecast", "predictor", "predictions", "prediction", "probability",
    "probabilities", "inference", "classify", "get_label", "predict_one", "predict_batch",
  ]

  /// Tests whose name holds one of some words, and that predict.
  func tests(named words: [String]) -> [(module: PythonModule, test: PythonModule.Function)] {
    repository.python.filter { $0.holdsTests && !$0.file.isExample }.flatMap { module in
      module.functions.filter { function in
        function.isTest && words.contains { function.name.lowercased().contains($0) }
          && !function.words.isDisjoint(with: Self.predicting)
      }.map { (module, $0) }
    }
  }
}

extension PythonModule {
  fileprivate func place(of test: Function) -> Place {
    Place(path: file.path, line: test.line, excerpt: "def \(test.name)")
  }
}

/// Relations between the outputs of related inputs are tested.
struct MetamorphicTestDetector: Detector {
  let control: Control.ID = "test.metamorphic"
  let home: Home? = .tests
  let looksFor =
    "two or more tests that continuous integration runs by itself, named for a relation (invariance, "
    + "monotonic, directional, metamorphic, symmetry, order of rows, change of unit), which predict and "
    + "assert; odd with fewer than five"

  private static let words = [
    "invarian", "metamorphic", "monoton", "directional", "equivarian",
    "row_order", "order_of_rows", "does_not_change", "must_not_lower", "must_not_raise",
    "never_raise", "never_lower", "never_increase", "never_decrease",
    "change_of_unit", "unaffected_by", "increases_with", "decreases_with",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let all = BehaviourTests(repository: repository).tests(named: Self.words)
    let run = all.compactMap { entry in repository.run(of: entry.module).map { (entry, $0) } }
    let places = all.map { $0.module.place(of: $0.test) }
    guard run.count >= 2, let step = run.first?.1 else {
      return .notFound(
        all.isEmpty
          ? "no tests of relations between outputs were found"
          : run.isEmpty
            ? "\(places[0].path) tests \(all.count.of("relation")); nothing shows that continuous "
              + "integration runs it by itself"
            : "one relation between outputs is tested", places)
    }
    let what =
      "\(step.place.path) runs tests of \(run.count.of("relation")), first \(run[0].0.test.name)"
    let shown = run.map { $0.0.module.place(of: $0.0.test) } + [step.place]
    return run.count < 5 ? .odd(what, shown) : .found(what, shown)
  }
}

/// It is tested how far results move with inputs and settings.
struct SensitivityTestDetector: Detector {
  let control: Control.ID = "test.sensitivity"
  let home: Home? = .tests
  let looksFor =
    "tests that continuous integration runs by itself, named for sensitivity, perturbation or stability "
    + "or using SALib, which predict and assert, with one that varies inputs and one that varies "
    + "settings: a seed, a threshold, a hyperparameter or an imputation"

  private static let words = [
    "sensitiv", "perturb", "stability", "stable_under", "stable_over", "robust_to", "sobol",
    "morris",
  ]
  private static let settings = [
    "seed", "threshold", "hyperparameter", "hparam", "imputation", "setting", "random_state",
    "assumption",
    "learning_rate", "regularization", "penalty",
  ]
  private static let inputs = [
    "input", "feature", "noise", "temperature", "column", "delta", "shift", "row", "value", "x",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let all = BehaviourTests(repository: repository).tests(named: Self.words)
    let places = all.map { $0.module.place(of: $0.test) }
    let run = all.compactMap { entry in repository.run(of: entry.module).map { (entry, $0) } }
    let tests = run.map { $0.0.test }
    let ofSettings = tests.first { test in test.varies(Self.settings) }
    let ofInputs = tests.first { test in test.varies(Self.inputs) && test.name != ofSettings?.name }
    guard let step = run.first?.1, let ofSettings, let ofInputs else {
      let hints = repository.python.compactMap {
        $0.file.isExample ? nil : $0.place(importing: ["SALib"])
      }
      return .notFound(
        all.isEmpty
          ? "no tests of sensitivity were found"
          : run.isEmpty
            ? "nothing shows that continuous integration runs \(places[0].path) by itself"
            : "tests of sensitivity vary \(ofSettings == nil ? "inputs, and no settings" : "settings, and no inputs")",
        places + hints)
    }
    return .found(
      "\(step.place.path) runs \(ofInputs.name) and \(ofSettings.name)",
      run.map { $0.0.module.place(of: $0.0.test) } + [step.place])
  }
}

extension PythonModule.Function {
  fileprivate func varies(_ words: [String]) -> Bool {
    let own = name.lowercased().words
    return own.contains { word in
      words.contains { word.hasPrefix($0) && ($0.count > 1 || word == $0) }
    }
  }
}

internal import Documents
internal import Readiness

/// Hyperparameters were searched, and the search is on record.
struct TuningDetector: Detector {
  let control: Control.ID = "model.tuned"
  let home: Home? = .analyses
  let looksFor =
    "a search of hyperparameters in Python other than tests and notebooks (Optuna, Ray Tune, Hyperopt, "
    + "Keras Tuner, search classes of scikit-learn), a sweep of W&B or an experiment of Katib, and its "
    + "result: a tracked CSV file named for trials, search, sweep or tuning with a column for the "
    + "quality, one for a setting, and ten rows or more that differ; words that lead to a search: "
    + Self.leads.map(\.words).joined(separator: "; ")

  static let leads = [
    Lead(
      stems: [
        "hyperparameter_tun", "hyperparameter_search", "hyperparameter_optim", "hyperdrive",
        "hyperopt", "optuna", "grid_search", "gridsearch", "random_search", "randomized_search",
        "bayes_search", "bayesian_optim", "param_grid", "tune_grid", "tune_bayes", "tune_race",
        "tuner", "sweep", "hpo ",
      ], scope: .outsideTests),
    Lead(
      stems: ["tuning", "tuned", "tune"],
      near: ["hyperparam", "parameter", "learning_rate", "ray "],
      scope: .outsideTests),
  ]

  private static let searches: Set<String> = [
    "create_study", "GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV",
    "HalvingRandomSearchCV",
    "BayesSearchCV", "OptunaSearchCV", "TuneSearchCV", "Tuner", "fmin", "RandomSearch", "Hyperband",
    "BayesianOptimization", "gp_minimize", "ParameterGrid", "ParameterSampler",
  ]
  private static let results: Set<String> = [
    "trial", "trials", "search", "sweep", "tuning", "hyperparameters", "hparams", "optuna", "study",
    "gridsearch", "cv",
  ]
  private static let quality: Set<String> = [
    "score", "value", "metric", "loss", "auc", "accuracy", "rmse", "mae", "f", "objective", "error",
    "r",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = repository.python.filter { !$0.isTest && !$0.file.isExample }
    let searches = modules.compactMap { module in
      module.place(callingAny: Self.searches).map { (module, $0) }
    }
    let inCode = searches.filter { !$0.0.isNotebook }.map(\.1) + sweeps(in: repository)
    let notebooks = searches.filter(\.0.isNotebook).map(\.1)
    guard let search = inCode.first else {
      if let first = notebooks.first {
        return .notFound("\(first.path) searches hyperparameters, in a notebook", notebooks)
      }
      let words = repository.mentions.places(of: Self.leads)
      return .notFound(
        words.first.map {
          "\($0.path) has a word on a search of hyperparameters; none was recognised"
        } ?? "no search of hyperparameters was found", words)
    }
    let tables = repository.tracked { file in
      file.suffix == "csv" && !file.isTest && !file.isExample
        && !Self.results.isDisjoint(with: file.name.words)
    }
    for file in tables {
      let lines = (repository.text(of: file.path) ?? "").lines.filter { !$0.isEmpty }
      guard let head = lines.first?.split(separator: ",").map({ String($0).words }),
        head.count >= 2,
        head.contains(where: { !Self.quality.isDisjoint(with: $0) }),
        head.contains(where: { Self.quality.isDisjoint(with: $0) }),
        Set(lines.dropFirst()).count >= 10
      else { continue }
      return .found(
        "\(search.path) searches hyperparameters, and \(file.path) holds "
          + "\((lines.count - 1).of("trial"))", [search, Place(path: file.path, line: 1)])
    }
    return .notFound(
      "\(search.path) searches hyperparameters; no table of its trials was found",
      inCode + tables.map { Place(path: $0.path) })
  }

  /// Sweeps of W&B, and experiments of Katib.
  private func sweeps(in repository: Repository) -> [Place] {
    let katib = repository.manifests.filter {
      $0.kind == "Experiment" && $0.apiVersion.hasPrefix("kubeflow.org")
    }
    let files = repository.tracked { file in
      ["yaml", "yml"].contains(file.suffix) && !file.isExample
        && file.name.lowercased().contains("sweep")
    }.compactMap { file -> Place? in
      guard let tree = repository.tree(of: file.path), tree["method"] != nil,
        tree["parameters"] != nil
      else {
        return nil
      }
      return tree["method"]?.place(in: file.path, excerpt: "method")
    }
    return katib.map(\.place) + files
  }
}

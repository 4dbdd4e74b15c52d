internal import Documents
internal import Readiness

/// The same code makes features for training and for serving.
struct SameFeatureCodeDetector: Detector {
  let control: Control.ID = "feature.train-serve-same-code"
  let looksFor =
    "a function or class that prepares features (by its name or that of its module) and that a module "
    + "named for training, which fits something, and a module named for prediction or serving, which "
    + "predicts, both import and call, the second defining none of its own; or a class that its functions for "
    + "training and for prediction both use. Odd: a scaler, encoder or the like that one module "
    + "saves and a service loads by the same name, where neither makes features besides"

  private static let serving: Set<String> = [
    "predict", "prediction", "predictor", "inference", "infer", "serve", "serving", "server",
    "score",
    "scoring", "scorer", "api", "app", "service", "batch",
  ]
  private static let fitting = [
    "fit", "train", "train_model", "fit_transform", "TorchTrainer", "Trainer", "fit_model",
  ]
  private static let predicting = [
    "predict", "predict_proba", "predict_step", "forward", "transform", "decision_function",
    "probability",
    "probabilities", "inference_mode",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let graph = repository.graph
    let own = graph.modules.indices.filter { index in
      let module = graph.modules[index]
      return !module.isTest && !module.isNotebook && !module.file.isExample
    }
    let training = own.filter { index in
      graph.modules[index].name.saysTraining
        && graph.modules[index].place(callingAny: Self.fitting) != nil
    }
    let serving = own.filter { index in
      let module = graph.modules[index]
      return !Self.serving.isDisjoint(with: module.name.words) && !module.name.saysTraining
        && module.place(ofAny: Self.predicting) != nil
    }
    var leads: [Place] = []
    for trainer in training.prefix(50) {
      for server in serving.prefix(50) {
        for shared in graph.uses[trainer].intersection(graph.uses[server]).sorted() {
          let (fits, serves, module) = (
            graph.modules[trainer], graph.modules[server], graph.modules[shared]
          )
          guard let name = module.transformation(calledBy: fits, and: serves, in: repository) else {
            continue
          }
          let places = [
            module.functions.first { $0.name == name }.map { module.place(of: $0) },
            fits.place(callingAny: [name]), serves.place(callingAny: [name]),
          ].compactMap(\.self)
          if let double = serves.functions.first(where: \.makesFeatures) {
            leads += places + [serves.place(of: double)]
            continue
          }
          return .found(
            "\(fits.file.path) and \(serves.file.path) both call \(name) of \(module.file.path)",
            places)
        }
      }
    }
    if !leads.isEmpty {
      return .notFound(
        "training and serving share a transformation, and serving has one of its own", leads)
    }
    let modules = own.map { graph.modules[$0] }
    if let seen = modules.lazy.compactMap({ $0.sharedWithin(repository) }).first { return seen }
    if let seen = SavedTransformation.sighting(among: modules, in: repository) { return seen }
    let saved = modules.compactMap {
      $0.place(callingAny: ["Pipeline", "make_pipeline", "ColumnTransformer"])
    }
    return .notFound(
      saved.isEmpty
        ? "no transformation that training and serving both call was found"
        : "\(saved[0].path) makes a pipeline object; whether all that serving does lies in it is not looked at",
      saved)
  }
}

extension PythonModule.Function {
  /// Whether its name says that it makes features, or prepares data in some way.
  var isTransformation: Bool {
    let name = name.lowercased()
    if name.contains("flag") { return false }
    if ["featur", "preprocess", "vectori"].contains(where: name.contains) { return true }
    let verbs = ["transform", "encod", "prepare", "clean", "normali", "impute"]
    let objects = [
      "data", "input", "frame", "df", "dataset", "column", "categor", "ordinal", "row", "text", "x",
      "onehot",
    ]
    return verbs.contains(where: name.contains)
      && name.words.contains { word in
        objects.contains { $0.count > 2 ? word.hasPrefix($0) : word == $0 }
      }
  }

  /// Whether it does so itself, and does not only hand out an object that does.
  var makesFeatures: Bool {
    let isGetter = ["get_", "load_", "save_", "set_"].contains(where: name.hasPrefix)
    return isTransformation && !(isGetter && (name.hasSuffix("er") || name.hasSuffix("or")))
  }
}

extension PythonModule {
  fileprivate func place(of function: Function) -> Place {
    Place(path: file.path, line: function.line, excerpt: "def \(function.name)")
  }

  /// The function or class of this module that prepares features and that two others call.
  fileprivate func transformation(
    calledBy one: PythonModule, and other: PythonModule, in repository: Repository
  ) -> String? {
    let isOnFeatures = name.words.contains { $0.hasPrefix("featur") || $0.hasPrefix("preprocess") }
    let making = ["make", "build", "compute", "create", "extract", "transform", "generate"]
    return functions.first { function in
      (function.isTransformation
        || isOnFeatures && making.contains(where: function.name.words.contains))
        && function.isPublic && function.isTop
        && one.calls(function, of: self, in: repository)
        && other.calls(function, of: self, in: repository)
    }?.name
  }

  /// Whether it calls a function of another module, taken from it by name or called as part of it.
  private func calls(
    _ function: Function, of module: PythonModule, in repository: Repository
  ) -> Bool {
    guard calls[function.name] != nil else { return false }
    let isTaken = imports.contains { entry in
      entry.words.dropFirst().contains(function.name) && entry.words.contains(module.name)
    }
    return isTaken
      || repository.place(in: file.path) {
        $0.prefix { $0 != "#" }.contains("\(module.name).\(function.name)(")
      } != nil
  }
}

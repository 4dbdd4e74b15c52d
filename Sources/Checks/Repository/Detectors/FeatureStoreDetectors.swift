internal import Documents
internal import Readiness

/// What a repository shows of a feature store.
enum FeatureStore {
  static let packages = ["feast", "tecton", "hopsworks", "hsfs", "databricks"]

  /// Files of settings of Feast, those of examples left out.
  static func settings(in repository: Repository) -> [Repository.File] {
    repository.tracked { $0.name == "feature_store.yaml" && !$0.isExample && !$0.isTest }
  }

  static func modules(in repository: Repository) -> [PythonModule] {
    repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample && $0.place(importing: packages) != nil
    }
  }
}

/// Features that the model's own code makes.
enum LocalFeatures {
  private static let makers = [
    "get_dummies", "OneHotEncoder", "OrdinalEncoder", "LabelEncoder", "StandardScaler",
    "MinMaxScaler", "TfidfVectorizer", "CountVectorizer", "ColumnTransformer", "DictVectorizer",
    "PolynomialFeatures", "FunctionTransformer", "VectorAssembler", "StringIndexer",
  ]

  static func places(in repository: Repository) -> [Place] {
    repository.python.filter { !$0.isTest && !$0.file.isExample }
      .compactMap { $0.place(callingAny: makers) }
  }

  /// The modules, other than notebooks, that make features.
  static func modules(in repository: Repository) -> [PythonModule] {
    repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample && $0.place(callingAny: makers) != nil
    }
  }
}

extension Repository {
  /// Whether others can install it: a file of settings that does more than set tools up.
  fileprivate var isPackage: Bool {
    tracked { ["setup.py", "setup.cfg", "DESCRIPTION", "pyproject.toml"].contains($0.name) }
      .contains { file in
        file.name != "pyproject.toml"
          || place(in: file.path) { $0.hasPrefix("[project]") || $0.hasPrefix("[tool.poetry]") }
            != nil
      }
  }
}

/// Every feature comes from a store or a versioned library.
struct FeatureOriginDetector: Detector {
  let control: Control.ID = "feature.from-registry-only"
  let home: Home? = .named
  let canShow = false
  let looksFor =
    "code of the repository that makes features (get_dummies, encoders, scalers, vectorizers, "
    + "ColumnTransformer), which is what should not be there; that none is made here nothing can show"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let places = LocalFeatures.places(in: repository)
    return places.first.map { first in
      .missing("\(first.path) makes features beside the model", places)
    } ?? .notFound("no code that makes features was recognised")
  }
}

/// Features come from a store.
struct SharedFeaturesDetector: Detector {
  let control: Control.ID = "feature.shared"
  let home: Home? = .named
  let looksFor =
    "feature_store.yaml of Feast with feature views, and Python code other than tests and notebooks "
    + "that gets features by it for training (get_historical_features) and for serving "
    + "(get_online_features); odd where the settings still hold placeholders"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = FeatureStore.modules(in: repository)
    let views = modules.compactMap {
      $0.place(callingAny: [
        "FeatureView", "OnDemandFeatureView", "BatchFeatureView", "StreamFeatureView",
      ])
    }
    let offline = modules.compactMap { $0.place(callingAny: ["get_historical_features"]) }
    let online = modules.compactMap {
      $0.place(callingAny: ["get_online_features", "get_online_features_async"])
    }
    let settings = FeatureStore.settings(in: repository)
    guard let file = settings.first, let view = views.first else {
      let hints = modules.compactMap { $0.place(importing: FeatureStore.packages) }
      let own = LocalFeatures.places(in: repository)
      let isPackage = repository.isPackage
      if hints.isEmpty, !isPackage, let first = own.first {
        return .missing(
          "no feature store was found; \(first.path) makes features, and no package holds it", own)
      }
      return .notFound(
        hints.isEmpty
          ? "no feature store was found"
          : "\(hints[0].path) imports a feature store, and its definitions were not found here",
        hints)
    }
    guard let training = offline.first, let serving = online.first else {
      return .notFound(
        "\(view.path) defines feature views; no code was found that gets features by them for "
          + (offline.isEmpty ? "training" : "serving"), views + offline + online)
    }
    let places = [Place(path: file.path, line: 1), view, training, serving]
    let blank = repository.place(in: file.path) { line in
      !String(line).trimmed.hasPrefix("#")
        && line.contains(#/:\s*("?<[^>]+>"?|\[[A-Z][^\]]*\]|.*\b(T[O]DO|CHANGEME|YOUR)\b)/#)
    }
    if let blank {
      return .odd(
        "training and serving get features from Feast; \(file.path) still holds a placeholder",
        [blank] + places)
    }
    return .found("training and serving get features from the views in \(view.path)", places)
  }
}

/// It is known which model uses which features.
struct FeatureUsageDetector: Detector {
  let control: Control.ID = "feature.usage-tracked"
  let looksFor =
    "a FeatureService of Feast whose name holds a version or a model, by which code gets features for "
    + "training and for serving, and whose name the training code logs with the model; or models "
    + "that are logged with their training set by Databricks' FeatureEngineeringClient"

  private static let logging = ["log_param", "log_params", "set_tag", "set_tags", "log_model"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = FeatureStore.modules(in: repository)
    for module in modules {
      if module.place(callingAny: ["FeatureEngineeringClient", "FeatureStoreClient"]) != nil,
        let log = module.place(callingAny: ["log_model"]),
        let set = module.place(callingAny: ["create_training_set"]),
        module.names["training_set"] != nil
      {
        return .found(
          "\(module.file.path) logs the model with its training set, by which the store knows the "
            + "features that it uses", [log, set])
      }
    }
    let services = modules.compactMap { $0.place(callingAny: ["FeatureService"]) }
    guard let service = services.first else {
      return .notFound("nothing that ties models to features of a store was found")
    }
    let users = modules.filter { module in
      module.names["get_feature_service"] != nil || module.names["feature_service"] != nil
    }
    let training = users.first {
      $0.calls["get_historical_features"] != nil && $0.place(callingAny: Self.logging) != nil
    }
    let serving = users.first { $0.calls["get_online_features"] != nil }
    let isNamed = repository.place(in: service.path) { line in
      line.contains(#/name\s*=\s*f?["'][^"']*(v\d|version|model)[^"']*["']/#)
    }
    guard let training, let serving, let isNamed else {
      return .notFound(
        "\(service.path) defines a feature service; nothing shows that the model is logged with it",
        services + users.map { Place(path: $0.file.path) })
    }
    let places = [
      isNamed, training.place(callingAny: Self.logging),
      serving.place(callingAny: ["get_online_features"]),
    ]
    return .found(
      "training and serving get features by the service in \(service.path), and "
        + "\(training.file.path) logs it with the model", places.compactMap(\.self))
  }
}

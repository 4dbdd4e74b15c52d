internal import Documents
internal import Readiness

/// Every step of the pipeline has tests.
struct StepTestDetector: Detector {
  let control: Control.ID = "code.step-tests"
  let home: Home? = .recognisedTests
  let looksFor =
    "for each Python module named for data, features, training or prediction a test that imports "
    + "it, with training and one other step among them, and a workflow that runs the tests; refuted "
    + "where only notebooks train (.fit, .train) and nothing runs them as tests (nbmake, nbval, "
    + "papermill, testbook)"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = StepModules(repository)
    let steps = Set(modules.modules.map(\.step))
    if let seen = Notebooks.untested(in: repository) { return seen }
    guard steps.contains(.training), steps.count > 1 else {
      return .notFound("the steps of the pipeline were not recognised by the names of modules")
    }
    return modules.sighting(of: Set(StepModules.Step.allCases), noun: "step of the pipeline")
  }
}

/// Notebooks as the only place where a model is trained.
private enum Notebooks {
  private static let training = ["fit", "fit_generator", "train", "train_model", "fine_tune"]
  private static let runners = [
    "pytest --nbmake", "nbmake", "nbval", "papermill", "testbook", "nbconvert",
  ]

  /// Where models are trained in notebooks alone, and nothing runs them.
  static func untested(in repository: Repository) -> Sighting? {
    let modules = repository.python.filter { !$0.file.isExample }
    let places = modules.filter(\.isNotebook).compactMap { $0.place(callingAny: training) }
    let others = modules.contains { !$0.isNotebook && $0.place(callingAny: training) != nil }
    // Another language may hold what Python does not.
    let isMixed = !repository.tracked {
      ["R", "r", "jl", "scala", "Rmd", "java"].contains($0.suffix)
    }.isEmpty
    guard let first = places.first, !others, !isMixed, !run(in: repository) else { return nil }
    return .broken(
      "\(first.path) trains, no module does, and nothing tests notebooks", places)
  }

  private static func run(in repository: Repository) -> Bool {
    let isCalled = repository.workflows.flatMap(\.steps).contains { step in
      runners.contains { step.text.contains($0) }
    }
    return isCalled
      || repository.python.contains {
        $0.isTest && $0.place(importing: ["testbook", "papermill", "nbclient", "nbformat"]) != nil
      }
      || repository.tracked {
        ["tox.ini", "noxfile.py", "Makefile", "pyproject.toml", "setup.cfg", "pytest.ini"].contains(
          $0.name)
      }.contains { file in
        repository.place(in: file.path) { line in
          ["nbmake", "nbval", "papermill", "testbook"].contains { line.contains($0) }
        } != nil
      }
  }
}

/// The code that makes features has tests.
struct FeatureTestDetector: Detector {
  let control: Control.ID = "feature.code-tested"
  let home: Home? = .recognisedTests
  let looksFor =
    "for each Python module named for features a test that imports it, and a workflow that runs "
    + "the tests; a module of another name that makes features (encoders, scalers, vectorizers, "
    + "get_dummies, ColumnTransformer) and that no test reaches is named"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let steps = StepModules(repository)
    if steps.modules(of: .features).isEmpty {
      let bare = LocalFeatures.modules(in: repository).map(\.file).filter { !steps.isReached($0) }
      if let first = bare.first {
        return .missing(
          "no test reaches \(first.path), which makes features", bare.map { Place(path: $0.path) })
      }
    }
    return steps.sighting(of: [.features], noun: "module that makes features")
  }
}

/// Tests run on data made for them, and need neither network nor live data.
struct FixtureDetector: Detector {
  let control: Control.ID = "test.fixtures"
  let home: Home? = .recognisedTests
  let looksFor =
    "pytest fixtures, or data files in a folder for fixtures or data of the tests; in no test an "
    + "address of the web or a client of one without a stand-in (responses, respx, moto, "
    + "pytest-socket, …), and in the workflow that runs them no fetching of data"

  private static let clients = [
    "requests", "httpx", "aiohttp", "urllib3", "boto3", "google", "azure", "socket",
  ]
  private static let standIns = [
    "responses", "respx", "moto", "requests_mock", "aioresponses", "pytest_httpserver", "vcr",
    "pytest_socket",
  ]
  private static let fetching = [
    "dvc pull", "aws s3 cp", "aws s3 sync", "gsutil cp", "gcloud storage cp", "wget", "curl",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let tests = repository.python.filter { $0.isTest && !$0.file.isLoadTest }
    let made =
      tests.lazy.compactMap { module in
        repository.place(in: module.file.path) {
          $0.hasPrefix("@pytest.fixture") || $0.hasPrefix("@fixture")
        }
      }.first ?? data(in: repository).first.map { Place(path: $0.path) }
    guard let made else { return .notFound("no data made for tests were found") }
    if !isShut(repository), let open = tests.lazy.compactMap({ network($0, in: repository) }).first
    {
      return .missing(
        "fixtures are in \(made.path), but \(open.path) reaches for the network", [open, made])
    }
    if let loose = tests.lazy.compactMap(\.chance).first {
      return .notFound(
        "fixtures are in \(made.path); \(loose.path) draws numbers without a seed", [made, loose])
    }
    let fetches = repository.workflows.lazy.filter {
      $0.first(calling: ContinuousIntegration.commands, orForgiven: true) != nil
    }.compactMap { $0.first(calling: Self.fetching, orForgiven: true) }
    if let fetch = fetches.first {
      return .notFound(
        "fixtures are in \(made.path); \(fetch.place.path) fetches data for the tests",
        [made, fetch.place])
    }
    return .found("fixtures in \(made.path), and no test reaches for the network", [made])
  }

  /// Whether the tests run with the network shut off.
  private func isShut(_ repository: Repository) -> Bool {
    ["pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini"].contains { path in
      repository.has(path) && repository.text(of: path)?.contains("--disable-socket") == true
    }
  }

  private func network(_ module: PythonModule, in repository: Repository) -> Place? {
    if module.place(importing: Self.standIns) != nil { return nil }
    return module.place(importing: Self.clients)
      ?? repository.place(in: module.file.path) { line in
        line.contains("://")
          && line.contains(#/["']https?:\/\/(?!localhost|127\.|testserver|test\b|example\.)/#)
      }
  }

  private func data(in repository: Repository) -> [Repository.File] {
    repository.tracked { file in
      let inTests = file.folders.contains { ["test", "tests"].contains($0) }
      let named = file.folders.contains {
        ["fixtures", "data", "testdata", "resources"].contains($0)
      }
      return inTests && named && !file.isCode && !file.name.hasPrefix(".")
    }
  }
}

extension PythonModule {
  /// Where it draws random numbers, if nothing in it speaks of a seed.
  fileprivate var chance: Place? {
    let seeds: Set<String> = [
      "seed", "manual_seed", "seed_everything", "RandomState", "random_state", "set_seed",
      "default_rng", "PRNGKey", "Random",
    ]
    return seeds.isDisjoint(with: names.keys)
      ? place(callingAny: ["rand", "randn", "randint", "random", "choice", "uniform", "normal"])
      : nil
  }
}

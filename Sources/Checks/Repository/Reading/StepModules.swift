internal import Documents
internal import Readiness

/// Python modules that do a step of machine learning, and the tests that import them.
struct StepModules {
  enum Step: String, CaseIterable {
    case data, features, training, prediction
  }

  /// Modules by step, told by the words of their names.
  let modules: [(step: Step, module: PythonModule)]
  private let repository: Repository
  /// For each word of an import in a test the first place where it stands.
  private let imports: [String: Place]

  private static let words: [Step: Set<String>] = [
    .data: ["data", "dataset", "datasets", "ingest", "etl", "extract", "load", "clean", "prepare"],
    .features: [
      "feature", "features", "featurize", "featurization", "preprocess", "preprocessing",
      "transform", "transforms",
    ],
    .training: ["train", "training", "trainer", "fit", "model", "models"],
    .prediction: [
      "predict", "prediction", "predictor", "inference", "infer", "serve", "serving", "score",
      "api",
    ],
  ]

  init(_ repository: Repository) {
    self.repository = repository
    modules = repository.python.filter { !$0.isTest && !$0.isNotebook }.compactMap { module in
      let words = Set(module.name.lowercased().split { !$0.isLetter }.map(String.init))
      let step = Step.allCases.first { !(Self.words[$0] ?? []).isDisjoint(with: words) }
      return step.map { ($0, module) }
    }
    imports = repository.python.filter(\.holdsTests).reduce(into: [:]) { imports, module in
      for entry in module.imports {
        for word in entry.words where imports[word] == nil {
          imports[word] = Place(path: module.file.path, line: entry.line)
        }
      }
    }
  }

  func modules(of step: Step) -> [PythonModule] {
    modules.filter { $0.step == step }.map(\.module)
  }

  /// Where a test imports a module, or is named for it and imports its package.
  func test(of module: PythonModule) -> Place? {
    if let place = imports[module.name] { return place }
    guard let package = module.file.folders.last else { return nil }
    return repository.python.first { test in
      test.holdsTests && test.name == "test_" + module.name
        && test.imports.contains { $0.words.contains(package) }
    }.map { Place(path: $0.file.path, line: 1) }
  }

  /// What tests say of the modules of some steps.
  func sighting(of steps: Set<Step>, noun: String) -> Sighting {
    let asked = modules.filter { steps.contains($0.step) }.map(\.module)
    guard !asked.isEmpty else { return .notFound("no \(noun) was recognised by its name") }
    let tested = asked.compactMap(test)
    let without = asked.filter { test(of: $0) == nil }.map(\.file)
    if let first = without.first {
      return .notFound(
        "no test imports \(first.path)"
          + (without.count > 1 ? " and \(without.count - 1) more" : ""),
        without.map { Place(path: $0.path) } + tested)
    }
    let files =
      asked.prefix(3).map(\.file.path).joined(separator: ", ")
      + (asked.count > 3 ? " and \(asked.count - 3) more" : "")
    guard let run = ContinuousIntegration.tests(in: repository) else {
      return .notFound(
        "tests import \(files), and nothing shows that they are run", tested)
    }
    return .found(
      "tests import \(files), and \(run.place.path) runs them", tested + [run.place])
  }
}

extension PythonModule {
  /// Whether pytest collects it and finds a test in it.
  var holdsTests: Bool {
    (file.name.hasPrefix("test_") || file.name.hasSuffix("_test.py"))
      && functions.contains { $0.name.hasPrefix("test") || $0.name.hasPrefix("Test") }
  }
}

internal import Documents
internal import Readiness

/// Python modules that do a step of machine learning, and the tests that import them.
struct StepModules {
  enum Step: String, CaseIterable {
    case data, features, training, prediction
  }

  /// Modules by step, told by the words of their names.
  let modules: [(step: Step, file: Repository.File)]
  private let repository: Repository
  /// For each word of an import in a test the first place where it stands.
  private let imports: [Substring: Place]

  private static let words: [Step: Set<String>] = [
    .data: ["data", "dataset", "datasets", "ingest", "etl", "extract", "load", "clean", "prepare"],
    .features: ["feature", "features", "preprocess", "preprocessing", "transform", "transforms"],
    .training: ["train", "training", "trainer", "fit", "model", "models"],
    .prediction: [
      "predict", "prediction", "inference", "infer", "serve", "serving", "score", "api",
    ],
  ]

  init(_ repository: Repository) {
    self.repository = repository
    let python = repository.tracked { $0.suffix == "py" }
    modules = python.filter { !$0.isTest }.compactMap { file in
      let words = Set(file.name.dropLast(3).lowercased().split { !$0.isLetter }.map(String.init))
      let step = Step.allCases.first { !(Self.words[$0] ?? []).isDisjoint(with: words) }
      return step.map { ($0, file) }
    }
    let tests = python.filter { $0.name.hasPrefix("test_") || $0.name.hasSuffix("_test.py") }
    imports = tests.reduce(into: [:]) { imports, file in
      guard let text = repository.text(of: file.path), text.contains("def test_") else { return }
      for (word, place) in text.pythonImports(in: file.path) where imports[word] == nil {
        imports[word] = place
      }
    }
  }

  /// Where a test imports a module.
  func test(of module: Repository.File) -> Place? { imports[module.name.dropLast(3)] }

  /// What tests say of the modules of some steps.
  func sighting(of steps: Set<Step>, noun: String) -> Sighting {
    let asked = modules.filter { steps.contains($0.step) }
    guard !asked.isEmpty else { return .notFound("no \(noun) was recognised by its name") }
    let tested = asked.compactMap { test(of: $0.file) }
    let without = asked.filter { test(of: $0.file) == nil }.map(\.file)
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
      "tests import \(files), and \(run.workflow.path) runs them",
      tested + [run.command.place])
  }
}

extension Repository.File {
  var isTest: Bool {
    name.hasPrefix("test_") || name.hasSuffix("_test.py") || name == "conftest.py"
      || folders.contains { ["test", "tests"].contains($0) }
  }
}

extension String {
  /// The words of all imports of a Python file, each with the first place where it stands; what
  /// docstrings hold is no import.
  fileprivate func pythonImports(in path: String) -> [Substring: Place] {
    var found: [Substring: Place] = [:]
    var isQuoted = false
    for (index, line) in lines.enumerated() {
      let quotes = line.matches(of: /"""|\'\'\'/).count
      defer { if quotes % 2 == 1 { isQuoted.toggle() } }
      let body = line.drop { $0.isWhitespace }
      guard !isQuoted, quotes == 0, body.hasPrefix("import ") || body.hasPrefix("from ") else {
        continue
      }
      let words = body.prefix { $0 != "#" }.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      for word in words.dropFirst() where found[word] == nil {
        found[word] = Place(
          path: path, line: index + 1, excerpt: String(body).trimmed.shortened(to: 120))
      }
    }
    return found
  }
}

/// Every step of the pipeline has tests.
struct StepTestDetector: Detector {
  let control: Control.ID = "code.step-tests"
  let looksFor =
    "for each Python module named for data, features, training or prediction a test that imports "
    + "it, with training and one other step among them, and a workflow that runs the tests"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = StepModules(repository)
    let steps = Set(modules.modules.map(\.step))
    guard steps.contains(.training), steps.count > 1 else {
      return .notFound("the steps of the pipeline were not recognised by the names of modules")
    }
    return modules.sighting(of: Set(StepModules.Step.allCases), noun: "step of the pipeline")
  }
}

/// The code that makes features has tests.
struct FeatureTestDetector: Detector {
  let control: Control.ID = "feature.code-tested"
  let looksFor =
    "for each Python module named for features a test that imports it, and a workflow that runs "
    + "the tests"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    StepModules(repository).sighting(of: [.features], noun: "module that makes features")
  }
}

/// There are data made for tests.
struct FixtureDetector: Detector {
  let control: Control.ID = "test.fixtures"
  let looksFor = "pytest fixtures, or data files in a folder for fixtures or data of the tests"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    for file in repository.tracked({ $0.suffix == "py" && $0.isTest }) {
      let fixture = repository.place(in: file.path) {
        $0.hasPrefix("@pytest.fixture") || $0.hasPrefix("@fixture")
      }
      if let fixture { return .found("fixtures in \(file.path)", [fixture]) }
    }
    let data = repository.tracked { file in
      let inTests = file.folders.contains { ["test", "tests"].contains($0) }
      let named = file.folders.contains {
        ["fixtures", "data", "testdata", "resources"].contains($0)
      }
      return inTests && named && !file.isCode && !file.name.hasPrefix(".")
    }
    guard let first = data.first else { return .notFound("no data made for tests were found") }
    return .found(
      "\(data.count.of("file")) for tests, first \(first.path)", data.map { Place(path: $0.path) })
  }
}

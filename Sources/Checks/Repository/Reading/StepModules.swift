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
  /// For each path of a module the first place where a test imports it, itself or as a part of its
  /// package.
  private let tested: [String: Place]

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
    let graph = repository.graph
    var tested: [String: Place] = [:]
    for (index, module) in graph.modules.enumerated() where module.holdsTests {
      if module.importsWhatIsNotThere(in: graph, at: index) { continue }
      let direct = graph.uses[index]
      // A package hands on what its modules define; what the test then names it takes from there.
      let handed = direct.filter { graph.modules[$0].name == "__init__" }
        .reduce(into: Set<Int>()) { $0.formUnion(graph.uses[$1]) }
        .filter { other in
          graph.modules[other].functions.contains { $0.isTop && module.names[$0.name] != nil }
        }
      for other in direct.union(handed).sorted() {
        let path = graph.modules[other].file.path
        if tested[path] == nil {
          tested[path] =
            module.place(importing: graph.modules[other]) ?? Place(path: module.file.path)
        }
      }
    }
    self.tested = tested
  }

  func modules(of step: Step) -> [PythonModule] {
    modules.filter { $0.step == step }.map(\.module)
  }

  /// Where a test imports a module.
  func test(of module: PythonModule) -> Place? { tested[module.file.path] }

  /// Whether a test imports what imports the module, or names it, as one that runs it does.
  func isReached(_ file: Repository.File) -> Bool {
    let graph = repository.graph
    let tests = graph.modules.indices.filter { graph.modules[$0].isTest }
    guard let index = graph.index(of: file.path) else { return true }
    return graph.reached(from: tests).contains(index)
      || tests.contains { test in
        repository.place(in: graph.modules[test].file.path) { $0.contains(file.name) } != nil
      }
  }

  /// The steps of which tests reach no module, by way of others neither, and name none.
  ///
  /// Descriptions of data, and programs that build or start something, are no steps of their own.
  private func untested(of steps: Set<Step>) -> [(step: Step, files: [Repository.File])] {
    let aside: Set<String> = ["scripts", "docker", "build", "bin", "tools", "migrations"]
    return Step.allCases.filter(steps.contains).compactMap { step in
      let files = modules(of: step).map(\.file).filter { file in
        !file.name.lowercased().contains("schema") && aside.isDisjoint(with: file.folders)
      }
      let isBare =
        !files.isEmpty && files.allSatisfy { tested[$0.path] == nil && !isReached($0) }
        && !isNamedInTests(step)
      return isBare ? (step, files) : nil
    }
  }

  /// Whether a test's own name, or a name in it, speaks of the step, as one does that takes it as a whole.
  private func isNamedInTests(_ step: Step) -> Bool {
    let words = (Self.words[step] ?? []).subtracting(Self.plain)
    return repository.python.contains { module in
      module.holdsTests
        && (!words.isDisjoint(with: module.name.words)
          || module.names.keys.contains { !words.isDisjoint(with: $0.words) })
    }
  }

  /// Words that stand in any test.
  private static let plain: Set<String> = [
    "data", "load", "model", "models", "api", "score", "extract", "clean", "transform",
  ]

  /// What tests say of the modules of some steps.
  func sighting(of steps: Set<Step>, noun: String) -> Sighting {
    let asked = modules.filter { steps.contains($0.step) }.map(\.module)
    guard !asked.isEmpty else { return .notFound("no \(noun) was recognised by its name") }
    let tested = asked.compactMap(test)
    let without = asked.filter { test(of: $0) == nil }.map(\.file)
    if let first = without.first {
      let said =
        "no test imports \(first.path)"
        + (without.count > 1 ? " and \(without.count - 1) more" : "")
      guard let bare = untested(of: steps).first else {
        return .notFound(said, without.map { Place(path: $0.path) } + tested)
      }
      return .missing(
        "no test reaches \(bare.files[0].path)\(bare.files.count > 1 ? " and \(bare.files.count - 1) more" : ""), "
          + "all that is named for \(bare.step.rawValue)",
        bare.files.map { Place(path: $0.path) })
    }
    let files =
      asked.prefix(3).map(\.file.path).joined(separator: ", ")
      + (asked.count > 3 ? " and \(asked.count - 3) more" : "")
    let paths = Set(tested.map(\.path))
    let runs = repository.python.filter { paths.contains($0.file.path) }.map(repository.run)
    guard let run = runs.first ?? nil, runs.allSatisfy({ $0 != nil }) else {
      return .notFound(
        "tests import \(files), and nothing shows that they are run", tested)
    }
    return .found(
      "tests import \(files), and \(run.place.path) runs them", tested + [run.place])
  }
}

extension PythonModule {
  /// Whether pytest collects it, by itself or where it is named, and runs a test in it that asserts
  /// something.
  var holdsTests: Bool {
    (isCollected || file.name.hasSuffix("_tests.py")) && functions.contains(where: \.isTest)
  }

  /// Whether pytest finds it by its name.
  var isCollected: Bool { file.name.hasPrefix("test_") || file.name.hasSuffix("_test.py") }
}

extension PythonModule {
  /// Whether it takes a name from a module of the repository that nowhere has it: such a test does
  /// not run.
  fileprivate func importsWhatIsNotThere(in graph: ModuleGraph, at index: Int) -> Bool {
    imports.contains { entry in
      // Other names may come from a star or a module that is made when it runs.
      guard entry.depth > 0, entry.words.count == entry.depth + 1,
        let from = graph.uses[index].first(where: { used in
          let own = graph.modules[used].dotted
          return own.count >= entry.depth
            && own.suffix(entry.depth) == entry.words.prefix(entry.depth)
        })
      else { return false }
      let module = graph.modules[from]
      return module.name != "__init__" && module.names[entry.words[entry.depth]] == nil
        && module.names["__getattr__"] == nil && !module.imports.contains(where: \.takesAll)
    }
  }
}

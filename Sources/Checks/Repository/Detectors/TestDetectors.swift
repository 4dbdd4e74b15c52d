internal import Documents
internal import Readiness

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
    for module in repository.python where module.isTest {
      let fixture = repository.place(in: module.file.path) {
        $0.hasPrefix("@pytest.fixture") || $0.hasPrefix("@fixture")
      }
      if let fixture { return .found("fixtures in \(module.file.path)", [fixture]) }
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

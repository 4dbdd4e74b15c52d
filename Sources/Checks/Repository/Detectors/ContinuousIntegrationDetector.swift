internal import Documents
internal import Readiness

/// Tests run on every pull request.
struct ContinuousIntegrationDetector: Detector {
  let control: Control.ID = "code.ci-tests"
  let home: Home? = .workflows
  let looksFor =
    "a workflow of GitHub Actions, GitLab CI, Azure Pipelines, CircleCI or Jenkins at the root of "
    + "the repository that is set off by pull or merge requests, with a step that runs tests, "
    + "itself or through make, just, npm or a script, finds some in the tree, and fails with them; "
    + "tests by hand or by the clock alone refute it"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    if let step = ContinuousIntegration.tests(in: repository, on: .pullRequest) {
      return .found(
        "\(step.place.path) runs '\(step.text.shortened(to: 60))' on each pull request",
        [step.place])
    }
    let others = ContinuousIntegration.all(in: repository)
    // Others may do so on a push to any branch; by hand or by the clock nothing does.
    let isLeft = others.first { $0.on.isEmpty || !$0.on.isSubset(of: [.schedule, .release]) }
    if let step = isLeft ?? others.first {
      let said = "\(step.place.path) runs tests, but nothing shows that it does on pull requests"
      return isLeft == nil ? .broken(said, [step.place]) : .notFound(said, [step.place])
    }
    if let lead = ContinuousIntegration.lead(in: repository) {
      return .notFound(
        "\(lead.path) may run tests by '\(lead.excerpt ?? "")', which could not be followed to any",
        [lead])
    }
    return .notFound(
      !repository.isRoot
        ? "the folder is not the root of its repository, and workflows run only there"
        : repository.workflows.isEmpty
          ? "no workflow of a system that is known here was found"
          : "no workflow runs tests by a command that is known here")
  }
}

/// Where continuous integration runs the tests.
enum ContinuousIntegration {
  /// Programs that run tests; what make, npm and the like run is read from their files.
  static let commands = [
    "pytest", "py.test", "unittest", "tox", "nox", "hatch test", "go test", "cargo test",
    "swift test", "ctest", "mvn test", "mvn verify", "gradle test", "gradlew test", "sbt test",
    "bazel test", "dbt test",
  ]

  /// The steps that run tests that are there, and whose failure counts.
  static func all(in repository: Repository) -> [Workflow.Step] {
    repository.memory.testing.value {
      repository.workflows.flatMap(\.steps).filter { step in
        step.commands.contains(where: repository.findsTests)
      }
    }
  }

  /// The first of them.
  static func tests(
    in repository: Repository, on trigger: Workflow.Trigger? = nil
  ) -> Workflow.Step? {
    all(in: repository).first { trigger.map($0.on.contains) ?? true }
  }

  /// A step that may run tests by what is not read here.
  static func lead(in repository: Repository) -> Place? {
    let runners: Set<String> = [
      "make", "just", "npm", "yarn", "pnpm", "tox", "nox", "task", "poe", "mise", "hatch", "pixi",
      "bash", "sh", "invoke", "inv", "doit", "pants", "docker", "docker-compose",
    ]
    return repository.workflows.lazy.flatMap(\.steps).first { step in
      step.commands.contains { command in
        let program = command.words[0]
        if program.hasPrefix("$") { return true }
        let names = program == "test" ? [] : command.words.flatMap { $0.lowercased().words }
        return names.contains(where: ["test", "tests", "check", "ci"].contains)
          && (command.path != nil || runners.contains(program) || program.contains(":"))
      }
    }?.place
  }
}

internal import Documents
internal import Readiness

/// Tests run on every pull request.
struct ContinuousIntegrationDetector: Detector {
  let control: Control.ID = "code.ci-tests"
  let home: Home? = .workflows
  let looksFor =
    "a workflow of GitHub Actions, GitLab CI, Azure Pipelines, CircleCI or Jenkins at the root of "
    + "the repository that is set off by pull or merge requests, with a step that runs tests, "
    + "itself or through make, just, npm or a script, and whose failure counts; tests by hand or "
    + "by the clock alone refute it"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    if let step = ContinuousIntegration.tests(in: repository, on: .pullRequest) {
      return .found(
        "\(step.place.path) runs '\(step.text.shortened(to: 60))' on each pull request",
        [step.place])
    }
    if let step = ContinuousIntegration.tests(in: repository) {
      let said = "\(step.place.path) runs tests, but nothing shows that it does on pull requests"
      // Others may do so on a push to any branch; by hand or by the clock nothing does.
      return step.on.isSubset(of: [.schedule, .release]) && !step.on.isEmpty
        ? .broken(said, [step.place]) : .notFound(said, [step.place])
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
  static let commands = [
    "pytest", "py.test", "unittest", "tox", "nox", "make test", "make check", "npm test",
    "npm run test", "yarn test", "pnpm test", "go test", "cargo test", "swift test", "ctest",
    "mvn test", "mvn verify", "gradle test", "gradlew test", "sbt test", "bazel test", "just test",
    "hatch test", "dbt test",
  ]

  /// The first step that runs tests and whose failure counts.
  static func tests(
    in repository: Repository, on trigger: Workflow.Trigger? = nil
  ) -> Workflow.Step? {
    repository.step(on: trigger, calling: commands)
  }
}

internal import Documents
internal import Readiness

/// Tests run on every pull request.
struct ContinuousIntegrationDetector: Detector {
  let control: Control.ID = "code.ci-tests"
  let looksFor =
    "a GitHub Actions workflow on pull_request, or a GitLab job for merge requests, at the root of "
    + "the repository, with a step "
    + "that runs tests and whose failure counts"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    if let run = ContinuousIntegration.tests(in: repository, onPullRequest: true) {
      return .found(
        "\(run.workflow.path) runs '\(run.command.text.shortened(to: 60))' on each pull request",
        [run.command.place])
    }
    if let run = ContinuousIntegration.tests(in: repository) {
      return .notFound(
        "\(run.workflow.path) runs tests, but not on pull requests", [run.command.place])
    }
    return .notFound(
      !repository.isRoot
        ? "the folder is not the root of its repository, and workflows run only there"
        : Workflow.all(in: repository).isEmpty
          ? "no workflow of GitHub Actions or GitLab CI was found"
          : "no workflow runs tests by a command that is known here")
  }
}

/// Where continuous integration runs the tests.
enum ContinuousIntegration {
  private static let commands = [
    "pytest", "py.test", "unittest", "tox", "nox", "make test", "make check", "npm test",
    "npm run test", "yarn test", "pnpm test", "go test", "cargo test", "swift test", "ctest",
    "mvn test", "mvn verify", "gradle test", "gradlew test", "sbt test", "bazel test", "just test",
    "hatch test", "dbt test",
  ]

  /// The first command that runs tests and whose failure counts.
  static func tests(
    in repository: Repository, onPullRequest: Bool = false
  )
    -> (workflow: Workflow, command: Workflow.Command)?
  {
    for workflow in Workflow.all(in: repository)
    where workflow.runsOnPullRequest || !onPullRequest {
      if let command = workflow.first(calling: commands) { return (workflow, command) }
    }
    return nil
  }
}

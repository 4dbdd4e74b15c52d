import Readiness
import Testing

/// Which changes a workflow of GitHub is set off by, and under what condition its steps run.
@Suite struct WorkflowTriggerTests {
  private func status(
    on events: String, job: String = "", control: Control.ID = "code.ci-tests",
    _ line: String = "pytest"
  ) throws -> Status {
    try Look(
      control,
      in: [
        ".github/workflows/w.yml": Look.workflow(on: events, line, job: job),
        "src/train.py": "", "docs/conf.py": "", "tests/test_a.py": "def test_a(): assert f()\n",
      ]
    ).status
  }

  @Test(arguments: [
    "pull_request", "[push, pull_request]", "{pull_request: {branches: [main, dev]}}",
    "{pull_request: {branches: ['**']}}", "{pull_request: {branches: ['*', '!release']}}",
    "{pull_request: {branches-ignore: ['release/**']}}",
    "{pull_request: {types: [opened, synchronize, reopened]}}",
    "{pull_request: {paths: ['src/**', 'tests/**']}}", "{pull_request: {paths: ['**.py']}}",
    "{pull_request: {paths-ignore: ['docs/**', '**.md']}}",
  ])
  func `filters that leave code and the main branch are on each request`(_ on: String) throws {
    #expect(try status(on: on) == .pass)
  }

  @Test(arguments: [
    "{pull_request: {branches: [release]}}", "{pull_request: {branches: develop}}",
    "{pull_request: {branches: ['**', '!main']}}", "{pull_request: {branches-ignore: [main]}}",
    "{pull_request: {types: [closed]}}", "{pull_request: {types: [labeled]}}",
    "{pull_request: {types: [opened]}}", "{pull_request: {paths: ['docs/**']}}",
    "{pull_request: {paths: ['src/predict/**']}}", "{pull_request: {paths-ignore: ['src/*']}}",
    "{pull_request: {paths: ['**', '!src/**']}}",
  ])
  func `filters that leave out code, the main branch or new commits are not`(_ on: String) throws {
    #expect(try status(on: on) == .notReported)
    // Started by hand besides, they are still not refuted.
    #expect(try status(on: on.dropLast() + ", workflow_dispatch: }") == .notReported)
  }

  @Test(arguments: [
    "always()", "${{ success() }}", "!cancelled()", "github.event_name != 'push'",
    "github.event_name == 'pull_request' || github.ref == 'refs/heads/main'",
    "github.repository == 'org/name'", "!(1 == 2) && 'x' == 'X'", "github.base_ref == 'main'",
    "runner.os == 'Linux'", "!startsWith(github.ref, 'refs/tags/')",
  ])
  func `a condition that holds on each request leaves the tests`(_ condition: String) throws {
    #expect(try status(on: "pull_request", job: "    if: \"\(condition)\"\n") == .pass)
  }

  @Test(arguments: [
    "false", "${{ false }}", "1 == 2", "vars.RUN == 'yes'", "failure()", "cancelled()",
    "contains(github.event.pull_request.labels.*.name, 'run')", "github.head_ref == 'nightly'",
    "github.event_name == 'schedule'", "github.event_name == 'push' && always()",
    "inputs.unit", "always() && (needs.a.outputs.x == 'y'", "${{ true }} && ${{ true }}",
    "runner.os == 'Windows'", "github.event.pull_request.merged == true", "true false",
  ])
  func `a condition that fails or cannot be told does not`(_ condition: String) throws {
    #expect(
      try status(on: "pull_request", job: "    if: \"\(condition)\"\n") == .notReported)
  }

  @Test(arguments: ["\"true\"", "${{ true }}", "${{ matrix.new }}", "${{ inputs.soft }}"])
  func `what may go on after an error does not count`(_ value: String) throws {
    let job = "    continue-on-error: \(value)\n    strategy: {matrix: {new: [true]}}\n"
    #expect(try status(on: "pull_request", job: job) == .notReported)
    let some = job.replacing("[true]", with: "[true, false]")
    #expect(
      try status(on: "pull_request", job: some) == (value.contains("new") ? .pass : .notReported))
  }

  @Test func `a job that waits for one that never runs does not run`() throws {
    func flow(_ first: String, _ then: String = "") throws -> Status {
      try Look(
        "code.ci-tests",
        in: [
          "tests/test_a.py": "def test_a(): assert f()\n",
          ".github/workflows/w.yml": """
          on: pull_request
          jobs:
            first: {\(first)steps: [{run: echo}]}
            second: {needs: [first], steps: [{run: echo}]}
            third: {needs: second, \(then)steps: [{run: pytest}]}
          """,
        ]
      ).status
    }
    #expect(try flow("") == .pass)
    #expect(try flow("if: false, ") == .notReported)
    #expect(try flow("if: vars.X, ") == .notReported)
    #expect(try flow("if: false, ", "if: always(), ") == .pass)
  }

  @Test(arguments: [
    "{push: {branches-ignore: [main]}}", "{push: {branches: [dev]}}",
    "{push: {branches: [main], paths: ['docs/**']}}",
  ])
  func `a push of some changes alone deploys no merge`(_ on: String) throws {
    let apply = "kubectl apply -f k8s"
    #expect(try status(on: on, control: "infra.cd-auto", apply) == .notReported)
    let never = "    if: ${{ false }}\n"
    #expect(
      try status(on: "push", job: never, control: "infra.cd-auto", apply) == .notReported)
    #expect(try status(on: "push", control: "infra.cd-auto", apply) == .pass)
    #expect(try status(on: "{push: {tags: [v*]}}", control: "infra.cd-auto", apply) == .fail)
  }

  @Test func `by hand alone is said only of all that deploys`() throws {
    let apply = "kubectl apply -f k8s"
    let texts = [
      ".github/workflows/a.yml": Look.workflow(on: "workflow_dispatch", apply),
      ".github/workflows/b.yml": Look.workflow(on: "{push: {paths: [k8s/**]}}", apply),
    ]
    #expect(try Look("infra.cd-auto", in: texts).status == .notReported)
    #expect(
      try Look("infra.cd-auto", in: texts.filter { $0.key.hasSuffix("a.yml") }).status == .fail)
  }

  @Test func `validation of infrastructure may be left to requests that touch it`() throws {
    func look(_ paths: String) throws -> Status {
      try Look(
        "infra.validated-ci",
        in: [
          "infra/main.tf": "resource \"a\" \"b\" {\n}\n", "src/a.py": "",
          ".github/workflows/w.yml": Look.workflow(
            on: "{pull_request: {paths: [\(paths)]}}", "terraform validate"),
        ]
      ).status
    }
    #expect(try look("'infra/**'") == .pass)
    #expect(try look("'infra/dev/**'") == .notReported)
  }
}

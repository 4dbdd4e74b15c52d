import Readiness
import Testing

/// What sets off the tests, in the words of five systems.
@Suite struct WorkflowTests {
  private static let azure = """
    trigger: none
    pr: [main]
    pool: {vmImage: ubuntu-latest}
    steps:
      - script: pytest
    """
  private static let circle = """
    version: 2.1
    jobs:
      unit:
        docker: [{image: python}]
        steps:
          - checkout
          - run: {name: unit tests, command: pytest -q}
    workflows:
      main:
        jobs: [unit]
    """
  private static let jenkins = """
    pipeline {
      agent any
      stages {
        stage('Test') {
          when { changeRequest() }
          steps { sh 'pytest' }
        }
      }
    }
    """
  private static let gitlab = """
    .base:
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    unit:
      extends: .base
      script: [pytest]
    """

  @Test(arguments: [
    ("azure-pipelines.yml", azure), (".pipelines/pr.yml", azure), (".circleci/config.yml", circle),
    ("Jenkinsfile", jenkins), (".gitlab-ci.yml", gitlab),
  ])
  func `tests on requests are found in every system`(_ path: String, _ text: String) throws {
    #expect(try Look("code.ci-tests", in: [path: text]).status == .pass)
  }

  @Test(arguments: [
    ("azure-pipelines.yml", azure, "pr: [main]", "pr: none"),
    ("azure-pipelines.yml", azure, "script: pytest", "script: pytest\n    continueOnError: true"),
    ("azure-pipelines.yml", azure, "script: pytest", "script: pytest\n    enabled: false"),
    (".circleci/config.yml", circle, "jobs: [unit]", "jobs: [other]"),
    (
      ".circleci/config.yml", circle, "jobs: [unit]",
      "jobs: [{unit: {filters: {branches: {only: main}}}}]"
    ),
    (
      ".circleci/config.yml", circle, "    jobs: [unit]",
      "    triggers: [{schedule: {cron: '0 0 * * *'}}]\n    jobs: [unit]"
    ),
    ("Jenkinsfile", jenkins, "when { changeRequest() }", "when { branch 'main' }"),
    ("Jenkinsfile", jenkins, "sh 'pytest'", "echo 'pytest'"),
    ("Jenkinsfile", jenkins, "steps { sh", "// steps { sh"),
    (".gitlab-ci.yml", gitlab, "extends: .base", "stage: test"),
    (".gitlab-ci.yml", gitlab, "unit:\n", ".unit:\n"),
  ])
  func `what is not set off by requests is not taken for it`(
    _ path: String, _ text: String, _ old: String, _ new: String
  ) throws {
    try #require(text.contains(old))
    let changed = text.replacing(old, with: new)
    let status = try Look("code.ci-tests", in: [path: changed]).status
    // By the clock alone is more than not known: it is not so.
    #expect(status == (new.contains("schedule") ? .fail : .notReported))
  }

  @Test(arguments: [
    ["Makefile": "check: lint\n\tpytest\nlint:\n\truff .\n", "line": "make check"],
    ["Makefile": "ci: unit\nunit:\n\t@uv run pytest\n", "line": "make ci"],
    ["justfile": "verify:\n  pytest\n", "line": "just verify"],
    ["Taskfile.yml": "tasks:\n  unit:\n    cmds: [pytest]\n", "line": "task unit"],
    ["mise.toml": "[tasks.unit]\nrun = \"uv run pytest\"\n", "line": "mise run unit"],
    [
      "mise.toml": "[tasks.all]\ndepends = [\"unit\"]\n[tasks.\"unit\"]\nrun = [\"pytest\"]\n",
      "line": "mise run all",
    ],
    ["pyproject.toml": "[tool.poe.tasks]\nunit = \"pytest\"\n", "line": "poe unit"],
    ["pyproject.toml": "[tool.pdm.scripts]\nunit = \"pytest\"\n", "line": "pdm run unit"],
    ["package.json": "{\"scripts\": {\"unit\": \"pytest\"}}", "line": "npm run unit"],
    ["scripts/unit.sh": "#!/bin/sh\nset -e\npytest tests\n", "line": "./scripts/unit.sh"],
    ["script/unit": "#!/usr/bin/env bash\npytest\n", "line": "bash script/unit"],
  ])
  func `tests are found behind what a workflow calls`(_ files: [String: String]) throws {
    var texts = files
    let line = try #require(files["line"])
    texts["line"] = nil
    texts[".github/workflows/ci.yml"] = Look.workflow(on: "pull_request", line)
    #expect(try Look("code.ci-tests", in: texts).status == .pass)
    texts[".github/workflows/ci.yml"] = Look.workflow(on: "pull_request", "echo '\(line)'")
    #expect(try Look("code.ci-tests", in: texts).status == .notReported)
  }

  @Test func `a recipe line that may fail runs no tests`() throws {
    let texts = [
      ".github/workflows/ci.yml": Look.workflow(on: "pull_request", "make unit"),
      "Makefile": "unit:\n\t-pytest\n",
    ]
    #expect(try Look("code.ci-tests", in: texts).status == .notReported)
  }

  @Test func `reusable workflows and local actions are followed`() throws {
    let called = "on: workflow_call\njobs: {t: {steps: [{run: pytest}]}}\n"
    let caller = "on: pull_request\njobs: {a: {uses: ./.github/workflows/t.yml}}\n"
    #expect(
      try Look(
        "code.ci-tests",
        in: [".github/workflows/t.yml": called, ".github/workflows/ci.yml": caller]
      ).status == .pass)
    #expect(
      try Look("code.ci-tests", in: [".github/workflows/t.yml": called]).status == .notReported)
    let action = "runs: {using: composite, steps: [{run: pytest, shell: bash}]}\n"
    let user = "on: pull_request\njobs: {a: {steps: [{uses: ./.github/actions/t}]}}\n"
    #expect(
      try Look(
        "code.ci-tests",
        in: [".github/actions/t/action.yml": action, ".github/workflows/ci.yml": user]
      ).status == .pass)
  }

  @Test(arguments: [
    "if: github.event_name == 'push'", "if: startsWith(github.ref, 'refs/tags/v')",
    "if: github.event_name != 'pull_request'", "if: github.ref == 'refs/heads/main'",
  ])
  func `a job that is left out on requests does not count`(_ condition: String) throws {
    let text = Look.workflow(on: "[pull_request, push]", "pytest", job: "    \(condition)\n")
    // On tags alone is more than not known: it is not so.
    #expect(
      try Look("code.ci-tests", in: [".github/workflows/ci.yml": text]).status
        == (condition.contains("tags") ? .fail : .notReported))
  }

  @Test func `a template of Azure is no pipeline, and is followed where one takes it in`() throws {
    let template = "steps:\n  - script: pytest\n"
    let pipeline = "pr: [main]\nsteps:\n  - template: unit.yml\n"
    #expect(
      try Look(
        "code.ci-tests", in: [".pipelines/unit.yml": template, ".pipelines/pr.yml": pipeline]
      ).status == .pass)
    #expect(try Look("code.ci-tests", in: [".pipelines/unit.yml": template]).status == .notReported)
  }
}

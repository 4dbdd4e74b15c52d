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
    #expect(try Look.ofTests(in: [path: text]).status == .pass)
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
    ("Jenkinsfile", jenkins, "steps { sh", "steps { // sh"),
    (".gitlab-ci.yml", gitlab, "extends: .base", "stage: test"),
    (".gitlab-ci.yml", gitlab, "unit:\n", ".unit:\n"),
    (".gitlab-ci.yml", gitlab, "_event\"", "_event\"\n      changes: [docs/**]"),
    (".gitlab-ci.yml", gitlab, "_event\"", "_event\"\n      allow_failure: true"),
    (".gitlab-ci.yml", gitlab, "_event\"", "_event\" && $RUN"),
    (".gitlab-ci.yml", gitlab, "    - if", "    - when: never\n    - if"),
    (
      ".gitlab-ci.yml", gitlab, "unit:\n",
      "workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
        + "      when: never\n    - when: always\nunit:\n"
    ),
    ("azure-pipelines.yml", azure, "pr: [main]", "pr: [release]"),
    ("azure-pipelines.yml", azure, "pr: [main]", "pr: {branches: {exclude: [main]}}"),
    (
      "azure-pipelines.yml", azure, "pr: [main]",
      "pr: {branches: {include: [main]}, paths: {include: [docs]}}"
    ),
    ("azure-pipelines.yml", azure, "script: pytest", "script: pytest\n    condition: false"),
    (
      "azure-pipelines.yml", azure, "script: pytest",
      "script: pytest\n    condition: eq(variables['Run'], 'yes')"
    ),
    ("Jenkinsfile", jenkins, "sh 'pytest'", "catchError(buildResult: 'SUCCESS') { sh 'pytest' }"),
    ("Jenkinsfile", jenkins, "sh 'pytest'", "catchError {\n sh 'pytest'\n }"),
    ("Jenkinsfile", jenkins, "sh 'pytest'", "sh(script: 'pytest', returnStatus: true)"),
    ("Jenkinsfile", jenkins, "sh 'pytest'", "sh 'pytest | tee log'"),
    ("Jenkinsfile", jenkins, "when { changeRequest() }", "when { expression { false } }"),
  ])
  func `what is not set off by requests is not taken for it`(
    _ path: String, _ text: String, _ old: String, _ new: String
  ) throws {
    try #require(text.contains(old))
    let changed = text.replacing(old, with: new)
    let status = try Look.ofTests(in: [path: changed, "src/train.py": ""]).status
    // By the clock alone is more than not known: it is not so.
    #expect(status == (new.contains("schedule:") ? .fail : .notReported))
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
    #expect(try Look.ofTests(in: texts).status == .pass)
    texts[".github/workflows/ci.yml"] = Look.workflow(on: "pull_request", "echo '\(line)'")
    #expect(try Look.ofTests(in: texts).status == .notReported)
  }

  @Test func `a job that a person starts tests by hand alone`() throws {
    let manual = "unit:\n  script: [pytest]\n  only: [merge_requests]\n  when: manual\n"
    #expect(try Look.ofTests(in: [".gitlab-ci.yml": manual]).status == .fail)
  }

  @Test func `a recipe line that may fail runs no tests`() throws {
    let texts = [
      ".github/workflows/ci.yml": Look.workflow(on: "pull_request", "make unit"),
      "Makefile": "unit:\n\t-pytest\n",
    ]
    #expect(try Look.ofTests(in: texts).status == .notReported)
  }

  @Test func `reusable workflows and local actions are followed`() throws {
    let called = "on: workflow_call\njobs: {t: {steps: [{run: pytest}]}}\n"
    let caller = "on: pull_request\njobs: {a: {uses: ./.github/workflows/t.yml}}\n"
    #expect(
      try Look.ofTests(in: [".github/workflows/t.yml": called, ".github/workflows/ci.yml": caller]
      ).status == .pass)
    #expect(
      try Look.ofTests(in: [".github/workflows/t.yml": called]).status == .notReported)
    let action = "runs: {using: composite, steps: [{run: pytest, shell: bash}]}\n"
    let user = "on: pull_request\njobs: {a: {steps: [{uses: ./.github/actions/t}]}}\n"
    #expect(
      try Look.ofTests(in: [
        ".github/actions/t/action.yml": action, ".github/workflows/ci.yml": user,
      ]
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
      try Look.ofTests(in: [".github/workflows/ci.yml": text]).status
        == (condition.contains("tags") ? .fail : .notReported))
  }

  @Test func `a template of Azure is no pipeline, and is followed where one takes it in`() throws {
    let template = "steps:\n  - script: pytest\n"
    let pipeline = "pr: [main]\nsteps:\n  - template: unit.yml\n"
    #expect(
      try Look.ofTests(in: [".pipelines/unit.yml": template, ".pipelines/pr.yml": pipeline]
      ).status == .pass)
    #expect(try Look.ofTests(in: [".pipelines/unit.yml": template]).status == .notReported)
  }
}

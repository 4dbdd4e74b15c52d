import Readiness
import Testing

/// Whether a script fails with its tests, under the shell that runs it.
@Suite struct ShellScriptTests {
  private let tree = ["src/train.py": "", "tests/test_a.py": "def test_a(): assert f()\n"]

  private func status(
    _ script: String, shell: String? = nil, more: [String: String] = [:]
  ) throws
    -> Status
  {
    let text = """
      on: pull_request
      jobs:
        work:
          runs-on: ubuntu-latest
          steps:
            - \(shell.map { "shell: \($0)\n        " } ?? "")run: |
      \(script.split(separator: "\n").map { "          " + $0 }.joined(separator: "\n"))
      """
    return try Look(
      "code.ci-tests",
      in: tree.merging([".github/workflows/ci.yml": text]) { $1 }.merging(more) { $1 }
    ).status
  }

  @Test(arguments: [
    "pytest; exit 0", "pytest\necho done", "cd . && pytest", "(cd tests; pytest .)",
    "set -o pipefail\npytest | tee log", "pytest || exit 1", "pytest || { echo no; exit 1; }",
    "pytest || [ $? -eq 5 ]", "pytest > log 2>&1", "pytest || code=$?\necho\nexit $code",
    "for d in tests; do\n  pytest $d\ndone", "cat <<EOF\nit's\nEOF\npytest", "bash -c 'pytest -q'",
    "bash -ec 'pytest; echo'", "pytest | tee log\nexit ${PIPESTATUS[0]}", "pytest \\\n  -q",
    "uv run --with pytest pytest", "docker compose run --rm -e A=b app pytest", "uvx pytest",
    "if true; then echo; fi\npytest", "set +e\npytest\nexit $?", "A=$(pytest)\necho $A",
    "python -c \"\nimport os\nos.exit(0)\n\"\npytest",
  ])
  func `a script that fails with its tests tests`(_ script: String) throws {
    #expect(try status(script) == .pass)
  }

  @Test(arguments: [
    "pytest || true", "pytest | tee log", "pytest &", "pytest &\nwait", "set +e\npytest\necho done",
    "if false; then\n  pytest\nfi", "if pytest; then echo; fi", "! pytest",
    "cat > x.sh <<EOF\npytest\nEOF", "cat <<-'EOF' > x\n\tpytest\n\tEOF", "t() { pytest; }\ntrue",
    "t() {\n  pytest\n}", "[ -d nope ] && pytest", "test -f x || pytest", "exit 0\npytest",
    "(pytest) || true", "{ pytest; echo; } || echo no", "pytest && echo ok\necho done",
    "while read x; do pytest $x; done < list", "case $x in a) pytest;; esac", "echo 'a\npytest\nb'",
    "(pytest\necho) | tee log", "a || { echo; pytest; }", "bash -c 'pytest; echo'",
    "pytest || echo $?", "# pytest\ntrue", "for d in a; do pytest; done &",
  ])
  func `a script that may go well without its tests does not`(_ script: String) throws {
    #expect(try status(script) == .notReported)
  }

  @Test(arguments: [
    ("bash", "pytest | tee log", true), ("sh", "pytest | tee log", false),
    ("bash -l {0}", "pytest\necho", false), ("bash -el {0}", "pytest\necho", true),
    ("bash -eo pipefail {0}", "pytest | tee log", true), ("pwsh", "pytest\necho", false),
    ("pwsh", "pytest", true), ("python", "pytest", false),
  ])
  func `shells differ in what they stop at`(_ shell: String, _ script: String, _ stops: Bool) throws
  {
    #expect(try status(script, shell: shell) == (stops ? .pass : .notReported))
  }

  @Test(arguments: [
    ("make unit", "unit:\n\tpytest\n\techo\n", true), ("make unit", "unit:\n\t@-pytest\n", false),
    ("make unit", "unit:\n\tpytest || true\n", false),
    ("make unit", "unit:\n\tpytest; echo\n", false),
    ("make unit", "unit:\n\tpytest | tee log\n", false),
    ("make -i unit", "unit:\n\tpytest\n", false),
    ("make unit", "unit:\n\tcd . && $(PYTHON) -m pytest\n", true),
  ])
  func `each line of a recipe has a shell of its own`(
    _ call: String, _ makefile: String, _ counts: Bool
  ) throws {
    #expect(try status(call, more: ["Makefile": makefile]) == (counts ? .pass : .notReported))
  }

  @Test(arguments: [
    ("#!/bin/sh\npytest\necho\n", false), ("#!/bin/sh -e\npytest\necho\n", true),
    ("#!/bin/bash\nset -euo pipefail\npytest | tee log\necho\n", true), ("pytest\n", true),
  ])
  func `a script that is called has its own rules`(_ text: String, _ counts: Bool) throws {
    #expect(
      try status("./ci/unit.sh", more: ["ci/unit.sh": text]) == (counts ? .pass : .notReported))
  }

  @Test(arguments: [
    "[tasks]\nunit = \"pytest\"\n", "[feature.dev.tasks]\nunit = { cmd = \"pytest\" }\n",
    "[tasks.unit]\ncmd = \"pytest\"\n",
  ])
  func `tasks of pixi are read`(_ text: String) throws {
    #expect(try status("pixi run -e dev unit", more: ["pixi.toml": text]) == .pass)
  }

  @Test(arguments: [
    ("azure-pipelines.yml", "pr: [main]\nsteps:\n  - script: |\n      LINES\n"),
    (
      ".gitlab-ci.yml",
      "unit:\n  script:\n    - |\n      LINES\n  only: [merge_requests]\n"
    ),
  ])
  func `hosts tell their shells more or less`(_ path: String, _ text: String) throws {
    func look(_ lines: String) throws -> Status {
      let indented = lines.replacing("\n", with: "\n      ")
      return try Look(
        "code.ci-tests", in: tree.merging([path: text.replacing("LINES", with: indented)]) { $1 }
      ).status
    }
    #expect(try look("pytest") == .pass)
    let stops = path == ".gitlab-ci.yml"
    #expect(try look("pytest\necho done") == (stops ? .pass : .notReported))
    #expect(try look("pytest | tee log") == (stops ? .pass : .notReported))
  }
}

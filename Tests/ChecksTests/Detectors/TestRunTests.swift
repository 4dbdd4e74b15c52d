import Readiness
import Testing

/// Whether a command of continuous integration finds tests in the tree.
@Suite struct TestRunTests {
  private let test = "def test_a(): assert f()\n"

  private func status(_ line: String, _ texts: [String: String], job: String = "") throws -> Status
  {
    let flow = Look.workflow(on: "pull_request", line, job: job)
    return try Look(
      "code.ci-tests", in: texts.merging([".github/workflows/ci.yml": flow]) { $1 }
    ).status
  }

  @Test(arguments: [
    [:], ["tests/test_a.py": ""], ["tests/test_a.py": "from src import train\n"],
    ["tests/test_a.py": "pytestmark = pytest.mark.skip\ndef test_a(): assert f()\n"],
    ["tests/test_a.py": "@pytest.mark.skip(reason='x')\ndef test_a(): assert f()\n"],
    ["vendor/lib/test_a.py": "def test_a(): assert f()\n"],
  ])
  func `a tree without tests that run is not tested`(_ texts: [String: String]) throws {
    #expect(try status("pytest", texts) == .notReported)
  }

  @Test(arguments: [
    ("pytest", true), ("pytest tests", true), ("pytest tests/test_a.py::test_a -n 2", true),
    ("pytest docs/", false), ("pytest --ignore=tests", false), ("pytest --html report.html", true),
    ("cd docs && pytest", false), ("cd tests && pytest", true),
    ("cd docs && pytest ../tests", true),
    ("go test ./...", false), ("pytest -m 'not slow'", true), ("tox", false), ("nox", false),
    ("make test", false), ("npm test", false),
  ])
  func `a command finds the tests where it looks`(_ line: String, _ finds: Bool) throws {
    let texts = ["tests/test_a.py": test, "docs/conf.py": ""]
    #expect(try status(line, texts) == (finds ? .pass : .notReported))
  }

  @Test func `the folder of a job is where its tests are looked for`() throws {
    let texts = ["python/test_a.py": test, "web/a.py": ""]
    func job(_ folder: String) -> String {
      "    defaults: {run: {working-directory: \(folder)}}\n"
    }
    #expect(try status("pytest", texts, job: job("./python/")) == .pass)
    #expect(try status("pytest", texts, job: job("web")) == .notReported)
  }

  @Test(arguments: [
    ("tox", "tox.ini", "[testenv]\ncommands = pytest\n", true),
    (
      "tox -e lint", "tox.ini", "[testenv]\ncommands = pytest\n[testenv:lint]\ncommands = ruff\n",
      false
    ),
    (
      "tox -e py311", "tox.ini", "[testenv]\ncommands = pytest\n[testenv:lint]\ncommands = ruff\n",
      true
    ),
    (
      "nox -s unit", "noxfile.py", "import nox\ndef unit(s): s.run('pytest')\ndef docs(s): pass\n",
      true
    ),
    (
      "nox -s docs", "noxfile.py", "import nox\ndef unit(s): s.run('pytest')\ndef docs(s): pass\n",
      false
    ),
    ("npm test", "package.json", "{\"scripts\": {\"test\": \"echo none && exit 0\"}}", false),
  ])
  func `what a runner runs is read from its file`(
    _ line: String, _ path: String, _ text: String, _ tests: Bool
  ) throws {
    let texts = ["tests/test_a.py": test, path: text]
    #expect(try status(line, texts) == (tests ? .pass : .notReported))
  }

  @Test func `tests of another language do not test the steps`() throws {
    let texts = [
      "src/features.py": "", "src/train.py": "", "a_test.go": "",
      "tests/test_all.py": "from src import features, train\ndef test_x(): assert f()\n",
    ]
    func look(_ line: String) throws -> Status {
      let flow = [".github/workflows/ci.yml": Look.workflow(on: "pull_request", line)]
      return try Look("code.step-tests", in: texts.merging(flow) { $1 }).status
    }
    #expect(try look("pytest") == .pass)
    #expect(try look("go test ./...") == .notReported)
    #expect(try look("pytest src") == .notReported)
  }
}

import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Requirements, as a user lists, shows, verifies and traces them.
@Suite struct RequirementsTests {
  /// Some requirements of the sample in the place of its own.
  private func shell(_ entries: String, files: [String: String] = [:]) throws -> Shell {
    var changes: [String: String?] = files.mapValues { $0 }
    changes["requirements.yaml"] = """
      apiVersion: airworthy/v1
      kind: requirements
      requirements:
      \(entries)

      """
    var shell = try Shell(replacing: changes)
    shell.width = 200
    return shell
  }

  /// Turns the golden set round, so that its check fails.
  private func turnGoldenSet(in shell: Shell) throws {
    try shell.edit("airworthy.yaml", "previous: old", to: "previous: score")
    try shell.edit(
      "airworthy.yaml", "current: score\n    limits", to: "current: old\n    limits")
  }

  private func requirement(
    _ id: String, kind: String = "research", evidence: String, status: String = "passed"
  ) -> String {
    """
      - {id: "\(id)", kind: \(kind), statement: It shall be right., component: model,
         verification: [{step: Look., status: \(status), evidence: \(evidence)}],
         validation: [{step: Ask., status: passed, evidence: docs/goals.md}],
         risk: {probability: 0.2, value: 7, per: release}}
    """
  }

  @Test func `a check that passes, fails and goes stale moves the step that names it`() throws {
    var shell = try shell(requirement("1.1", evidence: "check:a-golden"))
    let before = shell("requirements verify")
    #expect(before.ending == .notMet && before.out.contains("no run of a-golden is on record"))
    #expect(shell("check a-golden").ending == .met)
    #expect(shell("requirements list").out.contains("✓ passed"))

    try turnGoldenSet(in: shell)
    let stale = shell("requirements show 1.1")
    #expect(stale.out.contains("◷ stale  Look.") && stale.out.contains("written passed"))
    shell.now = "2026-02-01T13:00:00Z"
    #expect(shell("check a-golden").ending == .notMet)
    let denied = shell("requirements show 1.1")
    #expect(denied.ending == .met && denied.out.contains("✕ contradicted  Look."))
    #expect(denied.out.contains("0 turned right and 25 turned wrong"))
    #expect(shell("requirements verify --level 2").ending == .notMet)
  }

  @Test func `a check that does not decide leaves the step undecided`() throws {
    let shell = try shell(
      requirement("1.1", evidence: "check:a-drift").replacingOccurrences(of: "model", with: "data"))
    #expect(shell("check a-drift").ending == .undecided)
    #expect(shell("requirements show 1.1").out.contains("? undecided  Look."))
  }

  @Test func `exit codes follow the level: closed research at 5, all at 8, nothing below 2`() throws
  {
    let shell = try shell(
      [
        requirement("1.1", evidence: "docs/goals.md"),
        requirement("2.1", kind: "product", evidence: "[]", status: "open"),
      ].joined(separator: "\n"))
    func ending(_ level: Int) -> Ending { shell("requirements verify --level \(level)").ending }
    #expect(ending(1) == .met && ending(2) == .met && ending(3) == .met)
    // Nothing is tagged security or privacy.
    #expect(ending(4) == .notMet)
    try shell.edit(
      "airworthy.yaml", "not-applicable:\n",
      to: """
        not-applicable:
          - {control: gov.security-requirements, reason: none, by: mara, on: 2026-01-02}

        """)
    #expect(ending(4) == .met && ending(6) == .met && ending(8) == .notMet)
    #expect(shell("requirements verify").ending == .notMet)
    let unknown = try self.shell(requirement("1.1", evidence: "check:a-scores"))
    #expect(unknown("requirements verify --level 2 --component data").ending == .undecided)
    #expect(unknown("requirements verify --level 2").ending == .met)
  }

  @Test func `a test counts by an imported report, and is named by its place before`() throws {
    let junit = """
      <testsuite name="pytest" tests="3" failures="1">
        <testcase classname="tests.test_a" name="test_b"/>
        <testcase classname="tests.test_a" name="test_c[1]"/>
        <testcase classname="tests.test_a" name="test_c[2]"><failure message="no"/></testcase>
      </testsuite>

      """
    var shell = try shell(
      [
        requirement("1.1", evidence: "\"test:tests/test_a.py::test_b\""),
        requirement("1.2", evidence: "\"test:tests/test_a.py::test_c\""),
        requirement("1.3", evidence: "\"test:tests/test_a.py::test_d\""),
      ].joined(separator: "\n"),
      files: [
        "tests/test_a.py": "import a\n\n\ndef test_b():\n  pass\n\n\ndef test_c(x):\n  pass\n",
        "junit.xml": junit,
      ])
    let before = shell("requirements trace")
    #expect(before.ending == .notMet)
    #expect(before.out.contains("tests/test_a.py has no test test_d"))
    #expect(shell("requirements show 1.1").out.contains("at tests/test_a.py:4; no result of it"))
    shell.now = "2026-02-01T13:00:00Z"
    let arguments = ["import", "junit", "\(shell.folder.path)/junit.xml"]
    let imported = shell.run(arguments + ["--control", "code.ci-tests", "-C", shell.folder.path])
    #expect(imported.ending == .notMet)
    let shown = shell("requirements show 1").out
    #expect(shown.contains("the test passed, says junit.xml"))
    #expect(shown.contains("the test failed in 2 cases, says junit.xml"))
    let trace = try JSONDecoder().decode(
      Trace.self, from: Data(shell("requirements trace --format json").out.utf8))
    #expect(trace.gaps.map(\.kind) == ["missing-evidence"])
    #expect(trace.unasked["checks"] == 5 && trace.unasked["checksInAll"] == 5)
    #expect(trace.unasked["controls"] == trace.unasked["controlsInAll"])
    #expect(trace.unasked["tests"] == 0 && trace.unasked["testsInAll"] == 3)
    #expect(shell("log verify").ending == .met)
  }

  private struct Trace: Decodable {
    let gaps: [Gap]
    let unasked: [String: Int]

    struct Gap: Decodable {
      let kind: String
    }
  }

  @Test func `lists are filtered by kind, component, tag and what is open`() throws {
    let shell = try Shell()
    func ids(_ options: String) -> Int {
      shell("requirements list --format json \(options)").out.components(separatedBy: "\"id\"")
        .count
        - 1
    }
    #expect(ids("") == 1 && ids("--kind research") == 1 && ids("--kind product") == 0)
    #expect(ids("--component model") == 1 && ids("--component data") == 0)
    #expect(ids("--tag quality") == 1 && ids("--tag other") == 0 && ids("--open") == 1)
    let empty = shell("requirements list --tag other")
    #expect(empty.ending == .met && empty.out.contains("no requirement"))
  }

  @Test(arguments: [
    ("requirements list --component modell", "did you mean 'model'?"),
    ("requirements list --kind other", "kind"),
    ("requirements show 7", "there are 1.1"),
    ("requirements show", "id"),
    ("requirements verify --level 10", "name one from 0 to 9"),
    ("requirements matrix --per century", "there are release"),
    ("requirements trace --format svg", "format"),
    ("requirements no", "no"),
  ])
  func `a wrong call says what to write`(line: String, words: String) throws {
    let result = try Shell()(line)
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(result.err.contains(words), "\(result.err)")
  }

  @Test func `without requirements nothing is met, and nothing breaks`() throws {
    let shell = try Shell(replacing: ["requirements.yaml": nil])
    #expect(shell("requirements list").ending == .met)
    #expect(shell("requirements verify").ending == .undecided)
    #expect(shell("requirements verify --level 1").ending == .met)
    #expect(shell("requirements trace").ending == .met)
    #expect(shell("requirements matrix").out.contains("No requirement has a risk."))
    #expect(shell("requirements matrix --format svg").ending == .wrongInput)
    #expect(shell("requirements show 1").err.contains("write requirements.yaml"))
  }

  @Test func `risks over two periods are shown apart, and no picture mixes them`() throws {
    let shell = try shell(
      requirement("1.1", evidence: "docs/goals.md") + "\n"
        + requirement("1.2", evidence: "docs/goals.md")
        .replacingOccurrences(of: "per: release", with: "per: year"))
    let text = shell("requirements matrix").out
    #expect(text.contains("probability per release") && text.contains("probability per year"))
    #expect(text.contains("not comparable"))
    #expect(shell("requirements matrix --format svg").err.contains("name it with --per"))
    let year = shell("requirements matrix --format svg --per year")
    #expect(year.ending == .met && year.out.contains("1.2") && !year.out.contains("1.1<"))
    #expect(shell("requirements matrix --format svg --per year").bytes == year.bytes)
  }

  @Test func `cells of CSV are quoted, and none is a formula`() throws {
    let hostile = requirement("1.1", evidence: "docs/goals.md")
      .replacingOccurrences(of: "step: Look.", with: #"step: "=cmd(), \"x\"""#)
    let csv = try shell(hostile)("requirements trace --format csv").out
    #expect(csv.contains(#""'=cmd(), ""x""""#), "\(csv)")
    #expect(csv.components(separatedBy: "\r\n").count == 4)
  }

  @Test func `the past is judged by what the log said then`() throws {
    var shell = try shell(requirement("1.1", evidence: "check:a-scores"))
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-03T12:00:00Z"
    #expect(shell("requirements list").out.contains("✓ passed"))
    #expect(!shell("requirements list --as-of 2026-01-31").out.contains("✓ passed"))
  }

  @Test func `gates read what the steps come to`() throws {
    var shell = try shell(requirement("1.1", evidence: "check:a-golden"))
    try turnGoldenSet(in: shell)
    try shell.edit(
      "airworthy.yaml", "depends-on: [data]\n    entry: {level: 3",
      to: "depends-on: [data]\n    entry: {level: 8")
    // What the others find in the same run counts.
    #expect(shell("check").ending == .notMet)
    let (closed, validated) = (
      "gov.research-closed of model", "gov.requirements-validated of model"
    )
    #expect(try shell.verdict().table[closed] == "none refuted")
    shell.now = "2026-02-01T13:00:00Z"
    try shell.edit("requirements.yaml", "check:a-golden", to: "check:a-scores")
    #expect(shell("check records").ending == .notMet)
    #expect(try shell.verdict().table[closed] == "demonstrated holds")
    #expect(try shell.verdict().table[validated] == "demonstrated holds")
    #expect(
      try shell.verdict().table["gov.product-requirements of system"] == "none refuted")
  }
}

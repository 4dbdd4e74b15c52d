import Foundation
import Readiness
import Reports
import TestSupport
import Testing

@testable import airworthy

/// Reports of other tools, imported as a user does.
struct ImportTests {
  private static let junit = """
    <testsuite name="pytest" tests="2" failures="0" timestamp="2026-02-01T10:00:00+00:00">
      <testcase classname="t" name="a"/><testcase classname="t" name="b"/></testsuite>

    """
  private static let line = "import junit FILE --control test.metamorphic"

  private func shell(_ files: [String: String]) throws -> Shell {
    try Shell(replacing: files.mapValues { $0 })
  }

  /// Runs a command line with the files that it names taken from the project's folder.
  private func run(_ line: String, _ shell: Shell, file: String = "junit.xml") -> Shell.Result {
    let words = line.split(separator: " ").map { word in
      word == "FILE" ? shell.folder.path + "/" + file : String(word)
    }
    return shell.run(words + ["-C", shell.folder.path])
  }

  private func standing(_ control: String, in shell: Shell) throws -> String? {
    try shell.verdict().table[control]
  }

  @Test func `a report moves its control, and a changed version takes that away`() throws {
    var shell = try shell(["junit.xml": Self.junit])
    #expect(try standing("test.metamorphic of model", in: shell) == "none not reported")
    let result = run(Self.line, shell)
    #expect(result.ending == .met)
    #expect(result.out.contains("2 tests passed, none failed"))
    #expect(result.out.contains("junit.xml, by pytest, made 2026-02-01 10:00 UTC"))
    #expect(try standing("test.metamorphic of model", in: shell) == "demonstrated holds")

    let log = shell("log show --last 1").out.split(whereSeparator: \.isWhitespace)
    #expect(log.joined(separator: " ").contains("import-junit from junit.xml, by pytest"))
    let status = shell("status --format json").out
    #expect(status.contains("\"location\" : \"junit.xml\""))
    #expect(status.contains("\"made\" : \"2026-02-01T10:00:00Z\""))

    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    #expect(try standing("test.metamorphic of model", in: shell) == "claimed stale")
    shell.now = "2026-02-02T12:00:00Z"
    // The same report for a new version is said to be about it.
    #expect(run(Self.line, shell).err.contains("recorded"))
    #expect(try standing("test.metamorphic of model", in: shell) == "demonstrated holds")
    #expect(shell("log verify").ending == .met)
  }

  @Test func `the same report twice adds nothing, also later and under another name`() throws {
    var shell = try shell(["junit.xml": Self.junit, "again.xml": Self.junit])
    #expect(run(Self.line, shell).ending == .met)
    let before = shell("log export").out
    shell.now = "2026-02-03T12:00:00Z"
    for file in ["junit.xml", "again.xml"] {
      let again = run(Self.line, shell, file: file)
      #expect(again.ending == .met)
      #expect(again.err.contains("on record from this report"))
      #expect(shell("log export").out == before)
    }
  }

  @Test func `three reports by automation are continuous, one report three times is not`() throws {
    var shell = try shell(["junit.xml": Self.junit])
    for day in 1...3 {
      shell.now = Instant(stringLiteral: "2026-02-0\(day)T12:00:00Z")
      #expect(run(Self.line, shell).ending == .met)
    }
    #expect(try standing("test.metamorphic of model", in: shell) == "demonstrated holds")
    for day in 2...3 {
      shell.now = Instant(stringLiteral: "2026-02-0\(day + 2)T12:00:00Z")
      try shell.folder.write(
        Self.junit.replacing("2026-02-01T", with: "2026-02-0\(day)T"), to: "junit.xml")
      #expect(run(Self.line, shell).ending == .met)
    }
    #expect(try standing("test.metamorphic of model", in: shell) == "continuous holds")
  }

  @Test func `a report is as old as it says, or as whoever imports it says`() throws {
    var shell = try shell([
      "old.xml": Self.junit.replacing("2026-02-01T", with: "2025-10-01T"),
      "plain.lcov":
        "SF:a/features.py\nDA:1,1\nend_of_record\nSF:a/train.py\nDA:1,0\nend_of_record\n",
      "junit.xml": Self.junit, "a/features.py": "", "a/train.py": "",
    ])
    let old = run(Self.line, shell, file: "old.xml")
    #expect(old.err.contains("it is stale already"))
    #expect(try standing("test.metamorphic of model", in: shell) == "claimed stale")

    let made = run("import lcov FILE --made 2025-01-01", shell, file: "plain.lcov")
    #expect(made.ending == .notMet && made.err.contains("stale already"))
    #expect(try standing("code.step-tests of system", in: shell) == "none stale")
    // Without a time the same report is not made new again; with another time it is another.
    let again = run("import lcov FILE", shell, file: "plain.lcov")
    #expect(again.err.contains("on record from this report"))
    #expect(try standing("code.step-tests of system", in: shell) == "none stale")
    #expect(
      run("import lcov FILE --made 2026-01-31", shell, file: "plain.lcov").err.contains("recorded"))
    #expect(try standing("code.step-tests of system", in: shell) == "none refuted")
    #expect(run("\(Self.line) --made 2026-01-01", shell).ending == .wrongInput)
    #expect(
      run("import lcov FILE --made 2027-01-01", shell, file: "plain.lcov").ending == .wrongInput)

    shell.now = "2026-01-15T12:00:00Z"
    let ahead = run(Self.line, shell)
    #expect(ahead.ending == .wrongInput)
    #expect(ahead.err.contains("bad-date"))
  }

  @Test func `an older report does not take the place of a newer one`() throws {
    let failed = Self.junit.replacing("failures=\"0\"", with: "failures=\"1\"")
      .replacing("name=\"b\"/>", with: "name=\"b\"><failure/></testcase>")
      .replacing("T10:00", with: "T11:00")
    let shell = try shell(["junit.xml": Self.junit, "new.xml": failed])
    #expect(run(Self.line, shell, file: "new.xml").ending == .notMet)
    let older = run(Self.line, shell)
    #expect(older.err.contains("has a newer report on record"))
    #expect(try standing("test.metamorphic of model", in: shell) == "none refuted")
    // A series of its own stands beside it, and does not outweigh it.
    let apart = run("\(Self.line) --as other", shell)
    #expect(apart.err.contains("recorded"))
    #expect(try standing("test.metamorphic of model", in: shell) == "none refuted")
  }

  @Test func `one that passes in place of another that failed is told`() throws {
    let failed = Self.junit.replacing("<testcase classname=\"t\" name=\"b\"/>", with: "")
      .replacing("name=\"a\"/>", with: "name=\"a\"><failure/></testcase>")
      .replacing("T10:00", with: "T09:00").replacing("failures=\"0\"", with: "failures=\"1\"")
    let shell = try shell(["unit.xml": failed, "junit.xml": Self.junit])
    #expect(run(Self.line, shell, file: "unit.xml").ending == .notMet)
    let result = run(Self.line, shell)
    #expect(result.err.contains("takes the place of unit.xml"))
    #expect(result.err.contains("--as"))
  }

  @Test(arguments: [
    "import", "import junit", "import nonsense FILE", "import junit FILE",
    "import junit nowhere.xml --control test.metamorphic",
    "import junit . --control test.metamorphic",
    "import junit FILE --control test.nothing",
    "import junit FILE --control test.metamorphic --component nobody",
    "import junit FILE --control test.metamorphic --component data",
    "import junit FILE --control code.versioned --component model",
    "import junit FILE --control gov.card-current",
    "import junit FILE --control test.metamorphic --map FILE",
    "import junit FILE --control test.metamorphic --tests FILE",
    "import junit FILE --control test.metamorphic --at-least tests",
    "import junit FILE --control test.metamorphic --at-least tests=many",
    "import junit FILE --control test.metamorphic --at-least testz=1",
    "import junit FILE --control test.metamorphic --as A/B",
    "import junit FILE --control test.metamorphic --made yesterday", "import json FILE",
    "import json FILE --map FILE", "import sarif FILE --control test.metamorphic",
    "import lcov FILE --tests nowhere.xml",
    "import junit FILE --control test.metamorphic --within sex",
  ])
  func `what cannot be meant is refused, and leaves the log as it was`(line: String) throws {
    let shell = try shell(["junit.xml": Self.junit])
    let before = try shell.contents()
    let result = run(line, shell)
    #expect(result.ending == .wrongInput)
    #expect(!result.err.isEmpty && result.out.isEmpty)
    #expect(try shell.contents() == before)
  }

  @Test func `a broken report leaves the log as it was`() throws {
    let shell = try shell(["junit.xml": Self.junit, "cut.xml": String(Self.junit.dropLast(20))])
    #expect(run(Self.line, shell).ending == .met)
    let before = try shell.contents()
    let result = run(Self.line, shell, file: "cut.xml")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("cut.xml:2"))
    #expect(try shell.contents() == before)
  }

  @Test func `a dry run records nothing`() throws {
    let shell = try shell(["junit.xml": Self.junit])
    let before = try shell.contents()
    let result = run("\(Self.line) --dry-run --format json", shell)
    #expect(result.ending == .met)
    #expect(result.out.contains("\"id\" : \"import-junit\""))
    #expect(result.out.contains("\"format\" : \"junit\""))
    #expect(try shell.contents() == before)
  }

  @Test func `JSON is read by a map, whose series bears its name`() throws {
    let map = """
      apiVersion: airworthy/v1
      kind: report-map
      name: shadow
      answers:
        - {path: 'slices.*.auc', at-least: 0.8, control: model.slices, statistic: auc}
        - {path: rows, at-least: 100, control: data.quality-checked, component: data}

      """
    let report = #"{"slices": {"a": {"auc": 0.9}, "b": {"auc": 0.7}}, "rows": 120}"#
    let shell = try shell(["r.json": report, "map.yaml": map])
    let path = shell.folder.path
    let result = shell.run([
      "import", "json", "\(path)/r.json", "--map", "\(path)/map.yaml", "-C", path,
    ])
    #expect(result.ending == .notMet)
    #expect(result.out.contains("auc 0.7 of slices.b.auc, needs ≥ 0.8"))
    #expect(result.out.contains("import-json-shadow"))
    #expect(try standing("model.slices of model", in: shell) == "none refuted")
    #expect(try standing("data.quality-checked of data", in: shell) == "demonstrated holds")
    #expect(shell("log export").out.contains("\"beside\":[{\"digest\":"))
  }

  @Test func `coverage with the tests behind it`() throws {
    let file = { (name: String) in "SF:src/\(name).py\nDA:1,1\nend_of_record\n" }
    let lcov = ["features", "train", "predict"].map(file).joined()
    let sources = ["src/features.py": "", "src/train.py": "", "src/predict.py": ""]
    let shell = try shell(["a.lcov": lcov, "junit.xml": Self.junit].merging(sources) { $1 })
    let path = shell.folder.path
    let alone = run("import lcov FILE", shell, file: "a.lcov")
    #expect(alone.ending == .met && alone.out.contains("whether the tests pass"))
    #expect(try standing("code.step-tests of system", in: shell) == "none not reported")
    let both = shell.run([
      "import", "lcov", "\(path)/a.lcov", "--tests", "\(path)/junit.xml", "-C", path,
    ])
    #expect(both.ending == .met)
    #expect(try standing("code.step-tests of system", in: shell) == "demonstrated holds")
    #expect(try standing("feature.code-tested of system", in: shell) == "demonstrated holds")
  }

  @Test func `coverage of another project is refused`() throws {
    let other = ["lib/features", "lib/train"].map { "SF:/ci/\($0).py\nDA:1,1\nend_of_record\n" }
      .joined()
    let shell = try shell(["a.lcov": other, "sub/a.lcov": other.replacing("/ci/", with: "")])
    let result = run("import lcov FILE --tests FILE", shell, file: "a.lcov")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("of the 2 files of the report none is in the folder"))
    // A path may begin where the report lies.
    try shell.folder.write("", to: "sub/lib/features.py")
    let part = run("import lcov FILE", shell, file: "sub/a.lcov")
    #expect(part.ending == .undecided, "\(part.err)")
    #expect(part.out.contains("lib/train.py is not in the folder of airworthy.yaml"))
    try shell.folder.write("", to: "sub/lib/train.py")
    #expect(run("import lcov FILE", shell, file: "sub/a.lcov").ending == .met)
  }

  @Test func `an unknown control that a test names is told with its line and the test`() throws {
    let named = """
      <testsuite name="pytest" tests="1">
      <testcase classname="t" name="a"><properties>
      <property name="airworthy.control" value="test.metamorphc"/></properties></testcase>
      </testsuite>

      """
    let shell = try shell(["junit.xml": named])
    let result = run("import junit FILE", shell)
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("junit.xml:3:1"))
    let words = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("no pack has a control 'test.metamorphc', which 't › a' names"))
    #expect(words.contains("did you mean 'test.metamorphic'?"))
  }

  @Test func `formats explain themselves, and controls name the formats that show them`() throws {
    let shell = try Shell()
    let help = shell.run(["import", "--help"]).out
    let list = shell("explain formats").out
    for kind in ReportFormats.all {
      #expect(help.contains("  \(kind.name) "))
      #expect(list.contains(kind.name))
      let page = shell("explain \(kind.name)")
      #expect(page.ending == .met)
      #expect(page.out.contains("airworthy import \(kind.name)"))
      for control in kind.shows {
        let words = shell("explain \(control)").out.split(whereSeparator: \.isWhitespace)
        #expect(words.joined(separator: " ").contains("'airworthy import' takes reports of"))
      }
    }
  }

  @Test func `no check may bear the name of an import`() throws {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "repository: {check", to: "import-junit: {check")
    let result = shell("status")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("import-"))
  }
}

import Documents
import Readiness
import Reports
import TestSupport
import Testing

/// Results of tests, coverage and static analysis, as real tools wrote them.
@Suite struct TestReportTests {
  @Test(arguments: [
    ("pytest-green", 7, 0, 0, 0, Status.pass), ("pytest-xunit2", 11, 1, 1, 2, .fail),
    ("pytest-xunit1", 11, 1, 1, 2, .fail), ("pytest-no-tests", 0, 0, 0, 0, .inconclusive),
    ("pytest-collection-error", 1, 0, 1, 0, .fail),
    ("unittest-xml-reporting", 6, 2, 1, 2, .fail), ("robot-nested", 4, 1, 0, 1, .fail),
  ])
  func `test cases are counted once, however suites are nested`(
    name: String, tests: Int, failures: Int, errors: Int, skipped: Int, status: Status
  ) throws {
    let fixture = try Fixture("junit/\(name).xml")
    let report = try fixture.read(as: JUnitFormat.self)
    #expect(report.figure("tests") == Double(tests))
    #expect(report.figure("failures") == Double(failures))
    #expect(report.figure("errors") == Double(errors))
    #expect(report.figure("skipped") == Double(skipped))
    let answer = try fixture.answer(as: JUnitFormat.self, about: "test.metamorphic")
    #expect(answer.status == status)
    #expect(answer.samples.first?.total ?? 0 == failures + errors)
  }

  @Test func `the first test that failed is named, with its place where the report has it`() throws
  {
    let answer = try Fixture("junit/pytest-xunit1.xml")
      .answer(as: JUnitFormat.self, about: "test.metamorphic")
    #expect(answer.summary.hasPrefix("2 of 11 tests failed, 2 skipped, first tests.test_"))
    #expect(answer.places.first?.path.hasPrefix("tests/test_") == true)
    #expect(answer.samples.first?.rows.allSatisfy { !$0[1].isEmpty } == true)
  }

  @Test(arguments: [
    ("pytest-xunit2", "tests/test_features.py::test_hour", TestResult.Outcome.passed, 3),
    ("pytest-xunit1", "tests/test_features.py::test_hour", .passed, 3),
    ("pytest-xunit2", "tests/test_features.py::test_hour[517-5]", .passed, 1),
    ("pytest-xunit1", "tests/test_serving.py", .failed, 4),
    ("pytest-xunit2", "tests/test_serving.py", .failed, 4),
    ("pytest-xunit2", "tests/test_serving.py::TestLatency::test_monotone", .skipped, 1),
    (
      "unittest-xml-reporting", "tests/test_monotone.py::PredictionTests::test_each_carrier",
      .failed, 1
    ),
  ])
  func `a test that somebody asks for is found, with every value of its parameters`(
    name: String, test: String, outcome: TestResult.Outcome, cases: Int
  ) throws {
    let report = try Fixture("junit/\(name).xml").read(as: JUnitFormat.self)
    let asked = [TestName(test), TestName("tests/test_features.py::test_nothing")]
    #expect(
      report.results(of: asked) == [TestResult(test: test, outcome: outcome, cases: cases)])
  }

  @Test func `a report says by whom and when it was made`() throws {
    let pytest = try Fixture("junit/pytest-green.xml").read(as: JUnitFormat.self)
    #expect(pytest.tool == "pytest")
    #expect(pytest.made?.text.hasPrefix("2026-11-21T15:15:") == true)
    // Without an offset the time may be ahead of ours by half a day, and is then taken for now.
    let robot = try Fixture("junit/robot-nested.xml").read(as: JUnitFormat.self)
    #expect(robot.made?.instant(by: "2026-11-21T14:00:00Z") == "2026-11-21T14:00:00Z")
    #expect(robot.made?.instant(by: "2026-11-20T14:00:00Z") == nil)
    #expect(pytest.made?.instant(by: "2026-11-21T14:00:00Z") == nil)
  }

  @Test func `tests show a control only if somebody names it, or they do`() throws {
    #expect(try Fixture("junit/pytest-green.xml").refusal(as: JUnitFormat.self, about: nil) != nil)
    let named = """
      <testsuite name="pytest" tests="3" failures="1">
        <testcase classname="t" name="a"><properties>
          <property name="airworthy.control" value="test.metamorphic"/></properties></testcase>
        <testcase classname="t" name="b"/>
        <testcase classname="t" name="c"><properties>
          <property name="airworthy.control" value="model.slices"/></properties>
          <failure message="floor broken"/></testcase>
      </testsuite>
      """
    let answers = try Fixture(named, named: "t.xml").read(as: JUnitFormat.self).answers
    #expect(answers.map(\.control) == ["test.metamorphic", "model.slices"])
    #expect(answers.map(\.verdict.status) == [.pass, .fail])
    #expect(answers[0].verdict.summary == "1 test for it passed, none failed")
  }

  @Test(arguments: [
    (#"failures="0" tests="4""#, "", Status.pass),
    (#"failures="3" tests="4""#, "<failure/><failure/><failure/>", .fail),
  ])
  func `pytest counts subtests that it lists nowhere`(
    counts: String, failures: String, status: Status
  ) throws {
    let text = """
      <testsuites name="pytest tests"><testsuite name="pytest" errors="0" \(counts)>
        <testcase classname="t" name="a">\(failures)</testcase></testsuite></testsuites>
      """
    let answer = try Fixture(text, named: "t.xml")
      .answer(as: JUnitFormat.self, about: "test.metamorphic")
    #expect(answer.status == status)
    #expect(answer.measurements.first?.value == 1)
  }

  // MARK: - Coverage

  @Test func `coverage of files that the system does not have shows nothing of it`() throws {
    let lcov = ["src/features", "src/train"].map { "SF:\($0).py\nDA:1,1\nend_of_record\n" }.joined()
    let cobertura = """
      <coverage><sources><source>/ci/app/src</source></sources><packages><package><classes>
        <class filename="features.py"><lines><line number="1" hits="1"/></lines></class>
        <class filename="train.py"><lines><line number="1" hits="1"/></lines></class>
      </classes></package></packages></coverage>
      """
    var request = ReportRequest()
    request.tests = try Fixture("junit/pytest-green.xml").file
    for (text, format) in [
      (lcov, LcovFormat.self as any ReportFormat.Type), (cobertura, CoberturaFormat.self),
    ] {
      let fixture = Fixture(text, named: "coverage")
      for (there, statuses) in [
        (["src/features.py", "src/train.py"], [Status.pass, .pass]),
        (["src/features.py"], [.inconclusive, .pass]),
        (["src/train.py"], [.inconclusive, .inconclusive]),
      ] {
        request.hasFile = { path in there.contains { path.hasSuffix($0) } }
        #expect(try fixture.read(as: format, request).answers.map(\.verdict.status) == statuses)
      }
      request.hasFile = { _ in false }
      #expect(throws: Diagnostics.self) { try fixture.read(as: format, request) }
    }
  }

  @Test(arguments: [
    ("coverage/cobertura.xml", 20.0 / 35), ("coverage/cobertura-from-root.xml", 39.0 / 54),
  ])
  func `cobertura's lines are counted`(path: String, share: Double) throws {
    let report = try Fixture(path).read(as: CoberturaFormat.self)
    #expect(report.figure("line-coverage") == share)
    #expect(report.tool == "coverage.py 7.17.3")
    #expect(report.made?.text.hasPrefix("2026-11-21T15:15:") == true)
  }

  @Test(arguments: [("coverage/coverage.lcov", 20.0 / 35), ("coverage/from-root.lcov", 39.0 / 54)])
  func `lcov's lines are counted`(path: String, share: Double) throws {
    let report = try Fixture(path).read(as: LcovFormat.self)
    #expect(report.figure("line-coverage") == share)
    #expect(report.made == nil && report.tool == nil)
  }

  @Test func `a step of which no test runs a line refutes, and says which`() throws {
    for (path, format) in [
      ("coverage/cobertura.xml", CoberturaFormat.self as any ReportFormat.Type),
      ("coverage/coverage.lcov", LcovFormat.self),
    ] {
      let answers = try Fixture(path).read(as: format).answers
      let steps = answers.first { $0.control == "code.step-tests" }?.verdict
      #expect(steps?.status == .fail)
      #expect(steps?.summary == "no test runs a line of prediction")
      #expect(
        steps?.measurements.map(\.of) == ["prediction", "features", "training"], "\(path)")
      #expect(steps?.measurements.map(\.value) == [0, 12.0 / 18, 8.0 / 12])
    }
  }

  @Test func `coverage shows tests only with the report that they pass`() throws {
    func answers(_ share: Int, tests: String?) throws -> [Status] {
      let lines = (1...10).map { "DA:\($0),\($0 <= share ? 1 : 0)" }.joined(separator: "\n")
      let text = ["features", "train", "predict"].map {
        "SF:src/\($0).py\n\(lines)\nend_of_record\n"
      }
      var request = ReportRequest()
      request.tests = try tests.map { try Fixture("junit/\($0).xml").file }
      return try Fixture(text.joined(), named: "a.lcov").read(as: LcovFormat.self, request).answers
        .map(\.verdict.status)
    }
    #expect(try answers(8, tests: nil) == [.notReported, .notReported])
    #expect(try answers(8, tests: "pytest-green") == [.pass, .pass])
    #expect(try answers(8, tests: "pytest-xunit2") == [.fail, .fail])
    #expect(try answers(8, tests: "pytest-no-tests") == [.notReported, .notReported])
    // What runs by being imported alone is no test.
    #expect(try answers(3, tests: "pytest-green") == [.notReported, .notReported])
    #expect(try answers(0, tests: "pytest-green") == [.fail, .fail])
  }

  @Test func `names that tell of no step show nothing, and the folder of all tells of none`() throws
  {
    let text = ["a", "b", "c"].map { "SF:/data/train/features/\($0).py\nDA:1,1\nend_of_record\n" }
    let answers = try Fixture(text.joined(), named: "a.lcov").read(as: LcovFormat.self).answers
    #expect(answers.map(\.verdict.status) == [.notReported, .notReported])
  }

  @Test func `a limit for coverage is kept or not`() throws {
    let fixture = try Fixture("coverage/cobertura.xml")
    let kept = try fixture.answer(
      as: CoberturaFormat.self, about: "test.scorecard", within: [.atLeast("line-coverage", 0.5)])
    #expect(kept.status == .pass)
    let broken = try fixture.answer(
      as: CoberturaFormat.self, about: "test.scorecard", within: [.atLeast("line-coverage", 0.8)])
    #expect(broken.status == .fail)
    #expect(broken.summary == "line-coverage 0.5714, needs ≥ 0.8")
    #expect(fixture.refusal(as: CoberturaFormat.self, about: "test.scorecard") != nil)
  }

  // MARK: - SARIF

  @Test(arguments: [
    ("ruff-clean", 0, 0, 0, Status.pass), ("ruff-findings", 3, 0, 0, .fail),
    ("bandit-clean", 0, 0, 0, .pass), ("bandit-findings", 1, 2, 3, .fail),
  ])
  func `results are counted by level, which is warning unless said`(
    name: String, errors: Int, warnings: Int, notes: Int, status: Status
  ) throws {
    let fixture = try Fixture("sarif/\(name).sarif")
    let report = try fixture.read(as: SARIFFormat.self)
    #expect(report.figure("errors") == Double(errors))
    #expect(report.figure("warnings") == Double(warnings))
    #expect(report.figure("notes") == Double(notes))
    #expect(report.tool == (name.hasPrefix("ruff") ? "ruff 0.17.6" : "Bandit"))
    #expect((report.made != nil) == name.hasPrefix("bandit"))
    let answer = try fixture.answer(as: SARIFFormat.self, about: "infra.validated-ci")
    #expect(answer.status == status)
    #expect(answer.samples.first?.total ?? 0 == errors + warnings)
  }

  @Test func `a run without results has looked for nothing`() throws {
    let answer = try Fixture("hostile/results-null.sarif")
      .answer(as: SARIFFormat.self, about: "infra.validated-ci")
    #expect(answer.status == .inconclusive)
  }

  @Test func `what is suppressed or gone does not count`() throws {
    let result = #"{"ruleId": "a", "message": {"text": "m"}, "level": "error", "#
    let sarif = #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": ["#
    for (extra, status) in [
      (#""suppressions": [{"kind": "inSource"}]}"#, Status.pass),
      (#""suppressions": [{"kind": "inSource", "status": "rejected"}]}"#, .fail),
      (#""baselineState": "absent"}"#, .pass), (#""kind": "pass"}"#, .pass),
      (#""baselineState": "new"}"#, .fail),
    ] {
      let answer = try Fixture(sarif + result + extra + "]}]}", named: "a.sarif")
        .answer(as: SARIFFormat.self, about: "infra.validated-ci")
      #expect(answer.status == status, "\(extra)")
    }
  }
}

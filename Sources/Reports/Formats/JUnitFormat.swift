package import Documents
package import Readiness

/// Results of tests as JUnit XML: of pytest, unittest-xml-reporting, Robot Framework, Maven and more.
package enum JUnitFormat: ReportFormat {
  package static let name = "junit"
  package static let reads = "JUnit XML of pytest and other test runners"
  package static let shows: [Control.ID] = []
  package static let rule = """
    Tests that pass show that the code does what they say, and not which control that is. So name \
    it with --control, or let the tests name it: a property 'airworthy.control' of a test case or \
    of a suite, which pytest writes for record_property("airworthy.control", "test.metamorphic"). \
    A test that fails or breaks is a fail; where none ran, the answer is inconclusive.
    """
  package static let example = "junit junit.xml --control test.metamorphic --component model"

  /// The property by which a test names the control that it shows.
  static let property = "airworthy.control"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let results = try TestResults(file)
    var report = Reported()
    report.tool = results.tool
    report.made = results.made
    report.whole = results.verdict(on: results.cases, named: "test")
    report.tests = results.cases.map(\.reported)
    report.figures = [
      ReportFigure("tests", Double(results.cases.count)),
      ReportFigure("failures", Double(results.count(of: .failed))),
      ReportFigure("errors", Double(results.count(of: .broken))),
      ReportFigure("skipped", Double(results.count(of: .skipped))),
    ]
    report.answers = results.cases.flatMap(\.controls).map(\.id).inOrder.map { control in
      let cases = results.cases.filter { $0.naming(of: control) != nil }
      return ReportAnswer(
        .init(control), results.verdict(on: cases, named: "test for it"),
        naming: cases.first?.naming(of: control))
    }
    return report
  }
}

/// The test cases of a JUnit file.
struct TestResults {
  let cases: [Case]
  let tool: String?
  let made: ReportTime?

  struct Case {
    let name: String
    let outcome: Outcome
    /// How many failures and errors it has; subtests have one each.
    let faults: Int
    /// What the runner says of a failure, in a line.
    let message: String
    let place: Place?
    /// The controls that the test, or a suite around it, names.
    let controls: [Named]

    fileprivate let suite: String?
    fileprivate let ownName: String

    fileprivate var reported: ReportedTest {
      let outcome: TestResult.Outcome =
        switch self.outcome {
        case .passed: .passed
        case .failed, .broken: .failed
        case .skipped: .skipped
        }
      return ReportedTest(suite: suite, name: ownName, file: place?.path, outcome: outcome)
    }

    /// Where the test, or a suite around it, names a control; `nil` where none does.
    func naming(of control: String) -> ReportAnswer.Naming? {
      controls.first { $0.id == control }.map { .init(line: $0.line, by: name) }
    }
  }

  struct Named {
    let id: String
    let line: Int
  }

  enum Outcome {
    case passed, failed, broken, skipped
  }

  init(_ file: ReportFile) throws(Diagnostics) {
    let root = try file.xml().root
    guard root.name == "testsuites" || root.name == "testsuite" else {
      throw file.notOf("JUnit XML")
    }
    let suites = [root] + root.children("testsuite")
    made = suites.compactMap { $0["timestamp"] }.compactMap { ReportTime($0) }.first
    let isPytest = suites.contains { ["pytest", "pytest tests"].contains($0["name"]) }
    tool = isPytest ? "pytest" : nil
    var cases: [Case] = []
    try Self.collect(root, in: file, controls: [], countsMore: isPytest, into: &cases)
    self.cases = cases
  }

  func count(of outcome: Outcome) -> Int { cases.filter { $0.outcome == outcome }.count }

  // MARK: - Reading

  /// Adds the cases of a suite and of those in it.
  ///
  /// - Parameters:
  ///   - element: The suite.
  ///   - file: The report.
  ///   - controls: The controls that the suites around it name.
  ///   - countsMore: Whether the runner counts tests that it does not list: pytest its subtests.
  ///   - cases: Where they are added.
  /// - Throws: ``Documents/Diagnostics`` where the suite says other than it lists.
  private static func collect(
    _ element: XML.Element, in file: ReportFile, controls: [Named], countsMore: Bool,
    into cases: inout [Case]
  ) throws(Diagnostics) {
    let named = controls + Self.controls(of: element)
    let before = cases.count
    for child in element.children {
      switch child.name {
      case "testsuite":
        try collect(child, in: file, controls: named, countsMore: countsMore, into: &cases)
      case "testcase": cases.append(try testCase(child, in: file, controls: named))
      default: continue
      }
    }
    try compare(element, with: cases[before...], countsMore: countsMore, in: file)
  }

  private static func testCase(
    _ element: XML.Element, in file: ReportFile, controls: [Named]
  ) throws(Diagnostics) -> Case {
    if let time = element["time"] {
      // Some runners separate thousands.
      guard let seconds = ReportFile.number(time.replacing(",", with: "")), seconds >= 0 else {
        throw file.fault(
          "the time of a test is '\(time.shortened(to: 40))', which is no duration",
          line: element.line)
      }
    }
    let faults = element.children.filter { ["failure", "error"].contains($0.name) }
    let said = faults.first
    let outcome: Outcome =
      if element.children.contains(where: { $0.name == "failure" }) {
        .failed
      } else if said != nil {
        .broken
      } else if element.children.contains(where: { $0.name == "skipped" }) {
        .skipped
      } else {
        .passed
      }
    let parts = [element["classname"], element["name"]].compactMap(\.self).filter { !$0.isEmpty }
    let line = element["line"].flatMap { Int($0) }.flatMap {
      (0..<10_000_000).contains($0) ? $0 : nil
    }
    return Case(
      name: parts.joined(separator: " › ").shortened(to: 200), outcome: outcome,
      faults: faults.count,
      message: said.map { ($0["message"] ?? $0.text.firstLine).firstLine.shortened(to: 200) } ?? "",
      place: element["file"].map { Place(path: $0.shortened(to: 200), line: line) },
      controls: controls + Self.controls(of: element), suite: element["classname"],
      ownName: element["name"] ?? "")
  }

  private static func controls(of element: XML.Element) -> [Named] {
    element.children("properties").flatMap { $0.children("property") }
      .filter { $0["name"] == JUnitFormat.property }
      .compactMap { property in property["value"].map { Named(id: $0, line: property.line) } }
  }

  /// Refuses a suite that says that it has more tests than it lists, or that more went wrong: part
  /// of it is missing.
  private static func compare(
    _ suite: XML.Element, with cases: ArraySlice<Case>, countsMore: Bool, in file: ReportFile
  ) throws(Diagnostics) {
    func said(_ name: String) throws(Diagnostics) -> Int? {
      guard let text = suite[name] else { return nil }
      guard let count = Int(text), count >= 0 else {
        throw file.fault(
          "the suite has '\(text.shortened(to: 40))' for \(name), which is no count",
          line: suite.line)
      }
      return count
    }
    let bad = cases.map(\.faults).reduce(0, +)
    let (tests, failures, errors) = (
      try said("tests"), try said("failures") ?? 0, try said("errors") ?? 0
    )
    _ = try said("skipped")
    let (wrong, isHuge) = failures.addingReportingOverflow(errors)
    if isHuge || wrong > bad {
      throw file.fault(
        "the suite says that \(isHuge ? failures : wrong) tests failed, and lists \(bad)",
        line: suite.line, fix: "import the whole report")
    }
    if let tests, tests > cases.count, cases.isEmpty || !countsMore {
      throw file.fault(
        "the suite says that it has \(tests.of("test")), and lists "
          + (cases.isEmpty ? "none" : "\(cases.count)"), line: suite.line,
        fix: "import the whole report")
    }
  }
}

extension TestResults {
  /// What some of the cases come to.
  func verdict(on cases: [Case], named noun: String) -> ReportAnswer.Verdict {
    let failed = cases.filter { $0.outcome == .failed }
    let broken = cases.filter { $0.outcome == .broken }
    let passed = cases.filter { $0.outcome == .passed }.count
    let skipped = cases.count - failed.count - broken.count - passed
    let aside = skipped > 0 ? ", \(skipped) skipped" : ""
    let bad = failed + broken
    let counts = [
      Measurement(statistic: "tests", value: Double(cases.count), method: "counted", status: .pass),
      Measurement(
        statistic: "tests-not-passed", value: Double(bad.count), method: "counted",
        limit: .init(.atMost, 0), status: bad.isEmpty ? .pass : .fail),
    ]
    if let first = bad.first {
      return .init(
        .fail,
        "\(bad.count) of \(cases.count.of(noun, noun.plural)) failed\(aside), first "
          + "\(first.name)",
        measurements: counts, places: Array(bad.compactMap(\.place).prefix(10)),
        samples: [
          Sample(
            title: "tests that failed", columns: ["test", "message"],
            rows: bad.prefix(20).map { [$0.name, $0.message] }, total: bad.count)
        ])
    }
    guard passed > 0 else {
      return .init(
        .inconclusive, cases.isEmpty ? "no \(noun) ran" : "no \(noun) ran\(aside)",
        measurements: counts)
    }
    return .init(
      .pass, "\(passed.of(noun, noun.plural)) passed, none failed\(aside)", measurements: counts)
  }
}

extension String {
  /// The first line that holds something, without blanks around it.
  var firstLine: String {
    let line = split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let start = line.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// `test for it` as `tests for it`.
  fileprivate var plural: String {
    let words = split(separator: " ", maxSplits: 1).map(String.init)
    return ([(words.first ?? "") + "s"] + words.dropFirst()).joined(separator: " ")
  }
}

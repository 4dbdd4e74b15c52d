import Documents
import Readiness
import Reports
import TestSupport
import Testing

/// Reports on data, as real tools wrote them: statuses and figures are those of the files.
@Suite struct DataReportTests {
  // MARK: - Evidently

  @Test(arguments: [
    ("drift-tests", Status.fail, 4, 6), ("drift-distances", .fail, 4, 6),
    ("drift-none", .pass, 0, 6),
  ])
  func `Evidently's tests of drift answer for it`(
    name: String, status: Status, failed: Int, tests: Int
  ) throws {
    let answer = try Fixture("evidently/\(name).json").answer(as: EvidentlyFormat.self)
    #expect(answer.status == status)
    #expect(answer.measurements.first?.value == Double(failed))
    #expect(answer.measurements.first?.rows == tests)
  }

  @Test func `a report of drift without tests answers within a limit, not by itself`() throws {
    let fixture = try Fixture("evidently/drift.json")
    let report = try fixture.read(as: EvidentlyFormat.self)
    #expect(report.figure("drifted-columns") == 3 && report.figure("drifted-share") == 0.6)
    #expect(report.figure("air_time.drift-score") == 0.001754069016253484)
    #expect(report.made == nil)
    #expect(fixture.refusal(as: EvidentlyFormat.self, about: nil)?.code == .badReport)
    for (limit, status) in [(0.5, Status.fail), (0.7, .pass)] {
      let answer = try fixture.answer(
        as: EvidentlyFormat.self, within: [.atMost("drifted-share", limit)])
      #expect(answer.status == status)
      #expect(answer.measurements.map(\.value) == [0.6])
    }
  }

  @Test func `columns that drift alone are a warning where the whole has a test of its own`() throws
  {
    let tests = ["DriftedColumnsCount SUCCESS", "ValueDrift FAIL"].map { text in
      let words = text.split(separator: " ")
      return #"{"name": "t", "status": "\#(words[1])", "metric_config": "#
        + #"{"params": {"type": "evidently:metric_v2:\#(words[0])"}}}"#
    }
    let both = #"{"metrics": [], "tests": [\#(tests.joined(separator: ","))]}"#
    #expect(try Fixture(both, named: "a").answer(as: EvidentlyFormat.self).status == .warn)
    let one = #"{"metrics": [], "tests": [\#(tests[1])]}"#
    #expect(try Fixture(one, named: "a").answer(as: EvidentlyFormat.self).status == .fail)
  }

  @Test(arguments: [
    ("own-tests", 1, 4, Status.fail), ("regression", 4, 6, .fail), ("nan", 1, 1, .fail),
    ("old-test-suite", 2, 11, .fail),
  ])
  func `all of Evidently's tests answer for a control that is named`(
    name: String, failed: Int, tests: Int, status: Status
  ) throws {
    let answer = try Fixture("evidently/\(name).json")
      .answer(as: EvidentlyFormat.self, about: "data.quality-checked")
    #expect(answer.status == status)
    #expect(answer.measurements.first?.value == Double(failed))
    #expect(answer.measurements.first?.rows == tests)
  }

  @Test func `what is not a number is no figure`() throws {
    let fixture = try Fixture("evidently/nan.json")
    let refusal = fixture.refusal(
      as: EvidentlyFormat.self, about: "data.schema", within: [.atMost("MeanValue", 200)])
    #expect(refusal?.message.contains("NaN") == true)
    let regression = try Fixture("evidently/regression.json").read(as: EvidentlyFormat.self)
    #expect(regression.figures.contains { $0.statistic == "R2Score" && $0.value > 0.855 })
  }

  @Test func `Evidently before 0.7 says itself whether a data set drifts, and when`() throws {
    let fixture = try Fixture("evidently/old-drift.json")
    let report = try fixture.read(as: EvidentlyFormat.self)
    #expect(report.tool == "Evidently 0.7.23")
    #expect(report.made?.text == "2026-11-21T15:21:12.748Z")
    let answer = try fixture.answer(as: EvidentlyFormat.self)
    #expect(answer.status == .pass)
    #expect(answer.summary == "0 % of 3 columns drift; the report's limit is 50 %")
  }

  // MARK: - Great Expectations

  @Test(arguments: [
    ("success", Status.pass, 0, 3), ("failures", .fail, 2, 7), ("boolean-only", .fail, 2, 7),
    ("exception", .error, 1, 4), ("checkpoint-validation", .fail, 2, 7),
    ("checkpoint-describe", .fail, 3, 7),
  ])
  func `expectations are counted; one of a milder severity warns`(
    name: String, status: Status, failed: Int, all: Int
  ) throws {
    let answer = try Fixture("great-expectations/\(name).json")
      .answer(as: GreatExpectationsFormat.self)
    #expect(answer.status == status)
    #expect(answer.measurements.first?.value == Double(failed))
    #expect(answer.measurements.first?.rows == all)
  }

  @Test(arguments: [(true, Status.pass), (false, .fail)])
  func `one expectation that was validated by itself is read`(success: Bool, status: Status) throws
  {
    let text = """
      {"success": \(success), "expectation_config": {"type": "expect_column_values_to_not_be_null",
        "kwargs": {"column": "dep_delay"}}, "result": {}, "meta": {}, "exception_info": {}}
      """
    let answer = try Fixture(text, named: "one.json").answer(as: GreatExpectationsFormat.self)
    #expect(answer.status == status)
    #expect(answer.measurements.first?.rows == 1)
  }

  @Test func `an empty suite decides nothing, though it is called a success`() throws {
    let answer = try Fixture("great-expectations/no-expectations.json")
      .answer(as: GreatExpectationsFormat.self)
    #expect(answer.status == .inconclusive)
    #expect(answer.summary == "there is no expectation of nothing")
  }

  @Test(arguments: [
    ("success", "2026-11-21T15:22:08.580Z"), ("checkpoint-validation", "2026-11-21T15:22:08.814Z"),
  ])
  func `a validation says by whom, when and of what`(name: String, time: String) throws {
    let fixture = try Fixture("great-expectations/\(name).json")
    let report = try fixture.read(as: GreatExpectationsFormat.self)
    #expect(report.tool == "Great Expectations 1.24.1")
    #expect(report.made?.text == time)
    #expect(report.whole?.summary.contains(" of arrivals ") == true)
  }

  // MARK: - Deepchecks

  @Test func `conditions of a suite are counted; what could not run is an error`() throws {
    let fixture = try Fixture("deepchecks/suite.json")
    let whole = try fixture.answer(as: DeepchecksFormat.self, about: "model.eval-representative")
    #expect(whole.status == .fail)
    // Two failed, one could not run.
    #expect(whole.measurements.first?.value == 3 && whole.measurements.first?.rows == 9)
    #expect(whole.samples.first?.total == 4)
    let green = try Fixture("deepchecks/suite-green.json").answer(as: DeepchecksFormat.self)
    #expect(green.status == .pass)
    #expect(green.summary == "2 conditions of integrity passed")
  }

  @Test func `only checks of integrity speak about the quality of data`() throws {
    let own = try Fixture("deepchecks/suite.json").answer(as: DeepchecksFormat.self)
    #expect(own.status == .warn || own.status == .pass)
    let drift = """
      {"type": "SuiteResult", "name": "s", "results": [{"type": "CheckResult", "header": "d",
        "check": {"name": "Feature Drift"}, "conditions_results": [{"Status": "PASS"}]}]}
      """
    #expect(try Fixture(drift, named: "a").answer(as: DeepchecksFormat.self).status == .notReported)
  }

  // MARK: - NannyML

  @Test(arguments: [
    ("drift", "data.drift-monitored", Status.fail, "dep_delay_kolmogorov_smirnov"),
    ("drift-levels", "data.drift-monitored", .fail, "distance_jensen_shannon"),
    ("drift-analysis-only", "data.drift-monitored", .fail, "distance_jensen_shannon"),
    ("performance", "monitor.prediction-quality", .warn, "mae"),
  ])
  func `the newest chunk of the analysis decides, whatever the form of the header`(
    name: String, control: Control.ID, status: Status, series: String
  ) throws {
    let fixture = try Fixture("nannyml/\(name).csv")
    let report = try fixture.read(as: NannyMLFormat.self)
    #expect(report.answers.map(\.control) == [control])
    let answer = try fixture.answer(as: NannyMLFormat.self)
    #expect(answer.status == status)
    #expect(answer.summary.contains("first \(series)"))
  }

  @Test func `the value that broke its threshold stands with it`() throws {
    let answer = try Fixture("nannyml/drift.csv").answer(as: NannyMLFormat.self)
    let broken = try #require(answer.measurements.first { $0.of == "dep_delay_kolmogorov_smirnov" })
    #expect(broken.value == 0.12461044627274993 && broken.window == "2013-09")
    #expect(broken.limit == .init(.atMost, 0.1211011933482074))
    #expect(answer.summary.contains("until 2013-09-30"))
  }

  @Test func `counts of rows show a control only if it is named`() throws {
    let fixture = try Fixture("nannyml/rows.csv")
    #expect(fixture.refusal(as: NannyMLFormat.self, about: nil) != nil)
    let answer = try fixture.answer(as: NannyMLFormat.self, about: "data.quality-checked")
    #expect(answer.status == .pass)
  }

  @Test(arguments: ["drift", "performance"])
  func `Parquet is refused with the word that CSV is read`(name: String) throws {
    let refusal = try Fixture("nannyml/\(name).parquet").refusal(as: NannyMLFormat.self)
    #expect(refusal?.message.contains("Parquet") == true)
    #expect(refusal?.fix?.contains("CSV") == true)
  }

  // MARK: - TensorFlow Data Validation

  @Test(arguments: ["json", "pbtxt"])
  func `anomalies are the same as text and as JSON`(ending: String) throws {
    func answers(_ name: String) throws -> [Control.ID: ReportAnswer.Verdict] {
      let report = try Fixture("tfdv/\(name).\(ending)").read(as: TFDVFormat.self)
      return Dictionary(uniqueKeysWithValues: report.answers.map { ($0.control, $0.verdict) })
    }
    let clean = try answers("clean")
    #expect(clean["data.schema"]?.status == .pass)
    #expect(clean["data.quality-checked"]?.status == .pass)
    #expect(clean["data.schema"]?.summary == "no anomaly against a schema of 5 features")
    #expect(clean["data.drift-monitored"] == nil)

    let anomalies = try answers("anomalies")
    #expect(anomalies["data.schema"]?.status == .fail)
    #expect(anomalies["data.schema"]?.measurements.first?.value == 6)

    // Drift is no breach of the schema.
    let drift = try answers("drift")
    #expect(drift["data.schema"]?.status == .pass)
    #expect(drift["data.drift-monitored"]?.status == .fail)
    #expect(
      drift["data.drift-monitored"]?.measurements.dropFirst().map(\.value)
        == [0.03374674842066147, 0.1029040631750249, 0.016703315784938715])

    #expect(try answers("no-data")["data.schema"]?.status == .inconclusive)
    let few = try answers("too-few")
    #expect(few["data.quality-checked"]?.status == .fail)
    #expect(few["data.schema"]?.status == .pass)
  }

  // MARK: - Fairlearn

  @Test func `differences and ratios over groups are those of Fairlearn`() throws {
    let report = try Fixture("fairlearn/by-origin.csv").read(as: FairlearnFormat.self)
    let differences = try Fixture("fairlearn/difference.csv").file.bytes
    for line in String(decoding: differences, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      guard cells[0] != "count" else { continue }
      #expect(report.figure("\(cells[0]).difference") == Double(cells[1]))
    }
    #expect(report.figures.first { $0.of == "LGA" && $0.statistic == "recall" }?.value == 0.84)
    #expect(report.figures.first { $0.of == "LGA" }?.rows == 103)
  }

  @Test func `fairness is shown within limits for differences, and not without`() throws {
    let fixture = try Fixture("fairlearn/by-origin.csv")
    #expect(fixture.refusal(as: FairlearnFormat.self, about: nil) != nil)
    for (limit, status) in [(0.1, Status.fail), (0.15, .pass)] {
      let answer = try fixture.answer(
        as: FairlearnFormat.self, within: [.atMost("recall.difference", limit)])
      #expect(answer.status == status)
    }
    let all = try fixture.answer(as: FairlearnFormat.self, within: [.atMost("difference", 0.1)])
    #expect(all.summary == "difference 0.1436 of recall, needs ≤ 0.1")
    let floors = try fixture.answer(
      as: FairlearnFormat.self, about: "model.slices", within: [.atLeast("accuracy", 0.85)])
    #expect(floors.status == .pass && floors.measurements.count == 3)
  }

  @Test func `two features make one group, and groups of nobody do not count`() throws {
    let report = try Fixture("fairlearn/by-origin-carrier.csv").read(as: FairlearnFormat.self)
    #expect(report.figures.filter { $0.statistic == "accuracy" }.count == 28)
    #expect(report.figures.contains { $0.of == "EWR, AA" && $0.statistic == "recall" })
    #expect(report.figure("accuracy.difference") == 0.5)
  }

  private static let numbered = """
    sex,age,count,recall
    a,1,10,0.9
    a,2,10,0.8
    b,1,10,0.7
    b,2,10,0.75

    """

  @Test func `a group may be a number, as many columns as tell the rows apart`() throws {
    let fixture = Fixture(Self.numbered, named: "g.csv")
    let report = try fixture.read(as: FairlearnFormat.self)
    #expect(
      report.figures.filter { $0.statistic == "recall" }.map(\.of) == [
        "a, 1", "a, 2", "b, 1", "b, 2",
      ])
    #expect(report.figure("recall.difference") == 0.9 - 0.7)
    let twice = Fixture(Self.numbered + "b,2,10,0.75\n", named: "g.csv")
    #expect(twice.refusal(as: FairlearnFormat.self)?.fix?.contains("by_group") == true)
  }

  @Test func `groups are compared within a control feature that is named`() throws {
    var request = ReportRequest()
    request.within = ["sex"]
    let report = try Fixture(Self.numbered, named: "g.csv").read(as: FairlearnFormat.self, request)
    let differences = report.figures.filter { $0.statistic == "difference" }
    #expect(differences.map(\.of) == ["recall within a", "recall within b"])
    #expect(differences.map(\.value) == [0.9 - 0.8, 0.75 - 0.7])
    #expect(differences.allSatisfy { $0.names.contains("recall.difference") })
    request.within = ["recall"]
    #expect(throws: Diagnostics.self) {
      try Fixture(Self.numbered, named: "g.csv").read(as: FairlearnFormat.self, request)
    }
  }

  @Test(arguments: ["overall", "difference"])
  func `other tables of a MetricFrame are refused`(name: String) throws {
    let refusal = try Fixture("fairlearn/\(name).csv").refusal(as: FairlearnFormat.self)
    #expect(refusal?.message.contains("by_group") == true)
  }
}

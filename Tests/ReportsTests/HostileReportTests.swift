import Documents
import Foundation
import Readiness
import Reports
import TestSupport
import Testing

/// Broken and hostile reports are refused whole, with a diagnostic that names the file; none brings
/// the program down.
@Suite struct HostileReportTests {
  /// Files that are well formed, and that may be read.
  private static let sound: Set<String> = [
    "byte-order-mark.metrics.json", "include.junit.xml", "escape-in-name.junit.xml",
    "control-characters.metrics.json", "results-null.sarif", "tiny-number.metrics.json",
    "true-for-number.metrics.json", "formula.locust.csv", "counts-lie.junit.xml",
  ]

  private static let names: [String] = {
    let folder = Checkout.path("Tests/ReportsTests/Fixtures/hostile")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }()

  private static func format(of name: String) -> any ReportFormat.Type {
    let endings: [(String, any ReportFormat.Type)] = [
      ("junit.xml", JUnitFormat.self), ("cobertura.xml", CoberturaFormat.self),
      ("lcov", LcovFormat.self), ("sarif", SARIFFormat.self), ("locust.csv", LocustFormat.self),
      ("csv", NannyMLFormat.self), ("metrics.json", HuggingFaceFormat.self),
      ("json", SARIFFormat.self),
    ]
    return endings.first { name.hasSuffix($0.0) }?.1 ?? JUnitFormat.self
  }

  @Test func `there is something to refuse`() {
    #expect(Self.names.count > 45)
    #expect(Self.sound.isSubset(of: Self.names))
  }

  @Test(arguments: names.filter { !sound.contains($0) })
  func `a file that no tool makes is refused by name`(_ name: String) throws {
    let refusal = try Fixture("hostile/\(name)").refusal(as: Self.format(of: name))
    #expect(refusal?.place?.file == "hostile/\(name)")
    #expect(refusal?.message.isEmpty == false)
  }

  @Test
  func `a report that says more went wrong than it lists is refused, and less is not believed`()
    throws
  {
    let lie = try Fixture("hostile/counts-lie.junit.xml")
      .answer(as: JUnitFormat.self, about: "test.metamorphic")
    #expect(lie.status == .fail)
    for (counts, message) in [
      (#"tests="1" failures="1""#, "the suite says that 1 tests failed, and lists 0"),
      (#"tests="5""#, "the suite says that it has 5 tests, and lists 1"),
    ] {
      let cut = #"<testsuite name="t" \#(counts)><testcase name="b"/></testsuite>"#
      let refusal = Fixture(cut, named: "cut.xml").refusal(as: JUnitFormat.self)
      #expect(refusal?.message == message)
      #expect(refusal?.place?.position.line == 1)
    }
  }

  @Test(arguments: [
    ("junit/pytest-green.xml", "cobertura", "airworthy import junit"),
    ("coverage/cobertura.xml", "junit", "airworthy import cobertura"),
    ("sarif/ruff-clean.sarif", "scorecard", "airworthy import sarif"),
    ("scorecard/short.json", "sarif", "airworthy import scorecard"),
    ("evidently/drift.json", "k6", "airworthy import evidently"),
    ("locust/green_stats.csv", "nannyml", "airworthy import locust"),
    ("nannyml/drift.csv", "fairlearn", "airworthy import nannyml"),
    ("tfdv/clean.pbtxt", "lcov", "airworthy import tfdv"),
  ])
  func `a file of another format is told from what was named`(
    path: String, format: String, advice: String
  ) throws {
    let kind = try #require(ReportFormats.named(format))
    let refusal = try Fixture(path).refusal(as: kind)
    #expect(refusal?.fix?.contains(advice) == true, "\(refusal?.message ?? "read")")
  }

  @Test func `a benchmark of pytest is no result of tests`() throws {
    let text = #"{"machine_info": {}, "commit_info": {}, "benchmarks": [], "version": "5.1.0"}"#
    for format in ReportFormats.all where format.name != JSONFormat.name {
      #expect(Fixture(text, named: "b.json").refusal(as: format) != nil, "\(format.name)")
    }
    let refusal = Fixture(text, named: "b.json").refusal(as: SARIFFormat.self)
    #expect(refusal?.message.contains("pytest-benchmark") == true)
  }

  @Test(arguments: ["1e60", "1e15", "999999999999999", "1e999", "-1"])
  func `figures of any size are computed with, or refused`(number: String) {
    let entry =
      #"{"name": "a", "method": "GET", "num_requests": \#(number), "num_failures": 0, "#
      + #""total_response_time": \#(number), "last_request_timestamp": \#(number), "#
      + #""response_times": {"12": \#(number)}}"#
    let entries = Array(repeating: entry, count: 20_000).joined(separator: ",")
    let metric = #"{"count": \#(number), "thresholds": {"a<1": false}}"#
    for (text, format) in [
      ("[\(entries)]", LocustFormat.self as any ReportFormat.Type),
      (#"{"root_group": {}, "metrics": {"http_reqs": \#(metric)}}"#, K6Format.self),
      ("group,a,count\nx,\(number),\(number)\ny,1,\(number)\n", FairlearnFormat.self),
      ("SF:a/train.py\nDA:1,\(number)\nend_of_record\n", LcovFormat.self),
    ] {
      _ = Fixture(text, named: "big").refusal(
        as: format, within: format.name == "locust" ? [.atMost("p95", 1)] : [])
    }
  }

  // MARK: - Damage

  /// A sound report of each format.
  private static let sources: [(path: String, format: any ReportFormat.Type)] = [
    ("junit/pytest-xunit1.xml", JUnitFormat.self), ("junit/robot-nested.xml", JUnitFormat.self),
    ("coverage/cobertura.xml", CoberturaFormat.self), ("coverage/coverage.lcov", LcovFormat.self),
    ("sarif/bandit-findings.sarif", SARIFFormat.self),
    ("evidently/drift-tests.json", EvidentlyFormat.self),
    ("evidently/old-drift.json", EvidentlyFormat.self),
    ("great-expectations/exception.json", GreatExpectationsFormat.self),
    ("deepchecks/suite.json", DeepchecksFormat.self),
    ("nannyml/drift-levels.csv", NannyMLFormat.self),
    ("nannyml/performance.csv", NannyMLFormat.self),
    ("fairlearn/by-origin-carrier.csv", FairlearnFormat.self),
    ("mlflow/run.json", MLflowFormat.self), ("mlflow/model-version.json", MLflowFormat.self),
    ("dvc/metrics-show.json", DVCMetricsFormat.self),
    ("huggingface/model-card.md", HuggingFaceFormat.self),
    ("huggingface/evaluate-save.json", HuggingFaceFormat.self),
    ("k6/red-summary-export.json", K6Format.self), ("k6/green-handle-summary.json", K6Format.self),
    ("locust/red_stats.csv", LocustFormat.self), ("locust/red.json", LocustFormat.self),
    ("scorecard/details.json", ScorecardFormat.self), ("tfdv/drift.json", TFDVFormat.self),
    ("tfdv/drift.pbtxt", TFDVFormat.self),
  ]

  @Test func `every format has a report to damage`() {
    let damaged = Set(Self.sources.map { $0.format.name } + [JSONFormat.name])
    #expect(damaged == Set(ReportFormats.all.map { $0.name }))
  }

  @Test(arguments: sources.map(\.path))
  func `250 damaged copies of a report are read or refused`(_ path: String) throws {
    let format = try #require(Self.sources.first { $0.path == path }?.format)
    let sound = try Fixture(path).file
    var numbers = SeededNumbers(seed: UInt64(path.utf8.count) * 7919)
    var request = ReportRequest()
    request.tests = try Fixture("junit/pytest-green.xml").file
    var refused = 0
    for _ in 0..<250 {
      let file = ReportFile(
        name: path, bytes: Mutation.damage(sound.bytes, with: Mutation.ofReports, &numbers))
      do throws(Diagnostics) {
        let report = try format.read(file, request)
        for figure in report.figures { #expect(figure.value.isFinite) }
        let answers = try report.answers(about: ["code.step-tests"], within: [], in: file)
        #expect(!answers.isEmpty)
      } catch {
        #expect(!error.list.isEmpty && error.list.allSatisfy { !$0.message.isEmpty })
        refused += 1
      }
    }
    #expect(refused > 20)
  }

  @Test func `a report of nothing but its first bytes is refused or says less`() throws {
    for (path, format) in Self.sources {
      let bytes = try Fixture(path).file.bytes
      for share in [0.0, 0.1, 0.5, 0.9] {
        let part = Array(bytes.prefix(Int(Double(bytes.count) * share)))
        let file = ReportFile(name: path, bytes: part)
        do throws(Diagnostics) {
          _ = try format.read(file, ReportRequest())
          // Of a table whole rows may be missing, of a card the text; all else has an end.
          #expect(
            path.hasSuffix("csv") || path.hasSuffix("pbtxt") || path.hasSuffix("md") && share > 0.5)
        } catch {
          #expect(!error.list.isEmpty)
        }
      }
    }
  }
}

import Definitions
import Documents
import Readiness
import Reports
import TestSupport
import Testing

/// The map by which JSON of any tool is read.
@Suite struct ReportMapTests {
  private static let report = """
    {"meta": {"tool": "shadow 2.1", "made": "2026-01-30T10:00:00Z"},
     "results": [{"metrics": {"auc": 0.87, "a.b": 3}}, {"metrics": {"auc": 0.91}}],
     "checks": {"one": {"passed": true}, "two": {"passed": true}}, "sha": "abc", "none": null}
    """

  private func map(_ answers: String, head: String = "") throws -> ReportMap {
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    let project = try #require(Project.read(in: folder, now: "2026-02-01").project)
    let text =
      "apiVersion: airworthy/v1\nkind: report-map\nname: shadow\n\(head)answers:\n\(answers)"
    return try ReportMap.read(Array(text.utf8), file: "map.yaml", for: project)
  }

  private func verdicts(_ answers: String, head: String = "") throws -> [ReportAnswer] {
    var request = ReportRequest()
    request.map = try map(answers, head: head)
    let fixture = Fixture(Self.report, named: "r.json")
    return try fixture.read(as: JSONFormat.self, request)
      .answers(about: [], within: [], in: fixture.file)
  }

  @Test(arguments: [
    ("{path: 'results[0].metrics.auc', at-least: 0.8, control: model.slices}", Status.pass),
    ("{path: 'results[0].metrics.auc', at-least: 0.9, control: model.slices}", .fail),
    ("{path: 'results[*].metrics.auc', at-least: 0.9, control: model.slices}", .fail),
    ("{path: 'results.*.metrics.auc', at-least: 0.8, control: model.slices}", .pass),
    ("{path: 'results[0].metrics[\"a.b\"]', at-most: 3, control: model.slices}", .pass),
    ("{path: 'checks.*.passed', equals: true, control: model.slices}", .pass),
    ("{path: sha, equals: abd, control: model.slices}", .fail),
    ("{path: sha, exists: yes, control: model.slices}", .pass),
    ("{path: none, exists: yes, control: model.slices}", .fail),
    ("{path: gone.deep, exists: no, control: model.slices}", .pass),
  ])
  func `a value keeps its rule or breaks it`(answer: String, status: Status) throws {
    let verdicts = try verdicts("  - \(answer)\n")
    #expect(verdicts.map(\.verdict.status) == [status])
    #expect(verdicts[0].verdict.summary.isEmpty == false)
  }

  @Test func `values of one control and component are one answer, the worst first`() throws {
    let verdicts = try verdicts(
      """
        - {path: 'results[1].metrics.auc', at-least: 0.9, control: model.slices, statistic: auc}
        - {path: 'results[0].metrics.auc', at-least: 0.9, control: model.slices, statistic: auc}
        - {path: sha, exists: yes, control: data.schema, component: data}

      """, head: "tool: meta.tool\nmade: meta.made\n")
    #expect(verdicts.map(\.control) == ["model.slices", "data.schema"])
    #expect(verdicts.map(\.component) == [nil, "data"])
    #expect(verdicts[0].verdict.summary == "auc 0.87, needs ≥ 0.9")
    #expect(verdicts[0].verdict.measurements.map(\.value) == [0.87, 0.91])
  }

  @Test func `the report's tool and time come by their paths`() throws {
    var request = ReportRequest()
    request.map = try map(
      "  - {path: sha, exists: yes, control: code.versioned}\n",
      head: "tool: meta.tool\nmade: meta.made\n")
    let report = try Fixture(Self.report, named: "r.json").read(as: JSONFormat.self, request)
    #expect(report.tool == "shadow 2.1" && report.made?.text == "2026-01-30T10:00:00Z")
  }

  @Test(arguments: [
    "{path: results.metrics, at-least: 1, control: model.slices}",
    "{path: sha, at-least: 1, control: model.slices}",
    "{path: results, equals: 1, control: model.slices}",
    "{path: 'checks.*.passed', at-most: 1, control: model.slices}",
    "{path: none, at-least: 0, control: model.slices}",
  ])
  func `a path that leads to nothing, or to no such value, is an error of the two`(answer: String) {
    #expect(throws: Diagnostics.self) { try verdicts("  - \(answer)\n") }
  }

  @Test func `every mistake of a map is told at once, with its place`() throws {
    do {
      _ = try map(
        """
          - {path: 'a..b', at-least: 1, control: model.slices}
          - {path: a, control: model.slices}
          - {path: a, at-least: 1, at-most: 2, control: model.slices}
          - {path: a, exists: yes, control: model.slises}
          - {path: a, exists: yes, control: data.schema, component: model}
          - {path: a, exists: yes, control: data.schema, component: dat}
          - {path: a, exsts: yes, control: data.schema}

        """)
      Issue.record("the map was read")
    } catch let error as Diagnostics {
      let lines = error.list.compactMap { $0.place?.position.line }
      #expect(Set(lines) == Set(5...11))
      #expect(error.list.contains { $0.fix == "did you mean 'model.slices'?" })
      #expect(error.list.contains { $0.code == .wrongSubject })
      #expect(error.list.contains { $0.code == .unknownKey })
    }
  }

  @Test func `600 damaged maps, and reports that they read, are read or refused`() throws {
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    let project = try #require(Project.read(in: folder, now: "2026-02-01").project)
    let text = """
      apiVersion: airworthy/v1
      kind: report-map
      name: shadow
      made: meta.made
      answers:
        - {path: 'results[*].metrics.auc', at-least: 0.8, control: model.slices, component: model}
        - {path: 'results[0].metrics["a.b"]', equals: 3, control: test.shadow}
        - {path: checks.*.passed, exists: yes, control: data.schema}

      """
    var request = ReportRequest()
    request.map = try ReportMap.read(Array(text.utf8), file: "map.yaml", for: project)
    var numbers = SeededNumbers(seed: 41)
    var refused = 0
    for round in 0..<600 {
      do throws(Diagnostics) {
        if round % 2 == 0 {
          let bytes = Mutation.damage(Array(text.utf8), with: Mutation.ofReports, &numbers)
          _ = try ReportMap.read(bytes, file: "map.yaml", for: project)
        } else {
          let bytes = Mutation.damage(Array(Self.report.utf8), with: Mutation.ofReports, &numbers)
          _ = try JSONFormat.read(ReportFile(name: "r.json", bytes: bytes), request)
        }
      } catch {
        #expect(!error.list.isEmpty)
        refused += 1
      }
    }
    #expect(refused > 200 && refused < 600)
  }

  @Test(arguments: [
    "", "a..b", ".a", "a.", "a[", "a[]", "a[x]", "a[-1]", "a]b", "a[\"b]", "[\"\"]",
  ])
  func `what is no path is not taken for one`(text: String) {
    #expect(ReportPath(text) == nil)
  }
}

import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// The checks that read tables, on a small project whose files are changed.
@Suite struct TableCheckTests {
  private static let packs = Result { try PackLibrary.read() }

  /// The findings of one check, with some files replaced.
  private func findings(_ check: String, _ changes: [String: String?] = [:]) throws -> [Finding] {
    let sample = try SampleProject.folder(replacing: changes)
    let folder = try #require(Folder(sample.path))
    let result = try Project.read(in: folder, now: "2026-02-01", packs: Self.packs.get())
    let project = try #require(result.project, "\(result.diagnostics)")
    let source = try Source(
      folder: folder, declared: project.declared, packs: Self.packs.get(),
      datasets: project.datasets, now: "2026-02-01")
    let declared = try #require(project.checks.first { $0.id.rawValue == check })
    return declared.findings(in: source)
  }

  /// The manifest with a part replaced.
  private func manifest(_ old: String, _ new: String) throws -> [String: String?] {
    let text = try #require(SampleProject.files["airworthy.yaml"])
    try #require(text.contains(old), "\(old)")
    return ["airworthy.yaml": text.replacingOccurrences(of: old, with: new)]
  }

  /// The table with a part of its text replaced.
  private func table(_ old: String, _ new: String) throws -> [String: String?] {
    let text = try #require(SampleProject.files["data/a.csv"])
    try #require(text.contains(old), "\(old)")
    return ["data/a.csv": text.replacingOccurrences(of: old, with: new)]
  }

  private func measurement(
    _ findings: [Finding], _ statistic: String, of column: String = ""
  )
    -> Readiness.Measurement?
  {
    findings.flatMap(\.measurements).first { $0.statistic == statistic && $0.of == column }
  }

  // MARK: - Data quality

  @Test func `data that keep their rules pass`() throws {
    let found = try findings("a-quality")
    #expect(found.map(\.control) == ["data.quality-checked", "data.schema"])
    #expect(found.map(\.status) == [.pass, .pass])
    #expect(found.allSatisfy { $0.subject == .component("data") })
  }

  @Test func `rules that were read off the rows show nothing, and fail where they are broken`()
    throws
  {
    let drafted = try manifest("    path: data/a.csv\n", "    path: data/a.csv\n    draft: true\n")
    let found = try findings("a-quality", drafted)
    #expect(found.map(\.status) == [.notReported, .notReported])
    #expect(found[0].summary.contains("take 'draft' out of a"))
    let text = try #require(drafted["airworthy.yaml"] ?? nil)
    let broken = try findings(
      "a-quality",
      ["airworthy.yaml": text.replacingOccurrences(of: "at-least: 10}", with: "at-least: 1000}")])
    #expect(broken.map(\.status).contains(.fail))
  }

  @Test func `a deleted column fails form and content`() throws {
    let text = try #require(SampleProject.files["data/a.csv"])
    let without = text.split(separator: "\n").map { line in
      line.split(separator: ",").enumerated().filter { $0.offset != 3 }.map { String($0.element) }
        .joined(separator: ",")
    }.joined(separator: "\n")
    let found = try findings("a-quality", ["data/a.csv": without])
    #expect(found.map(\.status) == [.fail, .fail])
    #expect(found[1].summary.contains("'kind' is missing"))
  }

  @Test(arguments: [
    (",a,", ",z,", "unknown-categories", "kind"), (",0.0,a", ",-5,a", "out-of-range", "x"),
    (",0.0,a", ",inf,a", "infinities", "x"), ("f1,", "f0,", "repeated-keys", "id"),
  ])
  func `content that breaks a rule fails content only`(
    _ old: String, _ new: String, _ statistic: String, _ column: String
  ) throws {
    let found = try findings("a-quality", table(old, new))
    #expect(found.map(\.status) == [.fail, .pass], "\(found.map(\.summary))")
    let broken = try #require(measurement(found, statistic, of: column))
    #expect(broken.status == .fail && broken.value >= 1)
  }

  @Test func `values of the wrong type fail the form`() throws {
    let found = try findings("a-quality", table(",0.0,a", ",zero,a"))
    #expect(found.map(\.status) == [.fail, .fail])
    #expect(found[1].samples.first?.rows.first?.last == "zero")
  }

  @Test func `missing values count against their limit`() throws {
    let rows = (0..<100).map { "f\($0),2026-01-11T10:00:00Z,\($0 < 11 ? "NA" : "1"),a,0,0.1,0.1" }
    let text = "id,at,x,kind,late,score,old\n" + rows.joined(separator: "\n")
    let found = try findings("a-quality", ["data/a.csv": text])
    #expect(found[0].status == .fail)
    #expect(measurement(found, "missing-share", of: "x")?.value == 0.11)
    let kept = text.replacingOccurrences(
      of: "f10,2026-01-11T10:00:00Z,NA", with: "f10,2026-01-11T10:00:00Z,1")
    #expect(try findings("a-quality", ["data/a.csv": kept])[0].status == .pass)
  }

  @Test func `too few rows fail, no rows decide nothing more`() throws {
    let header = "id,at,x,kind,late,score,old\n"
    let few = try findings("a-quality", ["data/a.csv": header + "f,2026-01-11,1,a,0,0.1,0.1\n"])
    #expect(few[0].status == .fail && few[0].summary.contains("10 at least"))
    #expect(try findings("a-quality", ["data/a.csv": header])[0].status == .fail)
  }

  @Test func `without rules nothing is shown, and what is broken still fails`() throws {
    let bare = try manifest(
      "      columns:\n          x: {type: number, least: 0, most: 100, missing: 0.1}\n"
        .replacingOccurrences(of: "      columns", with: "    columns").replacingOccurrences(
          of: "          x", with: "      x"),
      "    title: bare\n")
    var text = try #require(bare["airworthy.yaml"] ?? nil)
    for column in ["kind", "late", "score", "old"] {
      text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("      \(column): {type") }.joined(separator: "\n")
    }
    #expect(
      try findings("a-quality", ["airworthy.yaml": text]).map(\.status) == [
        .notReported, .notReported,
      ])
    let ragged = try #require(SampleProject.files["data/a.csv"]) + "1,2\n"
    #expect(
      try findings("a-quality", ["airworthy.yaml": text, "data/a.csv": ragged]).map(\.status)
        == [.fail, .fail])
  }

  @Test func `another table shows what to expect, and what is unexpected is worth a look`() throws {
    var changes = try manifest(
      "  a-quality: {check: data-quality, data: a}",
      "  a-quality: {check: data-quality, data: b, like: a}")
    let text = try #require(changes["airworthy.yaml"] ?? nil)
    changes["airworthy.yaml"] = text.replacingOccurrences(
      of: "checks:\n", with: "  b: {path: data/b.csv, component: data}\nchecks:\n")
    let table = try #require(SampleProject.files["data/a.csv"])
    changes["data/b.csv"] = table
    #expect(try findings("a-quality", changes).map(\.status) == [.pass, .pass])
    changes["data/b.csv"] = table.replacingOccurrences(of: ",c,", with: ",d,")
    #expect(try findings("a-quality", changes).map(\.status) == [.warn, .pass])
    changes["data/b.csv"] = table.replacingOccurrences(of: ",0.0,a", with: ",zero,a")
    #expect(try findings("a-quality", changes).map(\.status) == [.warn, .warn])
  }

  @Test func `a table that is none is an error, not a failure`() throws {
    for (text, word) in [
      ("", "empty"), ("a,a\n1,2\n", "two columns"), ("a\n\"open\n", "line 2"),
    ] {
      let found = try findings("a-quality", ["data/a.csv": text])
      #expect(found.map(\.status) == [.error, .error] && found[0].summary.contains(word))
    }
    #expect(try findings("a-quality", ["data/a.csv": nil])[0].summary.contains("missing"))
  }

  // MARK: - Drift

  @Test func `a table does not drift from itself, though 200 rows decide nothing`() throws {
    let found = try findings("a-drift")
    #expect(found.map(\.status) == [.inconclusive])
    // The reference has too few rows for any number of current ones to decide.
    #expect(found[0].measurements.allSatisfy { $0.value == 0 && $0.rowsNeeded == nil })
    #expect(found[0].overlays.count == 2)
  }

  @Test func `a column that changes altogether is drift`() throws {
    var changes = try manifest("current: a, columns: [x, kind]", "current: b, columns: [x]")
    let text = try #require(changes["airworthy.yaml"] ?? nil)
    changes["airworthy.yaml"] = text.replacingOccurrences(
      of: "checks:\n", with: "  b: {path: data/b.csv, component: model}\nchecks:\n")
    changes["data/b.csv"] = "x\n" + (0..<300).map { "\($0 + 50)\n" }.joined()
    let found = try findings("a-drift", changes)
    #expect(found.map(\.status) == [.fail] && found[0].subject == .component("model"))
    #expect(found[0].summary.contains("'x'"))
  }

  @Test func `windows need times with an offset`() throws {
    let byMonth = try manifest("columns: [x, kind]}", "columns: [x], by: month}")
    let found = try findings("a-drift", byMonth)
    #expect(Set(found[0].measurements.map(\.window)) == ["2026-01", "2026-02", "2026-03"])
    var naive = byMonth
    naive["data/a.csv"] = SampleProject.files["data/a.csv"]?.replacingOccurrences(
      of: "Z,", with: ",")
    let refused = try findings("a-drift", naive)
    #expect(refused.map(\.status) == [.error] && refused[0].summary.contains("offset"))
    let newest = try manifest("columns: [x, kind]}", "columns: [x], by: month, last: 1}")
    #expect(try findings("a-drift", newest)[0].measurements.map(\.window) == ["2026-03"])
  }

  @Test func `blocks of days widen the interval`() throws {
    let rows = try findings("a-drift", manifest("columns: [x, kind]}", "columns: [x]}"))
    let days = try findings(
      "a-drift", manifest("columns: [x, kind]}", "columns: [x], blocks: day}"))
    #expect(days[0].status == .inconclusive)
    #expect(days[0].measurements[0].method.contains("blocks"))
    #expect(rows[0].measurements[0].method.contains("DKW"))
  }

  @Test func `slices, margins, roles and the view of all numbers are settings too`() throws {
    let found = try findings(
      "a-drift",
      manifest(
        "columns: [x, kind]}",
        "columns: [x, score, kind], slices: kind, target: x, margins: {score: 0.9}, "
          + "multivariate: true}"))
    let figures = found[0].measurements
    #expect(Set(figures.map(\.window)).contains("kind=a"))
    #expect(!figures.contains { $0.of == "kind" })
    #expect(figures.filter { $0.of == "score" }.allSatisfy { $0.limit?.value == 0.9 })
    #expect(figures.contains { $0.statistic == "reconstruction-error-ks-distance" })
    let wrong = try findings(
      "a-drift", manifest("columns: [x, kind]}", "columns: [x], slices: kinds}"))
    #expect(wrong[0].status == .error && wrong[0].summary.contains("did you mean 'kind'?"))
  }

  @Test func `a column that is not there names the nearest`() throws {
    let found = try findings("a-drift", manifest("columns: [x, kind]}", "columns: [kinds]}"))
    #expect(found.map(\.status) == [.error])
    #expect(found[0].summary.contains("did you mean 'kind'?"))
  }

  // MARK: - Classification

  @Test func `scores are measured against their limit`() throws {
    let found = try findings("a-scores")
    #expect(found.map(\.control) == ["model.eval-tracked"] && found[0].status == .pass)
    let auc = try #require(measurement(found, "roc-auc"))
    #expect(auc.value > 0.9 && auc.interval != nil && auc.limit?.value == 0.7)
    #expect(measurement(found, "accuracy") != nil && measurement(found, "coverage")?.value == 1)
  }

  @Test func `a limit that the interval spans is undecided, one beyond it fails`() throws {
    let (low, high) = ("limits: {recall: {at-least: 0.99}}", "limits: {recall: {at-most: 0.5}}")
    let old = "limits: {roc-auc: {at-least: 0.7}}"
    #expect(try findings("a-scores", manifest(old, low))[0].status == .inconclusive)
    #expect(try findings("a-scores", manifest(old, high))[0].status == .fail)
  }

  @Test func `truth that comes later is joined by id, and its coverage is told`() throws {
    var changes = try manifest(
      "    predictions: a\n    target: late",
      "    predictions: a\n    actuals: b\n    join: id\n    target: late")
    let text = try #require(changes["airworthy.yaml"] ?? nil)
    changes["airworthy.yaml"] = text.replacingOccurrences(
      of: "checks:\n", with: "  b: {path: data/b.csv, component: model}\nchecks:\n")
    // Every fifth outcome never came; one is corrected later, and the correction counts.
    let rows = (0..<200).filter { $0 % 5 != 0 }.map { "f\($0),\($0 % 4 == 0 ? 1 : 0)\n" }
    changes["data/b.csv"] = "id,late\nf4,0\n" + rows.joined()
    let found = try findings("a-scores", changes)
    #expect(found.map(\.control) == ["monitor.prediction-quality"])
    #expect(measurement(found, "coverage")?.value == 0.8)
    #expect(found[0].summary.contains("160 of 200"))
  }

  @Test func `scores and truths that are none are refused`() throws {
    let score = try findings("a-scores", table(",0.80,", ",8.0,"))
    #expect(score[0].status == .error && score[0].summary.contains("not between 0 and 1"))
    let truth = try findings("a-scores", table(",1,0.80", ",2,0.80"))
    #expect(truth[0].status == .error && truth[0].summary.contains("not 0 or 1"))
    let unreadable = try findings("a-scores", table(",1,0.80", ",maybe,0.80"))
    #expect(unreadable[0].summary.contains("cannot be read"))
  }

  @Test func `one class only leaves the area without a value, undecided`() throws {
    let text = try #require(SampleProject.files["data/a.csv"])
    let found = try findings(
      "a-scores", ["data/a.csv": text.replacingOccurrences(of: ",1,0.8", with: ",0,0.8")])
    #expect(found[0].status == .inconclusive)
  }

  // MARK: - Golden set and regression

  @Test func `flips are counted and listed`() throws {
    let found = try findings("a-golden")
    #expect(found[0].status == .pass && found[0].control == "model.release-gate")
    #expect(measurement(found, "flips-for-the-worse")?.value == 0)
    let strict = try findings(
      "a-golden",
      manifest("previous: old\n    current: score", "previous: score\n    current: old"))
    #expect(strict[0].status == .fail && measurement(strict, "flips-for-the-worse")?.value == 25)
    #expect(strict[0].samples.first?.rows.count == 20 && strict[0].samples.first?.total == 25)
  }

  @Test func `regression figures are held against their limits`() throws {
    func check(_ limits: String) throws -> [Finding] {
      try findings(
        "a-golden",
        manifest(
          """
            a-golden:
              check: golden-set
              component: model
              data: a
              target: late
              previous: old
              current: score
              limits: {flips-for-the-worse: {at-most: 3}}
          """.split(separator: "\n").map { String($0) }.joined(separator: "\n"),
          """
            a-golden:
              check: regression
              component: model
              predictions: a
              prediction: score
              target: x
              limits: \(limits)
          """))
    }
    #expect(try check("{mae: {at-most: 20}}")[0].status == .pass)
    #expect(try check("{rmse: {at-most: 1}}")[0].status == .fail)
    #expect(try check("{r2: {at-least: 0.5}}")[0].status == .fail)
    let found = try check("{bias: {at-least: -20}}")
    #expect(
      Set(found[0].measurements.map(\.statistic)) == ["mae", "rmse", "bias", "r2", "coverage"])
  }

  // MARK: - All

  @Test func `the same data and settings give the same findings`() throws {
    let blocked = try manifest("columns: [x, kind]}", "columns: [x, kind], by: month, blocks: day}")
    #expect(try findings("a-drift", blocked) == findings("a-drift", blocked))
  }

  @Test func `no figure is ever NaN`() throws {
    for text in [
      "id,at,x,kind,late,score,old\n", "id,at,x,kind,late,score,old\nf,2026-01-11,NA,,0,NA,NA\n",
      "id,at,x,kind,late,score,old\nf,2026-01-11,1,a,0,0.5,0.5\n",
      "id,at,x,kind,late,score,old\n"
        + (0..<30).map { "f\($0),2026-01-11,1,a,0,0.5,0.5\n" }.joined(),
    ] {
      for check in ["a-quality", "a-drift", "a-scores", "a-golden"] {
        for finding in try findings(check, ["data/a.csv": text]) {
          for figure in finding.measurements {
            let all =
              [figure.value] + figure.familiar.values
              + [figure.interval?.lower, figure.interval?.upper].compactMap(\.self)
            #expect(all.allSatisfy { $0.isFinite }, "\(check): \(figure)")
          }
        }
      }
    }
  }
}

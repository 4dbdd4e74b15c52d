import Readiness
import TestSupport
import Testing

/// What `data-quality` holds a table against beside single columns: rules over rows, order, age, and
/// files of expectations with their environments.
@Suite struct ExpectationCheckTests {
  private static let table =
    "id,at,dep,arr,kind,late\n"
    + (0..<100).map { row in
      "f\(row),2026-01-\(row / 10 + 10)T10:0\(row % 10):00Z,\(row),\(row == 7 ? "NA" : "\(row + 5)"),"
        + "\(["a", "b"][row % 2]),\(row % 2)\n"
    }.joined()

  private static let columns = """
        columns:
          dep: {type: number}
          arr: {type: number}
          kind: {type: category, values: [a, b]}
          late: {type: category}
    """

  private func project(_ more: String, table: String = table, check: String = "") -> DataProject {
    DataProject(
      data: "  t:\n    path: t.csv\n    component: data\n    key: id\n    time: at\n"
        + Self.columns + "\n" + more,
      checks: "  q: {check: data-quality, data: t\(check)}", files: ["t.csv": table])
  }

  @Test func `a rule that every row keeps passes, and says how many rows could not be judged`()
    throws
  {
    let found = try project("    rules: [arr >= dep]").finding()
    #expect(found.status == .pass, "\(found.summary)")
    let figure = try #require(found.measurement("rule-broken", of: "arr >= dep"))
    #expect(figure.value == 0 && figure.rows == 99)
    #expect(figure.familiar["unknown-rows"] == 1)
  }

  @Test func `a broken rule is shown with its rows, and its share with an interval`() throws {
    let found = try project("    rules: [{rule: dep < 50, about: early departures}]").finding()
    #expect(found.status == .fail)
    #expect(found.summary.contains("50 rows break the rule 'early departures'"))
    let figure = try #require(found.measurement("rule-broken", of: "early departures"))
    #expect(figure.value == 0.5)
    let interval = try #require(figure.interval)
    // SciPy 1.17.1: binomtest(50, 100).proportion_ci(0.95, "exact").
    #expect(abs(interval.lower - 0.3983211) < 1e-6 && abs(interval.upper - 0.6016789) < 1e-6)
    let sample = try #require(found.samples.first)
    #expect(sample.columns == ["line", "dep"])
    #expect(sample.rows.count == 10 && sample.rows[0] == ["52", "50"] && sample.total == 50)
  }

  @Test(arguments: [(0.7, Status.pass), (0.3, .fail), (0.55, .inconclusive)])
  func `where some rows may break a rule, the interval decides`(
    _ most: Double, _ status: Status
  ) throws {
    let found = try project("    rules: [{rule: dep < 50, broken: \(most)}]").finding()
    #expect(found.status == status, "\(found.summary)")
  }

  @Test func `with a level the missing share is judged by its interval`() throws {
    let some = Self.columns.replacing(
      "arr: {type: number}", with: "arr: {type: number, missing: 0.02}")
    var project = project("")
    project.data = project.data.replacing(Self.columns, with: some)
    #expect(try project.finding().status == .pass)
    project.checks = "  q: {check: data-quality, data: t, level: 0.95}"
    let found = try project.finding()
    #expect(found.status == .inconclusive)
    #expect(found.measurement("missing-share", of: "arr")?.rowsNeeded != nil)
  }

  @Test func `rows in order of time pass, and one that goes back is shown`() throws {
    #expect(try project("    ordered: yes").finding().status == .pass)
    let back = Self.table.replacing("f50,2026-01-15", with: "f50,2026-01-12")
    let found = try project("    ordered: yes", table: back).finding()
    #expect(found.status == .fail)
    #expect(found.measurement("rows-out-of-order", of: "at")?.value == 1)
    #expect(found.samples.first?.rows.first?.first == "52")
  }

  @Test func `a table is too old once its newest row is`() throws {
    var project = project("    fresh: 13 days")
    #expect(try project.finding().status == .pass)
    project.now = "2026-02-03"
    let found = try project.finding()
    #expect(found.status == .fail && found.summary.contains("13 at most"))
  }

  @Test func `values out of range are shown with their lines`() throws {
    var project = project("")
    project.data = project.data.replacing(
      "dep: {type: number}", with: "dep: {type: number, most: 97}")
    let found = try project.finding()
    let sample = try #require(found.samples.last)
    #expect(sample.rows == [["100", "98"], ["101", "99"]])
  }

  @Test func `values of a personal column are shown nowhere`() throws {
    var project = project("    rules: [dep < 98]")
    project.data = project.data
      .replacing("dep: {type: number}", with: "dep: {type: number, most: 97, personal: yes}")
      .replacing("values: [a, b]}", with: "values: [a], personal: yes}")
    let found = try project.finding()
    #expect(found.status == .fail)
    let shown = found.samples.flatMap(\.rows).flatMap(\.self)
    #expect(!shown.contains { $0 == "98" || $0 == "99" || $0 == "b" }, "\(found.samples)")
    #expect(!found.summary.contains("'b'"))
  }

  // MARK: - Files

  private static let file = """
    apiVersion: airworthy/v1
    kind: expectations
    environments: [training, serving]
    key: id
    time: at
    ordered: yes
    rows: {at-least: 50}
    columns:
      dep: {type: number, least: 0}
      arr: {type: number, missing: 0.1}
      kind: {type: category, values: [a, b]}
      late: {type: category, in: training}
    rules:
      - arr >= dep
      - late = '0' or dep >= 0

    """

  private func filed(
    _ environment: String, table: String = table, file: String = file
  )
    -> DataProject
  {
    DataProject(
      data: "  t: {path: t.csv, component: data, expectations: e.yaml\(environment)}",
      checks: "  q: {check: data-quality, data: t}", files: ["t.csv": table, "e.yaml": file])
  }

  @Test func `a file of expectations holds for the data sets that name it`() throws {
    #expect(try filed(", environment: training").findings().map(\.status) == [.pass, .pass])
    let broken = Self.file.replacing("least: 0}", with: "least: 1}")
    #expect(try filed("", file: broken).finding().summary.contains("'dep' is not at least 1"))
  }

  @Test func `serving does without the label, and may not have it`() throws {
    let bare = Self.table.split(separator: "\n").map { line in
      line.split(separator: ",").dropLast().joined(separator: ",")
    }.joined(separator: "\n")
    #expect(try filed(", environment: serving", table: bare).finding().status == .pass)
    #expect(try filed(", environment: training", table: bare).finding().status == .fail)
    let odd = try filed(", environment: serving").findings()
    #expect(odd[1].status == .warn)
    #expect(odd[1].summary.contains("column 'late' is not declared"))
  }

  @Test func `what stands at the data set goes before the file`() throws {
    let own = filed(", rows: {at-least: 500}")
    #expect(try own.finding().summary.contains("500 at least"))
    let draft = Self.file.replacing("key: id\n", with: "key: id\ndraft: yes\n")
    #expect(try filed("", file: draft).finding().status == .notReported)
  }

  @Test func `mistakes in rules and files are told at their places`() throws {
    #expect(
      try project("    rules: [arr >= depp]").mistakes() == [
        "bad-rule at depp: no column 'depp' is declared; did you mean 'dep'?"
      ])
    #expect(
      try project("    rules:\n      - \"arr >= 'x'\"").mistakes() == [
        "bad-rule at 'x': a number is compared with a text"
          + "; number(…) reads a text as a number"
      ])
    #expect(
      try filed(", environment: servin").mistakes() == [
        "unknown-reference at servin: e.yaml has no environment 'servin'; did you mean 'serving'?"
      ])
    let file = Self.file.replacing("in: training", with: "in: trainin").replacing(
      "- arr >= dep\n", with: "- arr >= \n")
    let found = try filed("", file: file).mistakes()
    #expect(found.contains { $0.hasPrefix("unknown-reference at trainin") })
    #expect(found.contains { $0.hasPrefix("bad-rule") && $0.contains("found the end") })
    #expect(
      try filed(", fresh: 3 days", file: "").mistakes().contains { $0.hasPrefix("wrong-kind") })
    #expect(
      try project("    environment: x").mistakes().contains {
        $0.hasPrefix("missing-key at x: 'environment' is one of a file of expectations")
      })
  }

  @Test func `rules come with the columns that are taken from another data set`() throws {
    var project = project("    rules: [arr >= dep]")
    project.data += "\n  u: {path: u.csv, component: data, key: id, time: at, columns-like: t}"
    project.checks = "  q: {check: data-quality, data: u}"
    project.files["u.csv"] = Self.table.replacing(
      "f3,2026-01-10T10:03:00Z,3,8", with: "f3,2026-01-10T10:03:00Z,3,2")
    #expect(try project.finding().summary.contains("1 row breaks the rule 'arr >= dep'"))
  }
}

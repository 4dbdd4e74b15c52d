import Readiness
import Testing

/// Groups of a population beside their share of the data.
@Suite struct CoverageCheckTests {
  private func project(
    _ counts: [(String, Int)], _ population: String, _ more: String = ""
  ) -> DataProject {
    let rows = counts.flatMap { name, count in
      (0..<count).map { "\(name),\($0 % 4 == 0 ? 1 : 0)" }
    }
    return DataProject(
      data: "  t: {path: t.csv, component: data}",
      checks:
        "  c: {check: representativeness, data: t, group: g, population: {\(population)}\(more)}",
      files: ["t.csv": "g,y\n" + rows.joined(separator: "\n") + "\n"])
  }

  @Test func `groups with enough of their share pass`() throws {
    let found = try project([("a", 700), ("b", 300)], "a: 0.7, b: 0.3", ", label: y").finding()
    #expect(found.status == .pass && found.control == "data.representative", "\(found.summary)")
    let figure = try #require(found.measurement("group-share", of: "b"))
    // SciPy 1.17.1: binomtest(300, 1000).proportion_ci(0.975, "exact"): half of 5 % for each of two.
    #expect(abs((figure.interval?.lower ?? 0) - 0.2678153) < 1e-6)
    #expect(abs((figure.interval?.upper ?? 0) - 0.3336856) < 1e-6)
    #expect(found.measurement("label-rate", of: "a")?.value == 0.25)
  }

  @Test func `a group with less of it fails, and one with none`() throws {
    let found = try project([("a", 900), ("b", 100)], "a: 0.7, b: 0.3").finding()
    #expect(found.status == .fail)
    #expect(found.summary == "group 'b' is 10 % of the rows and 30 % of the population in t.csv")
    let gone = try project([("a", 1000)], "a: 0.9, b: 0.1").finding()
    #expect(gone.status == .fail && gone.measurement("group-share", of: "b")?.value == 0)
  }

  @Test func `a few rows do not decide, and say how many would`() throws {
    let found = try project([("a", 15), ("b", 6)], "a: 0.7, b: 0.3").finding()
    #expect(found.status == .inconclusive)
    #expect(found.measurement("group-share", of: "b")?.rowsNeeded != nil)
  }

  @Test func `a floor of rows holds for every group, and strangers are worth a look`() throws {
    let floored = try project([("a", 700), ("b", 300)], "a: 0.7, b: 0.3", ", rows: 500").finding()
    #expect(floored.status == .fail && floored.summary.contains("500 at least"))
    let found = try project([("a", 690), ("b", 300), ("c", 10)], "a: 0.7, b: 0.3").finding()
    #expect(found.status == .warn && found.summary.contains("group 'c'"))
  }

  @Test func `shares of more than everything are an error`() throws {
    #expect(
      try project([("a", 1)], "a: 0.7, b: 0.4").mistakes().contains {
        $0.contains("the shares sum to 1.1")
      })
  }
}

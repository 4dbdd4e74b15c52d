import Readiness
import Testing

/// Labels that are missing, rare or contradict one another.
@Suite struct LabelCheckTests {
  private func project(_ rows: [String], _ more: String = "") -> DataProject {
    DataProject(
      data: "  t: {path: t.csv, component: data, key: id}",
      checks: "  l: {check: labels, data: t, label: y\(more)}",
      files: ["t.csv": "id,a,b,y\n" + rows.joined(separator: "\n") + "\n"])
  }

  private static let sound = (0..<500).map { "\($0),\($0),k,\($0 % 5 == 0 ? 1 : 0)" }

  @Test func `labels that can be learnt from show nothing by themselves`() throws {
    let found = try project(Self.sound).finding()
    #expect(found.status == .notReported && found.control == "data.quality-checked")
    #expect(found.measurement("class-share", of: "1")?.value == 0.2)
    #expect(found.measurement("conflicting-labels", of: "y")?.value == 0)
  }

  @Test func `rows alike with different labels are found, however their numbers are written`()
    throws
  {
    let rows = (0..<40).map { "x\($0),\($0)\($0 % 2 == 0 ? ".0" : ""),k,\($0 % 5 == 0 ? 0 : 1)" }
    let found = try project(Self.sound + rows).finding()
    #expect(found.status == .fail)
    let figure = try #require(found.measurement("conflicting-labels", of: "y"))
    #expect(figure.value == 80.0 / 540 && figure.familiar["groups"] == 40)
    #expect(found.samples.first?.rows.first == ["2, 502", "0, 1"])
    #expect(try project(Self.sound + rows, ", conflicts: 0.2").finding().status == .notReported)
    #expect(try project(Self.sound + rows, ", conflicts: 0.15").finding().status == .inconclusive)
  }

  @Test func `only the named features make rows alike`() throws {
    #expect(try project(Self.sound, ", features: [b]").finding().status == .fail)
    let found = try project(Self.sound, ", features: [c]").finding()
    #expect(found.status == .error && found.summary.contains("no column 'c'"))
  }

  @Test func `a class that is too rare fails, and one that may be does not decide`() throws {
    #expect(try project(Self.sound, ", class-share: 0.3").finding().status == .fail)
    #expect(try project(Self.sound, ", class-share: 0.19").finding().status == .inconclusive)
    #expect(try project(Self.sound, ", class-share: 0.1").finding().status == .notReported)
  }

  @Test func `missing labels fail unless some are allowed`() throws {
    let rows = Self.sound + ["m,1000,k,NA"]
    let found = try project(rows).finding()
    #expect(found.status == .fail && found.summary.contains("1 row has no 'y'"))
    #expect(try project(rows, ", missing: 0.05").finding().status == .notReported)
  }

  @Test func `no rows decide nothing`() throws {
    #expect(try project([]).finding().status == .error)
  }
}

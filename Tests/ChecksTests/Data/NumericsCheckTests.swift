import Readiness
import Testing

/// Numbers that cannot be computed with, and digits that are lost on the way.
@Suite struct NumericsCheckTests {
  private static func table(_ value: (Int) -> String) -> String {
    "id,x\n" + (0..<100).map { "r\($0),\(value($0))\n" }.joined()
  }

  private func project(_ training: String, _ serving: String, rules: String = "") -> DataProject {
    DataProject(
      data: "  t: {path: t.csv, component: data, key: id}\n"
        + "  s: {path: s.csv, component: data, key: id\(rules)}",
      checks: "  n: {check: numerics, component: model, training: t, serving: s}",
      files: ["t.csv": training, "s.csv": serving])
  }

  @Test func `plain numbers on both sides pass`() throws {
    let table = Self.table { "\(Double($0) / 8)" }
    let found = try project(table, table).finding()
    #expect(found.status == .pass && found.control == "monitor.numerics", "\(found.summary)")
  }

  @Test(arguments: [
    ("NaN", "nan"), ("nan", "nan"), ("inf", "infinities"), ("-Infinity", "infinities"),
    ("1e300", "infinities"), ("9007199254740993", "beyond-double"),
  ])
  func `one number that cannot be computed with fails`(
    _ value: String, _ statistic: String
  ) throws {
    let sound = Self.table { "\(Double($0) / 8)" }
    let found = try project(sound, Self.table { $0 == 9 ? value : "\(Double($0) / 8)" }).finding()
    #expect(found.status == .fail, "\(found.summary)")
    let broken = try #require(
      found.measurements.first { $0.statistic == statistic && $0.status == .fail })
    #expect(broken.value == 1 && broken.window == "serving")
    #expect(found.samples.first?.rows == [["11"]])
  }

  @Test(arguments: ["NA", "", "9007199254740992", "-0.0", "1e100"])
  func `what is missing, or large and exact, does not`(_ value: String) throws {
    let sound = Self.table { "\(Double($0) / 8)" }
    let found = try project(sound, Self.table { $0 == 9 ? value : "\(Double($0) / 8)" }).finding()
    #expect(found.status == .pass, "\(found.summary)")
  }

  @Test func `values out of the declared range fail`() throws {
    let table = Self.table { "\(Double($0) / 8)" }
    let found = try project(
      table, table, rules: ", columns: {x: {type: number, most: 12}}"
    ).finding()
    #expect(found.status == .fail && found.summary.contains("3 values of 'x' in s.csv"))
  }

  @Test func `decimals that serving has lost are noticed`() throws {
    let found = try project(Self.table { "\(Double($0) / 8)" }, Self.table { "\($0 / 8)" })
      .finding()
    #expect(found.status == .fail)
    #expect(found.summary.hasPrefix("'x' has decimals in 87 % of the training rows and in 0 %"))
  }

  @Test func `single precision on one side only is noticed`() throws {
    let double = Self.table { "\(Double($0) / 7 + 0.1)" }
    let single = Self.table { "\(Double(Float(Double($0) / 7 + 0.1)))" }
    let found = try project(double, single).finding()
    #expect(found.status == .fail && found.summary.contains("single precision in serving only"))
    #expect(try project(single, single).finding().status == .pass)
    #expect(try project(double, double).finding().status == .pass)
  }

  @Test func `a table without rows decides nothing`() throws {
    let found = try project("id,x\n", Self.table { "\($0)" }).finding()
    #expect(found.status == .inconclusive)
  }
}

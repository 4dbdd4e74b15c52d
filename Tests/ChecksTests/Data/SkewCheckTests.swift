import Readiness
import Testing

/// Served features beside those that training computes.
@Suite struct SkewCheckTests {
  private static func table(_ value: (Int) -> String, from first: Int = 0) -> String {
    "id,x,kind\n"
      + (first..<2000 + first).map { "r\($0),\(value($0)),\(["a", "b"][$0 % 2])\n" }.joined()
  }

  private func project(
    _ training: String, _ serving: String, _ more: String = ", join: id",
    key: String = "    key: id"
  ) -> DataProject {
    DataProject(
      data: "  t:\n    path: t.csv\n    component: data\n\(key)\n"
        + "  s:\n    path: s.csv\n    component: data\n\(key)",
      checks: "  k: {check: skew, component: model, training: t, serving: s\(more)}",
      files: ["t.csv": training, "s.csv": serving])
  }

  @Test func `equal features pass, whatever the order of the rows`() throws {
    let rows = Self.table { "\($0).5" }.split(separator: "\n")
    let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
    let found = try project(rows.joined(separator: "\n"), turned, ", join: id, differ: 0.01")
      .finding()
    #expect(found.status == .pass, "\(found.summary)")
    #expect(found.control == "monitor.skew" && found.subject == .component("model"))
    #expect(found.measurement("joined-share")?.value == 1)
    let figure = try #require(found.measurement("differing-share", of: "x"))
    #expect(figure.value == 0 && figure.rows == 2000)
    // SciPy 1.17.1: binomtest(0, 2000).proportion_ci(0.995, "exact").high.
    #expect(abs((figure.interval?.upper ?? 0) - 0.0029912) < 1e-6)
  }

  @Test func `a feature that differs in too many rows fails, and says in which`() throws {
    let found = try project(
      Self.table { "\($0).5" }, Self.table { $0 % 20 == 0 ? "\($0 + 1).5" : "\($0).5" }
    ).finding()
    #expect(found.status == .fail)
    #expect(found.summary.hasPrefix("x differs in 100 rows of 2000"))
    #expect(found.samples.first?.rows.first == ["r0"] && found.samples.first?.total == 100)
    #expect(found.measurement("differing-share", of: "kind")?.status != .fail)
  }

  @Test func `too few rows do not decide`() throws {
    let found = try project(Self.table { "\($0)" }, Self.table { "\($0)" }).finding()
    #expect(found.status == .inconclusive)
    #expect(try project("id,x\nr1,1\n", "id,x\nq1,1\n").finding().status == .inconclusive)
  }

  @Test func `what is missing on one side differs, what is missing on both does not`() throws {
    let gaps = Self.table { $0 % 10 == 0 ? "NA" : "\($0)" }
    let found = try project(gaps, Self.table { "\($0)" }).finding()
    let figure = try #require(found.measurement("differing-share", of: "x"))
    #expect(figure.value == 0.1 && figure.familiar["missing-on-one-side"] == 200)
    #expect(try project(gaps, gaps, ", join: id, differ: 0.01").finding().status == .pass)
  }

  @Test func `a tolerance says what does not matter, and single precision is named`() throws {
    let training = Self.table { "\(Double($0) / 7)" }
    let serving = Self.table { "\(Double(Float(Double($0) / 7)))" }
    #expect(try project(training, serving, ", join: id, differ: 0.01").finding().status == .pass)
    let strict = try project(training, serving, ", join: id, relative: 0").finding()
    let figure = try #require(strict.measurement("differing-share", of: "x"))
    #expect(strict.status == .fail)
    #expect(figure.familiar["equal-in-single-precision"] == (figure.value * 2000).rounded())
    #expect(
      try project(training, serving, ", join: id, relative: 0, tolerance: 0.01, differ: 0.01")
        .finding().status == .pass)
  }

  @Test func `ids that look personal are not shown`() throws {
    let training = Self.table { "\($0)" }.replacing("\nr", with: "\nmara+")
    let named = training.replacing(",", with: "@example.org,").replacing(
      "id@example.org", with: "id"
    ).replacing("@example.org,a", with: ",a").replacing(
      "@example.org,b", with: ",b"
    ).replacing("x@example.org", with: "x")
    let found = try project(named, named.replacing(",5", with: ",6")).finding()
    #expect(found.status == .fail && found.samples.isEmpty, "\(found.samples.first?.rows ?? [])")
  }

  @Test func `without an id distributions can show skew, and not that there is none`() throws {
    let training = Self.table { "\($0)" }
    let shifted = try project(training, Self.table { "\($0 + 600)" }, "").finding()
    #expect(shifted.status == .fail)
    let distance = try #require(shifted.measurement("ks-distance", of: "x")?.value)
    #expect(abs(distance - 0.3) < 1e-12)
    let same = try project(
      training, training, ", margin: 0.2"
    ).finding()
    #expect(same.status == .notReported)
    #expect(same.summary.contains("does not show that single values agree"))
    #expect(
      try project("id,x\n1,1\n2,2\n", "id,x\n1,1\n2,5\n", "").finding().status == .inconclusive)
  }

  @Test func `what cannot be compared is said`() throws {
    let table = Self.table { "\($0)" }
    #expect(try project(table, "id,y\nr1,2\n").finding().status == .error)
    let found = try project(table, table, ", join: nr").finding()
    #expect(found.status == .error && found.summary.contains("no column 'nr'"))
  }
}

import Readiness
import Testing

/// What training knows of the test set.
@Suite struct LeakageCheckTests {
  /// A feature that says little, and one that a test replaces.
  private static func table(
    _ rows: Range<Int>, day: Int, tell: (Int, Int) -> String = { row, _ in "\(row * 37 % 101)" }
  ) -> String {
    "id,at,x,tell,seen,y\n"
      + rows.map { row in
        let y = row * 7919 % 3 == 0 ? 1 : 0
        let time = "2026-01-\(day + row % 5)T10:00:00Z"
        return "r\(row),\(time),\(row * 13 % 97),\(tell(row, y)),2026-01-0\(row % 9 + 1),\(y)\n"
      }.joined()
  }

  private func project(
    _ train: String, _ test: String, _ more: String = "", key: String = ", key: id"
  ) -> DataProject {
    DataProject(
      data: "  a: {path: a.csv, component: data, time: at\(key)}\n"
        + "  b: {path: b.csv, component: data, time: at\(key)}",
      checks: "  l: {check: leakage, component: model, train: a, test: b, target: y"
        + "\(more)}", files: ["a.csv": train, "b.csv": test])
  }

  private static let train = table(0..<900, day: 10)
  private static let test = table(900..<1400, day: 20)

  @Test func `a sound split shows nothing by itself`() throws {
    let found = try project(Self.train, Self.test, ", by-time: yes, known-before: seen").finding()
    #expect(found.status == .notReported, "\(found.summary)")
    #expect(found.control == "model.eval-representative")
    #expect(found.measurement("shared-rows")?.value == 0)
    #expect(found.measurements.allSatisfy { $0.status == .pass })
  }

  @Test func `rows in both are found, by key or by all that they hold`() throws {
    let rows = Self.train.split(separator: "\n")
    let shared = Self.test + rows[5...24].joined(separator: "\n") + "\n"
    for key in [", key: id", ""] {
      let found = try project(Self.train, shared, key: key).finding()
      #expect(found.status == .fail, "\(found.summary)")
      let figure = try #require(found.measurement("shared-rows"))
      #expect(figure.value == 20.0 / 520 && figure.rows == 520)
      #expect(found.samples.first?.rows.first == ["502"])
    }
    #expect(
      try project(Self.train, shared, ", shared: 0.1").finding().status == .notReported)
  }

  @Test func `a feature that is the target in disguise is found`() throws {
    let tell: (Int, Int) -> String = { row, y in "\(Double(y) * 100 - Double(row % 50))" }
    let found = try project(
      Self.table(0..<900, day: 10, tell: tell), Self.table(900..<1400, day: 20, tell: tell)
    ).finding()
    #expect(found.status == .fail, "\(found.summary)")
    #expect(found.summary.hasPrefix("'tell' alone tells 'y' with an AUC of 1"))
    #expect((found.measurement("single-feature-auc", of: "x")?.value ?? 1) < 0.6)
  }

  @Test func `a category that is the target in disguise is found, one that is not is not`() throws {
    let named: (Int, Int) -> String = { _, y in y == 1 ? "late" : "early" }
    let found = try project(
      Self.table(0..<900, day: 10, tell: named), Self.table(900..<1400, day: 20, tell: named)
    ).finding()
    #expect(found.measurement("single-feature-auc", of: "tell")?.status == .fail)
    // Every value occurs once, so that what is learnt on training says nothing of the test.
    let unique: (Int, Int) -> String = { row, y in "u\(row)-\(y)" }
    let other = try project(
      Self.table(0..<900, day: 10, tell: unique), Self.table(900..<1400, day: 20, tell: unique)
    ).finding()
    #expect(other.status == .notReported, "\(other.summary)")
  }

  @Test func `of a number the share of explained variance counts`() throws {
    func table(_ rows: Range<Int>, day: Int) -> String {
      "id,at,x,copy,y\n"
        + rows.map { row in
          let y = row * 7919 % 211
          return "r\(row),2026-01-\(day)T10:00:00Z,\(row % 17),\(y * 3 + 1),\(y)\n"
        }.joined()
    }
    let found = try project(table(0..<400, day: 10), table(400..<700, day: 20)).finding()
    #expect(found.measurement("single-feature-r2", of: "copy")?.status == .fail)
    #expect(found.measurement("single-feature-r2", of: "x")?.status == .pass)
  }

  @Test func `training rows of the test's time are found where the split is by time`() throws {
    let mixed = Self.table(900..<1400, day: 12)
    let found = try project(Self.train, mixed, ", by-time: yes").finding()
    #expect(found.status == .fail)
    #expect(found.measurement("training-rows-in-test-time", of: "at")?.value == 540)
    #expect(try project(Self.train, mixed).finding().status == .notReported)
  }

  @Test func `what is dated after its row was not known`() throws {
    let late = Self.test.replacing("2026-01-09,", with: "2026-01-29,")
    let found = try project(Self.train, late, ", known-before: seen").finding()
    #expect(found.status == .fail)
    #expect((found.measurement("known-too-late", of: "seen")?.value ?? 0) > 50)
  }

  @Test func `what cannot be looked at is said`() throws {
    let found = try project(Self.train, Self.test, ", features: [z]").finding()
    #expect(found.status == .error && found.summary.contains("no column 'z'"))
    #expect(try project(Self.train, "id,at,x,tell,seen,y\n").finding().status == .error)
  }
}

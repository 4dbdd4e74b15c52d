import Foundation
import TestSupport
import Testing

@testable import airworthy

/// What a comparison of two tables says besides its verdicts, and in which form.
@Suite struct DriftReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ name: String, _ header: String, _ rows: some Sequence<String>
  ) throws
    -> String
  {
    try folder.write(header + "\n" + rows.map { $0 + "\n" }.joined(), to: name + ".csv")
    return folder.path + "/\(name).csv"
  }

  /// A table of numbers `x` and `y` that rise together, or do not, and a category.
  private func table(
    _ name: String, rows: Int = 4000, seed: UInt64, shift: (String) -> Double = { _ in 0 },
    together: Bool = true, kinds: [String] = ["a", "b"]
  ) throws -> String {
    var numbers = SeededNumbers(seed: seed)
    let lines = (0..<rows).map { row -> String in
      let kind = kinds[Int.random(in: kinds.indices, using: &numbers)]
      let x = Double.random(in: 0..<100, using: &numbers)
      let other = Double.random(in: 0..<100, using: &numbers)
      let noise = Double.random(in: 0..<1, using: &numbers)
      return "\(x + shift(kind)),\(together ? x + noise : other + noise),\(kind)"
    }
    return try write(name, "x,y,kind", lines)
  }

  private func drift(_ words: String...) -> Shell.Result {
    Shell(in: folder).run(["drift"] + words)
  }

  private func firstLine(_ result: Shell.Result) -> String {
    // Up to the blank line, as long as the terminal is narrow.
    result.out.components(separatedBy: "\n").joined(separator: " ")
  }

  @Test func `the first line says what changed, in shares of rows`() throws {
    let reference = try table("reference", seed: 1)
    let moved = try table("moved", seed: 2) { _ in 40 }
    let result = drift(reference, moved, "--columns", "x", "kind")
    #expect(result.ending == .notMet)
    #expect(result.out.hasPrefix("✕ fail  The data have changed: 1 of 2 columns differs by more"))
    #expect(result.out.contains("% of rows and is"))
  }

  @Test func `too few rows are said to be too few, with how many would do`() throws {
    let result = drift(
      try table("reference", seed: 1), try table("few", rows: 60, seed: 3), "--columns", "x")
    #expect(result.ending == .undecided)
    #expect(result.out.contains("Too few rows to say whether the data have changed"))
    #expect(result.out.contains("rows would"))
  }

  @Test func `what changed most comes first`() throws {
    let reference = try table("reference", seed: 1)
    let current = try table("current", seed: 2, shift: { _ in 40 }, together: true)
    let result = drift(reference, current, "--format", "json")
    let values = try figures(result).map { $0["value"] as? Double ?? 0 }
    #expect(values == values.sorted(by: >) && values.count == 3)
  }

  @Test(arguments: ["json", "awp"])
  func `a stored profile stands for its table, which is not read again`(ending: String) throws {
    let reference = try table("reference", seed: 1)
    let current = try table("current", seed: 2, shift: { _ in 4 })
    let before = try figures(drift(reference, current, "--format", "json"))
    let stored = reference.replacing(".csv", with: "." + ending)
    #expect(Shell(in: folder).run(["profile", reference, "--output", stored]).ending == .met)
    try FileManager.default.removeItem(atPath: reference)
    let after = try figures(drift(stored, current, "--format", "json"))
    #expect(NSArray(array: before) == NSArray(array: after) && !before.isEmpty)
    #expect(drift(stored, current, "--reproduce").ending == .wrongInput)
    let cut = drift(stored, current, "--by", "kind")
    #expect(cut.ending == .wrongInput)
    #expect(cut.err.replacing(/\s+/, with: " ").contains("holds no rows to cut"), "\(cut.err)")
    try Data("{".utf8).write(to: URL(filePath: stored))
    let broken = drift(stored, current)
    let told = broken.err.replacing(/\s+/, with: " ")
    #expect(broken.ending == .wrongInput && told.contains("is no profile"), "\(broken.err)")
  }

  private func figures(_ result: Shell.Result) throws -> [[String: Any]] {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    let checks = try #require(json["checks"] as? [[String: Any]])
    let findings = try #require(checks.first?["findings"] as? [[String: Any]])
    return try #require(findings.first?["measurements"] as? [[String: Any]])
  }

  @Test func `a column has its own margin`() throws {
    let reference = try table("reference", seed: 1)
    let moved = try table("moved", seed: 2) { _ in 20 }
    #expect(drift(reference, moved, "--columns", "x").ending == .notMet)
    #expect(drift(reference, moved, "--columns", "x", "--margin", "x=0.4").ending == .met)
    #expect(drift(reference, moved, "--columns", "x", "--margin", "0.4").ending == .met)
    let strict = drift(reference, moved, "--columns", "x", "--margin", "0.4", "--margin", "x=0.05")
    #expect(strict.ending == .notMet)
  }

  @Test(arguments: ["2", "-1", "x=", "x=often", "nan", ""])
  func `a margin that is none is refused`(_ margin: String) throws {
    let reference = try table("reference", rows: 50, seed: 1)
    #expect(drift(reference, reference, "--margin=\(margin)").ending == .wrongInput)
  }

  @Test func `a margin of a column that is not there is refused`() throws {
    let reference = try table("reference", rows: 50, seed: 1)
    let result = drift(reference, reference, "--margin", "z=0.1")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("column 'z', which 'margins' names; did you mean 'x'?"))
  }

  @Test func `a slice that drifts alone is found, and named`() throws {
    let kinds = ["a", "b", "c", "d"]
    let reference = try table("reference", rows: 16_000, seed: 1, kinds: kinds)
    let moved = try table(
      "moved", rows: 16_000, seed: 2, shift: { $0 == "c" ? 40 : 0 }, kinds: kinds + ["e"])
    let result = drift(reference, moved, "--by", "kind", "--columns", "x", "--margin", "0.2")
    #expect(result.ending == .notMet)
    #expect(result.out.contains("'x' in kind=c"))
    #expect(result.out.contains("1 of 4 comparisons"))
    #expect(result.out.contains("new-slice") && result.out.contains("kind=e"))
  }

  @Test func `windows and slices go together`() throws {
    var numbers = SeededNumbers(seed: 9)
    let rows = (0..<4000).map { row in
      "2026-0\(row % 2 + 1)-05,\(Int.random(in: 0..<100, using: &numbers)),\(row % 4 < 2 ? "a" : "b")"
    }
    let path = try write("timed", "at,x,kind", rows)
    let result = drift(
      path, path, "--time", "at", "--by", "month", "--by", "kind", "--margin", "0.5")
    #expect(result.ending == .met)
    for part in ["2026-01, kind=a", "2026-02, kind=b"] { #expect(result.out.contains(part)) }
  }

  @Test func `the target and the prediction are named as such`() throws {
    let reference = try table("reference", seed: 1)
    let moved = try table("moved", seed: 2) { _ in 40 }
    let result = drift(reference, moved, "--target", "x", "--prediction", "y")
    #expect(firstLine(result).contains("the target 'x'"))
    #expect(drift(reference, moved, "--target", "nothing").ending == .wrongInput)
  }

  @Test func `new categories are named, with how often they came`() throws {
    let reference = try table("reference", seed: 1)
    let current = try table("current", seed: 2, kinds: ["a", "b", "mars"])
    let result = drift(reference, current, "--columns", "kind")
    #expect(result.ending == .notMet)
    let line = try #require(
      result.out.split(separator: "\n").first { $0.contains("mars") && $0.contains("current") })
    #expect(line.contains("%"))
  }

  @Test func `what is odd about a column is a finding with a name, and never NaN`() throws {
    let reference = try write(
      "reference", "same,gone,endless,mixed,fine",
      (0..<300).map { "7,\($0),\($0),\($0),\($0 % 7)" })
    let current = try write(
      "current", "same,gone,endless,mixed,fine",
      (0..<300).map { "7,,\($0 == 3 ? "inf" : "\($0)"),\($0 == 4 ? "many" : "\($0)"),\($0 % 7)" })
    let result = drift(reference, current)
    #expect(result.ending == .notMet)
    for name in ["constant", "all-missing", "infinite", "other-type"] {
      #expect(result.out.contains(name), "\(name)")
    }
    #expect(drift(reference, current, "--format", "json").out.contains("'many' in line 6"))
    for format in ["text", "json", "markdown", "html"] {
      let text = drift(reference, current, "--format", format).out.lowercased()
      #expect(!text.contains(": nan") && !text.contains(" nan"))
    }
  }

  @Test(arguments: [0, 1, 2])
  func `hardly any rows decide nothing`(_ rows: Int) throws {
    let few = try write("few", "x,kind", (0..<rows).map { "\($0),a" })
    let many = try table("many", rows: 500, seed: 1)
    for (reference, current) in [(many, few), (few, few), (few, many)] {
      let result = drift(reference, current, "--columns", "x", "kind")
      #expect(result.ending == .undecided)
      if rows < 2 { #expect(result.out.contains(rows == 0 ? "no-rows" : "one-row")) }
    }
  }

  @Test func `columns that no longer vary together drift, and nothing else does`() throws {
    let reference = try table("reference", rows: 12_000, seed: 1)
    let loose = try table("loose", rows: 12_000, seed: 2, together: false)
    #expect(drift(reference, loose).ending == .met)
    let result = drift(reference, loose, "--multivariate")
    #expect(result.ending == .notMet)
    #expect(firstLine(result).contains("all numbers together"))
    let alike = try table("alike", rows: 24_000, seed: 3)
    #expect(drift(alike, alike, "--multivariate").ending == .met)
    let few = try table("few", rows: 30, seed: 3)
    #expect(drift(reference, few, "--multivariate").ending == .undecided)
  }

  @Test func `columns that drop out of a comparison are told`() throws {
    let reference = try write(
      "reference", "id,at,x", (0..<300).map { "r\($0),2026-01-05T10:00:00Z,\($0)" })
    let current = try write(
      "current", "id,at,x,extra", (0..<300).map { "s\($0),2026-01-05T10:00:00Z,\($0),1" })
    let result = drift(reference, current)
    for word in ["names rows", "times are not", "new-column"] {
      #expect(result.out.contains(word), "\(word)")
    }
  }

  @Test func `a page draws every column over its reference, and is whole`() throws {
    let reference = try table("reference", seed: 1)
    let moved = try table("moved", seed: 2) { _ in 40 }
    let page = drift(reference, moved, "--format", "html").out
    #expect(page.hasPrefix("<!doctype html>") && page.contains("</html>"))
    #expect(page.components(separatedBy: "<svg").count == 4)
    #expect(page.contains("stats.ks_2samp"))
    #expect(!page.contains("<script"))
    #expect(page == drift(reference, moved, "--format", "html").out)
  }

  @Test func `the script holds every figure, and the columns by name`() throws {
    let rows = (0..<200).map { "\($0 % 13),\($0 % 3 == 0 ? "é" : "b")" }
    let reference = try write("reference", "\"x \"\"quoted\"\"\",kind", rows)
    let script = drift(reference, reference, "--reproduce").out
    #expect(script.contains("\"x \\\"quoted\\\"\", \"ks-distance\""))
    for name in ["ks-p-value", "wasserstein", "psi-deciles", "psi-evidently", "hellinger", "upper"]
    {
      #expect(script.contains("\"\(name)\": "), "\(name)")
    }
    #expect(script.utf8.allSatisfy { $0 < 128 })
  }
}

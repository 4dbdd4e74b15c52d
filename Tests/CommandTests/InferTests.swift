import Documents
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// `airworthy infer`: what it reads off a table, what people may change, and what a second run does.
@Suite struct InferTests {
  private static let table =
    "flight_id,left_at,landed_at,distance,carrier,gate,mail,late\n"
    + (0..<400).map { row in
      "F\(1000 + row),2026-01-\(10 + row / 20)T\(10 + row % 10):\(10 + row % 40):00Z,"
        + "2026-01-\(10 + row / 20)T23:00:00Z,\(row == 7 ? "NA" : "\(200 + row * 3)"),"
        + "\(["AA", "B6", "UA"][row % 3]),G\(row % 390),p\(row)@example.org,\(row % 4 == 0 ? 1 : 0)\n"
    }.joined()

  private func shell(_ table: String = table) throws -> Shell {
    let shell = try Shell()
    try shell.folder.write(table, to: "data/may.csv")
    return shell
  }

  private func infer(_ shell: Shell, _ more: [String] = []) -> Shell.Result {
    let (table, file) = (shell.folder.path + "/data/may.csv", shell.folder.path + "/e.yaml")
    return shell.run(["infer", table, "--output", file] + more)
  }

  @Test func `the file says what each rule rests on, and reads without an error`() throws {
    let shell = try shell()
    let shown = shell.run(["infer", shell.folder.path + "/data/may.csv", "--label", "late"])
    #expect(shown.ending == .met, "\(shown.err)")
    try expectSnapshot(of: shown.out, in: "Tests/CommandTests/Snapshots/infer.yaml")
  }

  @Test func `a table keeps what was read off itself, which shows nothing while it is a draft`()
    throws
  {
    let shell = try shell()
    #expect(infer(shell, ["--label", "late"]).ending == .met)
    try shell.edit(
      "airworthy.yaml", "checks:\n",
      to: "  may: {path: data/may.csv, component: data, expectations: e.yaml,"
        + " environment: training}\nchecks:\n  may: {check: data-quality, data: may}\n")
    let drafted = shell("check may --dry-run --verbose")
    #expect(drafted.out.contains("take 'draft' out"), "\(drafted.out)\(drafted.err)")
    let text = try shell.folder.text(of: "e.yaml")
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("draft:") })
    try shell.edit("e.yaml", line + "\n", to: "")
    let kept = shell("check may --dry-run --verbose")
    #expect(kept.ending == .met, "\(kept.out)\(kept.err)")
  }

  @Test func `a second run writes nothing, and says what the table shows otherwise`() throws {
    let shell = try shell()
    #expect(infer(shell).ending == .met)
    #expect(infer(shell).out == "the table shows nothing else than the file says\n")
    try shell.edit("e.yaml", "values: [\"AA\", \"B6\", \"UA\"]", to: "values: [\"AA\", \"B6\"]")
    let before = try shell.contents()
    let second = infer(shell)
    #expect(second.ending == .notMet)
    #expect(second.out.contains("~ carrier") && second.out.contains("nothing was written"))
    #expect(try shell.contents() == before)
  }

  @Test func `new columns are added below the others' heading, and comments stay`() throws {
    let shell = try shell()
    #expect(infer(shell).ending == .met)
    try shell.edit("e.yaml", "  # only 0 and 1 occur; none is missing\n", to: "  # ours!\n")
    let lines = Self.table.split(separator: "\n")
    let wider = ([lines[0] + ",seats"] + lines.dropFirst().map { $0 + ",150" })
      .joined(separator: "\n")
    try shell.folder.write(wider, to: "data/may.csv")
    let before = try shell.folder.text(of: "e.yaml")
    #expect(infer(shell, ["--add"]).out.hasPrefix("added seats to"))
    let after = try shell.folder.text(of: "e.yaml")
    #expect(
      after.split(separator: "\n").filter { !$0.contains("seats") && !$0.contains("from 150") }
        .joined(separator: "\n") + "\n" == before)
    #expect(after.contains("# ours!") && infer(shell).ending == .met)
    #expect(infer(shell, ["--add"]).out == "no column is new\n")
  }

  @Test func `only on demand is a file written anew`() throws {
    let shell = try shell()
    #expect(infer(shell).ending == .met)
    let first = try shell.folder.text(of: "e.yaml")
    try shell.edit("e.yaml", "draft: true", to: "draft: false")
    #expect(infer(shell, ["--replace"]).ending == .met)
    #expect(try shell.folder.text(of: "e.yaml") == first)
  }

  @Test func `what is no file of expectations is not touched`() throws {
    let shell = try shell()
    let before = try shell.contents()
    let path = shell.folder.path
    for more in [[], ["--replace"], ["--add"]] {
      let result = shell.run(
        ["infer", path + "/data/may.csv", "--output", path + "/airworthy.yaml"] + more)
      #expect(result.ending == .wrongInput && result.err.contains("expectations"))
    }
    #expect(try shell.contents() == before)
  }

  @Test(arguments: [
    (["--label", "lat"], "did you mean 'late'?"), (["--key", "nothing"], "no column 'nothing'"),
    (["--add", "--replace"], "exclude one another"), (["--add"], "there is no file"),
  ])
  func `a wrong call is told`(_ more: [String], _ words: String) throws {
    let shell = try shell()
    let result = infer(shell, more)
    let told = result.err.replacing(/\s+/, with: " ")
    #expect(result.ending == .wrongInput && told.contains(words), "\(result.err)")
  }

  @Test(arguments: ["", "a,b\n", "a,a\n1,2\n", "a\n\"x\n"])
  func `what is no table ends with 2`(_ table: String) throws {
    let result = try infer(shell(table))
    #expect(result.ending == .wrongInput && result.err.contains("bad-table"), "\(result.err)")
  }

  @Test(arguments: [
    "\"a: b\",\"x # y\",true\n1,2,3\n", "a\n\"it's \"\"x\"\" \\ y\"\n\"it's \"\"x\"\" \\ y\"\n",
    "é,`q`\n1,2\n", "n\n1e100\n-1e100\n", "n\ninf\n", "x\nNA\nNA\n", "t\n2013-01-01\n2013-05-01\n",
    "a\n" + String(repeating: "v\n", count: 200), "n\n0.1\n0.30000000000000004\n",
  ])
  func `of any table comes a file that reads, and that the table keeps`(_ table: String) throws {
    let shell = try shell(table)
    let first = infer(shell)
    #expect(first.ending == .met, "\(first.err)")
    let again = infer(shell)
    #expect(again.ending == .met, "\(again.out)\(again.err)")
    try shell.edit(
      "airworthy.yaml", "checks:\n",
      to: "  may: {path: data/may.csv, component: data, expectations: e.yaml}\n"
        + "checks:\n  may: {check: data-quality, data: may}\n")
    let checked = shell("check may --dry-run --verbose")
    #expect(checked.out.contains("draft") || table.contains("inf"), "\(checked.out)\(checked.err)")
  }
}

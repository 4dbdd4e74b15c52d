import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Every command reads a table in whatever form it comes, by its name alone.
@Suite struct TableFormTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var (csv, lines) = ("x,kind,day\n", "")
    for row in 0..<400 {
      let x = Double(row * 37 % 101) / 4
      let kind = ["a", "b", "c"][row % 3]
      let day = "2026-01-\(row % 19 + 10)"
      csv += "\(x),\(kind),\(day)\n"
      lines += "{\"x\":\(x),\"kind\":\"\(kind)\",\"day\":\"\(day)\"}\n"
    }
    try folder.write(csv, to: "t.csv")
    try folder.write(lines, to: "t.jsonl")
  }

  private func run(_ words: String...) -> Shell.Result {
    Shell(in: folder).run(words.map { $0.replacingOccurrences(of: "@", with: folder.path + "/") })
  }

  @Test func `profile, drift and infer find the same in JSON Lines as in CSV`() {
    #expect(
      run("profile", "@t.jsonl", "--format", "json").out
        == run("profile", "@t.csv", "--format", "json").out.replacingOccurrences(
          of: "t.csv", with: "t.jsonl"))
    let (left, right) = (
      run("drift", "@t.csv", "@t.csv", "--format", "json"),
      run("drift", "@t.csv", "@t.jsonl", "--format", "json")
    )
    #expect(left.ending == right.ending && left.out == right.out)
    let (csv, json) = (run("infer", "@t.csv").out, run("infer", "@t.jsonl").out)
    #expect(csv.contains("rows:") && csv.replacingOccurrences(of: "t.csv", with: "t.jsonl") == json)
  }

  @Test func `a list is passed over where other columns are asked for`() throws {
    try folder.write("{\"x\":1,\"tags\":[1]}\n{\"x\":2,\"tags\":[]}\n", to: "list.jsonl")
    let refused = run("profile", "@list.jsonl")
    #expect(refused.ending == .wrongInput && refused.err.contains("list.jsonl:1:1"))
    let chosen = run("profile", "@list.jsonl", "--columns", "x")
    #expect(chosen.ending == .met && chosen.out.contains("x"))
    let stored = run("profile", "@list.jsonl", "--output", "@list.json")
    #expect(stored.ending == .wrongInput)
  }

  @Test func `broken lines are told, and end with 2 where asked`() throws {
    try folder.write("{\"x\":1}\n{\"x\":\n{\"x\":3}\n", to: "broken.jsonl")
    let told = run("profile", "@broken.jsonl")
    #expect(told.ending == .met && told.out.contains("1 line that is no JSON object left out"))
    let ended = run("profile", "@broken.jsonl", "--ragged", "error")
    #expect(ended.ending == .wrongInput && ended.err.contains("broken.jsonl:2:1"))
    let drift = run("drift", "@t.csv", "@broken.jsonl")
    #expect(drift.ending == .wrongInput && drift.err.contains("1 line is no JSON object"))
  }

  @Test func `a packed file that is cut short is told with its name and a cure`() throws {
    try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]).write(
      to: URL(filePath: folder.path + "/cut.csv.gz"))
    for words in [
      ["profile", "@cut.csv.gz"], ["drift", "@t.csv", "@cut.csv.gz"], ["infer", "@cut.csv.gz"],
    ] {
      let result = Shell(in: folder).run(
        words.map { $0.replacingOccurrences(of: "@", with: folder.path + "/") })
      #expect(result.ending == .wrongInput, "\(words)")
      let told = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(told.contains("cut short") && told.contains("copy or pack the file again"), "\(told)")
    }
  }

  @Test func `no password is shown, whatever is wrong with a database`() {
    let name = "postgresql://me:s3cret@127.0.0.1:1/shop?table=orders"
    for words in [["profile", name], ["drift", name, name], ["infer", name]] {
      let result = Shell(in: folder).run(words)
      #expect(result.ending == .wrongInput && !result.err.contains("s3cret"), "\(result.err)")
    }
  }
}

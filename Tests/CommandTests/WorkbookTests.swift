import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Workbooks as commands write and read them.
@Suite struct WorkbookTests {
  @Test func `a workbook goes to a file or to where output goes, and never to a terminal`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let piped = shell("score --format xlsx")
    #expect(piped.ending == .met && piped.err.isEmpty)
    #expect(piped.bytes.starts(with: Array("PK".utf8)))
    let file = shell.folder.path + "/answers.xlsx"
    let kept = shell.run(["score", "--format", "xlsx", "-C", shell.folder.path, "-o", file])
    #expect(kept.ending == .met && kept.bytes.isEmpty)
    #expect(FileManager.default.contents(atPath: file) == Data(piped.bytes))
    shell.isTerminal = true
    let shown = shell("score --format xlsx")
    #expect(shown.ending == .wrongInput && shown.bytes.isEmpty)
    #expect(shown.err.contains("--output answers.xlsx"))
  }

  @Test func `a workbook has a sheet for each framework that is named, or for all`() throws {
    let shell = try Shell()
    let all = try PackedFiles(shell("score --format xlsx").bytes)["xl/workbook.xml"]
    #expect(all.matches(of: /<sheet\s/).count == 5)
    let some = try PackedFiles(shell("score maturity robustness --format xlsx").bytes)
    #expect(some["xl/workbook.xml"].contains("name=\"MLOps maturity\""))
    #expect(some["xl/workbook.xml"].matches(of: /<sheet\s/).count == 4)
    #expect(shell("score maturity nothing --format xlsx").ending == .wrongInput)
  }

  @Test func `several frameworks are shown item by item in every format`() throws {
    let shell = try Shell()
    for format in ["text", "json", "markdown"] {
      let shown = shell("score ml-test-score robustness --format \(format)")
      #expect(shown.ending == .met)
      #expect(shown.out.contains("R1.1") && shown.out.contains("ML Test Score"))
      #expect(!shown.out.contains("X17"))
    }
  }

  @Test func `a workbook of the past is made of what the log said then`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let then = shell("score --format xlsx --as-of 2026-02-01T12:00:00Z")
    shell.now = shell.now.adding(days: 30)
    #expect(shell("score --format xlsx --as-of 2026-02-01T12:00:00Z").bytes == then.bytes)
    #expect(shell("score --format xlsx").bytes != then.bytes)
  }

  @Test func `answers that nobody has read back are not written over`() throws {
    let shell = try Shell()
    let file = shell.folder.path + "/answers.xlsx"
    let write = ["score", "--format", "xlsx", "-C", shell.folder.path, "-o", file]
    #expect(shell.run(write).ending == .met)
    #expect(shell.run(write).ending == .met)
    var files = try PackedFiles(read(file))
    try files.set("E8", of: 2, to: "yes")
    let filled = try files.bytes()
    try Data(filled).write(to: URL(filePath: file))
    let refused = shell.run(write)
    #expect(refused.ending == .wrongInput)
    let told = refused.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("holds 1 answer that would be lost"))
    #expect(told.contains("answers.xlsx, ML System Robustness Score!E8"))
    #expect(try read(file) == filled)
  }

  private func read(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file)))
  }
}

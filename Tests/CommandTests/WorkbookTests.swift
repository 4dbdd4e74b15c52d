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

  // MARK: - Read back

  /// A shell with a workbook in its folder that was filled in by reads, `data.schema · data`.
  private func shell(
    answering cells: [(reads: String, column: String, text: String)]
  ) throws -> Shell {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    var files = try PackedFiles(shell("score maturity --format xlsx").bytes)
    let texts = files["xl/sharedStrings.xml"].matches(of: /<si><t[^>]*>(.*?)<\/t><\/si>/)
      .map { String($0.output.1) }
    for (reads, column, text) in cells {
      let index = try #require(texts.firstIndex(of: reads), "\(reads)")
      let row = try #require(
        files["xl/worksheets/sheet2.xml"].matches(of: /<c r="D(\d+)"[^>]*><v>(\d+)<\/v>/)
          .first { $0.output.2 == "\(index)" }?.output.1)
      try files.set("\(column)\(row)", of: 2, to: text)
    }
    try Data(files.bytes()).write(to: shell.folder.url.appending(path: "answers.xlsx"))
    return shell
  }

  private func take(_ shell: Shell, _ options: [String] = ["--by", "mara"]) -> Shell.Result {
    shell.run(
      ["answer", "--from", shell.folder.path + "/answers.xlsx", "-C", shell.folder.path] + options)
  }

  @Test func `what was answered in a workbook goes into the files, and moves the scores`() throws {
    let shell = try shell(answering: [
      ("doc.architecture · system", "E", "yes with artefact"),
      ("doc.architecture · system", "F", "docs/goals.md"),
      ("doc.architecture · system", "G", "=as it says: there"),
      ("doc.model-choice · model", "E", "no"), ("doc.model-choice · model", "H", "kofi"),
      ("gov.risk-register · system", "E", "not applicable"),
      ("gov.risk-register · system", "G", "There is none."),
    ])
    let before = try shell.verdict()
    let result = take(shell)
    #expect(result.ending == .met && result.err.isEmpty)
    #expect(result.out.contains("written to attestations.yaml and airworthy.yaml"))
    #expect(
      try before.changes(to: shell.verdict()) == [
        "doc.architecture of system", "doc.model-choice of model", "gov.risk-register of system",
      ])
    #expect(
      try shell.folder.text(of: "attestations.yaml").hasSuffix(
        """
          - control: doc.model-choice
            component: model
            says: no
            by: kofi
            on: 2026-02-01
          - control: doc.architecture
            says: yes
            by: mara
            on: 2026-02-01
            artefact: docs/goals.md
            note: "=as it says: there"

        """))
    // A workbook that was read back may be written over, and holds no answers any more.
    let file = shell.folder.path + "/answers.xlsx"
    let write = ["score", "maturity", "--format", "xlsx", "-C", shell.folder.path, "-o", file]
    #expect(shell.run(write).ending == .met)
    let again = take(shell)
    #expect(again.ending == .met && again.out.hasPrefix("no answer was changed in"))
  }

  @Test func `everything wrong in a workbook is told by cell, and nothing is written`() throws {
    let shell = try shell(answering: [
      ("doc.architecture · system", "E", "yes with artefact"),
      ("doc.architecture · system", "F", "docs/none.md"),
      ("doc.model-choice · model", "E", "maybe"),
      ("gov.risk-register · system", "E", "yes"), ("gov.risk-register · system", "H", "kofo"),
    ])
    let before = try shell.contents()
    let result = take(shell)
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(try shell.contents() == before)
    let told = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for (words, cell) in [
      ("'docs/none.md' does not exist", "F13"), ("'maybe' is no answer", "E11"),
      ("no person 'kofo'", "H8"),
    ] {
      #expect(told.contains(words))
      #expect(told.contains("answers.xlsx, MLOps maturity!\(cell)"), "\(told)")
    }
    #expect(told.contains("did you mean 'kofi'?") && told.contains("3 errors"))
  }

  @Test func `a row without a name is answered by whoever calls, and by nobody else`() throws {
    let shell = try shell(answering: [("doc.architecture · system", "E", "no")])
    let refused = take(shell, [])
    #expect(refused.ending == .wrongInput)
    #expect(refused.err.contains("nobody is said to answer doc.architecture anew"))
    #expect(take(shell, ["--by", "kofi"]).ending == .met)
    #expect(try shell.folder.text(of: "attestations.yaml").contains("says: no\n    by: kofi\n"))
  }

  @Test func `a workbook speaks for nobody else, and not against what was answered since`() throws {
    let shell = try shell(answering: [("gov.business-goals · system", "E", "no")])
    let before = try shell.folder.text(of: "attestations.yaml")
    #expect(before.contains("control: gov.business-goals"))
    let yes = ["answer", "gov.business-goals", "--yes", "--by", "kofi", "--note", "meanwhile"]
    #expect(shell.run(yes + ["-C", shell.folder.path]).ending == .met)
    let between = try shell.contents()
    let refused = take(shell, ["--by", "kofi"])
    #expect(refused.ending == .wrongInput && refused.out.isEmpty)
    let told = refused.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("was answered since the workbook was written: 'yes' by kofi"))
    #expect(try shell.contents() == between)
    #expect(take(shell, ["--by", "kofi", "--again"]).ending == .met)
    let after = try shell.folder.text(of: "attestations.yaml")
    #expect(!after.contains("meanwhile") && after.contains("says: no\n    by: kofi"))
  }

  @Test func `an answer that was removed is warned of, and stays`() throws {
    let shell = try shell(answering: [("gov.business-goals · system", "E", "")])
    let before = try shell.contents()
    let result = take(shell)
    #expect(result.ending == .met)
    let told = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("was removed, and stays as it is"))
    #expect(try shell.contents() == before)
    #expect(take(shell, ["--quiet"]).err.isEmpty)
  }

  @Test func `a workbook of other packs or of another system is not taken`() throws {
    let shell = try shell(answering: [("doc.architecture · system", "E", "no")])
    try shell.edit("airworthy.yaml", "id: sample", to: "id: other")
    let result = take(shell)
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("the workbook is about 'sample', and this is 'other'"))
  }

  @Test(arguments: ["answers.xlsx", "answers.xls", "answers.ods", "answers.XLSM"])
  func `what is no workbook and bears the name of one is told`(name: String) throws {
    let shell = try Shell()
    try shell.folder.write("control,answer\n", to: name)
    let result = shell.run([
      "answer", "--from", shell.folder.path + "/" + name, "-C", shell.folder.path, "--by", "mara",
    ])
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(result.err.contains("bad-workbook"))
    #expect(!result.err.contains(":1:1"))
  }
}

import Digests
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The main job, from a folder to a verdict.
struct MainJobTests {
  @Test func `check records, and status, score, gate and card speak of it`() throws {
    let shell = try Shell()
    let checked = shell("check")
    #expect(checked.ending == .notMet)
    #expect(checked.out.contains("✓ pass  data.schema of data"))
    #expect(checked.out.contains("✕ fail  code.versioned"))
    #expect(checked.err.contains("as automation:test"))

    let status = shell("status")
    #expect(status.ending == .met)
    #expect(status.out.contains("Not ready: it works at level 3 of 9"))
    #expect(status.err.isEmpty)

    #expect(shell("score").ending == .met)
    #expect(shell("card model").out.contains("Says how late."))
    #expect(shell("worth").ending != .wrongInput)
    #expect(shell("log verify").ending == .met)
  }

  @Test func `a dry run and every command that looks leave the folder as it was`() throws {
    let shell = try Shell()
    let before = try shell.contents()
    for line in [
      "check --dry-run", "status", "score", "plan", "gate 3", "card model", "worth",
      "init --dry-run",
      "explain controls", "status --format html",
    ] {
      _ = shell(line)
      #expect(try shell.contents() == before, "'\(line)' wrote something")
    }
  }

  @Test func `exit codes: met, not met, undecided`() throws {
    let shell = try Shell()
    #expect(shell("check a-golden a-quality").ending == .met)
    #expect(shell("check repository").ending == .notMet)
    #expect(shell("check a-drift").ending == .undecided)
    #expect(shell("gate 0 --component model").ending == .met)
    #expect(shell("gate 3 --component data").ending == .notMet)
    #expect(shell("gate 4 --component model").ending == .notMet)
  }

  @Test(arguments: [
    "status", "status --format json", "status --format markdown", "status --format html", "score",
    "score --format json", "gate 4", "gate 4 --format json", "card model",
    "card model --format html", "card model --format json", "worth", "worth --format json",
    "check --dry-run --format json", "plan --to 6", "plan --score robustness>=40",
    "plan --score ml-test-score>=2 --format json",
  ])
  func `the same log, files and instant give the same bytes`(line: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let first = shell(line)
    let second = shell(line)
    #expect(first.out == second.out)
    #expect(!first.out.isEmpty)
    #expect(first.ending != .wrongInput)
  }

  @Test func `--as-of tells what was true then, whatever the files say by now`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let then = shell("status --format json")

    shell.now = "2026-02-03T12:00:00Z"
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    #expect(shell("check").ending == .notMet)
    #expect(shell("status --format json").out.contains("2.1.0"))

    let past = shell("status --as-of 2026-02-01T12:00:00Z --format json")
    #expect(past.out == then.out)
    shell.now = "2026-02-04T12:00:00Z"
    #expect(shell("status --as-of 2026-02-01T12:00:00Z --format json").out == past.out)
  }

  @Test func `init writes a manifest that check and status take, and overwrites none`() throws {
    let folder = try TemporaryFolder()
    try folder.write("def train():\n    return 1\n", to: "train.py")
    try folder.write("id,x\n1,2.5\n2,3.5\n", to: "data/a.csv")
    let shell = Shell(in: folder)
    let made = shell("init")
    #expect(made.ending == .met)
    #expect(made.out.contains("wrote airworthy.yaml"))
    let manifest = try folder.text(of: "airworthy.yaml")
    #expect(shell("check").ending != .wrongInput)
    #expect(shell("status").ending == .met)
    #expect(shell("init").ending == .wrongInput)
    #expect(try folder.text(of: "airworthy.yaml") == manifest)
  }

  @Test func `a verdict that is issued can be found in the log, and the issued card is evidence`()
    throws
  {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let card = shell("card model --issue")
    #expect(card.ending == .met)
    #expect(card.err.contains("put on record"))
    let gate = shell("gate 3 --component model --issue")
    #expect(gate.ending != .wrongInput)
    let log = shell("log show --last 3").out
    #expect(log.contains("gov.card-current"))
    #expect(log.contains("gate"))
    // The sample's card lacks fields: it is evidence, and says so.
    #expect(try shell.verdict().table["gov.card-current of model"] == "none refuted")
  }

  @Test(arguments: ["gate 3 --component model", "card model"])
  func `what was put on record can be computed again, to the digest`(line: String) throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    // Declared and not recorded before: part of what the verdict stands on.
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    let told = shell("\(line) --issue").err
    let number = try #require(told.firstMatch(of: /as event (\d+)/)).output.1
    shell.now = shell.now.adding(days: 3)
    #expect(shell("check").ending == .notMet)
    let again = shell("\(line) --format json --as-of \(number)").out
    #expect(shell("log export").out.contains(Digest(of: again).hex))
  }

  @Test func `an exported log imports into an empty folder, and gives the same verdict`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let file = shell.folder.path + "/log.jsonl"
    #expect(shell("log export --output \(file)").ending == .met)
    let other = try Shell()
    #expect(other("log import \(file)").out.contains("added"))
    #expect(other("log verify").out == shell("log verify").out)
    #expect(other("status --format json").out == shell("status --format json").out)
    #expect(other("log import \(file)").out.contains("added 0"))
  }
}

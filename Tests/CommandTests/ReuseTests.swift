import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// A component of another system, used again here with its log.
@Suite struct ReuseTests {
  /// The log of another system whose model has graduated through some levels.
  private func foreignLog(through top: Int = 8) throws -> String {
    let folder = try TemporaryFolder()
    let store = try SQLiteEventStore(path: folder.path + "/log.db", access: .write)
    let mara = Actor(.person, "mara")
    func entry(_ fact: Fact, day: Int) -> Entry {
      Entry(
        at: Instant(stringLiteral: "2025-01-01").adding(days: day), by: mara, system: "other",
        fact: fact)
    }
    let subject = Subject.component("scorer")
    func evidence(_ control: Control.ID, _ status: Readiness.Status) -> Fact {
      .evidenceRecorded(
        Evidence(
          finding: Finding(control: control, subject: subject, status: status, summary: "seen"),
          check: "quality", configuration: "", versions: Versions(model: "1.0.0"), tool: "0.1.0"))
    }
    let entered = Fact.componentEntered(
      .init(component: "scorer", entry: .init(level: .first, on: "2025-01-01", reason: "new")))
    let signed = SignedGraduations()
    let graduations = try (0...top).compactMap { Level($0) }.flatMap {
      try signed.facts(of: "scorer", in: "other", through: $0, on: "2025-01-01")
    }
    let issue = Fact.cardIssued(
      .init(
        component: "scorer", level: .last, position: 3, packs: "p", at: "2025-02-01",
        digest: String(repeating: "c", count: 64), outcome: "complete"))
    let shown = [
      evidence("model.eval-tracked", .pass), evidence("model.tuned", .pass),
      evidence("model.fairness", .fail), issue,
    ]
    var entries = [entry(entered, day: 0)]
    entries += graduations.map { entry($0, day: 1) }
    entries += shown.enumerated().map { entry($1, day: top + 2 + $0) }
    try store.append(entries, expecting: 0)
    var lines: [String] = []
    try store.export { lines.append($0) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func shell(
    _ reuse: String = "{system: other, component: scorer, log: other.jsonl}", level: Int = 7,
    through top: Int = 8
  ) throws -> Shell {
    let shell = try Shell()
    try shell.folder.write(foreignLog(through: top), to: "other.jsonl")
    try shell.edit(
      "airworthy.yaml",
      "    depends-on: [data]\n    entry: {level: 3, on: 2026-01-01, reason: known}",
      to: "    depends-on: [data]\n    reused-from: \(reuse)\n"
        + "    entry: {level: \(level), on: 2026-01-01, reason: used again}")
    return shell
  }

  private func words(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test func `a component that was at 9 elsewhere enters at 7, and the log records whence`() throws
  {
    let shell = try shell()
    #expect(shell("check").ending == .notMet)
    let log = words(shell("log show --last 0").out)
    #expect(
      log.contains(
        "model enters at level 7: used again; reused from scorer of other, which works at 9 there; "
          + "card cccccccccccc…, log head "), "\(log)")
    // What is recorded is what is declared: nothing is new any more.
    #expect(shell("check repository").ending != .wrongInput)
    #expect(words(shell("log show --last 0").out).matches(of: #/model enters/#).count == 1)
    let card = shell("card model").out
    #expect(card.contains("in other, SHA-256 cccccccccccc…"))
    #expect(card.contains("reused from scorer of other"))
    #expect(shell("components").out.contains("reused from"))
    #expect(shell("status --format json").out.contains("\"origin\" : {"))
    #expect(shell("log verify").ending == .met)
  }

  @Test func `evidence of elsewhere is a claim until a check shows it here`() throws {
    var shell = try shell()
    shell.width = 160
    let before = words(shell("components reuse").out)
    #expect(before.contains("shown again here: 0 of 3 controls"))
    #expect(before.contains("model.eval-tracked yes, quality on 2025-01-11 claimed"))
    #expect(before.contains("model.fairness no, quality on 2025-01-13 none"))
    #expect(try shell.verdict().table["model.tuned of model"] == "none refuted")
    #expect(shell("check a-scores").ending == .met)
    let after = words(shell("components reuse").out)
    #expect(after.contains("shown again here: 1 of 3 controls"))
    #expect(after.contains("model.eval-tracked yes, quality on 2025-01-11 ✓ holds, shown again"))
    #expect(after.contains("model.tuned yes, quality on 2025-01-12 claimed"))
    let json = shell("components reuse --format json").out
    #expect(json.contains("\"replayed\" : true") && json.contains("\"highestEntry\" : 7"))
  }

  @Test(arguments: [(8, 8, 7), (8, 9, 7), (4, 6, 5), (0, 2, 1)])
  func `no component enters above what it has elsewhere, or above 7`(
    top: Int, entry: Int, most: Int
  ) throws {
    let result = try shell(level: entry, through: top)("status")
    #expect(result.ending == .wrongInput)
    #expect(
      words(result.err).contains("enters at \(most) at most, not at \(entry)"), "\(result.err)")
    #expect(try shell(level: most, through: top)("status").ending == .met)
  }

  @Test(arguments: [
    ("{system: another, component: scorer, log: other.jsonl}", "nothing of a system 'another'"),
    ("{system: other, component: scorrer, log: other.jsonl}", "no component 'scorrer' entered"),
    ("{system: sample, component: scorer, log: other.jsonl}", "'sample' is this system"),
    ("{system: other, component: scorer, log: missing.jsonl}", "does not exist"),
    ("{system: other, component: scorer, log: ../other.jsonl}", "leads out of the folder"),
    ("{system: other, component: scorer, log: worth.yaml}", "the log is not whole, line 1"),
    (
      "{system: other, component: scorer, log: other.jsonl, level: 8}",
      "works at level 9, not 8"
    ),
    ("{system: other, component: scorer}", "the key 'log' is missing"),
  ])
  func `reuse that the log does not bear out is told`(reuse: String, words: String) throws {
    let result = try shell(reuse)("status")
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(self.words(result.err).contains(words), "\(result.err)")
    #expect(result.err.contains("airworthy.yaml:"))
  }

  @Test(arguments: ["edit", "drop", "cut"])
  func `a log that was touched is not taken`(how: String) throws {
    let shell = try shell()
    var lines = try shell.folder.text(of: "other.jsonl").split(separator: "\n").map(String.init)
    switch how {
    case "edit": lines[3] = lines[3].replacing("it is shown", with: "it is known")
    case "drop": lines.remove(at: 3)
    default: lines[3].removeLast(5)
    }
    try shell.folder.write(lines.joined(separator: "\n") + "\n", to: "other.jsonl")
    let result = shell("status")
    #expect(result.ending == .wrongInput && words(result.err).contains("line 4"), "\(result.err)")
  }
}

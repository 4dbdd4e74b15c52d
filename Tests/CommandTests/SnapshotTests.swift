import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Every result as a user gets it, kept in `Snapshots`; look at one to see what a command shows.
@Suite struct SnapshotTests {
  @Test(arguments: [
    ("status.txt", "status"), ("status.json", "status --format json"),
    ("status.md", "status --format markdown"), ("report.html", "status --format html"),
    ("score.txt", "score"), ("score-robustness.txt", "score robustness"),
    ("score-levels.txt", "score mltrl"), ("score-levels.md", "score mltrl --format markdown"),
    ("score.json", "score maturity --format json"), ("score.md", "score --format markdown"),
    ("gate.txt", "gate 4 --component model"), ("gate.json", "gate 3 --format json"),
    ("gate.md", "gate 3 --format markdown"), ("card.md", "card model"),
    ("card.html", "card model --format html"), ("card.json", "card model --format json"),
    ("levels.txt", "levels"), ("levels.svg", "levels --format svg"),
    ("levels.html", "levels --format html"), ("levels.json", "levels model --format json"),
    ("portfolio.txt", "portfolio --to 5"), ("portfolio.md", "portfolio --format markdown"),
    ("portfolio.json", "portfolio --to 5 --format json"),
    ("portfolio.html", "portfolio --to 5 --format html"),
    ("worth.txt", "worth"), ("worth.json", "worth --format json"),
    ("log.txt", "log show --last 12"),
    ("check.txt", "check --dry-run --verbose"), ("check.json", "check --dry-run --format json"),
    ("explain-control.txt", "explain data.drift-monitored"), ("explain-level.txt", "explain 4"),
    ("answer-list.txt", "answer --list gov.business-goals data.drift-monitored --by mara"),
    (
      "answer-list.json",
      "answer --list gov.business-goals data.drift-monitored --by mara --format json"
    ),
    ("explain-item.txt", "explain R1.1"), ("explain-code.txt", "explain unknown-key"),
    ("plan.txt", "plan"), ("plan-score.txt", "plan --score robustness>=12"),
    ("plan.json", "plan --score ml-test-score>=0.5 --format json"),
    ("plan.md", "plan --to 5 --component data --format markdown"),
    ("profile.txt", "profile data/a.csv"), ("components.txt", "components"),
    ("components.md", "components --format markdown"),
    ("components.json", "components --format json"),
    ("drift.txt", "drift data/a.csv data/a.csv --by month --time at"),
  ])
  func `a result is what it was`(file: String, line: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let isOfTable = line.hasPrefix("profile") || line.hasPrefix("drift")
    let result =
      isOfTable
      ? shell.run(
        line.replacingOccurrences(of: "data/", with: shell.folder.path + "/data/")
          .split(separator: " ").map(String.init))
      : shell(line)
    #expect(result.err.isEmpty)
    try expectSnapshot(
      of: stable(result.out, in: shell), in: "Tests/CommandTests/Snapshots/\(file)")
  }

  @Test func `a starting manifest is what it was`() throws {
    let shell = try Shell()
    let git = Git(folder: shell.folder.path)
    git.run(["init", "--quiet"])
    git.run(["config", "user.name", "Mara Keller"])
    git.run(["config", "user.email", "mara@example.org"])
    try expectSnapshot(
      of: stable(shell("init --dry-run").out, in: shell),
      in: "Tests/CommandTests/Snapshots/init.yaml")
  }

  @Test func `diagnostics are what they were`() throws {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "purpose:", to: "purpos:")
    try shell.edit("airworthy.yaml", "code: 1.2.0, data: 3.0.0", to: "code: one, data: 3.0.0")
    try shell.edit("airworthy.yaml", "id: sample", to: "id: sample\n  id: twice")
    try shell.edit("attestations.yaml", "model.tuned", to: "model.tooned")
    try shell.edit("waivers.yaml", "2026-03-01", to: "2026-13-01")
    try shell.edit("requirements.yaml", "check:a-scores", to: "check:b-scores")
    try shell.edit("worth.yaml", "model: 0.020", to: "model: 2")
    let result = shell("status")
    #expect(result.ending == .wrongInput)
    try expectSnapshot(
      of: stable(result.err, in: shell), in: "Tests/CommandTests/Snapshots/diagnostics.txt")
  }

  @Test func `colour is what it was`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.isTerminal = true
    let shown = shell("status").out.replacingOccurrences(of: "\u{1B}", with: "␛")
    try expectSnapshot(
      of: stable(shown, in: shell), in: "Tests/CommandTests/Snapshots/status-colour.txt")
  }

  /// The text without what differs from run to run, or with every edit of a pack.
  private func stable(_ text: String, in shell: Shell) -> String {
    text.replacingOccurrences(of: shell.folder.path, with: "FOLDER")
      .replacingOccurrences(
        of: shell.folder.url.lastPathComponent, with: "FOLDER", options: .caseInsensitive
      )
      .replacing(/(?s)<style>.*<\/style>/, with: "<style>…</style>")
      .replacing(/packs(\s)(`|<code>)?[0-9a-f]{12,64}/) {
        "packs\($0.output.1)\($0.output.2 ?? "")DIGEST"
      }
      .replacing(/"packs" : "[0-9a-f]{64}"/, with: "\"packs\" : \"DIGEST\"")
  }
}

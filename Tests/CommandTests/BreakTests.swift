import Readiness
import TestSupport
import Testing
import Views

@testable import airworthy

/// Breaking something lowers exactly the readiness that stood on it.
struct BreakTests {
  @Test func `a new version of the model makes stale what was shown of the old one`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    let after = try shell.verdict()
    #expect(
      before.changes(to: after) == [
        "gov.worth-analysis of system", "model.eval-tracked of model",
        "model.release-gate of model", "model.tuned of model",
      ])
  }

  @Test func `an artefact that is edited does not renew what was said of it`() throws {
    let shell = try Shell()
    try shell.edit(
      "attestations.yaml", "says: no\n    by: mara\n    on: 2026-01-11\n    note: never",
      to: "says: yes\n    by: mara\n    on: 2026-01-11\n    artefact: docs/goals.md")
    #expect(shell("check").ending == .notMet)
    let key = "model.tuned of model"
    #expect(try shell.verdict().table[key] == "documented holds")
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    #expect(try shell.verdict().table[key] == "claimed stale")
    try shell.folder.write("# Goals, and more\n", to: "docs/goals.md")
    #expect(try shell.verdict().table[key] == "claimed stale")
    try shell.edit("attestations.yaml", "on: 2026-01-11", to: "on: 2026-01-31")
    #expect(try shell.verdict().table[key] == "documented holds")
  }

  @Test func `what went stale is told by what it still lends`() throws {
    var shell = try Shell()
    try shell.edit(
      "attestations.yaml", "says: no\n    by: mara\n    on: 2026-01-11\n    note: never",
      to: "says: yes\n    by: mara\n    on: 2026-01-11\n    artefact: docs/goals.md")
    #expect(shell("check").ending == .notMet)
    shell.now = shell.now.adding(days: 400)
    let tuned = try #require(try shell.verdict().readings["model.tuned"].first)
    #expect(tuned.standing == .stale && tuned.assurance == .claimed)
    #expect(tuned.grounds.count > 1)
    #expect(
      tuned.because.hasPrefix("mara says yes on 2026-01-11, with docs/goals.md (stale: older"))
  }

  @Test func `a limit that is edited makes stale the answers of that check alone`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    try shell.edit("airworthy.yaml", "at-least: 0.7", to: "at-least: 0.6")
    let after = try shell.verdict()
    #expect(before.changes(to: after) == ["model.eval-tracked of model"])
  }

  @Test func `a rule for the data makes stale what is judged by it, and nothing else`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    try shell.edit("airworthy.yaml", "rows: {at-least: 10}", to: "rows: {at-least: 20}")
    #expect(
      try before.changes(to: shell.verdict()) == [
        "data.quality-checked of data", "data.schema of data",
      ])
    try shell.edit(
      "airworthy.yaml", "kind: {type: category, values: [a, b, c]}", to: "kind: {type: time}")
    #expect(try before.changes(to: shell.verdict()).contains("data.drift-monitored of data"))
  }

  @Test func `a column that is gone fails its form and keeps the checks that read it from running`()
    throws
  {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    let rows = try shell.folder.text(of: "data/a.csv").split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(2) }
    try shell.folder.write(
      rows.map { $0.joined(separator: ",") + "\n" }.joined(), to: "data/a.csv")
    let checked = shell("check")
    #expect(checked.ending == .notMet)
    #expect(checked.out.contains("score"))
    let after = try shell.verdict()
    #expect(
      before.changes(to: after) == [
        "data.quality-checked of data", "data.schema of data", "model.eval-tracked of model",
        "model.release-gate of model",
      ])
  }

  @Test func `nothing but time passes, and evidence ages`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    shell.now = shell.now.adding(days: 40)
    let after = try shell.verdict()
    let changed = before.changes(to: after)
    #expect(!changed.isEmpty)
    // Its time is 60 days by the project's policy.
    #expect(!changed.contains("code.versioned of system"))
  }

  @Test func `a clock that went back is told, and what lies ahead does not count`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    #expect(!shell("status").err.contains("clock"))
    shell.now = shell.now.adding(days: -5)
    let status = shell("status")
    #expect(status.ending == .met)
    #expect(status.err.contains("Is the clock right?"))
    #expect(try shell.verdict().table["data.schema of data"] == "none not reported")
    #expect(shell("check").ending == .notMet)
    #expect(shell("log verify").ending == .met)
  }

  @Test func `put back, it is as it was`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = try shell.verdict()
    try shell.edit("airworthy.yaml", "at-least: 0.7", to: "at-least: 0.6")
    try shell.edit("airworthy.yaml", "at-least: 0.6", to: "at-least: 0.7")
    #expect(before.changes(to: try shell.verdict()).isEmpty)
  }
}

import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What somebody tries who should not have a say in a review.
@Suite struct ReviewTrustTests {
  private let keys: TemporaryFolder
  private var shell: Shell

  init() throws {
    keys = try TemporaryFolder()
    shell = try Shell()
    shell.environment = ["AIRWORTHY_ACTOR": "automation:nightly", "AIRWORTHY_KEYS": keys.path]
    try shell.edit(
      "airworthy.yaml", "people:\n",
      to: "people:\n  rafa: {name: Rafa, email: rafa@example.org, "
        + "roles: [research, applied-ai, engineering, qa]}\n")
  }

  private func run(_ line: String, _ more: String..., by actor: String? = nil) -> Shell.Result {
    var shell = shell
    if let actor { shell.environment["AIRWORTHY_ACTOR"] = actor }
    return shell.run(
      line.split(separator: " ").map(String.init) + more + ["-C", shell.folder.path])
  }

  private static let now: Instant = "2026-02-01T12:00:00Z"

  /// Writes facts into the log behind the commands' back.
  private func append(_ facts: [Fact], by actor: Actor) throws {
    let store = try SQLiteEventStore(
      path: shell.folder.path + "/.airworthy/log.db", access: .write)
    try store.append(
      facts.map { Entry(at: Self.now, by: actor, system: "sample", fact: $0) }, expecting: nil)
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", shell.folder.path, "-c", "user.name=R", "-c", "user.email=rafa@example.org"]
      + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["GIT_COMMITTER_DATE": "2026-02-01T11:00:00Z", "GIT_AUTHOR_DATE": "2026-02-01T11:00:00Z"]
    ) { _, new in new }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test func `nobody registers a key for somebody else, or signs with theirs`() throws {
    _ = run("check")
    let taken = run("keys new --as rafa", by: "person:mara")
    #expect(taken.ending == .notMet && taken.err.contains("nobody signs for another"))
    #expect(run("keys new --as rafa", by: "person:rafa").ending == .met)
    try #require(run("review open model").ending == .met)
    let signed = run("review sign model --approve --as rafa", by: "person:mara")
    #expect(signed.ending == .notMet && signed.err.contains("nobody signs for another"))
    let id = try #require(run("keys list --format json").out.firstMatch(of: /[0-9a-f]{16}/)).output
    #expect(run("keys revoke \(id) --reason", "lost", by: "person:mara").ending == .met)
    #expect(run("keys list").out.contains("revoked by person:mara"))
    let second = run("keys new --as rafa")
    #expect(second.ending == .notMet && second.err.contains("had a key before"), "\(second.err)")
    #expect(run("keys new --as rafa", by: "person:rafa").ending == .met)
    #expect(run("review sign model --approve --as rafa").ending == .met)
    let shown = run("review show model").out.split(whereSeparator: \.isWhitespace)
    #expect(shown.joined(separator: " ").contains("registered by themselves"))
  }

  @Test func `who committed a requirement is its author, whoever runs the commands`() throws {
    try git("init", "-q")
    try git("add", ".")
    try git("commit", "-q", "-m", "all")
    _ = run("check")
    try #require(run("keys new --as rafa").ending == .met)
    let opened = run("review open model", by: "person:kofi")
    try #require(opened.ending == .met, "\(opened.err)")
    let signed = run("review sign model --approve --as rafa")
    #expect(
      signed.err.contains("rafa authored") && signed.err.contains("the requirements"),
      "\(signed.err)")
    #expect(!opened.err.contains("kofi authored"))
  }

  @Test func `what a branch brings after the gate was written since, whatever its date says`()
    throws
  {
    try git("init", "-q", "-b", "main")
    try git("add", ".")
    try git("commit", "-q", "-m", "all")
    try git("checkout", "-q", "-b", "side")
    try shell.edit("requirements.yaml", "The system shall be right.", to: "It shall be right.")
    try git("commit", "-q", "-a", "-m", "earlier")
    try git("checkout", "-q", "main")
    _ = run("check")
    let gate = try String(
      contentsOfFile: shell.folder.path + "/.git/refs/heads/main", encoding: .utf8)
    let signed = SignedGraduations()
    let facts = try signed.facts(
      of: "model", in: "sample", through: Level(3) ?? .last, on: Self.now,
      commit: gate.trimmingCharacters(in: .whitespacesAndNewlines))
    try append(signed.keys + facts, by: Actor(.automation, "ci"))
    try git("merge", "-q", "--no-ff", "-m", "late", "side")
    _ = run("check")
    try #require(run("keys new --as rafa").ending == .met)
    try #require(run("review open model").ending == .met)
    let vote = run("review sign model --approve --as rafa")
    #expect(vote.err.contains("rafa authored the requirements"), "\(vote.err)")
  }

  @Test func `who handed a component over presents it until the next gate`() throws {
    _ = run("check")
    try #require(run("review open model").ending == .met)
    try shell.edit(
      "airworthy.yaml", "people:\n",
      to: "people:\n  nell: {name: Nell, roles: [research]}\n")
    try shell.edit("airworthy.yaml", "owners: {research: [mara]", to: "owners: {research: [nell]")
    try #require(run("review open model --again --reason new").ending == .met)
    try #require(run("keys new --as mara", by: "person:mara").ending == .met)
    let vote = run("review sign model --approve", by: "person:mara")
    #expect(vote.err.contains("mara owned model at model-3-1"), "\(vote.err)")
  }

  @Test func `a check that runs again between two signatures changes nothing that was signed`()
    throws
  {
    _ = run("check")
    try #require(run("keys new --as rafa").ending == .met)
    try #require(run("review open model").ending == .met)
    _ = run("check")
    let vote = run("review sign model --approve --as rafa")
    #expect(vote.ending == .met, "\(vote.err)")
  }

  @Test func `nobody takes away by a date what another's key signed`() throws {
    try #require(run("keys new --as rafa").ending == .met)
    let id = try #require(run("keys list --format json").out.firstMatch(of: /[0-9a-f]{16}/)).output
    let back = run("keys revoke \(id) --since 2026-01-01 --reason x", by: "person:mara")
    #expect(back.ending == .notMet && back.err.contains("only rafa"), "\(back.err)")
  }

  @Test func `a graduation that nothing decided raises no level and is told`() throws {
    _ = run("check")
    let before = try #require(
      try shell.verdict().components.first { $0.component.id == "model" }?.working)
    let forged = Fact.levelGraduated(
      .init(component: "model", level: before, reason: "trust me", review: "model-3-9"))
    try append([forged], by: Actor(.person, "mara"))
    let judged = try #require(
      try shell.verdict().components.first { $0.component.id == "model" })
    #expect(judged.working == before)
    for line in ["status", "levels", "log verify"] {
      let words = run(line).out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("does not count: there is no review"), "\(line): \(words)")
    }
    #expect(run("log verify").ending == .notMet)
    let records = run("check records").out.split(whereSeparator: \.isWhitespace)
    #expect(records.joined(separator: " ").contains("does not count"), "\(records)")
  }

  @Test func `a retrain is approved before it is there, and not afterwards`() throws {
    _ = run("check")
    let signed = SignedGraduations()
    let levels: [Fact] = try (3...8).flatMap { level in
      try signed.facts(of: "model", in: "sample", through: Level(level) ?? .last, on: Self.now)
    }
    try append(signed.keys + levels, by: Actor(.automation, "ci"))
    func works() throws -> Int? {
      try shell.verdict().components.first { $0.component.id == "model" }?.working?.number
    }
    #expect(try works() == 9)

    let registered = run("keys new --as rafa")
    try #require(registered.ending == .met, "\(registered.err)")
    let approve = "review approve-retrain model --part model --to 2.0.1 --as rafa --reason"
    let undeclared = run(approve, "May only")
    #expect(undeclared.ending == .notMet)
    #expect(undeclared.err.contains("is declared as a retrain"), "\(undeclared.err)")
    try shell.edit(
      "airworthy.yaml", "versions: {code: 1.2.0, model: 2.0.0",
      to:
        "changes:\n      - {part: model, version: 2.0.1, class: same-specification, reason: May,\n"
        + "         approved-retrain: rafa}\n    versions: {code: 1.2.0, model: 2.0.0")
    #expect(run("review approve-retrain model --part cod --to 2 --reason x").ending == .wrongInput)
    let approved = run(approve, "May only")
    #expect(approved.ending == .met, "\(approved.err)")

    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.0.1")
    _ = run("check records")
    #expect(try works() == 7)
    let log = run("log show --last 0").out.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(log.contains("rafa approves model 2.0.1 of model as a retrain: May only"), "\(log)")
    let late = run(approve, "too late")
    #expect(late.ending == .notMet && late.err.contains("is there already"), "\(late.err)")
  }

  @Test
  func `an export that was altered anywhere is not genuine, and an undecided one decides nothing`()
    throws
  {
    _ = run("check")
    try #require(run("keys new --as rafa").ending == .met)
    try #require(run("review open model").ending == .met)
    try #require(run("review sign model --approve --as rafa").ending == .met)
    let export = run("review show model --format export").out
    func verified(_ text: String, _ more: String...) throws -> Shell.Result {
      try shell.folder.write(text, to: "e.json")
      return shell.run(["review", "verify", shell.folder.path + "/e.json"] + more)
    }
    #expect(try verified(export).ending == .undecided)
    #expect(try verified(export).out.contains("not signed, and so not verified"))
    let more = export.replacingOccurrences(of: "{\n  \"", with: "{\n  \"aside\" : 1,\n  \"")
    #expect(try verified(more).ending == .wrongInput)
    #expect(try verified(export, "--key", "c04a").err.contains("too short"))
    let id = try #require(run("keys list --format json").out.firstMatch(of: /[0-9a-f]{16}/)).output
    try #require(run("keys revoke \(id) --since 2026-01-01 --reason", "stolen").ending == .met)
    let revoked = try verified(run("review show model --format export").out)
    #expect(revoked.ending == .notMet && revoked.out.contains("revoked by then"))
  }
}

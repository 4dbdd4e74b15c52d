import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Gated reviews as people hold them, and what they refuse.
@Suite struct ReviewTests {
  private let keys: TemporaryFolder
  private var shell: Shell

  init() throws {
    keys = try TemporaryFolder()
    shell = try Shell()
    shell.environment = ["AIRWORTHY_ACTOR": "automation:nightly", "AIRWORTHY_KEYS": keys.path]
    try shell.edit(
      "airworthy.yaml", "people:\n",
      to: "people:\n  rafa: {name: Rafa, roles: [research, applied-ai, engineering, qa]}\n")
  }

  private func run(_ line: String, _ more: String...) -> Shell.Result {
    shell.run(
      line.split(separator: " ").map(String.init) + more + ["-C", shell.folder.path])
  }

  /// A review of the model that Rafa can sign.
  private func open() throws {
    try #require(run("check").ending != .wrongInput)
    try #require(run("keys new --as rafa").ending == .met)
    let opened = run("review open model --progress", "what there is")
    try #require(opened.ending == .met, "\(opened.err)")
  }

  @Test func `a packet is signed, exported and verified without the log`() throws {
    try open()
    let signed = run("review sign model --approve --as rafa --reason", "it is well made")
    #expect(signed.ending == .met, "\(signed.err)")
    let exported = run("review show model --format export")
    try shell.folder.write(exported.out, to: "review.json")
    let file = shell.folder.path + "/review.json"
    let verified = shell.run(["review", "verify", file])
    #expect(verified.ending == .met && verified.out.contains("1 signature are genuine"))

    for (old, new) in [
      ("it is well made", "it is not well made"), ("\"approve\"", "\"object\""),
      ("\"works\"", "\"works\""), ("\"position\" : ", "\"position\" : 1"),
    ] where old != new {
      try shell.folder.write(exported.out.replacingOccurrences(of: old, with: new), to: "r2.json")
      let tampered = shell.run(["review", "verify", shell.folder.path + "/r2.json"])
      #expect(tampered.ending == .notMet, "\(old): \(tampered.out)")
    }
    #expect(shell.run(["review", "verify", file, "--key", "0000000000"]).ending == .notMet)
    #expect(
      shell.run(["review", "verify", shell.folder.path + "/airworthy.yaml"]).ending == .wrongInput)
  }

  @Test func `a changed requirement makes signatures stale, and a new packet takes new ones`()
    throws
  {
    try open()
    #expect(run("review sign model --approve --as rafa").ending == .met)
    try shell.edit("requirements.yaml", "statement: ", to: "statement: Indeed, ")
    let stale = run("review sign model --approve --as rafa")
    #expect(stale.ending == .notMet && stale.err.contains("the requirements were changed"))
    #expect(run("review show model").out.contains("requirements were changed"))
    #expect(run("review open model").err.contains("is open since"))
    #expect(run("review open model --again").ending == .met)
    let fresh = run("review show model")
    #expect(fresh.out.contains("lacks"), "\(fresh.out)")
    #expect(!fresh.out.contains("stale"))
    #expect(run("review list").out.contains("ended: a new packet takes its place"))
  }

  @Test func `people who may not sign are told why, each reason at once`() throws {
    try open()
    #expect(run("keys new --as kofi").ending == .met)
    let owner = run("review sign model --approve --as kofi")
    #expect(owner.ending == .notMet)
    #expect(run("review sign model --approve --as nobody").ending == .wrongInput)
    #expect(run("review sign model --approve").err.contains("is no person"))
    #expect(run("review sign model --approve --object --as rafa").ending == .wrongInput)
    let bare = run("review sign model --object --as rafa")
    #expect(bare.err.contains("an objection needs its reason"))
    #expect(
      run("review sign model --approve --as rafa --role", "stakeholder").err.contains("is no"))
    #expect(
      run("review sign model --approve --as rafa --condition", "x | nobody | 2020-01-01").err
        .contains("was due on"))
    #expect(
      run("review sign model --approve --as rafa --condition", "x | rafa").ending == .wrongInput)
    #expect(
      run("review sign model --approve --as rafa --doubt", "L9.99").err.contains("does not ask"))
  }

  @Test func `a decision that is refused names everything that speaks against it`() throws {
    try open()
    #expect(run("review ask model", "What if the feed stops?", "--as", "mara").ending == .met)
    let refused = run("review decide model --graduate --as rafa --reason", "why not")
    #expect(refused.ending == .notMet)
    for words in [
      "is not met", "the panel of level", "ethics checklist", "question 1 has no answer",
    ] {
      #expect(refused.err.contains(words), "\(words): \(refused.err)")
    }
    #expect(run("review ask model --answer 1", "We stop too.", "--as", "mara").ending == .met)
    #expect(run("review ask model --answer 7", "We stop too.", "--as", "mara").ending == .notMet)
    #expect(run("review decide model --tasks --as rafa --reason x").err.contains("no task"))
    let bare = run(
      "review decide model --tasks --as rafa --reason x --task", "x | mara | 2026-03-01")
    #expect(bare.ending == .wrongInput && bare.err.contains("no number to reach"))
    let below = run("review decide model --switchback --to 0 --as rafa --reason x")
    #expect(below.ending == .notMet)
  }

  @Test func `tasks are kept, listed, closed once, and the debrief is due`() throws {
    try open()
    let decided = run(
      "review decide model --tasks --as rafa --reason x --task",
      "more tests | mara | 2026-03-01 | 60 %",
      "--task", "say why | kofi | 2026-02-10 | none: it is a text")
    #expect(decided.ending == .met, "\(decided.err)")
    #expect(run("review list --tasks").out.contains("no number: it is a text"))
    #expect(run("review done model-3-1 1 --as mara", "62 %").ending == .met)
    #expect(run("review done model-3-1 1 --as mara", "63 %").ending == .notMet)
    #expect(run("review done model-3-1 9 --as mara", "63 %").ending == .notMet)
    #expect(!run("review list --tasks").out.contains("more tests"))
    #expect(run("review debrief model --as mara --achieved a").ending == .wrongInput)
    let late = run("review debrief model --as mara --achieved a --postponed b --learned c --debt d")
    #expect(late.ending == .met, "\(late.err)")
    #expect(run("review show model").out.contains("what was learned: c"))
    #expect(run("review show model --format markdown").out.contains("more tests"))
    #expect(run("review sign model --approve --as rafa").err.contains("was decided on"))
  }

  @Test func `a revoked key signs no more, and a rotated one signs for the next`() throws {
    try open()
    #expect(run("keys new --as rafa").ending == .wrongInput)
    #expect(run("keys rotate --as rafa").ending == .met)
    let list = run("keys list").out
    #expect(list.contains("replaced by") && list.contains("counts"), "\(list)")
    #expect(run("review sign model --approve --as rafa").ending == .met)
    let json = run("keys list --format json").out
    let ids = json.matches(of: /"id" : "([0-9a-f]{16})"/).map { String($0.output.1) }
    try #require(ids.count == 2)
    for id in ids { _ = run("keys revoke \(id) --since 2026-01-01 --reason", "stolen") }
    let shown = run("review show model")
    #expect(shown.out.contains("does not count"), "\(shown.out)")
    #expect(run("review sign model --approve --as rafa").err.contains("has no key"))
    #expect(run("keys revoke \(ids[0]) --reason", "again").ending == .wrongInput)
    #expect(run("keys revoke ff --reason", "x").ending == .wrongInput)
  }

  @Test func `nothing is signed by a clock that is behind the log`() throws {
    try open()
    var early = shell
    early.now = "2026-01-31T12:00:00Z"
    let refused = early.run([
      "review", "sign", "model", "--approve", "--as", "rafa", "-C", shell.folder.path,
    ])
    #expect(refused.ending == .wrongInput && refused.err.contains("a clock that is behind"))
  }

  @Test func `a key that others can read, or that is none, is refused`() throws {
    try open()
    let folder = keys.path + "/sample"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let file = "\(folder)/\(name)"
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    #expect(run("review sign model --approve --as rafa").err.contains("others can read"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try Data("-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n".utf8)
      .write(to: URL(filePath: file))
    #expect(run("review sign model --approve --as rafa").err.contains("no Ed25519 key"))
  }

  @Test func `a switchback says what stays and what has to be shown again`() throws {
    try #require(run("check").ending != .wrongInput)
    let try1 = run("switchback model --to 3 --dry-run")
    #expect(try1.ending == .notMet, "\(try1.out)\(try1.err)")
    #expect(run("switchback model --to 11 --dry-run").ending == .wrongInput)
    #expect(run("switchback model --to 2").err.contains("needs its reason"))
    #expect(run("switchback nothing --to 2 --reason x").err.contains("has entered"))
  }
}

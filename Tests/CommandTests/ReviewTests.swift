import ArgumentParser
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
      to: "people:\n  rafa: {name: Rafa, roles: [research, applied-ai, engineering, qa]}\n"
        + "  sol: {name: Sol, roles: [research]}\n")
  }

  private func run(_ line: String, _ more: String...) -> Shell.Result {
    shell.run(
      line.split(separator: " ").map(String.init) + more + ["-C", shell.folder.path])
  }

  /// A review of the model that Rafa can sign.
  private func open() throws {
    try #require(run("check").ending != .wrongInput)
    for person in ["rafa", "sol"] { try #require(run("keys new --as \(person)").ending == .met) }
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
    #expect(verified.ending == .undecided && verified.out.contains("1 signature are genuine"))

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
    #expect(run("review ask model", "What if the feed stops?", "--as", "rafa").ending == .met)
    let own = run("review ask model --answer 1", "We stop too.", "--as", "rafa")
    #expect(own.ending == .notMet && own.err.contains("asked question 1"), "\(own.err)")
    #expect(run("review ask model --answer 1", "Who knows.", "--as", "kofi").ending == .notMet)
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
    func decide() -> Shell.Result {
      run(
        "review decide model --tasks --as rafa --reason x --task",
        "more tests | mara | 2026-03-01 | at least 60 %",
        "--task", "say why | kofi | 2026-02-10 | none: it is a text")
    }
    let alone = decide()
    #expect(alone.ending == .notMet && alone.err.contains("nobody but rafa has voted"))
    #expect(run("review sign model --object --as sol --reason", "too few tests").ending == .met)
    let decided = decide()
    #expect(decided.ending == .met, "\(decided.err)")
    #expect(run("review list --tasks").out.contains("no number: it is a text"))
    let gate = run("gate next --component model")
    #expect(gate.ending == .notMet && gate.out.contains("task 1 of model-3-1"), "\(gate.out)")

    #expect(run("review done model-3-1 1 --as kofi --reached 62%", "docs/t.md").ending == .notMet)
    let bare = run("review done model-3-1 1 --as mara", "done")
    #expect(bare.ending == .notMet && bare.err.contains("asks for a number"), "\(bare.err)")
    let short = run("review done model-3-1 1 --as mara --reached 58%", "docs/t.md")
    #expect(short.ending == .notMet && short.err.contains("58% is not what was asked for"))
    #expect(run("review done model-3-1 1 --as mara --reached 62%", "docs/t.md").ending == .met)
    #expect(run("review done model-3-1 1 --as mara --reached 63%", "docs/t.md").ending == .notMet)
    #expect(run("review done model-3-1 9 --as mara", "63 %").ending == .notMet)
    #expect(run("review done model-3-7 1 --as mara", "63 %").ending == .wrongInput)
    #expect(run("review show model").out.contains("62% reached; docs/t.md"))
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
    try #require(ids.count == 3)
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
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let name = try #require(names.first { $0.hasPrefix("rafa-") })
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
    let unknown = run("switchback nothing --to 2 --reason x")
    #expect(unknown.ending == .wrongInput && unknown.err.contains("no component 'nothing'"))
  }

  @Test func `a name that nothing has is a mistake of the caller, in every command`() throws {
    try open()
    for line in [
      "review open nothing", "review list --component nothing", "review show nothing",
      "review done nothing 1 text --as mara", "review withdraw nothing --reason x",
      "switchback nothing --to 2 --dry-run",
    ] { #expect(run(line).ending == .wrongInput, "\(line)") }
  }

  @Test func `a review is withdrawn or replaced with its reason`() throws {
    try open()
    #expect(run("review withdraw model --reason", " ").ending == .notMet)
    #expect(run("review open model --again --reason", " ").ending == .wrongInput)
    #expect(run("review open model --reason", "the wrong branch").ending == .wrongInput)
    #expect(run("review open model --again --reason", "the wrong branch").ending == .met)
    #expect(run("review withdraw model --reason", "not yet").ending == .met)
    let list = run("review list").out
    #expect(list.contains("ended: the wrong branch") && list.contains("ended: not yet"), "\(list)")
  }

  @Test func `opening says what keeps the review from graduating, and who could not sign`() throws {
    try #require(run("check").ending != .wrongInput)
    let gate = run("gate 3 --component model").out
    #expect(gate.contains("the card of level 3 lacks") && gate.contains("cards/model.md"))
    // Before a first review there is nothing to look back on.
    #expect(!gate.contains("C.26"))
    let opened = run("review open model").err
    #expect(opened.contains("not met: ") && opened.contains("'airworthy gate 3"), "\(opened)")
    #expect(opened.contains("the card of level 3 lacks"))
    let first = run("review open data").err
    #expect(!first.contains("nobody who may sign"), "\(first)")
    try shell.edit("airworthy.yaml", "applied-ai, engineering, qa]", to: "qa]")
    let nobody = run("review open data --again").err
    #expect(nobody.contains("nobody who may sign is declared for applied-ai"), "\(nobody)")
  }

  @Test func `an owner who signs is told who may, and a part is named once`() throws {
    try open()
    #expect(run("keys new --as mara").ending == .met)
    let owner = run("review sign model --approve --as mara")
    #expect(owner.err.contains("let rafa or sol sign, as research"), "\(owner.err)")
    let twice = run("review sign model --approve --as sol --role research --role", "research")
    #expect(twice.ending == .notMet && twice.err.contains("named twice"), "\(twice.err)")
    let condition = run(
      "review sign model --abstain --as sol --condition", "x | mara | 2026-03-01")
    #expect(condition.err.contains("goes with an approval"), "\(condition.err)")
    #expect(run("review sign model --object --as sol --reason", "no").ending == .met)
    #expect(run("review sign model --object --as rafa --reason", "no").ending == .met)
    #expect(run("gate 3 --component model").out.contains("complete: 0 for, 2 against"))
  }

  @Test func `what the records show is looked at anew, whatever the last check said`() throws {
    try #require(run("check").ending != .wrongInput)
    try shell.edit(
      "airworthy.yaml", "reviewers: {product: [kofi]}", to: "reviewers: {product: [mara]}")
    let gate = run("gate 3 --component model")
    #expect(gate.ending == .notMet && gate.out.contains("both owns and reviews"), "\(gate.out)")
    try open()
    let log = run("log show --last 0").out
    #expect(log.contains("both owns and reviews"), "\(log)")
    let shown = run("review show model --format json").out
    #expect(shown.contains("G.4"), "\(shown)")
    try shell.edit(
      "airworthy.yaml", "reviewers: {product: [mara]}", to: "reviewers: {product: [kofi]}")
    // The same answer at the same instant is the same event, so some time passes.
    var later = shell
    later.now = "2026-02-01T13:00:00Z"
    let stale = later.run([
      "review", "sign", "model", "--approve", "--as", "rafa", "-C", shell.folder.path,
    ])
    #expect(stale.err.contains("G.4 is met, and was not met"), "\(stale.err)")
  }

  @Test func `a template that was not filled in gives one fault a question`() throws {
    try open()
    let template = run("review ethics model --template").out
    try shell.folder.write(template, to: "ethics.yaml")
    let refused = run("review ethics model --as rafa --from", shell.folder.path + "/ethics.yaml")
    #expect(refused.ending == .wrongInput)
    let questions = template.matches(of: /- question:/).count
    #expect(refused.err.matches(of: #/error\[/#).count == questions, "\(refused.err)")
    #expect(!refused.err.contains("one of answer"))
  }

  @Test func `status says how a component came to its level where no review led there`() throws {
    _ = run("check")
    #expect(run("status").out.contains("model entered at 3 on 2026-01-01, and no review led there"))
    // Only the data may be renamed without anything else that names it.
    try shell.edit(
      "airworthy.yaml", "entry: {level: 3, on: 2026-01-01, reason: known}",
      to:
        "entry: {level: 9, on: 2026-01-01, reason: in service}")
    #expect(run("status").out.contains("model entered at 9"))
    _ = run("check records")
    try shell.edit(
      "airworthy.yaml", "versions: {code: 1.2.0, model: 2.0.0",
      to:
        "versions: {code: 1.2.0, model: 2.1.0")
    #expect(run("check records").ending != .wrongInput)
    #expect(run("status").out.contains("model entered at 9"))
  }

  @Test func `a fall from 9 is told as it happens, and in the status, with what to do`() throws {
    _ = run("check")
    let signed = SignedGraduations()
    let levels: [Fact] = try (3...8).flatMap { level in
      try signed.facts(
        of: "model", in: "sample", through: Level(level) ?? .last, on: shell.now)
    }
    let console = Console(isTerminal: false, out: { _ in }, err: { _ in })
    let session = Session(now: shell.now, environment: shell.environment, console: console)
    let workspace = try Workspace.open(
      try CommonOptions.parse(["-C", shell.folder.path]), in: session)
    try workspace.record(
      signed.keys + levels, in: workspace.log.writing(), isQuiet: true, session: session)
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    let check = run("check records").err
    #expect(check.contains("model is switched back to level 4"), "\(check)")
    #expect(check.contains("declare the class of a change under 'changes'"), "\(check)")
    let status = run("status").out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      status.contains("model works at 4 since 2026-02-01, and worked at 9 before"), "\(status)")
    #expect(status.contains("moves nothing"))
    let tried = run("switchback model --to 3 --dry-run")
    #expect(tried.ending == .met && tried.out.contains("level 4 → 3"), "\(tried.out)")
    #expect(!tried.out.contains("to see what it would take"))
  }

  @Test func `a clock that is behind is told before the dates that it puts into the future`() throws
  {
    let said = ["gov.business-goals", "gov.use-limits", "gov.baseline", "data.privacy"].map {
      "  - {control: \($0), answer: yes, by: mara, on: 2026-01-10}\n"
    }
    try shell.folder.write(
      "apiVersion: airworthy/v1\nkind: attestations\nattestations:\n" + said.joined(),
      to: "attestations.yaml")
    var early = shell
    early.now = "2025-06-01T12:00:00Z"
    let told = early.run(["status", "-C", shell.folder.path])
    #expect(told.ending == .wrongInput)
    #expect(!told.err.contains("the date lies in the future"), "\(told.err)")
    #expect(told.err.contains("set the clock right, or the dates"), "\(told.err)")
  }

  @Test func `a heading of a card that is no field's number leads to the field`() throws {
    try shell.folder.write("# Model\n\n## Caveats and edge cases\n\nNone.\n", to: "cards/model.md")
    let told = run("status")
    #expect(told.err.contains("did you mean 'C.25'?"), "\(told.err)")
  }
}

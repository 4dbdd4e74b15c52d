import Readiness
import TestSupport
import Testing

@testable import airworthy

/// A control is explained with how it stands, and warnings stay short.
@Suite struct ExplainHereTests {
  @Test func `a control is explained with how it stands for each that it is about`() throws {
    var shell = try Shell()
    shell.width = 200
    #expect(shell("check").ending == .notMet)
    #expect(shell("explain model.tuned").out.contains("How it stands here\n  model: ✕ "))
    let schema = shell("explain data.schema").out
    #expect(schema.contains("  data: ✓ holds, demonstrated: "))
    #expect(shell("explain gov.sim2real").out.contains("nothing of") == false)
  }

  @Test func `where there is no system, or none that can be read, it is explained all the same`()
    throws
  {
    let shell = try Shell(replacing: ["airworthy.yaml": nil])
    let result = shell("explain model.tuned")
    #expect(result.ending == .met && !result.out.contains("How it stands here"))
    let broken = try Shell()
    #expect(broken("check").ending == .notMet)
    try broken.folder.write("no log", to: ".airworthy/log.db")
    let text = broken("explain model.tuned")
    #expect(text.ending == .met && text.err.isEmpty && !text.out.contains("How it stands here"))
  }

  @Test func `texts that are still to be written are told in one line`() throws {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "reason: ", to: "reason: TELL ")
    let result = shell("status")
    #expect(result.ending == .met)
    let lines = result.err.split(separator: "\n")
    #expect(lines.count == 1 && result.err.contains(" texts that are still to be written"))
    #expect(shell("status --quiet").err.isEmpty)
  }

  @Test func `a quiet start prints nothing`() throws {
    let shell = Shell(in: try TemporaryFolder())
    try shell.folder.write("a,b\n1,2\n", to: "data/a.csv")
    let result = shell("init --quiet")
    #expect(result.ending == .met && result.out.isEmpty && result.err.isEmpty)
    #expect(try shell.folder.text(of: "airworthy.yaml").contains("apiVersion"))
  }

  @Test func `of many controls for which nothing was found the number is told`() throws {
    let shell = try Shell()
    let found = shell("check repository --dry-run").out
    #expect(found.firstMatch(of: /nothing was found for \d+ controls; --verbose/) != nil)
    #expect(!found.contains("monitor.staleness"))
    #expect(shell("check repository --dry-run --verbose").out.contains("monitor.staleness"))
  }

  @Test func `a note with line breaks is one line, and marks that turn writing are not kept`()
    throws
  {
    let shell = try Shell()
    let result = shell.run([
      "answer", "doc.code", "--no", "--note", "not\nyet \u{202E}at all", "--by", "mara", "-C",
      shell.folder.path,
    ])
    #expect(result.ending == .met)
    #expect(!(try shell.folder.text(of: "attestations.yaml")).contains("\u{202E}"))
    let text = shell("explain doc.code").out.split(whereSeparator: \.isWhitespace)
    #expect(text.joined(separator: " ").contains("mara says no on 2026-02-01: not yet at all"))
  }
}

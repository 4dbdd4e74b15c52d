import TestSupport
import Testing

@testable import airworthy

/// What moved between two instants or two logs, and what moved it.
@Suite struct DiffTests {
  @Test func `nothing moves where nothing happened`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-02T12:00:00Z"
    let result = shell("diff --from 2026-02-01T12:00:00Z")
    #expect(result.ending == .met)
    #expect(result.out.contains("Nothing moved."))
  }

  @Test func `an edit that is not recorded yet is named, and then its event`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-02T12:00:00Z"
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    let edited = shell("diff --from 2026-02-01T12:00:00Z").out
    #expect(edited.contains("model.eval-tracked of model  holds, demonstrated → stale, claimed"))
    #expect(edited.contains("declared now, not recorded yet: model is seen at code 1.2.0"))
    #expect(edited.contains("data.schema") == false)

    #expect(shell("check a-quality").ending == .met)
    shell.now = "2026-02-03T12:00:00Z"
    let recorded = shell("diff --from 2026-02-01T12:00:00Z").out
    let words = recorded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("2026-02-02 12:00 UTC, test: model is seen at code 1.2.0, model 2.1.0"))
  }

  @Test func `a score that falls is shown item by item, with the control that did it`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-02T12:00:00Z"
    try shell.edit("data/a.csv", ",a,", to: ",z,")
    #expect(shell("check a-quality").ending == .notMet)
    shell.now = "2026-02-02T13:00:00Z"
    let text = shell("diff --from 2026-02-01T12:00:00Z").out
    #expect(text.contains("ML System Robustness Score: 3.1 of 88 → 0 of 88"))
    #expect(text.contains("R1.1  3 → 0"))
    #expect(text.contains("– data.quality-checked of data"))
    let json = shell("diff --from 2026-02-01T12:00:00Z --format json").out
    #expect(json.contains("\"after\" : \"refuted\""))
    #expect(shell("diff --from 2026-02-01T12:00:00Z --format json").out == json)
    let markdown = shell("diff --from 2026-02-01T12:00:00Z --format markdown").out
    #expect(markdown.contains("| R1.1 | 3 → 0 |"))
  }

  @Test func `what only time moved is put down to time`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-03-20T12:00:00Z"
    let text = shell("diff --from 2026-02-01T12:00:00Z").out
    #expect(text.contains("its evidence grew too old on 2026-03-03"))
    #expect(text.contains("the waiver ended on 2026-03-01"))
    #expect(!text.contains("declared now"))
    let until = shell("diff --from 2026-02-01T12:00:00Z --to 2026-02-20").out
    #expect(until.contains("Nothing moved."))
  }

  @Test func `two logs are compared, exported or as they lie`() throws {
    let shell = try Shell()
    #expect(shell("check a-quality").ending == .met)
    let first = shell.folder.path + "/first.jsonl"
    #expect(shell("log export --output \(first)").ending == .met)
    #expect(shell("check a-scores").ending == .met)
    let second = shell.folder.path + "/.airworthy/log.db"
    let text = shell("diff --log \(first) \(second)").out
    #expect(text.contains("model.eval-tracked of model  not reported, none → holds, demonstrated"))
    #expect(!text.contains("data.schema"))
    #expect(shell("diff --log \(first) \(first)").out.contains("Nothing moved."))
    // What only the first log has is named, and no other cause is made up.
    let back = shell("diff --log \(second) \(first)").out.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(back.contains("model.eval-tracked of model holds, demonstrated → not reported, none"))
    #expect(back.contains("only in the first log: event"))
    #expect(!back.contains("other ones"))
    #expect(
      shell("diff --log \(second) \(first) --format json").out.contains("\"kind\" : \"lost\""))
  }

  @Test func `a log of another system is refused`() throws {
    let (shell, other) = (try Shell(), try Shell())
    try other.edit("airworthy.yaml", "id: sample", to: "id: another")
    for each in [shell, other] {
      #expect(each("check a-quality").ending == .met)
      #expect(each("log export --output \(each.folder.path)/log.jsonl").ending == .met)
    }
    let (own, foreign) = ("\(shell.folder.path)/log.jsonl", "\(other.folder.path)/log.jsonl")
    for line in ["diff --log \(own) \(foreign)", "diff --log \(foreign) \(own)"] {
      let result = shell(line)
      #expect(result.ending == .wrongInput && result.out.isEmpty)
      let words = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("is a log of another, and holds nothing of sample"))
    }
  }

  @Test func `a gate is shown criterion by criterion`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-02T12:00:00Z"
    try shell.edit("data/a.csv", ",a,", to: ",z,")
    #expect(shell("check a-quality").ending == .notMet)
    let text = shell("diff --from 2026-02-01T12:00:00Z").out
    let json = shell("diff --from 2026-02-01T12:00:00Z --format json").out
    #expect(json.contains("\"criteria\" : [\n"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let gate = #/data gate 4 stays at \d+ of \d+ criteria L4\.3 . missing → . not met – Real data/#
    #expect(words.contains(gate), "\(words)")
  }

  @Test func `an event that weighs nothing is no cause`() throws {
    var shell = try Shell(replacing: ["attestations.yaml": nil])
    shell.now = "2026-02-02T12:00:00Z"
    let roles = """
      apiVersion: airworthy/v1
      kind: attestations
      attestations:
        - {control: gov.roles, says: yes, by: mara, on: 2026-02-02}

      """
    try shell.folder.write(roles, to: "attestations.yaml")
    #expect(shell("check repository").ending == .notMet)
    let words = shell("diff --from 1").out.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(words.contains("mara attests gov.roles of system: yes"), "\(words)")
    #expect(!words.contains("gov.roles of system: not reported"))
  }

  @Test(arguments: ["2026-02-01T12:30", "2026-02-01T12:30Z", "2026-02-01T12:30:00", "EVENT"])
  func `a change begins at a time, to the minute, or before an event`(start: String) throws {
    var shell = try Shell()
    #expect(shell("check a-quality").ending == .met)
    let head = try #require(
      Int(shell("status --format json").out.matches(of: #/"position" : (\d+)/#).first?.1 ?? ""))
    shell.now = "2026-02-02T12:00:00Z"
    #expect(shell("check a-scores").ending == .met)
    let from = start.replacing("EVENT", with: "\(head + 1)")
    let text = shell("diff --from \(from)").out
    #expect(text.contains("model.eval-tracked of model  not reported, none → holds, demonstrated"))
    #expect(!text.contains("data.schema"))
    #expect(shell("diff --from 1 --to \(head)").ending == .met)
    #expect(shell("diff --from \(head) --to 1").ending == .wrongInput)
    #expect(shell("diff --from 1 --to \(head + 100)").ending == .wrongInput)
  }

  @Test(arguments: [
    "diff", "diff --from 2030-01-01", "diff --from yesterday", "diff --log one",
    "diff --from 2026-01-20 --to 2026-01-10", "diff --log nowhere.jsonl airworthy.yaml",
    "diff --from 2026-01-01 --format html",
  ])
  func `what cannot be compared is told`(line: String) throws {
    let shell = try Shell()
    let result = shell(line)
    #expect(result.ending == .wrongInput && result.out.isEmpty && !result.err.isEmpty)
  }
}

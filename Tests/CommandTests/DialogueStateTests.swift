import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What the questionnaire keeps between lines and between sessions.
@Suite struct DialogueStateTests {
  private static let three = ["doc.architecture", "doc.code", "gov.roles"]

  private func ask(
    _ shell: Shell, _ lines: String..., by person: String = "mara", topics: [String] = three
  ) -> Shell.Result {
    var shell = shell
    shell.isTyped = true
    shell.lines = lines
    return shell.run(["answer"] + topics + ["--by", person, "-C", shell.folder.path])
  }

  /// The controls in the order in which they were asked.
  private func asked(_ result: Shell.Result) -> [String] {
    result.out.matches(of: /\n([a-z]+\.[a-z-]+)(?: of [a-z]+)? {2}/).map { String($0.output.1) }
  }

  private func attestations(_ shell: Shell) throws -> String {
    try shell.folder.text(of: "attestations.yaml")
  }

  @Test func `an artefact that cannot be taken is asked for again`() throws {
    let shell = try Shell()
    let result = ask(shell, "y", "docs/none.md", "docs/goals.md#none", "docs/goals.md", "q")
    #expect(result.err.contains("'docs/none.md' does not exist"))
    #expect(result.err.contains("no heading 'none'"))
    #expect(result.out.ranges(of: "artefact> ").count == 3)
    #expect(!result.out.contains("is none of these"))
    #expect(try attestations(shell).hasSuffix("artefact: docs/goals.md\n"))
  }

  @Test(arguments: [
    // What is typed behind an artefact that is wrong, what is said, and what is on record.
    (["q"], "answered 0, left open 3", ""), (["quit"], "answered 0, left open 3", ""),
    (["b", "n", "q"], "answered 1, left open 2", "says: no"),
    (["", "q"], "answered 1, left open 2", "says: yes"),
    (["?", "b", "q"], "answered 0, left open 3", ""),
  ])
  func `where an artefact is asked for one can leave, go back, or name none`(
    lines: [String], tally: String, said: String
  ) throws {
    let shell = try Shell()
    let before = try attestations(shell)
    var typing = shell
    typing.isTyped = true
    typing.lines = ["y", "docs/none.md"] + lines
    let result = typing.run(
      ["answer"] + Self.three + ["--by", "mara", "-C", shell.folder.path])
    #expect(result.ending == .met && result.out.contains(tally))
    let added = try attestations(shell).dropFirst(before.count)
    #expect(said.isEmpty ? added.isEmpty : added.contains(said) && !added.contains("artefact"))
  }

  @Test func `a reason can be left as well`() throws {
    let shell = try Shell()
    let before = try shell.contents()
    #expect(ask(shell, "x", "b", "x", "q").out.contains("answered 0, left open 3"))
    #expect(try shell.contents() == before)
  }

  @Test func `what was put off is asked behind the others, in this session and in the next`() throws
  {
    let shell = try Shell()
    #expect(
      asked(ask(shell, "l", "l", "n", "l", "l")) == [
        "doc.architecture", "doc.code", "gov.roles", "doc.architecture", "doc.code",
      ])
    #expect(
      try shell.folder.text(of: PutOff.path) == """
        mara doc.architecture system
        mara doc.code system

        """)
    let topics = Self.three + ["doc.api"]
    #expect(asked(ask(shell, "q", topics: topics)).first == "gov.roles")
    #expect(
      asked(ask(shell, "l", "n", "q", topics: ["doc.architecture", "doc.api"])) == [
        "doc.api", "doc.architecture", "doc.api",
      ])
    // Somebody else put nothing off.
    #expect(asked(ask(shell, "q", by: "kofi")).first == "doc.architecture")
  }

  @Test func `a file of what was put off that holds anything else is of no harm`() throws {
    let shell = try Shell()
    try shell.folder.write("\u{1B}[2J\n\nmara\nmara doc.code system\n", to: PutOff.path)
    let result = ask(shell, "q")
    #expect(result.ending == .met && asked(result).first == "doc.architecture")
    #expect(!result.out.contains("\u{1B}"))
  }

  @Test func `an answer that the same person gave elsewhere is not replaced unseen`() throws {
    var shell = try Shell()
    let folder = shell.folder
    shell.isTyped = true
    shell.lines = ["n", "n mine", "q"]
    var atSecond = ""
    shell.beforeLine = { line in
      if line == 0 {
        let elsewhere = Shell(in: folder).run([
          "answer", "doc.architecture", "--yes", "--note", "meanwhile", "--by", "mara", "-C",
          folder.path,
        ])
        #expect(elsewhere.ending == .met)
      }
      if line == 1 { atSecond = try folder.text(of: "attestations.yaml") }
    }
    let result = shell.run(["answer"] + Self.three + ["--by", "mara", "-C", folder.path])
    #expect(atSecond.contains("note: meanwhile") && !atSecond.hasSuffix("says: no\n"))
    #expect(result.err.contains("mara answered doc.architecture elsewhere: yes, meanwhile"))
    // Said again, it is meant.
    let last = try attestations(shell)
    #expect(last.contains("note: mine") && !last.contains("note: meanwhile"))
    #expect(result.out.contains("answered 1, left open 2"))
  }

  @Test func `where nobody is there, a topic that is unknown is told first`() throws {
    let shell = try Shell()
    #expect(shell("answer nope").err.contains("nothing is called 'nope'"))
    #expect(shell("answer doc.code").err.contains("there is nobody to ask"))
  }

  @Test func `at the end it says how many controls were found absent and not asked`() throws {
    let shell = try Shell()
    try shell.folder.write(
      "import sklearn\n\nmodel = sklearn.linear_model.Ridge()\nmodel.fit(x, y)\n", to: "train.py")
    let git = Git(folder: shell.folder.path)
    git.run(["init", "--quiet"])
    git.run(["add", "."])
    _ = shell("check repository")
    let absent = try shell.verdict().readings.list.filter { $0.standing == .absent }
    #expect(!absent.isEmpty)
    let words = ask(shell, "q", topics: []).out.flowing
    let count = Set(absent.map(\.control.id)).count
    #expect(
      words.contains("\(count) more controls are absent by what checks found."),
      "\(words.suffix(400))")
    let one = try #require(words.firstMatch(of: /'airworthy answer ([a-z.-]+)'/)?.output.1)
    #expect(asked(ask(shell, "q", topics: [String(one)])).first == String(one))
    #expect(!ask(shell, "q", topics: ["doc.architecture"]).out.contains("absent by what"))
  }
}

extension String {
  /// The text without its line breaks.
  fileprivate var flowing: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

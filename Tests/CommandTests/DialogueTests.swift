import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The questionnaire as somebody at a terminal has it: lines in, pages out, files written.
@Suite struct DialogueTests {
  /// Asks about some topics, with lines to answer.
  private func ask(_ shell: Shell, _ topics: String..., lines: [String]) -> Shell.Result {
    var shell = shell
    shell.isTyped = true
    shell.lines = lines
    return shell.run(["answer"] + topics + ["--by", "mara", "-C", shell.folder.path])
  }

  private func taken(_ shell: Shell) throws -> [String] {
    try shell.folder.text(of: "attestations.yaml").matches(of: /control: (.*)/).map {
      String($0.output.1)
    }
  }

  private static let three = ["doc.architecture", "doc.code", "gov.roles"]

  private func askThree(_ shell: Shell, _ lines: String...) -> Shell.Result {
    ask(shell, Self.three[0], Self.three[1], Self.three[2], lines: lines)
  }

  @Test func `questions come one by one, each with its place among all`() throws {
    let result = try askThree(Shell(), "n", "l", "n")
    #expect(
      result.ending == .met
        && result.err == "no check has looked yet; 'airworthy check' first leaves fewer questions\n"
    )
    let places = result.out.matches(of: /(\d) of 3, (\w+): (\d) of (\d)/).map {
      String($0.output.0)
    }
    // What was put off comes once more, behind the others.
    #expect(
      places == [
        "1 of 3, doc: 1 of 2", "2 of 3, doc: 2 of 2", "3 of 3, gov: 1 of 1", "2 of 3, doc: 2 of 2",
      ])
    #expect(result.out.contains("answered 2, left open 1"))
  }

  @Test func `every kind of answer is taken`() throws {
    let shell = try Shell()
    let topics = ["doc.architecture", "doc.code", "gov.roles", "gov.qa-plan", "gov.compliance"]
    var typing = shell
    typing.isTyped = true
    typing.lines = [
      "y docs/goals.md#goals, https://example.org/a -- seen by two", "y", "", "no  not yet",
      "not applicable because nobody asks", "Y", "docs/goals.md", "x",
    ]
    let result = typing.run(["answer"] + topics + ["--by", "mara", "-C", shell.folder.path])
    #expect(result.ending == .met)
    #expect(
      try shell.folder.text(of: "attestations.yaml").hasSuffix(
        """
          - control: doc.architecture
            says: yes
            by: mara
            on: 2026-02-01
            artefact: [docs/goals.md#goals, "https://example.org/a"]
            note: seen by two
          - control: doc.code
            says: yes
            by: mara
            on: 2026-02-01
          - control: gov.roles
            says: no
            by: mara
            on: 2026-02-01
            note: not yet
          - control: gov.compliance
            says: yes
            by: mara
            on: 2026-02-01
            artefact: docs/goals.md

        """))
    #expect(try shell.folder.text(of: "airworthy.yaml").contains("reason: nobody asks"))
  }

  @Test
  func `each answer is on disk before the next question, and the rest is asked the next time`()
    throws
  {
    var shell = try Shell()
    var seen: [[String]] = []
    let folder = shell.folder
    shell.beforeLine = { _ in
      seen.append(
        try folder.text(of: "attestations.yaml").matches(of: /control: (.*)/).map {
          String($0.output.1)
        })
    }
    let old = try taken(shell)
    // Input ends where somebody leaves by the end-of-file key, or the terminal is gone.
    #expect(askThree(shell, "n", "y docs/goals.md").ending == .met)
    #expect(seen == [old, old + ["doc.architecture"], old + ["doc.architecture", "doc.code"]])
    shell.beforeLine = { _ in }
    let result = ask(shell, "maturity", lines: ["q"])
    #expect(!result.out.contains("\ndoc.code  ") && !result.out.contains("\ndoc.architecture  "))
    let all = shell.run(["answer", "--list", "--by", "mara", "-C", shell.folder.path]).out
    #expect(!all.contains("\ndoc.architecture  "))
    #expect(all.contains("\ngov.roles  "))
  }

  @Test func `back goes to the question before, whose answer can be given again`() throws {
    let shell = try Shell()
    let result = askThree(shell, "b", "n wrong", "b", "y docs/goals.md", "q")
    #expect(result.out.contains("This is the first question."))
    #expect(result.out.contains("mara says no on 2026-02-01: wrong"))
    #expect(result.out.contains("answered 1, left open 2"))
    #expect(try shell.verdict().table["doc.architecture of system"] == "documented holds")
    #expect(try taken(shell).filter { $0 == "doc.architecture" }.count == 1)
  }

  @Test func `an answer that cannot be taken is asked again`() throws {
    let shell = try Shell()
    let result = askThree(
      shell, "y docs/none.md", "y docs/goals.md#none", "y https://", "maybe", "", "\u{1B}[A",
      "n \u{7}", String(repeating: "n", count: 5_000), "y docs/goals.md", "q")
    #expect(result.err.contains("'docs/none.md' does not exist"))
    #expect(result.err.contains("no heading 'none'"))
    #expect(result.err.contains("it names no host"))
    #expect(result.out.contains("'maybe' is none of these"))
    #expect(result.out.contains("type it again") && result.out.contains("too long"))
    #expect(!result.out.contains("\u{1B}[A"))
    #expect(try taken(shell).suffix(1) == ["doc.architecture"])
  }

  @Test func `help is there at every point`() throws {
    let result = try askThree(Shell(), "?", "y", "?", "b", "x", "", "q")
    #expect(result.out.contains("the section below this heading shows it"))
    #expect(result.out.ranges(of: "What is there to look at?").count == 2)
    #expect(result.out.contains("Without a reason it cannot be left out."))
    #expect(result.out.contains("answered 0, left open 3"))
  }

  @Test func `the answer for one component can be given for the next`() throws {
    let shell = try Shell()
    let result = ask(shell, "gov.sim2real", lines: ["=", "y docs/goals.md -- the same", "="])
    #expect(result.out.contains("not about the same control"))
    #expect(try shell.verdict().table["gov.sim2real of data"] == "documented holds")
    #expect(try shell.verdict().table["gov.sim2real of model"] == "documented holds")
    #expect(try shell.folder.text(of: "attestations.yaml").ranges(of: "note: the same").count == 2)
  }

  @Test func `what the machine was not sure of is offered as what shows it`() throws {
    let shell = try Shell()
    try shell.folder.write("FROM python:3.12\n", to: "Dockerfile")
    let git = Git(folder: shell.folder.path)
    git.run(["init", "--quiet"])
    git.run(["add", "."])
    _ = shell("check repository")
    let result = ask(shell, "infra.containers", lines: ["1"])
    #expect(result.out.contains("What the machine saw"))
    #expect(result.out.contains("[1] Dockerfile"))
    #expect(try shell.verdict().table["infra.containers of system"] == "documented holds")
    #expect(try shell.folder.text(of: "attestations.yaml").contains("artefact: Dockerfile\n"))
  }

  @Test func `what others write between two questions stays`() throws {
    var shell = try Shell()
    let folder = shell.folder
    shell.beforeLine = { line in
      guard line == 1 else { return }
      let text = try folder.text(of: "attestations.yaml")
      try folder.write(
        text.replacingOccurrences(of: "    note: never\n", with: "    note: later\n")
          + "  # by hand\n  - {control: doc.code, says: yes, by: kofi, on: 2026-01-30, "
          + "artefact: docs/goals.md}\n", to: "attestations.yaml")
    }
    let result = askThree(shell, "n", "n", "n")
    let text = try shell.folder.text(of: "attestations.yaml")
    #expect(text.contains("note: later\n") && text.contains("  # by hand\n"))
    // The second answer was on its way when kofi's came; it is mara's own.
    #expect(text.ranges(of: "control: doc.code").count == 2)
    #expect(result.out.contains("answered 3"))
  }

  @Test func `what others answered meanwhile is not asked any more`() throws {
    var shell = try Shell()
    let folder = shell.folder
    shell.beforeLine = { line in
      guard line == 0 else { return }
      let text = try folder.text(of: "attestations.yaml")
      try folder.write(
        text + "  - {control: gov.risk-register, says: yes, by: kofi, on: 2026-01-30, "
          + "artefact: docs/goals.md}\n", to: "attestations.yaml")
    }
    let result = ask(shell, "X2", "X3", "X4", lines: ["n", "n"])
    #expect(result.out.contains("1 of 3, gov") && result.out.contains("3 of 3, doc"))
    #expect(!result.out.contains("2 of 3, gov"))
    #expect(result.out.contains("answered 2, left open 0\n"))
    #expect(try taken(shell).suffix(2) == ["gov.roles", "doc.data-preparation"])
  }

  @Test func `files that break between two questions end it, and keep what was answered`() throws {
    var shell = try Shell()
    let folder = shell.folder
    shell.beforeLine = { line in
      guard line == 1 else { return }
      let text = try folder.text(of: "airworthy.yaml")
      try folder.write(
        text.replacingOccurrences(of: "purpose:", with: "purpos:"), to: "airworthy.yaml")
    }
    let result = askThree(shell, "n", "n", "n")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("did you mean 'purpose'?"))
    #expect(try taken(shell).suffix(1) == ["doc.architecture"])
  }

  @Test func `where nothing is open, nothing is asked`() throws {
    let shell = try Shell()
    let result = ask(shell, "gov.business-goals", "--component", "data", lines: ["n"])
    #expect(result.ending == .met && result.out.contains("There is nothing to ask mara"))
  }

  @Test func `lines from a pipe are read if asked for`() throws {
    var shell = try Shell()
    shell.lines = ["n", "q"]
    #expect(shell("answer doc.code doc.api --by mara").ending == .wrongInput)
    #expect(shell("answer doc.code doc.api --by mara --interactive").ending == .met)
    #expect(try taken(shell).suffix(1) == ["doc.code"])
  }

  @Test func `any lines at all lead to files that can be read`() throws {
    var numbers = SeededNumbers(seed: 7)
    let words = [
      "y", "yes docs/goals.md", "y docs/goals.md -- a: b # c", "n", "no \"quoted\" 'text'", "x",
      "x because {of: [this", "not applicable", "b", "back", "l", "later", "?", "", "=", "1", "7",
      "-1", "y ,,", "y --", "--", "y -- only a note", "because", "\u{FEFF}", "y docs/none.md",
      "99999999999999999999", "🙂", "\u{0}", "y https://example.org/?a=b&c={d}",
    ]
    for _ in 0..<12 {
      let shell = try Shell()
      let lines = (0..<40).map { _ in words.randomElement(using: &numbers) ?? "" }
      var typing = shell
      typing.isTyped = true
      typing.lines = lines
      let result = typing.run(["answer", "--by", "kofi", "-C", shell.folder.path])
      #expect(result.ending == .met, "\(lines): \(result.err)")
      #expect(shell("status").ending == .met, "\(lines)")
      let before = try #require(SampleProject.files["attestations.yaml"])
      #expect(
        try shell.folder.text(of: "attestations.yaml").hasPrefix(
          before.replacingOccurrences(of: "    artefact: docs/goals.md\n", with: "").prefix(60)))
    }
  }
}

import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What is not taken for an answer: told with its cause and cure, and nothing is written.
@Suite struct AnswerRefusalTests {
  /// Expects a call to be refused with some words, and nothing to be written.
  private func expectRefused(
    _ arguments: [String], of shell: Shell, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try shell.contents()
    let result = shell.run(["answer"] + arguments + ["-C", shell.folder.path])
    let told = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(result.ending == .wrongInput, "\(arguments)", sourceLocation: sourceLocation)
    #expect(told.contains(words), "\(told)", sourceLocation: sourceLocation)
    #expect(result.out.isEmpty, sourceLocation: sourceLocation)
    #expect(try shell.contents() == before, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    (["doc.code", "--yes", "--artefact", "docs/none.md"], "'docs/none.md' does not exist"),
    (["doc.code", "--yes", "--artefact", "../x"], "leads out of the folder"),
    (["doc.code", "--yes", "--artefact", "docs/goals.md#gaols"], "did you mean '#goals'?"),
    (["doc.code", "--yes", "--artefact", "https://a b"], "it holds a blank"),
    (["doc.code", "--yes", "--artefact", ""], "may not be empty"),
    (["doc.code", "--yes", "--until", "soon"], "'soon' is not a date"),
    (["doc.code", "--yes", "--until", "2026-01-01"], "ends before it begins"),
    (["doc.code", "--not-applicable", " "], "needs a reason"),
    (["doc.code", "--not-applicable", "x", "--note", "y"], "--note does not go with"),
    (["doc.code", "--note", "y"], "--note needs an answer"),
    (["doc.code", "--yes", "--no"], "do not go together"),
    (["doc.code", "--yes", "--list"], "do not go together"),
    (["doc.code", "doc.api", "--yes"], "answers one control"),
    (["--no"], "answers one control"),
    (["doc.cod", "--yes"], "did you mean 'doc.code'?"),
    (["maturity", "--yes"], "no pack has a control 'maturity'"),
    (["doc.code", "--yes", "--component", "model"], "is about the whole system"),
    (["model.tuned", "--yes", "--component", "modle"], "did you mean 'model'?"),
    (["model.counterfactual", "--yes", "--by", "kofi"], "mara declared that"),
    (["doc.code", "--yes", "--by", "nobody"], "no person 'nobody' is declared"),
    (["--from", "/nowhere.yaml"], "No such file"), (["--from", "/tmp"], "Is a directory"),
    (["doc.code", "--from", "x.yaml"], "names its controls itself"),
    (["--interactive", "robustnes"], "did you mean 'robustness'?"),
    (["--interactive", "nonsense"], "name a framework"),
    (["--interactive", "--component", "dta"], "did you mean 'data'?"),
    (["--format", "json"], "are for --list"), (["--list", "--resolve"], "--resolve needs answers"),
    (["--list", "--by", "nobody"], "declared are mara, kofi"),
  ])
  func `a call that cannot be meant`(arguments: [String], words: String) throws {
    let by = arguments.contains("--by") ? [] : ["--by", "mara"]
    try expectRefused(arguments + by, of: Shell(), saying: words)
  }

  @Test func `without a terminal it says what to do`() throws {
    try expectRefused(["--by", "mara"], of: Shell(), saying: "standard input is no terminal")
  }

  @Test func `an answer is somebody's who is declared`() throws {
    var shell = try Shell()
    let call = ["doc.code", "--no"]
    try expectRefused(call, of: shell, saying: "test is no person")
    shell.environment = ["AIRWORTHY_ACTOR": "person:lena"]
    try expectRefused(call, of: shell, saying: "say who answers with --by; declared are mara, kofi")
    shell.environment = ["AIRWORTHY_ACTOR": "person:mara"]
    #expect(shell("answer doc.code --no").ending == .met)
    #expect(
      try shell.folder.text(of: "attestations.yaml").contains("by: mara\n    on: 2026-02-01\n"))
  }

  @Test func `whoever has the email of git answers`() throws {
    var shell = try Shell()
    shell.environment = [:]
    let git = Git(folder: shell.folder.path)
    git.run(["init", "--quiet"])
    git.run(["config", "user.email", "kofi@example.org"])
    try expectRefused(
      ["doc.code", "--no"], of: shell, saying: "'kofi@example.org' is nobody of airworthy.yaml")
    try shell.edit("airworthy.yaml", "{name: Kofi,", to: "{name: Kofi, email: kofi@example.org,")
    #expect(shell("answer doc.code --no").ending == .met)
    #expect(
      try shell.folder.text(of: "attestations.yaml").contains("by: kofi\n    on: 2026-02-01\n"))
  }

  @Test func `a system without people is told to declare them`() throws {
    let shell = try Shell(replacing: ["attestations.yaml": nil, "waivers.yaml": nil])
    try shell.edit(
      "airworthy.yaml",
      "people:\n  mara: {name: Mara, roles: [research]}\n  kofi: {name: Kofi, roles: [product]}\n",
      to: "")
    for line in ["    owners: {research: [mara]}\n", "    reviewers: {product: [kofi]}\n"] {
      try shell.edit("airworthy.yaml", line, to: "")
    }
    try shell.edit(
      "airworthy.yaml",
      "not-applicable:\n  - {control: model.counterfactual, component: model, reason: none, "
        + "by: mara, on: 2026-01-02}\n", to: "")
    try expectRefused(["doc.code", "--no"], of: shell, saying: "declares no people")
  }

  @Test(arguments: [
    ("attestations.yaml", "says: no", "says: perhaps"), ("airworthy.yaml", "purpose:", "purpos:"),
    ("waivers.yaml", "owner: kofi", "owner: nobody"),
  ])
  func `files that are wrong take no answer`(file: String, old: String, new: String) throws {
    let shell = try Shell()
    try shell.edit(file, old, to: new)
    try expectRefused(["doc.code", "--no", "--by", "mara"], of: shell, saying: file)
  }

  @Test func `a file that cannot be added to without another change is left alone`() throws {
    let shell = try Shell()
    try shell.folder.write(
      """
      apiVersion: airworthy/v1
      kind: attestations
      attestations:
        - control: doc.code
          says: no
          by: mara
          on: 2026-01-03
          note: |
            No line end.
      """, to: "attestations.yaml")
    try expectRefused(
      ["doc.api", "--no", "--by", "mara"], of: shell, saying: "error[cannot-edit]")
    #expect(
      shell.run(["answer", "doc.code", "--yes", "--by", "mara", "-C", shell.folder.path]).ending
        == .met)
  }

  @Test func `a file of which one answer is wrong is not taken, and all mistakes are told`() throws
  {
    let shell = try Shell()
    try shell.folder.write(
      """
      apiVersion: airworthy/v1
      kind: answers
      by: mara
      answers:
        - {control: doc.cod, answer: yes}
        - {control: doc.code, answer: maybe}
        - {control: model.tuned, component: data, answer: no}
        - {control: doc.architecture, answer: yes, artefact: docs/none.md}
        - {control: gov.roles, answer: not-applicable}
        - {control: gov.roles, answer: yes, reason: x}
        - {control: gov.compliance, answer: yes}
        - {control: gov.compliance, answer: no, by: lena}
        - {control: gov.use-limits, answer: yes}
        - {control: gov.use-limits, answer: not-applicable, reason: x}
      """, to: "mine.yaml")
    let file = shell.folder.path + "/mine.yaml"
    for words in [
      "did you mean 'doc.code'?", "'maybe' is not one of", "mine.yaml:7:", "'docs/none.md'",
      "why does it not apply?", "'reason' does not go with the answer 'yes'", "no person 'lena'",
      "gov.use-limits is answered twice", "8 errors",
    ] {
      try expectRefused(["--from", file], of: shell, saying: words)
    }
  }

  @Test(arguments: [
    "", "answers: []\n", "apiVersion: airworthy/v1\nkind: attestations\nattestations: []\n", "[",
    "apiVersion: airworthy/v1\nkind: answers\nanswers: 7\n",
    "apiVersion: airworthy/v1\nkind: answers\nanswers: [{control: doc.code, answer: no}]\n",
  ])
  func `a file that is none of answers is refused`(text: String) throws {
    let shell = try Shell()
    try shell.folder.write(text, to: "mine.yaml")
    try expectRefused(["--from", shell.folder.path + "/mine.yaml"], of: shell, saying: "mine.yaml")
  }
}

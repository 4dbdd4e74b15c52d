import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Two states of a card, compared as a user does.
@Suite struct CardDiffTests {
  @Test func `between two instants facts differ, field by field`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    shell.now = "2026-02-05T12:00:00Z"
    try shell.edit("airworthy.yaml", "model: 2.0.0", to: "model: 2.1.0")
    let result = shell("card diff 2026-02-02 --component model")
    #expect(result.ending == .met)
    #expect(result.out.contains("C.15 Versions\n  − code 1.2.0, model 2.0.0, data 3.0.0\n"))
    #expect(result.out.contains("  + code 1.2.0, model 2.1.0, data 3.0.0\n"))
    #expect(!result.out.contains("C.5 "))
    let markdown = shell("card diff 2026-02-02 --component model --format markdown").out
    #expect(markdown.contains("| C.15 Versions | code 1.2.0, model 2.0.0"))
    let json = shell("card diff 2026-02-02 --component model --format json").out
    #expect(json.contains("\"id\" : \"C.15\""))
  }

  @Test func `a card that was written just now differs in nothing`() throws {
    let shell = try Shell()
    try shell.edit(
      "airworthy.yaml", "  data:\n    kind: dataset\n",
      to:
        "  data:\n    kind: dataset\n    uncertainty: {error: {error-rate: 0.01}, from: counted}\n")
    #expect(shell("check").ending == .notMet)
    for component in ["model", "data"] {
      let file = shell.folder.path + "/now.json"
      let args = ["card", component, "--format", "json", "-C", shell.folder.path]
      let json = shell.run(args).out
      try shell.folder.write(json, to: "now.json")
      #expect(json.contains("error of the output"))
      let result = shell.run(
        ["card", "diff", file, "--component", component, "-C", shell.folder.path])
      #expect(result.out.contains("Nothing differs."), "\(result.out)")
    }
  }

  @Test func `between two files text differs too`() throws {
    let shell = try Shell()
    let (old, new) = (shell.folder.path + "/old.json", shell.folder.path + "/new.json")
    #expect(
      shell.run(["card", "model", "--format", "json", "-o", old, "-C", shell.folder.path]).ending
        == .met)
    try shell.edit("cards/model.md", "Says how late.", to: "Says how late.\n\nAnd why.")
    #expect(
      shell.run(["card", "model", "--format", "json", "-o", new, "-C", shell.folder.path]).ending
        == .met)
    // Files need no project.
    let result = shell.run(["card", "diff", old, new])
    #expect(result.ending == .met)
    #expect(result.out.contains("C.16 One-line summary\n  + And why.\n"))
    #expect(shell.run(["card", "diff", old, old]).out.contains("Nothing differs."))
  }

  @Test func `cards of two components are not compared`() throws {
    let shell = try Shell()
    let file = shell.folder.path + "/data.json"
    #expect(
      shell.run(["card", "data", "--format", "json", "-o", file, "-C", shell.folder.path]).ending
        == .met)
    let result = shell.run(["card", "diff", file, "--component", "model", "-C", shell.folder.path])
    #expect(result.ending == .wrongInput && result.err.contains("cards of data and of model"))
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "{\"schemaVersion\": 1}", "null", "\u{0}",
    "{\"schemaVersion\": 2, \"fields\": []}",
    "{\"schemaVersion\":1,\"component\":\"m\",\"level\":3,\"at\":\"x\",\"position\":1,\"fields\":[1]}",
    "{\"schemaVersion\":1,\"component\":\"m\",\"level\":3,\"at\":\"x\",\"position\":1,\"fields\":"
      + "[{\"id\":\"C.1\",\"title\":\"t\"},{\"id\":\"C.1\",\"title\":\"t\"}]}",
  ])
  func `a file that is no card is told`(_ text: String) throws {
    let shell = try Shell(replacing: ["a.json": text])
    let result = shell.run([
      "card", "diff", shell.folder.path + "/a.json", shell.folder.path + "/a.json",
    ])
    #expect(result.ending == .wrongInput && result.err.contains("a.json"))
  }

  @Test(arguments: [
    "card diff 2027-01-01", "card diff gone.json", "card diff 999", "card diff yesterday",
  ])
  func `a state that there is not is told`(_ line: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let result = shell(line + " --component model")
    #expect(result.ending == .wrongInput && result.err.hasPrefix("error"), "\(result.err)")
    if line.hasSuffix("999") { #expect(result.err.contains("name one from 1 to")) }
  }
}

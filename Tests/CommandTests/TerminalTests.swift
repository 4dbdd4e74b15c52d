import ArgumentParser
import TestSupport
import Testing

@testable import airworthy

/// What a terminal gets.
struct TerminalTests {
  @Test func `colour only on a terminal, and not where it is unwanted`() throws {
    var shell = try Shell()
    #expect(!shell("status").out.contains("\u{1B}"))
    shell.isTerminal = true
    #expect(shell("status").out.contains("\u{1B}["))
    #expect(!shell("status --no-color").out.contains("\u{1B}"))
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
      var plain = shell
      plain.environment[name] = value
      #expect(!plain("status").out.contains("\u{1B}"))
    }
    shell.environment["NO_COLOR"] = ""
    #expect(shell("status").out.contains("\u{1B}["))
  }

  @Test(arguments: ["72", "80", "120"])
  func `no line is wider than the terminal`(columns: String) throws {
    var shell = try Shell()
    shell.environment["COLUMNS"] = columns
    _ = shell("check")
    for line in [
      "status", "score", "gate 4", "worth", "explain 4", "explain data.schema", "log show",
      "check --dry-run --verbose", "explain controls", "answer --list",
    ] {
      let widest = shell(line).out.split(separator: "\n").max { $0.count < $1.count } ?? ""
      #expect(widest.count <= Int(columns) ?? 0, "'\(line)': \(widest)")
    }
  }

  @Test(arguments: [
    "0", "-5", "1", "99999999999999999999", "wide", "100000",
  ])
  func `widths that make no sense are taken for a sensible one`(columns: String) throws {
    var shell = try Shell()
    shell.environment["COLUMNS"] = columns
    #expect(shell("status").ending == .met)
  }

  @Test func `what a file holds cannot steer the terminal`() throws {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "name: Sample", to: "name: \"a\\e[2Jb\\rc\\u202Ed\"")
    let result = shell("status")
    #expect(!(result.out + result.err).contains("\u{1B}"))
    #expect(!(result.out + result.err).contains("\r"))
    #expect(!(result.out + result.err).unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a command that is misspelt is told the one that was meant`() throws {
    let shell = try Shell()
    let result = shell.run(["statsu"])
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("did you mean 'airworthy status'"))
  }

  @Test func `from a folder of the system the way to it is told`() throws {
    let shell = try Shell()
    let result = shell.run(["status", "-C", shell.folder.path + "/data"])
    #expect(result.ending == .wrongInput)
    let words = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("name it with -C"))
  }

  @Test(arguments: [
    "drift", "data-quality", "C.19", "mltrl", "robustness", "R1.1", "L4.1", "G.6", "7", "X20",
    "controls", "levels", "frameworks", "checks", "codes", "unwritten", "gov.roles",
  ])
  func `everything that has a name is explained`(topic: String) throws {
    let result = try Shell().run(["explain", topic])
    #expect(result.ending == .met && result.out.count > 40)
  }

  @Test func `no line of a help is broken a second time`() throws {
    let commands =
      Airworthy.configuration.subcommands.map { ([String](), $0) }
      + Airworthy.configuration.subcommands.flatMap { outer in
        let name = outer.configuration.commandName ?? "\(outer)".lowercased()
        return outer.configuration.subcommands.map { ([name], $0) }
      }
    #expect(commands.count > 20)
    for (before, command) in commands {
      let name = command.configuration.commandName ?? "\(command)".lowercased()
      let help = try Shell().run(before + [name, "--help"]).out
      for paragraph in command.configuration.discussion.split(separator: "\n\n") {
        let lines = paragraph.split(separator: "\n")
        // A list that is a paragraph of its own is wrapped once, which is well.
        for line in lines where lines.count > 1 || line.hasPrefix("Example") {
          #expect("\n\(help)\n".contains("\n\(line)\n"), "\(name): \(line)")
        }
      }
    }
  }

  @Test(arguments: [
    "init", "check", "status", "score", "gate", "card", "worth", "profile", "drift", "log",
    "log show", "log verify", "log export", "log import", "demo", "explain", "schema", "diff",
    "badge", "answer", "levels", "portfolio",
  ])
  func `every command has help with an example`(command: String) throws {
    let shell = try Shell()
    let result = shell.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(result.ending == .met)
    #expect(result.out.contains("Example: airworthy \(command)"))
    #expect(result.err.isEmpty)
  }
}

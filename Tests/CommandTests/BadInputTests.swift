import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Bad input ends with 2, says what and where, and leaves everything as it was.
struct BadInputTests {
  @Test(arguments: [
    "nonsense", "status --nonsense", "status --format pdf", "gate", "gate 12", "gate -1",
    "gate four", "gate 3 --component nobody", "card nobody", "check nobody",
    "status --as-of yesterday", "status --as-of 2026-13-01", "status --as-of 2030-01-01",
    "status --as-of 9999999",
    "answer --by mara", "answer doc.code --yes --by nobody", "answer doc.cod --no --by mara",
    "answer --from nowhere.yaml", "card model --issue --as-of 2026-01-05", "explain nothing-at-all",
    "score nothing",
    "log show", "log verify", "log verify --head 12", "log import nowhere.jsonl",
    "status --output /nowhere/at/all.txt", "status --output /tmp", "worth nowhere.yaml",
    "init", "schema nothing",
  ])
  func `a command line that cannot be meant`(line: String) throws {
    let shell = try Shell()
    let before = try shell.contents()
    let result = shell(line)
    #expect(result.ending == .wrongInput)
    #expect(!result.err.isEmpty)
    #expect(result.out.isEmpty)
    #expect(try shell.contents() == before)
  }

  @Test(arguments: [
    ("airworthy.yaml", "kind: system\n"), ("airworthy.yaml", ""), ("airworthy.yaml", "\0\u{1}"),
    ("airworthy.yaml", "a: &a [*a]\n"), ("airworthy.yaml", "- 1\n- 2\n"),
    ("attestations.yaml", "apiVersion: airworthy/v9\nkind: attestations\n"),
    ("waivers.yaml", "apiVersion: airworthy/v1\nkind: system\n"),
    ("requirements.yaml", "apiVersion: airworthy/v1\nkind: requirements\nrequirements: 7\n"),
    ("worth.yaml", "apiVersion: airworthy/v1\nkind: worth\nitems-per-period: many\n"),
  ])
  func `files that are wrong stop every command that needs them`(file: String, text: String) throws
  {
    let shell = try Shell(replacing: [file: text])
    let before = try shell.contents()
    for line in ["check", "status", "score", "gate 3", "card model"] {
      let result = shell(line)
      #expect(result.ending == .wrongInput, "'\(line)' with \(file)")
      #expect(result.err.contains(file))
      #expect(result.err.contains("error["))
      #expect(result.out.isEmpty)
    }
    #expect(try shell.contents() == before)
  }

  @Test func `every error of every file in one run`() throws {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "purpose:", to: "purpos:")
    try shell.edit("airworthy.yaml", "code: 1.2.0, data: 3.0.0", to: "code: one, data: 3.0.0")
    try shell.edit("attestations.yaml", "model.tuned", to: "model.tooned")
    try shell.edit("requirements.yaml", "component: model", to: "component: modell")
    let result = shell("status")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("did you mean 'purpose'"))
    #expect(result.err.contains("model.tuned"))
    #expect(result.err.contains("attestations.yaml:9:"))
    #expect(result.err.contains("'one' is not a semantic version"))
    #expect(result.err.contains("no component 'modell'"))
    #expect(result.err.contains("^"))
  }

  @Test func `a table that a check needs and that is not there stops check before it records`()
    throws
  {
    let shell = try Shell(replacing: ["data/a.csv": nil])
    let before = try shell.contents()
    let result = shell("check")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("data/a.csv"))
    #expect(try shell.contents() == before)
  }

  @Test(arguments: [
    "", "\n", "id,id\n1,2\n", "id,at,x\n\"open,1,2\n", "\u{FEFF}", "a\0b\n\0\n",
  ])
  func `a table that is damaged is an answer, not an end`(text: String) throws {
    let shell = try Shell(replacing: ["data/a.csv": text])
    let result = shell("check a-quality a-drift a-scores a-golden")
    #expect(result.ending == .notMet || result.ending == .undecided)
    #expect(!result.out.contains("✓ pass"))
    #expect(shell("log verify").ending == .met)
  }

  @Test func `numbers at the edge of what can be computed with are no trap`() throws {
    let odd = ["1e308", "-1e308", "1e140", "-1e140", "5e-324", "inf", "-inf", "0", "1e-140", "-0"]
    let rows = (0..<300).map {
      "f\($0),2026-01-0\($0 % 9 + 1)," + "\(odd[$0 % odd.count]),a,"
        + "\($0 % 2),\(odd[$0 % 7]),\(odd[$0 % 3])\n"
    }.joined()
    let shell = try Shell(replacing: ["data/a.csv": "id,at,x,kind,late,score,old\n" + rows])
    let file = shell.folder.path + "/data/a.csv"
    for line in [
      ["profile", file, "--format", "json"], ["profile", file],
      ["drift", file, file, "--format", "json"],
      ["drift", file, file, "--by", "month", "--time", "at"],
      ["check", "--format", "json", "-C", shell.folder.path],
      ["status", "--format", "json", "-C", shell.folder.path],
    ] {
      let result = shell.run(line)
      #expect(!result.out.isEmpty, "\(line)")
      // A frequent text is shown as it stands in the table.
      let figures = result.out.replacing(/"value" : "[^"]*"/, with: "")
      #expect(!figures.contains(/\b(nan|NaN|inf|Infinity)\b/), "\(line)")
    }
  }

  @Test(arguments: [
    "airworthy.yaml", "attestations.yaml", "data/a.csv", "cards/model.md", ".airworthy/log.db",
    ".airworthy/new", "link.html", "",
  ])
  func `a result is not written over what is the system's own`(name: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    try FileManager.default.createSymbolicLink(
      atPath: shell.folder.path + "/link.html", withDestinationPath: "airworthy.yaml")
    let before = try shell.contents()
    let path = name.isEmpty ? "" : shell.folder.path + "/" + name
    let result = shell.run(["status", "-C", shell.folder.path, "--output", path])
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(try shell.contents() == before)
  }

  @Test func `git that cannot be read is told once, with a cure`() throws {
    let shell = try Shell()
    try shell.folder.write("no reference\n", to: ".git/HEAD")
    let result = shell("check repository --dry-run")
    #expect(result.out.components(separatedBy: "git fsck").count == 2, "\(result.out)")
    #expect(result.ending == .undecided, "\(result.ending)")
  }

  @Test func `a device is written to, and not replaced`() throws {
    let shell = try Shell()
    let before = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(shell("status --output /dev/full").ending == .wrongInput)
    #expect(shell("status --output /dev/null").ending == .met)
    let after = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(after as? FileAttributeType == before as? FileAttributeType)
  }

  @Test func `the demonstration takes no folder and no file that is somebody's own`() throws {
    let shell = try Shell()
    let before = try shell.contents()
    #expect(shell.run(["demo", shell.folder.path]).ending == .wrongInput)
    #expect(shell.run(["demo", shell.folder.path + "/docs/goals.md"]).ending == .wrongInput)
    #expect(shell.run(["demo", shell.folder.path + "/docs"]).ending == .wrongInput)
    #expect(try shell.contents() == before)
  }

  @Test(arguments: ["not a database at all, just words", "SQLite format 3\0 and then nothing"])
  func `a log that is no log is refused and left alone`(text: String) throws {
    let shell = try Shell()
    try shell.folder.write(text, to: ".airworthy/log.db")
    for line in ["check repository", "status", "log verify"] {
      let result = shell(line)
      #expect(result.ending == .wrongInput, "'\(line)'")
      #expect(result.err.contains("log.db"))
    }
    #expect(try shell.folder.text(of: ".airworthy/log.db") == text)
  }

  @Test func `the log can be read, checked and moved whatever the definitions look like`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let file = shell.folder.path + "/log.jsonl"
    try shell.folder.write("kind: nonsense\n", to: "airworthy.yaml")
    #expect(shell("log verify").ending == .met)
    #expect(shell("log export --output \(file)").ending == .met)
    // As an editor on Windows saves it.
    try shell.edit("log.jsonl", "\n", to: "\r\n")
    let other = try Shell()
    #expect(other("log import \(file)").ending == .met)
    #expect(other("log verify").out == shell("log verify").out)
  }

  @Test(arguments: [
    ("data.schema", "data.schemo", "does not follow from the ones before it"),
    (#","position":3}"#, "", "the line is no exported event: it is no whole JSON"),
  ])
  func `an import with one bad line adds none`(old: String, new: String, reason: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let file = shell.folder.path + "/log.jsonl"
    #expect(shell("log export --output \(file)").ending == .met)
    try shell.edit("log.jsonl", old, to: new)
    let other = try Shell()
    for line in ["log import \(file)", "diff --log \(file) \(file)"] {
      let result = other(line)
      #expect(result.ending == .wrongInput)
      let words = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("error[bad-log]"))
      #expect(words.contains(reason) && words.contains("log.jsonl:"), "\(words)")
    }
    #expect(other("log show").out.isEmpty || other("log show").out.contains("0 events"))
  }

  @Test func `a result that cannot be written is told`() throws {
    struct Full: Error {}
    let shell = try Shell()
    var err = ""
    let console = Console(isTerminal: false, out: { _ in throw Full() }, err: { err += $0 })
    let ending = Main.run(
      ["status", "-C", shell.folder.path],
      in: Session(now: shell.now, environment: [:], console: console))
    #expect(ending == .wrongInput)
    #expect(err.contains("the result cannot be written"))
  }
}

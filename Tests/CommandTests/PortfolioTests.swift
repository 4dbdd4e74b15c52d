import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Many systems' logs, looked at together.
@Suite struct PortfolioTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var shell: Shell {
    var shell = Shell(in: folder)
    shell.now = "2026-07-01T12:00:00Z"
    return shell
  }

  /// Days at level 3 of each system, which then works at 4.
  @discardableResult
  private func write(_ name: String, days: Int, manifest: String? = nil) throws -> String {
    let path = "\(folder.path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: path + "/.airworthy", withIntermediateDirectories: true)
    let system = System.ID(name.replacing("/", with: "-"))
    let store = try SQLiteEventStore(path: path + "/.airworthy/log.db", access: .write)
    let start: Instant = "2026-01-01"
    let level = Level(3) ?? .first
    let end = start.adding(days: days)
    let entered = Fact.componentEntered(
      .init(component: "model", entry: .init(level: level, on: start, reason: "known")))
    let facts: [(Instant, Fact)] =
      [(start, entered)]
      + (try SignedGraduations().facts(of: "model", in: system, through: level, on: end))
      .map { (end, $0) }
    try store.append(
      facts.map { Entry(at: $0, by: Actor(.person, "mara"), system: system, fact: $1) },
      expecting: 0)
    if let manifest { try folder.write(manifest, to: "\(name)/airworthy.yaml") }
    return path
  }

  private func manifest(_ system: String, _ rest: String) -> String {
    """
    apiVersion: airworthy/v1
    kind: system
    system: {id: \(system), name: S, purpose: P, version: 1.0.0, serving: [batch]}
    components:
      model:
        kind: model
        versions: {}
        entry: {level: 3, on: 2026-01-01, reason: known}
    \(rest)
    """
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `logs below a folder are found, and told together`() throws {
    for index in 0..<6 { try write("team-\(index % 2)/s\(index)", days: 10 * (index + 1)) }
    let result = shell("portfolio")
    #expect(result.ending == .met && result.err.isEmpty)
    let text = words(result.out)
    #expect(text.contains("Portfolio of 6 systems, 6 components, as of 2026-07-01 12:00 UTC"))
    #expect(text.contains("6 logs read, none verified; --verify checks every link."))
    // The median of 10 to 60 days, all ended.
    #expect(text.contains("3 System 6 0 0 30 10 to not 4 0 0"), "\(text)")
    #expect(words(shell("portfolio --verify").out).contains("every link of their chains verified"))
  }

  @Test func `folders, logs and exports may be named, each once`() throws {
    let one = try write("one", days: 10)
    try write("two", days: 20)
    let export = folder.path + "/two.jsonl"
    #expect(
      shell.run(["log", "export", "-C", folder.path + "/two", "--output", export]).ending == .met)
    let result = shell.run(
      ["portfolio", one, one, "\(one)/.airworthy/log.db", export, "--format", "json"])
    #expect(result.ending == .met)
    #expect(result.out.contains("\"systems\" : 2"))
    // The same log under two names is one log.
    #expect(result.err.contains("it is a copy, or the beginning, of the log"))
    #expect(shell.run(["portfolio", export, "--verify"]).out.contains("verified."))
  }

  @Test func `what cannot be read is named, and the rest is judged`() throws {
    try write("good", days: 10)
    try folder.write("SQLite format 3\0garbage", to: "broken.db")
    try folder.write("not a log\n", to: "text.jsonl")
    try folder.write("", to: "empty.jsonl")
    let names = ["broken.db", "text.jsonl", "empty.jsonl", "missing", "airworthy"]
      .map { "\(folder.path)/\($0)" }
    let result = shell.run(["portfolio", "\(folder.path)/good"] + names)
    #expect(result.ending == .met)
    for name in names { #expect(result.err.contains(name), "\(name)") }
    #expect(result.out.contains("Portfolio of 1 system"))
    #expect(result.out.contains("What is wrong with logs"))
    let none = shell.run(["portfolio"] + names)
    #expect(none.ending == .wrongInput && none.out.isEmpty)
    #expect(none.err.contains("error[bad-log]"))
  }

  @Test func `a foreign database and a changed event are refused`() throws {
    let path = try write("one", days: 10)
    try write("two", days: 10)
    var bytes = try Data(contentsOf: URL(filePath: path + "/.airworthy/log.db"))
    let place = try #require(bytes.range(of: Data("\"reason\":\"it is shown\"".utf8)))
    bytes.replaceSubrange(place, with: Data("\"reason\":\"IT IS SHOWN\"".utf8))
    try bytes.write(to: URL(filePath: path + "/.airworthy/log.db"))
    let result = shell("portfolio")
    #expect(result.ending == .met)
    #expect(result.out.contains("Portfolio of 1 system"))
    #expect(words(result.err).contains("its content is not what its hash was made of"))
  }

  @Test func `targets and objectives come from the file beside the log`() throws {
    for index in 0..<6 { try write("s\(index)", days: 10 * (index + 1)) }
    try write(
      "own", days: 170,
      manifest: manifest("own", "objectives:\n  - {level: 7, by: 2027-03-01}\n"))
    try write(
      "done", days: 20,
      manifest: manifest("done", "objectives:\n  - {level: 4, by: 2026-03-01, component: model}\n"))
    let text = words(shell("portfolio").out)
    #expect(text.contains("own/model 7 2027-03-01 ? not known"))
    #expect(text.contains("done/model 4 2026-03-01 ✓ reached – first there on 2026-01-21"))
    let all = words(shell.run(["portfolio", "--under", folder.path, "--to", "5"]).out)
    #expect(all.contains("not enough history: 0 stays at level 4 ended"))
    let asked = shell.run(
      [
        "portfolio", "--under", folder.path, "--objective", "level 4 by 2026-02-01 for model",
        "--format", "json",
      ])
    #expect(asked.out.contains("\"state\" : \"reached-late\""))
  }

  @Test func `a definition file that is wrong costs its targets only`() throws {
    try write("own", days: 10, manifest: manifest("own", "objectives: [{level: 12, by: soon}]\n"))
    let result = shell("portfolio")
    #expect(result.ending == .met)
    #expect(words(result.err).contains("airworthy.yaml:9:"), "\(result.err)")
    #expect(words(result.err).contains("its targets do not count"))
    #expect(result.out.contains("Portfolio of 1 system"))
  }

  @Test func `what lies after now does not count, and is told`() throws {
    try write("own", days: 300)
    let result = shell("portfolio")
    #expect(words(result.err).contains("3 events of levels and reviews lie after now"))
    #expect(words(result.out).contains("3 System 0 0 1"), "\(result.out)")
    let then = shell.run(["portfolio", folder.path + "/own", "--as-of", "2026-03-01"])
    #expect(then.ending == .met && then.out.contains("as of 2026-03-01"))
  }

  @Test(arguments: ["json", "html", "markdown", "text"])
  func `the same logs, seed and instant give the same bytes`(format: String) throws {
    for index in 0..<7 { try write("s\(index)", days: 10 * (index + 1)) }
    try write("own", days: 170, manifest: manifest("own", ""))
    let line = "portfolio --to 4 --seed 7 --format \(format)"
    let first = shell(line)
    #expect(first.ending == .met && shell(line).out == first.out)
  }

  @Test(arguments: [
    ["--to", "12"], ["--to", "x"], ["--objective", "level 7"],
    ["--objective", "level 7 by tomorrow"], ["--objective", "level 11 by 2027-01-01"],
    ["--objective", "level 7 by 2027-02-30"], ["--objective", "level 7 by 2027-03-01 to me"],
    ["--draws", "0"], ["--least-stays", "-1"], ["--as-of", "4"], ["--as-of", "2030-01-01"],
    ["--under", "/nowhere-at-all"], ["--format", "pdf"], ["--seed", "-1"],
    ["--objective", "level 7 by 2027-02-01 for nosuch"],
  ])
  func `nonsense is refused with its cure`(options: [String]) throws {
    try write("one", days: 10)
    let result = shell.run(["portfolio", "-C", folder.path] + options)
    #expect(result.ending == .wrongInput && result.out.isEmpty && !result.err.isEmpty)
  }

  @Test func `a median is headlined only where enough stays have ended`() throws {
    for index in 0..<4 { try write("s\(index)", days: 10) }
    #expect(!shell("portfolio").out.contains("takes longest"))
    try write("s4", days: 10)
    #expect(words(shell("portfolio").out).contains("Level 3 takes longest, 10 days"))
  }

  @Test func `an empty log is told, and nothing is left beside a log that was read`() throws {
    let path = try write("one", days: 10)
    try folder.write("", to: "empty.db")
    let result = shell.run(["portfolio", path, folder.path + "/empty.db"])
    #expect(result.ending == .met && words(result.err).contains("it is empty"), "\(result.err)")
    let beside = try FileManager.default.contentsOfDirectory(atPath: path + "/.airworthy")
    #expect(beside.filter { $0.hasPrefix("log.db-") }.isEmpty, "\(beside)")
  }

  @Test func `a folder without logs is told`() {
    let result = shell("portfolio")
    #expect(result.ending == .wrongInput)
    #expect(words(result.err).contains("there is no log below"))
  }

  @Test func `names from a log reach neither terminal nor page as they are`() throws {
    let path = folder.path + "/evil"
    try FileManager.default.createDirectory(
      atPath: path + "/.airworthy", withIntermediateDirectories: true)
    let store = try SQLiteEventStore(path: path + "/.airworthy/log.db", access: .write)
    try store.append(
      [
        Entry(
          at: "2026-01-01", by: Actor(.person, "mara"), system: "\u{1B}[31m<script>",
          fact: .componentEntered(
            .init(
              component: "<b>\u{202E}|x", entry: .init(level: .first, on: "2026-01-01", reason: "r")
            )))
      ], expecting: 0)
    let text = shell("portfolio").out
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let page = shell("portfolio --to 9 --format html").out
    #expect(page.contains("&lt;script&gt;") && !page.contains("<script"))
    #expect(shell("portfolio --to 9 --format markdown").out.contains("\\<script\\>"))
  }
}

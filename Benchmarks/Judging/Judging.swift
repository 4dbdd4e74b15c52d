import Definitions
import EventLog
import Foundation
import Readiness

/// Times what users of a verdict wait for: `judging-benchmark AIRWORTHY EXAMPLE [EVENTS]`.
///
/// AIRWORTHY is a release binary, EXAMPLE a folder that it has checked, EVENTS the size of the large
/// log. Prints medians; `script/bench` prepares all of it.
@main
struct JudgingBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      print("usage: judging-benchmark AIRWORTHY EXAMPLE [EVENTS]")
      exit(2)
    }
    let many = arguments.count > 3 ? Int(arguments[3]) ?? 1_000_000 : 1_000_000
    try commands(airworthy: arguments[1], example: arguments[2])
    let packs = try PackLibrary.read()
    try inMemory(100_000, packs)
    try onDisk(many, packs)
  }

  private static func commands(airworthy: String, example: String) throws {
    for (name, line) in [
      ("airworthy --version", ["--version"]),
      ("airworthy status, example", ["status", "-C", example]),
      ("airworthy status --format html, example", ["status", "-C", example, "--format", "html"]),
    ] {
      try report(name, runs: 21) {
        guard try run([airworthy] + line) == 0 else { throw Wrong("\(name) failed") }
      }
    }
  }

  /// Runs a program without its output; Foundation's way looks for its end every 50 ms only.
  private static func run(_ words: [String]) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, environ) == 0 else {
      throw Wrong("\(words[0]) cannot be run")
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status
  }

  private static func inMemory(_ count: Int, _ packs: Packs) throws {
    let history = History(packs: packs, count: count)
    let events = history.entries(0..<count).enumerated().map { index, entry in
      Event(
        position: index + 1, at: entry.at, by: entry.by, system: entry.system, fact: entry.fact)
    }
    try report("fold and judge \(count) events in memory", runs: 5) {
      try judge(events, of: history)
    }
  }

  private static func onDisk(_ count: Int, _ packs: Packs) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "airworthy-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "log.db").path
    let history = History(packs: packs, count: count)
    let clock = ContinuousClock()
    let written = try clock.measure {
      let store = try SQLiteEventStore(path: path, access: .write)
      for start in stride(from: 0, to: count, by: 10_000) {
        try store.append(
          history.entries(start..<min(count, start + 10_000)), expecting: nil)
      }
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    print("append \(count) events, 10000 a time: \(written.brief), \(size >> 20) MiB")
    try report("open a log of \(count) events and judge its system", runs: 5) {
      let store = try SQLiteEventStore(path: path, access: .read)
      try judge(
        try store.events(of: history.system.id, until: history.end, keeping: .newest), of: history)
    }
    try report("verify a log of \(count) events", runs: 1) {
      let found = try SQLiteEventStore(path: path, access: .read).verify(knownHead: nil)
      guard found.fault == nil, found.sound == count else { throw Wrong("the log is not sound") }
    }
  }

  private static func judge(_ events: [Event], of history: History) throws {
    let verdict = Verdict(
      on: history.system, by: history.packs, ledger: Ledger(folding: events), at: history.end)
    guard verdict.scores.count == 3, verdict.working != nil else { throw Wrong("no verdict") }
  }

  private static func report(_ name: String, runs: Int, _ body: () throws -> Void) throws {
    let clock = ContinuousClock()
    let times = try (0..<runs).map { _ in try clock.measure { try body() } }.sorted()
    print("\(name): median \(times[runs / 2].brief) of \(runs), worst \(times[runs - 1].brief)")
  }

  struct Wrong: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}

extension Duration {
  /// Milliseconds, to a tenth.
  var brief: String {
    let (seconds, attoseconds) = components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

import Foundation

/// Times the meta-review of many systems: `portfolio-benchmark AIRWORTHY [SYSTEMS]`, or makes them to
/// look at: `portfolio-benchmark make FOLDER [SYSTEMS]`.
///
/// AIRWORTHY is a release binary. Makes a log for each system, with evidence that has to be left
/// where it lies, and prints medians; `script/bench` prepares all of it.
@main
struct PortfolioBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: portfolio-benchmark (AIRWORTHY | make FOLDER) [SYSTEMS]")
      exit(2)
    }
    if arguments[1] == "make", arguments.count > 2 {
      let count = arguments.count > 3 ? Int(arguments[3]) ?? 40 : 40
      for number in 0..<count {
        _ = try SystemLog(number).write(below: URL(filePath: arguments[2]))
      }
      return
    }
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 1_000 : 1_000
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "airworthy-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var events = 0
    for number in 0..<count { events += try SystemLog(number).write(below: folder) }
    print("\(count) systems of 2 components, \(events) events in all")
    let name = "airworthy portfolio --under, \(count) systems"
    for (what, options) in [
      ("", []), (", as JSON", ["--format", "json"]), (", as a page", ["--format", "html"]),
      (", to level 9", ["--to", "9", "--objective", "level 7 by 2027-03-01"]),
      (", verified", ["--verify"]),
    ] {
      try report(name + what, runs: 7) {
        let line = [arguments[1], "portfolio", "--under", folder.path] + options
        guard try run(line) == 0 else { throw Wrong("\(name + what) failed") }
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

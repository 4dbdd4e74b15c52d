import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

/// That nothing is lost that was said to be kept, however a writer ends.
@Suite struct DurabilityTests {
  @Test func `every commit waits for the disk`() throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteEventStore(path: folder.path + "/log.db", access: .write)
    #expect(try store.synchronous == 2)
    try store.append([Entry(RandomHistory.events(1, seed: 1)[0])], expecting: 0)
    #expect(try store.synchronous == 2)
  }

  @Test func `a second writer is refused and told who writes, a reader is not`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/log.db"
    var first: SQLiteEventStore? = try SQLiteEventStore(path: path, access: .write)
    try first?.append(RandomHistory.events(3, seed: 1).map(Entry.init), expecting: 0)
    #expect {
      try SQLiteEventStore(path: path, access: .write)
    } throws: { error in
      guard case StoreFailure.refused(let text) = error else { return false }
      return text.contains("process \(ProcessInfo.processInfo.processIdentifier)")
    }
    #expect(try SQLiteEventStore(path: path, access: .read).head == 3)
    first = nil
    #expect(try SQLiteEventStore(path: path, access: .write).head == 3)
  }

  @Test func `two hundred killed writers lose nothing that they were told is kept`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/log.db"
    var numbers = SeededNumbers(seed: 9)
    var acknowledged = 0
    for cycle in 0..<200 {
      let writer = try Writer(path: path, first: cycle * 100_000)
      try writer.waitForFirst()
      usleep(UInt32.random(in: 0...20_000, using: &numbers))
      let told = try writer.kill()
      // Some read what is left before anybody writes again.
      if cycle % 2 == 0 {
        #expect(try SQLiteEventStore(path: path, access: .read).head >= told, "cycle \(cycle)")
      }
      let store = try SQLiteEventStore(path: path, access: .write)
      let head = try store.head
      #expect(head >= told && told > acknowledged, "cycle \(cycle)")
      acknowledged = head
      if cycle % 20 == 19 {
        let found = try store.verify()
        #expect(found.fault == nil && found.sound == head, "cycle \(cycle)")
      }
    }
  }
}

extension DurabilityTests {
  @Test func `a writer that is killed while it makes the log leaves one that can be written`()
    throws
  {
    var numbers = SeededNumbers(seed: 10)
    for cycle in 0..<60 {
      let folder = try TemporaryFolder()
      let path = folder.path + "/log.db"
      let writer = try Writer(path: path, first: 0)
      // Not waited for: some are killed before they begin, some while they make the table.
      usleep(UInt32.random(in: 2_000...25_000, using: &numbers))
      let told = try writer.kill()
      let store = try SQLiteEventStore(path: path, access: .write)
      #expect(try store.head >= told && store.verify().fault == nil, "cycle \(cycle)")
    }
  }
}

/// A process that appends events one by one and says each position once it is kept.
private final class Writer {
  private let process = Process()
  private let output = Pipe()
  private var heard = Data()

  init(path: String, first: Int) throws {
    process.executableURL = Bundle.products.appending(path: "log-writer")
    process.arguments = [path, "\(first)"]
    process.standardOutput = output
    try process.run()
  }

  /// Returns once the first event is kept.
  func waitForFirst() throws {
    while !heard.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the writer ended before its first event")
      heard += more
    }
  }

  /// Kills the process; returns the last position that it said in full.
  func kill() throws -> Int {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    heard += try output.fileHandleForReading.readToEnd() ?? Data()
    let lines = String(decoding: heard, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().last.flatMap { Int($0) } ?? 0
  }
}

extension Bundle {
  /// Where the build put executables.
  fileprivate static var products: URL {
    let main = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [main, Bundle.main.bundleURL] + Bundle.allBundles.map(\.bundleURL)
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "log-writer").path)
    } ?? Bundle.main.bundleURL
  }
}

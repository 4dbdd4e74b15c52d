import EventLog
import Foundation
import Readiness

/// Appends events to a log until it is killed, and says each position once it is kept.
///
/// For the test that kills it: `log-writer LOG FIRST`, where FIRST numbers its first event.
@main
struct LogWriter {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let first = Int64(arguments[2]) else { exit(64) }
    let store = try SQLiteEventStore(path: arguments[1], access: .write)
    for number in first... {
      let fact = Fact.versionsSeen(
        .init(subject: .system, versions: Versions(code: "1.0.\(number)")))
      let entry = Entry(
        at: Instant(milliseconds: number), by: Actor(.automation, "writer"), system: "s",
        fact: fact)
      let position = try store.append([entry], expecting: nil)
      FileHandle.standardOutput.write(Data("\(position)\n".utf8))
    }
  }
}

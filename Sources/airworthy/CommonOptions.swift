import ArgumentParser
import Documents
import Foundation
import Readiness
import Views

/// Options that every command about a system takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("The folder of airworthy.yaml.", valueName: "folder"))
  var directory = "."

  @Flag(help: "Never use colour.")
  var noColor = false

  @Flag(name: [.short, .long], help: "Print results only, no progress and no warnings.")
  var quiet = false
}

/// Options of commands that write a result.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  /// Writes a result to the file, whole or not at all, or to standard output.
  func write(_ text: String, in session: Session) throws(Stop) {
    guard let output, output != "-" else {
      session.console.print(text)
      return
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue {
      throw .usage("\(output) is a folder", fix: "name a file in it")
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw .failed("\(output) cannot be written: \(error.reason)")
    }
  }
}

/// The option to look at another instant than now.
struct InstantOption: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Judge as things stood then: 2026-11-21 (its end, in UTC), 2026-11-21T10:00:00Z, or before "
        + "an event of the log by its number.",
      valueName: "time"))
  var asOf: String?

  /// The point of the past asked for, `nil` for now.
  func past(in session: Session) throws(Stop) -> Past? {
    guard let asOf else { return nil }
    if let number = Int(asOf), number > 0, asOf.utf8.count <= 10 { return .before(number) }
    return try Self.instant(asOf, in: session).map(Past.end)
  }

  /// The instant that a text names: a time, or the end of a day; `nil` for today.
  static func instant(_ text: String, in session: Session) throws(Stop) -> Instant? {
    guard let instant = Instant(text) else {
      throw .usage(
        "'\(text)' is not a time", fix: "write it like 2026-11-21 or 2026-11-21T10:00:00Z")
    }
    let isDay = text.utf8.count == 10
    let moment = isDay ? Instant(milliseconds: instant.adding(days: 1).milliseconds - 1) : instant
    if isDay, instant.day == session.now.day { return nil }
    if moment > session.now {
      throw .usage("\(text) lies in the future, of which the log says nothing")
    }
    return moment
  }
}

/// A point of the past, which the log alone speaks about.
enum Past {
  /// What was recorded up to an instant, judged then.
  case end(Instant)
  /// What was recorded before an event, judged at its time: as it was when the event was made.
  case before(Int)
}

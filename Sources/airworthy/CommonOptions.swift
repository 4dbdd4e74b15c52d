import ArgumentParser
import Definitions
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
  ///
  /// What the program itself reads or keeps is never written over.
  func write(_ text: String, in session: Session) throws(Stop) {
    try write(Array(text.utf8), in: session)
  }

  /// Writes a result that need not be text, whole or not at all as well.
  func write(_ bytes: [UInt8], in session: Session) throws(Stop) {
    guard let output, output != "-" else {
      session.console.print(bytes)
      return
    }
    if output.isEmpty {
      throw .usage("--output names no file", fix: "name one, or - for the terminal")
    }
    // A link is written through, as a shell would.
    let file = URL(filePath: output).resolvingSymlinksInPath()
    if let kept = Self.kept(file) {
      throw .usage("\(output) is \(kept), and is not written over", fix: "name another file")
    }
    let type = try? FileManager.default.attributesOfItem(atPath: file.path)[.type]
    switch type as? FileAttributeType {
    case .typeDirectory?: throw .usage("\(output) is a folder", fix: "name a file in it")
    case .typeRegular?, nil: try replace(file, by: bytes, named: output)
    default: try pour(bytes, into: file, named: output)
    }
  }

  /// Whether a result would be shown to a person, and not kept.
  func goesToTerminal(in session: Session) -> Bool {
    (output == nil || output == "-") && session.console.isTerminal
  }

  private func replace(_ file: URL, by bytes: [UInt8], named name: String) throws(Stop) {
    do {
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      throw .failed("\(name) cannot be written: \(error.reason)")
    }
  }

  /// Writes to a device or a pipe, which takes bytes and cannot be replaced.
  private func pour(_ bytes: [UInt8], into file: URL, named name: String) throws(Stop) {
    do {
      let handle = try FileHandle(forWritingTo: file)
      try handle.write(contentsOf: Data(bytes))
      try handle.close()
    } catch {
      throw .failed("\(name) cannot be written: \(error.reason)")
    }
  }

  /// What a file is, if it is one of a system's own: a definition, a card's text, the log.
  private static func kept(_ file: URL) -> String? {
    let folder = file.deletingLastPathComponent()
    if folder.lastPathComponent == ".airworthy" { return "in the folder of the log" }
    let isThere = FileManager.default.fileExists(atPath: file.path)
    if isThere, ["yaml", "yml"].contains(file.pathExtension) { return "a file of definitions" }
    if isThere, folder.lastPathComponent == "cards", file.pathExtension == "md" {
      return "the text that people keep for a card"
    }
    if isThere, ["csv", "tsv"].contains(file.pathExtension) { return "a table of data" }
    return nil
  }
}

/// The option to look at another instant than now.
struct InstantOption: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Judge as things stood then: 2026-11-21 (its end, in UTC), 2026-11-21T10:00, or before "
        + "an event of the log by its number.",
      valueName: "time or event"))
  var asOf: String?

  /// The point of the past asked for, `nil` for now.
  func past(in session: Session) throws(Stop) -> Past? {
    try asOf.map { text throws(Stop) in try Self.past(text, in: session) } ?? nil
  }

  /// The point of the past that a text names: before an event of the log, a time, or the end of a
  /// day; `nil` for today.
  static func past(_ text: String, in session: Session) throws(Stop) -> Past? {
    if let number = Int(text), number > 0, text.utf8.count <= 10 { return .before(number) }
    return try instant(text, in: session).map(Past.end)
  }

  /// The instant that a text names: a time, or the end of a day; `nil` for today.
  private static func instant(_ text: String, in session: Session) throws(Stop) -> Instant? {
    // Seconds may be left out, and so may the offset: days are those of UTC as well.
    let ways = [text, text + "Z", text + ":00Z", text.dropLast() + ":00Z"]
    guard let instant = ways.lazy.compactMap({ Instant($0) }).first else {
      throw .usage(
        "'\(text.cleaned.shortened(to: 40))' is neither a time nor an event",
        fix: "write it like 2026-11-21, 2026-11-21T10:00 or 140, the number of an event")
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

import ArgumentParser
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Runs command lines as a user does, in a folder and at an instant of the test's choosing.
struct Shell {
  let folder: TemporaryFolder
  var now: Instant = "2026-02-01T12:00:00Z"
  var environment = ["AIRWORTHY_ACTOR": "automation:test"]
  var isTerminal = false
  /// Whether somebody types what comes as lines.
  var isTyped = false
  /// The lines of standard input.
  var lines: [String] = []
  /// Runs before each line is read, with how many were read before.
  var beforeLine: (Int) throws -> Void = { _ in }
  var width = 80

  /// A shell in the sample project, with some of its files replaced; `nil` removes a file.
  init(replacing changes: [String: String?] = [:]) throws {
    folder = try SampleProject.folder(replacing: changes)
  }

  init(in folder: TemporaryFolder) { self.folder = folder }

  struct Result {
    let ending: Ending
    let bytes: [UInt8]
    let err: String

    var out: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Runs a command line; `-C` is put after its words.
  func callAsFunction(_ line: String) -> Result {
    run(line.split(separator: " ").map(String.init) + ["-C", folder.path])
  }

  /// Runs exactly these arguments.
  func run(_ arguments: [String]) -> Result {
    var bytes: [UInt8] = []
    var err = ""
    var read = 0
    let console = Console(
      isTerminal: isTerminal, isTyped: isTyped, width: width,
      lines: {
        #expect(throws: Never.self) { try beforeLine(read) }
        read += 1
        return read <= lines.count ? lines[read - 1] : nil
      }, out: { bytes += $0 }, err: { err += $0 })
    let ending = Main.run(
      arguments, in: Session(now: now, environment: environment, console: console))
    return Result(ending: ending, bytes: bytes, err: err)
  }

  /// Replaces words in a file of the project.
  func edit(_ file: String, _ old: String, to new: String) throws {
    let text = try folder.text(of: file)
    try #require(text.contains(old), "\(file) does not hold what is to be replaced")
    try folder.write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  /// Every file below the folder with its bytes, to see that nothing was written.
  func contents() throws -> [String: Data] {
    var all: [String: Data] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    // What SQLite puts beside its file comes and goes with readers.
    for path in paths where !path.hasSuffix("-shm") && !path.hasSuffix("-wal") {
      all[path] = FileManager.default.contents(atPath: folder.path + "/" + path) ?? Data()
    }
    return all
  }

  /// The verdict as of now, for a look at every reading.
  func verdict() throws -> Verdict {
    let console = Console(isTerminal: false, out: { _ in }, err: { _ in })
    let session = Session(now: now, environment: environment, console: console)
    let options = try CommonOptions.parse(["-C", folder.path])
    return try Workspace.open(options, in: session).verdict(asOf: nil, in: session)
  }
}

extension Verdict {
  /// What each control comes to for each subject, by `control of subject`.
  var table: [String: String] {
    Dictionary(
      uniqueKeysWithValues: readings.list.map {
        ("\($0.control.id) of \($0.subject)", "\($0.assurance) \($0.standing.name)")
      })
  }

  /// The readings that are another in another verdict.
  func changes(to other: Verdict) -> Set<String> {
    let after = other.table
    return Set(table.filter { after[$0.key] != $0.value }.keys)
  }
}

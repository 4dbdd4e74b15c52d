import Documents
import EventLog
import Foundation
import Readiness

/// Where a folder keeps its log; it need not be there yet.
struct LogFile {
  private let path: String

  init(in folder: Folder) { path = folder.path + "/.airworthy/log.db" }

  /// The log of the folder that a command names, whatever its definitions look like.
  init(in options: CommonOptions) throws(Stop) {
    guard let folder = Folder(options.directory) else {
      throw .usage("there is no folder '\(options.directory)'")
    }
    self.init(in: folder)
  }

  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// The log for reading, if there is one.
  func existing(for access: SQLiteEventStore.Access = .read) throws(Stop) -> SQLiteEventStore {
    guard isThere else { throw .failed("there is no log yet; 'airworthy check' begins one") }
    return try open(access)
  }

  /// The log for writing, made if there is none.
  func writing() throws(Stop) -> SQLiteEventStore {
    try makeFolder()
    return try open(.write)
  }

  /// Makes the folder that the log lies in, if there is none.
  func makeFolder() throws(Stop) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let ignore = folder.appending(path: ".gitignore")
      if !FileManager.default.fileExists(atPath: ignore.path) {
        // The log is exported to be shared; its file changes with every check.
        try Data("*\n".utf8).write(to: ignore, options: .atomic)
      }
    } catch {
      throw .failed("\(folder.path) cannot be made: \(error.reason)")
    }
  }

  private func open(_ access: SQLiteEventStore.Access) throws(Stop) -> SQLiteEventStore {
    do throws(StoreFailure) {
      return try SQLiteEventStore(path: path, access: access)
    } catch {
      throw Stop(error)
    }
  }
}

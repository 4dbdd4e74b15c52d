import Documents
import EventLog
import Foundation
import Readiness

/// A log that a command line names: SQLite, or an export.
struct LogCopy {
  let path: String
  private let store: any EventStore

  init(_ path: String) throws(Stop) {
    self.path = path
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .usage("\(path) cannot be read: \(error.reason)")
    }
    do throws(StoreFailure) {
      if data.starts(with: Data("SQLite format 3\0".utf8)) {
        store = try SQLiteEventStore(path: URL(filePath: path).path, access: .read)
        return
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw .refused("\(path) is neither a log nor an export of one")
      }
      store = MemoryEventStore()
      try store.append(SQLiteEventStore.entries(of: text.lines), expecting: nil)
    } catch {
      throw Stop(error, reading: path)
    }
  }

  /// All events of a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - instant: The latest time of recording.
  /// - Returns: The events, oldest first.
  /// - Throws: ``Stop``, also where the log is about other systems only.
  func events(of system: System.ID, until instant: Instant) throws(Stop) -> [Event] {
    let (own, first): ([Event], Event?)
    do throws(StoreFailure) {
      own = try store.events(of: system, until: nil, keeping: .all)
      first = try store.event(at: 1)
    } catch {
      throw Stop(error)
    }
    if own.isEmpty, let first {
      throw .usage(
        "\(path) is a log of \(first.system), and holds nothing of \(system)",
        fix: "compare logs of the system that airworthy.yaml describes")
    }
    return own.filter { $0.at <= instant }
  }
}

extension Stop {
  /// What is wrong with an export, with its line where there is one.
  init(_ failure: StoreFailure, reading path: String) {
    guard case .damaged(let line, let reason) = failure else {
      self.init(failure)
      return
    }
    self = .wrong([
      Diagnostic(
        .badLog, reason, at: .init(file: path, position: .init(line: line, column: 1)),
        fix: "export the log again, and copy the whole file")
    ])
  }
}

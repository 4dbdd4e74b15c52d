internal import Digests
internal import Foundation
internal import GRDB
package import Readiness

/// Keeps events in one SQLite file, each chained to the one before by its hash.
///
/// One process writes at a time. A write is on disk before ``append(_:expecting:)`` returns:
/// write-ahead log with full synchronisation, over a single connection.
package final class SQLiteEventStore: EventStore {
  private let queue: DatabaseQueue
  private let lock: LockFile?

  package enum Access: Sendable {
    case read
    /// Reads without leaving anything beside the file, where nobody is writing to it; whoever begins
    /// to write meanwhile may make it look damaged.
    case glance
    /// Creates the file where there is none, and looks at the newest events before adding to them.
    case write
    /// Reads whatever state the file is in, to find out what is wrong with it.
    case audit
  }

  /// Opens the log.
  ///
  /// - Parameters:
  ///   - path: The file, `.airworthy/log.db` by custom; for writing, its folder must exist.
  ///   - access: Whether to append.
  /// - Throws: ``Readiness/StoreFailure``.
  package init(path: String, access: Access) throws(StoreFailure) {
    if access == .write { try Self.refuseForeign(path) }
    var configuration = Configuration()
    configuration.readonly = access != .write
    configuration.busyMode = .timeout(5)
    if access == .write {
      lock = try Self.lock(path)
      configuration.journalMode = .wal
    } else {
      lock = nil
    }
    do {
      queue =
        access == .glance && Self.unsavedBytes(path) == 0
        ? try Self.immutable(path, configuration) : try Self.queue(path, configuration)
    } catch {
      throw Self.failure(error, opening: path)
    }
    do {
      try queue.inDatabase { db in
        if access == .write {
          // The library has just set NORMAL for this journal mode, which power loss may undo.
          try db.execute(sql: "PRAGMA synchronous = FULL")
          let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master")
          if tables == 0 {
            // All at once, so that a process that is killed leaves an empty file or a log.
            try db.inTransaction(.immediate) {
              try LogSchema.create(in: db)
              return .commit
            }
          }
        }
      }
      try queue.read { db in
        try Self.checkFormat(db, path: path)
        if access != .audit, let fault = try LogSchema.tableFault(in: db) {
          throw StoreFailure.refused(
            "the log is not as Airworthy makes it: \(fault); 'airworthy log verify' says more")
        }
      }
    } catch {
      throw Self.failure(error, opening: path)
    }
    if access == .write, let fault = try tailFault() {
      throw .refused(
        "the log is not in order, and nothing is added to it: \(fault.reason); "
          + "'airworthy log verify' says more")
    }
  }

  /// Opens the file; for reading also in a folder that may only be read, where SQLite could not keep
  /// the index that it shares with a writer, and where there is no writer.
  private static func queue(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if configuration.readonly {
        _ = try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") }
      }
      return queue
    } catch let error as DatabaseError
      where configuration.readonly
      && [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      let files = FileManager.default
      if files.isWritableFile(atPath: path), try recover(path) {
        return try DatabaseQueue(path: path, configuration: configuration)
      }
      guard files.isReadableFile(atPath: path), unsavedBytes(path) == 0 else { throw error }
      return try immutable(path, configuration)
    }
  }

  /// The size of the write-ahead log beside a file.
  private static func unsavedBytes(_ path: String) -> Int {
    var status = stat()
    return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
  }

  /// Opens the file as one that nobody changes: without locks, and without the index that SQLite
  /// would keep beside it.
  private static func immutable(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    guard let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) else {
      throw StoreFailure.refused("the path is not text")
    }
    return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
  }

  /// Takes what a killed writer left in the write-ahead log into account, which only a connection
  /// that may write can do.
  ///
  /// - Returns: Whether that was possible.
  private static func recover(_ path: String) throws -> Bool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") } != nil
  }

  /// Refuses a file that is there and is no log, before anything is changed in it.
  private static func refuseForeign(_ path: String) throws(StoreFailure) {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size > 0 else { return }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      try Self.queue(path, configuration).read { db in
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master")
        if tables != 0 { try checkFormat(db, path: path) }
      }
    } catch {
      throw failure(error, opening: path)
    }
  }

  private static func checkFormat(_ db: Database, path: String) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == LogSchema.applicationID,
      let format = try Int.fetchOne(db, sql: "PRAGMA user_version"), format > 0
    else { throw StoreFailure.refused("\(path) is not an Airworthy log") }
    guard format <= LogSchema.formatVersion else {
      throw StoreFailure.refused(
        "\(path) was written by a newer Airworthy (format \(format)); update this one")
    }
  }

  package var head: Int {
    get throws(StoreFailure) { try read { try Self.tip($0).position } }
  }

  package var newest: Instant? {
    get throws(StoreFailure) {
      try read { db in
        try Int64.fetchOne(db, sql: "SELECT at FROM event ORDER BY position DESC LIMIT 1")
      }.map(Instant.init(milliseconds:))
    }
  }

  /// The hash that the chain has after the newest event, in hexadecimal.
  package var headHash: String {
    get throws(StoreFailure) { try read { try Self.tip($0).hash.hex } }
  }

  @discardableResult
  package func append(_ entries: [Entry], expecting head: Int?) throws(StoreFailure) -> Int {
    let records = try entries.map { entry throws(StoreFailure) in
      (entry, try EventBytes(entry))
    }
    return try write { db in
      var tip = try Self.tip(db)
      if let head, head != tip.position {
        throw StoreFailure.refused(
          "the log has moved on from position \(head) to \(tip.position)")
      }
      let find = try db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM event WHERE leaf = ?)")
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO event (position, system, topic, at, bytes, leaf, previous, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for (entry, record) in records {
        if try Bool.fetchOne(find, arguments: [Data(record.leaf)]) == true { continue }
        let hash = record.chained(to: tip.hash)
        try insert.execute(
          arguments: [
            tip.position + 1, entry.system.rawValue, entry.fact.topic(by: entry.by),
            entry.at.milliseconds, Data(record.bytes), Data(record.leaf), Data(tip.hash),
            Data(hash),
          ])
        tip = (tip.position + 1, hash)
      }
      return tip.position
    }
  }

  package func event(at position: Int) throws(StoreFailure) -> Event? {
    let rows = try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM event WHERE position = ?", arguments: [position])
    }
    return try rows.first.map { row throws(StoreFailure) in try StoredRow(row).event() }
  }

  package func events(
    of system: System.ID?, until instant: Instant?, before position: Int?, keeping: Keeping
  ) throws(StoreFailure) -> [Event] {
    let bounds: StatementArguments = [
      "until": instant?.milliseconds ?? .max, "before": position ?? .max,
    ]
    let rows = try read { db in
      if let system, keeping == .newest {
        return try Row.fetchAll(
          db, sql: LogSchema.newestOfEachTopic,
          arguments: bounds + [
            "system": system.rawValue, "most": Keeping.perTopic, "whole": Fact.wholeTopics,
          ])
      }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM event
          WHERE at <= :until AND position < :before AND (:system IS NULL OR system = :system)
          ORDER BY position
          """,
        arguments: bounds + ["system": system?.rawValue])
    }
    return try rows.map { row throws(StoreFailure) in try StoredRow(row).event() }
  }

  /// What the connection does on commit, read back: 2 for full synchronisation.
  package var synchronous: Int {
    get throws(StoreFailure) {
      try read { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }
  }

  /// Passes over rows in order, as they lie in the file, until told to stop.
  ///
  /// - Parameters:
  ///   - first: The position to begin at.
  ///   - body: Gets each row; returns whether to go on.
  /// - Throws: ``Readiness/StoreFailure``.
  func scan(
    from first: Int = 0, _ body: (StoredRow) throws -> Bool
  ) throws(StoreFailure) {
    try read { db in
      // Without a bound a row is found even where its position is missing.
      let rows = try Row.fetchCursor(
        db,
        sql:
          "SELECT * FROM event \(first > 0 ? "WHERE position >= \(first)" : "") ORDER BY position")
      while let row = try rows.next() {
        guard try body(StoredRow(row)) else { return }
      }
    }
  }

  private static func tip(_ db: Database) throws -> (position: Int, hash: [UInt8]) {
    let row = try Row.fetchOne(
      db, sql: "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1")
    guard let row else { return (0, EventBytes.start) }
    let position: Int? = row["position"]
    let hash: Data? = row["hash"]
    guard let position, let hash else {
      throw StoreFailure.damaged(position: position ?? 0, "a value is missing")
    }
    return (position, Array(hash))
  }

  private static func lock(_ path: String) throws(StoreFailure) -> LockFile {
    do throws(LockFile.Failure) {
      return try LockFile(at: path + ".lock")
    } catch {
      switch error {
      case .held(let process):
        throw .refused(
          "another airworthy\(process.isEmpty ? "" : " (process \(process))") is writing to "
            + "\(path); wait until it is done")
      case .unusable(let reason): throw .refused("\(path).lock cannot be used: \(reason)")
      }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError {
      throw .refused("the log cannot be read: \(error.message ?? "SQLite says no")")
    } catch {
      throw Self.failure(error, opening: nil)
    }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw Self.failure(error, opening: nil)
    }
  }

  /// An error of the library, as what it means for the caller.
  private static func failure(_ error: any Error, opening path: String?) -> StoreFailure {
    switch error {
    case let known as StoreFailure: return known
    case let error as DatabaseError where path != nil:
      return .refused("\(path ?? "") cannot be opened: \(error.message ?? "SQLite says no")")
    case let error as DatabaseError where error.resultCode == .SQLITE_IOERR:
      return .unknown("the disk reported an error: \(error.message ?? "")")
    case let error as DatabaseError:
      return .refused("the log was not written: \(error.message ?? "SQLite says no")")
    default: return .unknown("\(error)")
    }
  }
}

/// A row as it lies in the file; what is missing there, which only a changed table allows, is empty
/// here.
struct StoredRow {
  let position: Int
  let system: String
  let topic: String?
  let at: Int64?
  let bytes: [UInt8]
  let leaf: [UInt8]
  let previous: [UInt8]
  let hash: [UInt8]

  init(_ row: Row) {
    func blob(_ name: String) -> [UInt8] {
      let data: Data? = row[name]
      return data.map(Array.init) ?? []
    }
    position = row["position"] ?? 0
    system = row["system"] ?? ""
    topic = row["topic"]
    at = row["at"]
    bytes = blob("bytes")
    leaf = blob("leaf")
    previous = blob("previous")
    hash = blob("hash")
  }

  /// The event, if it is the one that its hash was made of, and filed under what it says.
  func event() throws(StoreFailure) -> Event {
    let record = EventBytes(bytes: bytes)
    guard record.leaf == leaf else {
      throw .damaged(position: position, "its content is not what its hash was made of")
    }
    let event = try record.event(at: position)
    guard event.system.rawValue == system, event.at.milliseconds == at,
      event.fact.topic(by: event.by) == topic
    else { throw .damaged(position: position, "it is filed under what it does not say") }
    return event
  }
}

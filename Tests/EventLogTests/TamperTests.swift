import Digests
import EventLog
import Foundation
import GRDB
import Readiness
import TestSupport
import Testing

/// That the file resists changes, and that those made all the same are found at the first event.
@Suite struct TamperTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/log.db" }

  init() throws {
    folder = try TemporaryFolder()
    let store = try SQLiteEventStore(path: folder.path + "/log.db", access: .write)
    try store.append(RandomHistory.events(20, seed: 4).map(Entry.init), expecting: 0)
  }

  private func verification(head: String? = nil) throws -> SQLiteEventStore.Verification {
    try SQLiteEventStore(path: path, access: .audit).verify(knownHead: head)
  }

  /// Runs statements on the file, as somebody would who first takes the guards away, and puts them back.
  private func tamper(_ sql: String, arguments: StatementArguments = []) throws {
    try DatabaseQueue(path: path).write { db in
      let guards = try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger'")
      for name in ["eventsAreKept", "eventsAreFixed", "eventsAreChained"] {
        try db.execute(sql: "DROP TRIGGER \(name)")
      }
      try db.execute(sql: sql, arguments: arguments)
      for text in guards { try db.execute(sql: text) }
    }
  }

  @Test func `a log that nobody touched is sound to its end`() throws {
    let found = try verification()
    #expect(found.fault == nil && found.sound == 20)
    #expect(try SQLiteEventStore(path: path, access: .read).headHash == found.hash)
  }

  @Test(arguments: [
    ("DELETE FROM event WHERE position = 20", "events are never deleted"),
    ("UPDATE event SET at = 0 WHERE position = 3", "events are never changed"),
    (
      "INSERT INTO event SELECT 30, system, topic, at, bytes, zeroblob(32), hash, randomblob(32) "
        + "FROM event WHERE position = 20", "events are appended to the newest"
    ),
    (
      "INSERT INTO event SELECT 21, system, topic, at, bytes, zeroblob(32), zeroblob(32), "
        + "randomblob(32) FROM event WHERE position = 20", "events are appended to the newest"
    ),
  ])
  func `the file itself refuses what no log does`(_ sql: String, _ reason: String) throws {
    let error = #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
    #expect(error?.message == reason)
    #expect(try verification().sound == 20)
  }

  @Test(arguments: [
    (
      "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'random', 'rondam') AS BLOB) "
        + "WHERE position = 7", 7, "its content is not what its hash was made of"
    ),
    ("UPDATE event SET leaf = randomblob(32) WHERE position = 7", 7, "its content is not"),
    ("UPDATE event SET previous = randomblob(32) WHERE position = 7", 7, "is not chained"),
    ("UPDATE event SET hash = randomblob(32) WHERE position = 7", 7, "its link in the chain"),
    ("DELETE FROM event WHERE position = 7", 7, "the event at position 7 is missing"),
    ("DELETE FROM event WHERE position = 1", 1, "the event at position 1 is missing"),
    (
      "UPDATE event SET position = 99 WHERE position = 7; "
        + "UPDATE event SET position = 7 WHERE position = 8; "
        + "UPDATE event SET position = 8 WHERE position = 99", 7, "is not chained"
    ),
    ("UPDATE event SET at = at + 1 WHERE position = 7", 7, "filed under what it does not say"),
    ("UPDATE event SET system = 'other' WHERE position = 7", 7, "filed under"),
    ("UPDATE event SET topic = 'other' WHERE position = 7", 7, "filed under"),
  ])
  func `the first bad event is named`(_ sql: String, _ position: Int, _ reason: String) throws {
    try tamper(sql)
    let found = try verification()
    let fault = try #require(found.fault)
    #expect(fault.position == position && found.sound == position - 1)
    #expect(fault.reason.contains(reason), "\(fault.reason)")
  }

  /// Replaces one event, and makes its own hashes fit.
  private func forge(_ position: Int, _ text: String) throws {
    let previous = try DatabaseQueue(path: path).read { db in
      try Data.fetchOne(
        db, sql: "SELECT previous FROM event WHERE position = ?", arguments: [position])
    }
    let leaf = Digest(of: [0] + Array(text.utf8)).bytes
    let hash = try Digest(of: [1] + Array(#require(previous)) + leaf).bytes
    try tamper(
      "UPDATE event SET bytes = ?, leaf = ?, hash = ? WHERE position = ?",
      arguments: [Data(text.utf8), Data(leaf), Data(hash), position])
  }

  @Test(arguments: [
    "DROP TRIGGER eventsAreKept", "UPDATE event SET at = at + 1 WHERE position = 7",
    "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'random', 'rondam') AS BLOB) "
      + "WHERE position = 7", "DELETE FROM event WHERE position = 7",
    "UPDATE event SET previous = randomblob(32) WHERE position = 7",
  ])
  func `nothing is added to a log that was changed`(_ sql: String) throws {
    if sql.hasPrefix("DROP") {
      try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    } else {
      try tamper(sql)
    }
    let error = #expect(throws: StoreFailure.self) {
      try SQLiteEventStore(path: path, access: .write)
    }
    guard case .refused(let text)? = error else { return }
    #expect(text.contains("log verify"))
  }

  @Test(arguments: [
    "UPDATE event SET at = 5 WHERE position = 7",
    "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'random', 'rondam') AS BLOB) "
      + "WHERE position = 7", "UPDATE event SET topic = 'other' WHERE position = 7",
  ])
  func `no verdict is given on an event that was changed`(_ sql: String) throws {
    try tamper(sql)
    #expect {
      try SQLiteEventStore(path: path, access: .read).events(of: nil, until: nil, keeping: .all)
    } throws: { error in
      guard case StoreFailure.damaged(7, _) = error else { return false }
      return true
    }
  }

  @Test func `an event forged with its hashes breaks the chain at the next`() throws {
    try forge(7, "{}")
    #expect(try verification().fault?.position == 7)
    let bytes = try DatabaseQueue(path: path).read { db in
      try String.fetchOne(db, sql: "SELECT CAST(bytes AS TEXT) FROM event WHERE position = 9")
    }
    try forge(9, #require(bytes))
    #expect(try verification().fault?.position == 7)
  }

  @Test func `a forged or missing end is found by a head that was kept elsewhere`() throws {
    let kept = try verification().hash
    #expect(try verification(head: kept).fault == nil)
    let earlier = try DatabaseQueue(path: path).read { db in
      try String.fetchOne(db, sql: "SELECT lower(hex(hash)) FROM event WHERE position = 5")
    }
    #expect(try verification(head: earlier).fault == nil)
    try tamper("DELETE FROM event WHERE position = 20")
    #expect(try verification().fault == nil)
    let fault = try #require(try verification(head: kept).fault)
    #expect(fault.reason.contains("events are missing"))
  }

  @Test(arguments: [
    ("DROP TRIGGER eventsAreKept", "'eventsAreKept' of its table is missing"),
    ("DROP INDEX eventByTopic", "'eventByTopic' of its table is missing"),
    (
      "DROP TRIGGER eventsAreFixed; CREATE TRIGGER eventsAreFixed BEFORE UPDATE ON event "
        + "BEGIN SELECT 1; END", "'eventsAreFixed' of its table is another"
    ),
    ("CREATE VIEW ours AS SELECT * FROM event", "'ours' was added"),
  ])
  func `what guards the events is looked at too`(_ sql: String, _ reason: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    let found = try verification()
    #expect(found.sound == 20)
    let fault = try #require(found.fault)
    #expect(fault.position == nil)
    #expect(fault.reason.contains(reason), "\(fault.reason)")
  }

  @Test func `a table made anew without its rules, with values missing, is no trap`() throws {
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          CREATE TABLE other AS SELECT * FROM event;
          DROP TABLE event;
          ALTER TABLE other RENAME TO event;
          UPDATE event SET system = NULL, at = NULL, hash = NULL, position = NULL
          WHERE position = 7;
          UPDATE event SET bytes = NULL WHERE position = 9;
          """)
    }
    #expect(try verification().fault != nil)
    #expect(throws: StoreFailure.self) {
      try SQLiteEventStore(path: path, access: .read).events(of: nil, until: nil, keeping: .all)
    }
  }

  @Test(arguments: [
    "DELETE FROM event WHERE position = 7",
    "UPDATE event SET hash = randomblob(32) WHERE position = 7",
    "UPDATE event SET bytes = CAST('{}' AS BLOB) WHERE position = 7",
  ])
  func `a log that was changed is not exported`(_ sql: String) throws {
    try tamper(sql)
    var lines = 0
    #expect(throws: StoreFailure.self) {
      try SQLiteEventStore(path: path, access: .read).export { _ in lines += 1 }
    }
    #expect(lines == 6)
  }

  @Test func `a database of something else is not touched`() throws {
    let other = folder.path + "/other.db"
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE mine (x)") }
    let before = try Data(contentsOf: URL(filePath: other))
    #expect(throws: StoreFailure.self) { try SQLiteEventStore(path: other, access: .write) }
    #expect(try Data(contentsOf: URL(filePath: other)) == before)
  }

  @Test func `an event that no version wrote is named when it is read`() throws {
    try forge(20, "{\"at\":1}")
    #expect {
      try SQLiteEventStore(path: path, access: .read).events(of: nil, until: nil, keeping: .all)
    } throws: { error in
      guard case StoreFailure.damaged(20, _) = error else { return false }
      return true
    }
  }

  @Test func `files that are no log, or a newer one's, are refused`() throws {
    let opens = { try SQLiteEventStore(path: path, access: .read) }
    func refusal() -> String {
      do { _ = try opens() } catch StoreFailure.refused(let text) { return text } catch {}
      return ""
    }
    try tamper("PRAGMA user_version = 2")
    #expect(refusal().contains("newer Airworthy"))
    try tamper("PRAGMA application_id = 7")
    #expect(refusal().contains("is not an Airworthy log"))
    try folder.write("a diary, long enough to be taken for something else entirely", to: "log.db")
    try? FileManager.default.removeItem(atPath: path + "-wal")
    #expect(refusal().contains("cannot be opened"))
    try FileManager.default.removeItem(atPath: path)
    #expect(refusal().contains("cannot be opened"))
  }
}

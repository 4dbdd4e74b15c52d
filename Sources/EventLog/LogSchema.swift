internal import GRDB

/// The one table, and what guards it.
///
/// `Documentation/Formats/event-log.md` describes it column by column.
enum LogSchema {
  /// Marks the file as an Airworthy log: "AWLG".
  static let applicationID = 0x4157_4C47
  /// The version of the table; a file with a greater one was written by a newer Airworthy.
  static let formatVersion = 1

  static func create(in db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE event (
          position INTEGER PRIMARY KEY NOT NULL CHECK (position > 0),
          system TEXT NOT NULL,
          topic TEXT,
          at INTEGER NOT NULL,
          bytes BLOB NOT NULL,
          leaf BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32),
          previous BLOB NOT NULL UNIQUE CHECK (length(previous) = 32),
          hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
        ) STRICT;

        CREATE INDEX eventByTopic ON event (system, topic, position, at);

        CREATE TRIGGER eventsAreKept BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

        CREATE TRIGGER eventsAreFixed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

        CREATE TRIGGER eventsAreChained BEFORE INSERT ON event
        BEGIN
          SELECT RAISE(ABORT, 'events are appended to the newest')
          WHERE NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM event)
             OR NEW.previous <> COALESCE(
                  (SELECT hash FROM event ORDER BY position DESC LIMIT 1), zeroblob(32));
        END;

        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(formatVersion);
        """)
  }

  /// What is not as ``create(in:)`` made it: a trigger that is gone, an index that lacks rows.
  static func fault(in db: Database) throws -> String? {
    if let fault = try tableFault(in: db) { return fault }
    let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    if found != "ok" { return "SQLite finds the file damaged: \(found ?? "")" }
    // Judging finds events by this index; comparing it row by row would take minutes.
    let counts = try ["eventByTopic", "sqlite_autoindex_event_1"].map { index in
      try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM event INDEXED BY \(index)")
    }
    return counts[0] == counts[1] ? nil : "its index does not hold every event"
  }

  /// What is not as ``create(in:)`` made it, apart from the rows.
  static func tableFault(in db: Database) throws -> String? {
    let found = try parts(of: db)
    let expected = try fresh.get()
    for (name, text) in expected.sorted(by: { $0.key < $1.key }) where found[name] != text {
      return "'\(name)' of its table is \(found[name] == nil ? "missing" : "another than it was")"
    }
    if let added = found.keys.sorted().first(where: { expected[$0] == nil }) {
      return "'\(added)' was added to it"
    }
    return nil
  }

  /// The parts that a new log has.
  private static let fresh = Result {
    try DatabaseQueue().write { db in
      try create(in: db)
      return try parts(of: db)
    }
  }

  /// The text of each table, index and trigger, by its name.
  private static func parts(of db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(db, sql: "SELECT name, COALESCE(sql, '') FROM sqlite_master")
    return Dictionary(
      rows.map { ($0[0] ?? "", $0[1] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  /// The newest events of each topic, by jumping from one topic to the next in the index.
  static let newestOfEachTopic = """
    WITH RECURSIVE topics (topic) AS (
      SELECT (SELECT topic FROM event WHERE system = :system AND topic > ''
              ORDER BY topic LIMIT 1)
      UNION ALL
      SELECT (SELECT topic FROM event WHERE system = :system AND topic > topics.topic
              ORDER BY topic LIMIT 1)
      FROM topics WHERE topics.topic IS NOT NULL
    )
    SELECT event.* FROM topics JOIN event ON event.position IN (
      SELECT position FROM event AS own INDEXED BY eventByTopic
      WHERE own.system = :system AND own.topic = topics.topic AND own.at <= :until
        AND own.position < :before
      ORDER BY own.position DESC LIMIT :most)
    WHERE substr(topics.topic, 1, length(:whole)) <> :whole
    UNION ALL
    SELECT * FROM event INDEXED BY eventByTopic
    WHERE system = :system AND topic >= :whole AND topic < :whole || char(0x10FFFF)
      AND at <= :until AND position < :before
    UNION ALL
    SELECT * FROM event
    WHERE system = :system AND topic IS NULL AND at <= :until AND position < :before
    ORDER BY 1
    """
}

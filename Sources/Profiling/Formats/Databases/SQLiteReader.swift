internal import CSQLite

/// Reads the rows that a statement selects from an SQLite database, which is opened for reading only.
final class SQLiteReader: RecordSource {
  let columns: [String]
  let blockSize: Int
  private(set) var pass = TableFile.Pass()
  let bytesRead = 0

  private let database: OpaquePointer
  private let statement: OpaquePointer
  private var isAtEnd = false

  /// - Parameters:
  ///   - path: The file.
  ///   - query: A statement that selects; `nil` for the only table that there is.
  ///   - blockSize: What a batch should have in bytes.
  /// - Throws: ``TableFile/Failure``.
  init(path: String, query: String?, blockSize: Int) throws(TableFile.Failure) {
    // Asked of the file itself first, whose faults have their own words.
    _ = try FileBytes(path: path)
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
    let status = sqlite3_open_v2(path, &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      defer { sqlite3_close(opened) }
      throw Self.failure(of: opened, fix: "name a file of SQLite that may be read")
    }
    sqlite3_busy_timeout(opened, 5000)
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Int32(RecordReader.recordMax))
    // A statement reads this file and no other.
    sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
    do throws(TableFile.Failure) {
      let wanted: String
      if let query { wanted = query } else { wanted = try Self.onlyTable(of: opened) }
      statement = try Self.prepare(wanted, in: opened)
    } catch {
      sqlite3_close(opened)
      throw error
    }
    database = opened
    self.blockSize = blockSize
    columns = Self.names(of: statement)
    var seen: Set<String> = []
    for name in columns where !seen.insert(name).inserted {
      throw .repeatedColumn(name)
    }
  }

  deinit {
    sqlite3_finalize(statement)
    sqlite3_close(database)
  }

  private static func names(of statement: OpaquePointer) -> [String] {
    (0..<sqlite3_column_count(statement)).map { column in
      sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
    }
  }

  private static func prepare(
    _ query: String, in database: OpaquePointer
  ) throws(TableFile.Failure) -> OpaquePointer {
    var statement: OpaquePointer?
    var isMore = false
    let status = query.withCString { text in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(database, text, -1, &statement, &tail)
      isMore = tail.map { String(cString: $0) }?.contains { !$0.isWhitespace && $0 != ";" } ?? false
      return status
    }
    guard status == SQLITE_OK else { throw failure(of: database, fix: "correct the query") }
    guard let statement, sqlite3_column_count(statement) > 0, sqlite3_stmt_readonly(statement) != 0,
      !isMore
    else {
      sqlite3_finalize(statement)
      throw .refused(
        "the query is not one statement that only selects", line: nil, fix: "write one SELECT")
    }
    return statement
  }

  /// A statement for the only table of a database.
  private static func onlyTable(of database: OpaquePointer) throws(TableFile.Failure) -> String {
    let names = try texts(
      of: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        + "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", in: database)
    guard names.count == 1 else {
      throw .refused(
        names.isEmpty
          ? "the database holds no table"
          : "the database holds \(names.count) tables: "
            + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : ""), line: nil,
        fix: "name one, as in 'sqlite:FILE?table=\(names.first ?? "NAME")' or '?query=SELECT …'")
    }
    return DatabaseName("sqlite:?table=" + names[0])?.query ?? ""
  }

  private static func texts(
    of query: String, in database: OpaquePointer
  ) throws(TableFile.Failure) -> [String] {
    let statement = try prepare(query, in: database)
    defer { sqlite3_finalize(statement) }
    var texts: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      if let text = sqlite3_column_text(statement, 0) { texts.append(String(cString: text)) }
    }
    return texts
  }

  private static func failure(of database: OpaquePointer?, fix: String) -> TableFile.Failure {
    let reason = sqlite3_errmsg(database).map { String(cString: $0) } ?? "it cannot be opened"
    return .refused("SQLite says: \(reason)", line: nil, fix: fix)
  }

  // MARK: - Rows

  func next(into batch: Batch) throws(TableFile.Failure) -> Bool {
    let writer = CellWriter(batch, columns: columns.count)
    // One more step would begin anew.
    while !isAtEnd, batch.count < blockSize {
      let status = sqlite3_step(statement)
      if status == SQLITE_DONE {
        isAtEnd = true
        break
      }
      guard status == SQLITE_ROW else {
        throw Self.failure(
          of: database, fix: "mend the database; 'PRAGMA integrity_check' tests it")
      }
      pass.rows += 1
      writer.beginRow(line: pass.rows)
      for column in columns.indices { try write(column, to: writer) }
    }
    writer.finish()
    return batch.rows > 0
  }

  private func write(_ column: Int, to writer: CellWriter) throws(TableFile.Failure) {
    let place = Int32(column)
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: writer.addMissing()
    case SQLITE_INTEGER: writer.add(word: String(sqlite3_column_int64(statement, place)))
    case SQLITE_FLOAT:
      writer.add(word: ArrowLeaf.text(of: sqlite3_column_double(statement, place)))
    case SQLITE_TEXT:
      let text = sqlite3_column_text(statement, place)
      let bytes = UnsafeRawBufferPointer(
        start: text, count: text == nil ? 0 : Int(sqlite3_column_bytes(statement, place)))
      guard bytes.allSatisfy({ $0 < 128 }) || String(validating: bytes, as: UTF8.self) != nil else {
        throw refusal(of: column, "holds bytes that are not UTF-8")
      }
      pass.textColumns.insert(column)
      writer.add(text: bytes)
    default: throw refusal(of: column, "holds bytes, which are no text")
    }
  }

  private func refusal(of column: Int, _ words: String) -> TableFile.Failure {
    .refused(
      "column '\(columns[column])' \(words), in row \(pass.rows)", line: nil,
      fix: "select the other columns")
  }
}

internal import CPostgres
internal import Foundation

/// The rows that a statement selects from PostgreSQL, as the CSV that the server sends, piece by piece.
///
/// The transaction can only read. Nothing is kept but the piece that was sent last.
final class PostgresRows: ByteSource {
  private(set) var bytesRead = 0
  /// The places of columns whose type is neither a number nor a time.
  private(set) var textColumns: Set<Int> = []

  private let library: postgres
  private let connection: UnsafeMutableRawPointer
  private var piece: UnsafeMutablePointer<CChar>?
  private var rest = UnsafeRawBufferPointer(start: nil, count: 0)
  private var isAtEnd = false

  /// Types that are written as numbers and times are: int8, int2, int4, oid, float4, float8, numeric;
  /// date, timestamptz.
  private static let plainTypes: Set<UInt32> = [20, 21, 23, 26, 700, 701, 1700, 1082, 1184]

  /// - Parameters:
  ///   - address: `postgresql://…`, as the library reads it.
  ///   - query: One statement that selects.
  /// - Throws: ``TableFile/Failure``; no password is in its words.
  init(address: String, query: String) throws(TableFile.Failure) {
    library = try Self.load()
    let settings = [
      ("connect_timeout", "10"), ("fallback_application_name", "airworthy"),
      ("client_encoding", "UTF8"), ("dbname", address),
    ]
    let keys = Self.list(settings.map(\.0))
    let values = Self.list(settings.map(\.1))
    defer { (keys + values).forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    guard let connection = library.connect(keys, values, 1) else {
      throw .refused("there is too little memory to connect", line: nil, fix: nil)
    }
    self.connection = connection
    guard library.status(connection) == postgres_connected.rawValue else {
      let words = Self.words(library.error(connection))
      throw .refused(
        "PostgreSQL says: \(words)", line: nil,
        fix: "correct the address; a password can stand in ~/.pgpass or PGPASSWORD")
    }
    try begin(query)
  }

  deinit {
    if let piece { library.free(piece) }
    library.finish(connection)
  }

  /// Texts as C takes them, with nothing behind the last.
  private static func list(_ words: [String]) -> [UnsafePointer<CChar>?] {
    words.map { strdup($0).map { UnsafePointer($0) } } + [nil]
  }

  private func begin(_ query: String) throws(TableFile.Failure) {
    try run("BEGIN READ ONLY", wanted: postgres_command_ok)
    try run("SET LOCAL TIME ZONE 'UTC'", wanted: postgres_command_ok)
    try run("SET LOCAL datestyle TO ISO", wanted: postgres_command_ok)
    try run("SET LOCAL extra_float_digits TO 1", wanted: postgres_command_ok)
    // Unless a time is set already, by the server or in the address.
    try run(
      "SELECT set_config('statement_timeout', '10min', true) "
        + "WHERE current_setting('statement_timeout') = '0'", wanted: postgres_tuples_ok)
    // Alone it has to be one whole statement, so that it is nothing else within another.
    let statement = query.trimmingCharacters(in: .whitespacesAndNewlines.union([";"]))
    try check(library.prepare(connection, "rows", statement, 0, nil), wanted: postgres_command_ok)
    let description = library.describe(connection, "rows")
    let quoted = columns(of: description)
    try check(description, wanted: postgres_command_ok)
    let quotes = quoted.isEmpty ? "" : ", FORCE_QUOTE (\(quoted.joined(separator: ", ")))"
    try run(
      "COPY (\(statement)\n) TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8'\(quotes))",
      wanted: postgres_copy_out)
  }

  /// Takes note of columns with texts, whose words are to be in quotes so that none is taken for
  /// missing.
  private func columns(of description: UnsafeMutableRawPointer?) -> [String] {
    guard let description else { return [] }
    var quoted: [String] = []
    for column in 0..<library.columns(description) {
      guard !Self.plainTypes.contains(library.column_type(description, column)),
        let name = library.column_name(description, column)
      else { continue }
      textColumns.insert(Int(column))
      quoted.append(
        "\"" + String(cString: name).replacingOccurrences(of: "\"", with: "\"\"") + "\"")
    }
    return quoted
  }

  private func run(_ command: String, wanted: postgres_status) throws(TableFile.Failure) {
    try check(library.exec(connection, command), wanted: wanted)
  }

  private func check(
    _ result: UnsafeMutableRawPointer?, wanted: postgres_status
  ) throws(TableFile.Failure) {
    defer { library.clear(result) }
    guard library.result_status(result) == wanted.rawValue else {
      throw .refused(
        "PostgreSQL says: \(Self.words(library.result_error(result)))", line: nil,
        fix: "correct the query; it has to be one SELECT")
    }
  }

  /// What the library says, on one line.
  private static func words(_ message: UnsafeMutablePointer<CChar>?) -> String {
    let words = message.map { String(cString: $0) } ?? "nothing"
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func load() throws(TableFile.Failure) -> postgres {
    let names: [String] = ["libpq.so.5", "libpq.5.dylib", "libpq.so"]
    let found = names.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
    guard let found else {
      throw .refused(
        "PostgreSQL's client library is not here", line: nil,
        fix: "install it (libpq5 on Debian and Ubuntu)")
    }
    var library = postgres()
    for index in 0..<Int32(postgres_count) {
      guard let symbol = dlsym(found, postgres_name(index)) else {
        throw .refused(
          "PostgreSQL's client library is too old", line: nil, fix: "install a newer libpq5")
      }
      postgres_set(&library, index, symbol)
    }
    return library
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    while rest.isEmpty, !isAtEnd { try receive() }
    let count = min(room.count, rest.count)
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    return count
  }

  private func receive() throws(TableFile.Failure) {
    if let piece { library.free(piece) }
    piece = nil
    let count = library.copy(connection, &piece, 0)
    if count > 0 {
      rest = UnsafeRawBufferPointer(start: piece, count: Int(count))
      bytesRead += Int(count)
      return
    }
    isAtEnd = true
    rest = UnsafeRawBufferPointer(start: nil, count: 0)
    guard count == -1 else {
      throw .refused(
        "PostgreSQL says: \(Self.words(library.error(connection)))", line: nil,
        fix: "try again; ask for fewer rows if the time was up")
    }
    try check(library.next_result(connection), wanted: postgres_command_ok)
  }
}

/// A table in a database, as a user names it: `sqlite:shop.db?table=orders`, or
/// `postgresql://me@host/shop?query=select * from orders where day > '2026-01-01'`.
///
/// What is asked for stands at the end, and is taken as it is written.
struct DatabaseName: Hashable {
  let kind: Kind
  /// The file of SQLite, or the address of PostgreSQL without what is asked for.
  let place: String
  let request: Request?

  enum Kind: Hashable {
    case sqlite, postgres
  }

  enum Request: Hashable {
    case table(String)
    case query(String)
  }

  init?(_ name: String) {
    let rest: Substring
    if name.hasPrefix("sqlite:") {
      kind = .sqlite
      rest = name.dropFirst("sqlite:".count)
    } else if name.hasPrefix("postgresql://") || name.hasPrefix("postgres://") {
      kind = .postgres
      rest = Substring(name)
    } else {
      return nil
    }
    let cuts = ["?query=", "&query=", "?table=", "&table="].compactMap { mark in
      rest.firstRange(of: mark).map { ($0, mark) }
    }
    guard let (range, mark) = cuts.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else {
      place = String(rest)
      request = nil
      return
    }
    place = String(rest[..<range.lowerBound])
    let asked = String(rest[range.upperBound...])
    request = mark.contains("query") ? .query(asked) : .table(asked)
  }

  /// The name without a password.
  var shown: String {
    let asked =
      switch request {
      case .query(let text): "?query=" + text
      case .table(let table): "?table=" + table
      case nil: ""
      }
    guard kind == .postgres else { return "sqlite:" + place + asked }
    return Self.withoutPassword(place) + asked
  }

  /// An address with a star for each password in it.
  private static func withoutPassword(_ address: String) -> String {
    var words = address
    if let scheme = words.firstRange(of: "://") {
      let rest = words[scheme.upperBound...]
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      // A password may hold an at sign that nobody has written as %40.
      if let at = authority.lastIndex(of: "@"),
        let colon = authority[..<at].firstIndex(of: ":")
      {
        words.replaceSubrange(words.index(after: colon)..<at, with: "*")
      }
    }
    if let key = words.firstRange(of: "password=") {
      let end = words[key.upperBound...].firstIndex(of: "&") ?? words.endIndex
      words.replaceSubrange(key.upperBound..<end, with: "*")
    }
    return words
  }

  /// The statement that is asked for; `nil` where no table is named.
  var query: String? {
    switch request {
    case .query(let text): text
    case .table(let table): "SELECT * FROM " + quoted(table)
    case nil: nil
    }
  }

  /// A name in quotes; of PostgreSQL a point separates the schema.
  private func quoted(_ table: String) -> String {
    let parts = kind == .postgres ? table.split(separator: ".").map(String.init) : [table]
    return parts.map {
      "\""
        + $0.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ".")
  }
}

extension TableFile {
  /// Whether a name is that of a table in a database.
  package static func isDatabase(named name: String) -> Bool { DatabaseName(name) != nil }

  /// The file that a name leads to; `nil` for what lies in no file.
  package static func file(of name: String) -> String? {
    guard let database = DatabaseName(name) else { return name }
    return database.kind == .sqlite ? database.place : nil
  }

  /// A name whose file lies elsewhere.
  package static func name(_ name: String, at file: String) -> String {
    guard let database = DatabaseName(name), database.kind == .sqlite else { return file }
    return "sqlite:" + file + name.dropFirst("sqlite:".count + database.place.count)
  }

  /// The name as it may be shown.
  package static func shown(_ name: String) -> String { DatabaseName(name)?.shown ?? name }
}

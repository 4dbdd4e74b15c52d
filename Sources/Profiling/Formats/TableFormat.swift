internal import Foundation

/// The forms that a table is read in.
///
/// What a file is, its first bytes say; only what they leave open, its name does.
enum TableFormat: Hashable {
  case separated(UInt8)
  case jsonLines
  case parquet
  case sqlite

  /// - Parameters:
  ///   - stream: Is not read from.
  ///   - name: The file's name.
  /// - Throws: ``TableFile/Failure`` for what is known to be no table.
  init(of stream: ByteStream, named name: String) throws(TableFile.Failure) {
    let first = Array(try stream.peek(4096))
    for (mark, words, fix) in Self.others where first.starts(with: mark) {
      throw .refused(words, line: nil, fix: fix)
    }
    let ending = Self.ending(of: name)
    if first.starts(with: Array("SQLite format 3\u{0}".utf8)) {
      self = .sqlite
      return
    }
    if first.starts(with: Array("PAR1".utf8)) || ["parquet", "pq"].contains(ending) {
      self = .parquet
      return
    }
    switch ending {
    case "tsv": self = .separated(9)
    case "csv": self = .separated(UInt8(ascii: ","))
    default:
      let isMarked = first.starts(with: [0xEF, 0xBB, 0xBF])
      let sign = first.dropFirst(isMarked ? 3 : 0).first { !" \t\r\n".utf8.contains($0) }
      if sign == UInt8(ascii: "[") && (ending != "" || name == "-") {
        throw .refused(
          "it begins as one list of JSON, of which no part can be read without the whole", line: 1,
          fix: "write one object a line, by 'jq -c .[]'")
      }
      self =
        sign == UInt8(ascii: "{") || ["jsonl", "ndjson"].contains(ending)
        ? .jsonLines : .separated(UInt8(ascii: ","))
    }
  }

  /// The ending without that of a packed file, in small letters.
  private static func ending(of name: String) -> String {
    var parts = name.lowercased().split(separator: "/").last.map { $0.split(separator: ".") } ?? []
    if let last = parts.last, ["gz", "zst"].contains(last) { parts.removeLast() }
    return parts.count > 1 ? String(parts.last ?? "") : ""
  }

  /// What other files begin with, and what helps.
  private static let others: [(mark: [UInt8], words: String, fix: String)] = [
    (Array("PK\u{3}\u{4}".utf8), "it is a ZIP file or a workbook", "unpack it, or save it as CSV"),
    (Array("BZh".utf8), "it is packed by bzip2", "unpack it, or pack it by gzip or zstd"),
    (
      [0xFD, 0x37, 0x7A, 0x58, 0x5A], "it is packed by xz", "unpack it, or pack it by gzip or zstd"
    ),
    (Array("ARROW1".utf8), "it is an Arrow file", "save it as Parquet"),
    (Array("Obj\u{1}".utf8), "it is an Avro file", "save it as Parquet"),
    (GzipBytes.mark, "it is packed twice", "unpack it once"),
  ]
}

extension TableFile {
  /// The records of the file, from the first.
  ///
  /// - Parameter asCells: Whether rows are asked for one by one; counting takes values as well.
  /// - Returns: What hands them out.
  /// - Throws: ``Failure``.
  func records(asCells: Bool = true) throws(Failure) -> any RecordSource {
    if let database = DatabaseName(path) { return try records(of: database) }
    let stream = try ByteStream(path: path)
    switch try TableFormat(of: stream, named: path) {
    case .separated(let separator):
      return try RecordReader(stream, separator: separator, blockSize: blockSize)
    case .sqlite:
      guard FileBytes.canRepeat(path), !stream.isPacked else {
        throw .refused(
          "a database is read in no order, which a stream or a packed file does not let one do",
          line: nil, fix: "save it to a file as it is")
      }
      return try SQLiteReader(path: path, query: nil, blockSize: blockSize)
    case .parquet:
      guard FileBytes.canRepeat(path), !stream.isPacked else {
        throw .refused(
          "Parquet is read from its end, which a stream or a packed file does not have", line: nil,
          fix: "save it to a file as it is")
      }
      return try ParquetReader(path: path, only: only, asCells: asCells, blockSize: blockSize)
    case .jsonLines:
      guard FileBytes.canRepeat(path) else {
        return try JSONLinesReader(stream, again: nil, only: only, blockSize: blockSize)
      }
      let again = { () throws(Failure) in try ByteStream(path: path) }
      return try JSONLinesReader(stream, again: again, only: only, blockSize: blockSize)
    }
  }

  private func records(of database: DatabaseName) throws(Failure) -> any RecordSource {
    if database.kind == .sqlite {
      return try SQLiteReader(
        path: database.place, query: database.query, blockSize: blockSize)
    }
    guard let query = database.query else {
      throw .refused(
        "no table is named", line: nil, fix: "end the name with '?table=NAME' or '?query=SELECT …'")
    }
    let rows = try PostgresRows(address: database.place, query: query)
    return try RecordReader(
      ByteStream(rows), separator: UInt8(ascii: ","), textColumns: rows.textColumns,
      blockSize: blockSize)
  }

  /// The endings of files that a folder's tables have.
  package static func isTable(named name: String) -> Bool {
    let name = name.lowercased()
    let isText = [".csv", ".tsv", ".jsonl", ".ndjson"].contains { ending in
      ["", ".gz", ".zst"].contains { name.hasSuffix(ending + $0) }
    }
    return isText || name.hasSuffix(".parquet")
  }
}

extension FileBytes {
  /// Whether what a path names can be read more than once: a file, and no pipe.
  fileprivate static func canRepeat(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

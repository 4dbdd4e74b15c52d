internal import Foundation

/// A CSV or TSV file, read from the start to the end as often as it is asked.
package struct TableFile: Sendable {
  /// An absolute path.
  package let path: String

  package init(path: String) { self.path = path }

  /// What a pass over the rows found besides the rows.
  package struct Pass: Sendable {
    package internal(set) var rows = 0
    /// Rows with more or fewer fields than the header; they are left out.
    package internal(set) var raggedRows = 0
    /// The first ten of them: line and number of fields.
    package internal(set) var firstRagged: [(line: Int, fields: Int)] = []
  }

  package enum Failure: Error, Sendable {
    case isFolder
    case unreadable(any Error)
    case noHeader
    case repeatedColumn(String)
    case openQuote(line: Int)
    case notUTF8(line: Int)
  }

  /// The names in the header, in order.
  ///
  /// - Throws: ``Failure``.
  package func columns() throws(Failure) -> [String] {
    var names: [String] = []
    try scan { header in
      names = header
      return { _, _ in false }
    }
    return names
  }

  /// Passes over the rows.
  ///
  /// - Parameter begin: Gets the header's names; returns what to do with each row, given its line
  ///   and its cells, and whether to go on. Cells are valid only inside that call.
  /// - Returns: What was found besides the rows.
  /// - Throws: ``Failure``; rows before the fault were passed on.
  @discardableResult
  package func scan(
    _ begin: (_ columns: [String]) -> (_ line: Int, _ row: Row) -> Bool
  ) throws(Failure) -> Pass {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isFolder.boolValue else { throw .isFolder }
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable(error)
    }
    let separator = UInt8(ascii: path.lowercased().hasSuffix(".tsv") ? "\t" : ",")
    // Data's closure rethrows untyped, so the result is carried out of it.
    let result: Result<Pass, Failure> = data.withUnsafeBytes { bytes in
      if let line = Self.firstLineOfOtherText(in: bytes) {
        return .failure(.notUTF8(line: line))
      }
      return Self.scan(bytes, separator: separator, begin)
    }
    return try result.get()
  }

  /// The line of the first byte that is not UTF-8; `nil` where all are.
  private static func firstLineOfOtherText(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard !bytes.isASCII, String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var line = 1
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if String(validating: bytes[start..<end], as: UTF8.self) == nil { break }
      line += 1
      start = end + 1
    }
    return line
  }

  /// A row's cells.
  package struct Row {
    fileprivate let bytes: UnsafeRawBufferPointer
    fileprivate let fields: [CSVScanner.Field]

    package subscript(index: Int) -> Cell {
      let field = fields[index]
      return Cell(
        bytes: UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]),
        hasEscapes: field.hasEscapes, isQuoted: field.isQuoted)
    }

    package var count: Int { fields.count }
  }

  private static func scan(
    _ bytes: UnsafeRawBufferPointer, separator: UInt8,
    _ begin: (_ columns: [String]) -> (_ line: Int, _ row: Row) -> Bool
  ) -> Result<Pass, Failure> {
    var scanner = CSVScanner(bytes, separator: separator)
    var fields: [CSVScanner.Field] = []
    var pass = Pass()
    do throws(CSVScanner.OpenQuote) {
      guard try scanner.next(into: &fields) != nil else { return .failure(.noHeader) }
      let header = Row(bytes: bytes, fields: fields)
      let names = (0..<header.count).map { header[$0].text }
      if let repeated = names.firstRepeated { return .failure(.repeatedColumn(repeated)) }
      if names.allSatisfy(\.isEmpty) { return .failure(.noHeader) }
      let body = begin(names)
      while let line = try scanner.next(into: &fields) {
        guard fields.count == names.count else {
          pass.raggedRows += 1
          if pass.firstRagged.count < 10 { pass.firstRagged.append((line, fields.count)) }
          continue
        }
        pass.rows += 1
        guard body(line, Row(bytes: bytes, fields: fields)) else { break }
      }
      return .success(pass)
    } catch {
      return .failure(.openQuote(line: error.line))
    }
  }
}

extension [String] {
  fileprivate var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether no byte is above 127; eight at a time, since most tables are.
  fileprivate var isASCII: Bool {
    let words = count / 8
    for word in 0..<words
    where loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
      return false
    }
    return self[(words * 8)...].allSatisfy { $0 < 0x80 }
  }
}

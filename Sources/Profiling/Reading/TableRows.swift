/// A small CSV file as rows of texts, the header among them: for the tables that other tools report,
/// whose headers may have several rows or repeat a name.
package struct TableRows: Sendable {
  /// The fields of every row, with the line that it begins in.
  package let rows: [(line: Int, fields: [String])]

  /// The most fields that are read of a file.
  package static let fieldsMax = 2_000_000

  package enum Failure: Error, Hashable, Sendable {
    case notUTF8
    case openQuote(line: Int)
    case tooManyFields
  }

  /// Reads bytes.
  ///
  /// - Parameter bytes: A file's content.
  /// - Throws: ``Failure``.
  package init(_ bytes: [UInt8]) throws(Failure) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    // The closure rethrows untyped, so the result is carried out of it.
    let result: Result<[(line: Int, fields: [String])], Failure> = bytes.withUnsafeBytes { bytes in
      do throws(Failure) {
        return .success(try Self.rows(of: bytes))
      } catch {
        return .failure(error)
      }
    }
    rows = try result.get()
  }

  private static func rows(
    of bytes: UnsafeRawBufferPointer
  ) throws(Failure) -> [(line: Int, fields: [String])] {
    var scanner = CSVScanner(bytes, separator: UInt8(ascii: ","))
    var fields: [CSVScanner.Field] = []
    var rows: [(line: Int, fields: [String])] = []
    var count = 0
    do throws(CSVScanner.OpenQuote) {
      while let line = try scanner.next(into: &fields) {
        count += fields.count
        if count > fieldsMax { break }
        rows.append((line, fields.map { text(of: $0, in: bytes) }))
      }
    } catch {
      throw .openQuote(line: error.line)
    }
    guard count <= fieldsMax else { throw .tooManyFields }
    return rows
  }

  private static func text(of field: CSVScanner.Field, in bytes: UnsafeRawBufferPointer) -> String {
    Cell(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]),
      hasEscapes: field.hasEscapes, isQuoted: field.isQuoted
    ).text
  }
}

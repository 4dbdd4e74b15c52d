/// Splits the bytes of a CSV file into records, as RFC 4180 has it and as the world writes it:
/// quotes with doubled quotes inside, line ends inside quotes, LF or CRLF, a byte order mark.
///
/// Nothing is copied: a record's fields are ranges of the bytes.
struct CSVScanner: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  private var position: Int
  /// The line that the next record starts in, from 1.
  private(set) var line = 1

  init(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    position = bytes.count >= 3 && bytes.prefix(3).elementsEqual(mark) ? 3 : 0
  }

  /// A field's place in the bytes, without its quotes.
  struct Field {
    var start: Int
    var end: Int
    /// Whether doubled quotes inside stand for single ones.
    var hasEscapes = false
    var isQuoted = false
  }

  struct OpenQuote: Error {
    let line: Int
  }

  /// Reads the next record into `fields`, passing over blank lines.
  ///
  /// - Returns: The line that the record starts in; `nil` at the end.
  /// - Throws: ``OpenQuote`` where the file ends inside quotes.
  mutating func next(into fields: inout [Field]) throws(OpenQuote) -> Int? {
    fields.removeAll(keepingCapacity: true)
    while position < bytes.count, isLineEnd(bytes[position]) {
      if bytes[position] == newline { line += 1 }
      position += 1
    }
    guard position < bytes.count else { return nil }
    let start = line
    while true {
      fields.append(try nextField())
      guard position < bytes.count else { return start }
      if bytes[position] == separator {
        position += 1
        // A separator at the very end leaves an empty field behind it.
        if position == bytes.count {
          fields.append(Field(start: position, end: position))
          return start
        }
        continue
      }
      if bytes[position] == carriageReturn { position += 1 }
      if position < bytes.count, bytes[position] == newline { position += 1 }
      line += 1
      return start
    }
  }

  private mutating func nextField() throws(OpenQuote) -> Field {
    guard bytes[position] == quote else { return plainField() }
    let opened = line
    position += 1
    var field = Field(start: position, end: position, isQuoted: true)
    while position < bytes.count {
      let byte = bytes[position]
      if byte == newline { line += 1 }
      guard byte == quote else {
        position += 1
        continue
      }
      if position + 1 < bytes.count, bytes[position + 1] == quote {
        field.hasEscapes = true
        position += 2
        continue
      }
      field.end = position
      position += 1
      // What follows a closing quote before the next separator is kept out of the value.
      while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
        position += 1
      }
      return field
    }
    throw OpenQuote(line: opened)
  }

  private mutating func plainField() -> Field {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == newline { break }
      if byte == carriageReturn, position + 1 == bytes.count || bytes[position + 1] == newline {
        break
      }
      position += 1
    }
    return Field(start: start, end: position)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

  private var newline: UInt8 { UInt8(ascii: "\n") }
  private var carriageReturn: UInt8 { UInt8(ascii: "\r") }
  private var quote: UInt8 { UInt8(ascii: "\"") }
}

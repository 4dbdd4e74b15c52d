/// Reads JSON text into a tree with positions, as strictly as RFC 8259 has it.
///
/// Refused: more than 64 MiB, text that is not UTF-8, a key twice in one object, nesting over 100,
/// more than two million values. Numbers stay texts. `NaN`, `Infinity` and `-Infinity`, which are
/// no JSON and which Python writes, are read as the words that they are: no figure can be made of
/// them.
package enum JSON {
  package static let bytesMax = 64 << 20
  static let depthMax = 100
  static let valuesMax = 2_000_000

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The name to show in diagnostics.
  /// - Returns: The tree.
  /// - Throws: ``Diagnostics`` with the first thing that is wrong.
  package static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Tree {
    guard bytes.count <= bytesMax else {
      let size = "the file has \(bytes.count) bytes; \(bytesMax) are read at most"
      throw Diagnostics([
        Diagnostic(.fileTooLarge, size, at: .init(file: file, position: .start))
      ])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics([
        Diagnostic(.notUTF8, "the file is not UTF-8", at: .init(file: file, position: .start))
      ])
    }
    var scanner = JSONScanner(bytes)
    do throws(JSONScanner.Fault) {
      return try scanner.document()
    } catch {
      let source = Diagnostic.Source(file: file, text: text)
      throw Diagnostics([
        Diagnostic(error.code, error.message, at: source.place(error.position))
      ])
    }
  }
}

/// A text on its way to a tree, one byte after the other.
private struct JSONScanner {
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var column = 1
  private var values = 0

  struct Fault: Error {
    let code: Diagnostic.Code
    let message: String
    let position: Tree.Position
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(Fault) -> Tree {
    skipBlanks()
    let tree = try value(depth: 1)
    skipBlanks()
    guard next == nil else { throw fault("expected the end of the file, found \(found)") }
    return tree
  }

  // MARK: - Values

  private mutating func value(depth: Int) throws(Fault) -> Tree {
    let start = position
    guard depth <= JSON.depthMax else {
      throw fault("values are nested more than \(JSON.depthMax) deep", .tooDeep)
    }
    values += 1
    guard values <= JSON.valuesMax else {
      throw fault("the file has more than \(JSON.valuesMax) values", .fileTooLarge)
    }
    switch next {
    case UInt8(ascii: "{")?: return Tree(.mapping(try object(depth)), at: start)
    case UInt8(ascii: "[")?: return Tree(.sequence(try array(depth)), at: start)
    case UInt8(ascii: "\"")?: return Tree(.scalar(try string(), isPlain: false), at: start)
    case nil: throw fault("expected a value, found the end of the file")
    default: return Tree(.scalar(try word(), isPlain: true), at: start)
    }
  }

  private mutating func object(_ depth: Int) throws(Fault) -> [Tree.Pair] {
    var pairs: [Tree.Pair] = []
    var lines: [String: Int] = [:]
    advance()
    skipBlanks()
    if take("}") { return [] }
    while true {
      let place = position
      guard next == UInt8(ascii: "\"") else { throw fault("expected a key, found \(found)") }
      let key = try string()
      if let first = lines.updateValue(place.line, forKey: key) {
        throw Fault(
          code: .duplicateKey,
          message: "the key '\(key.shortened(to: 40))' stands twice in one object, first in line "
            + "\(first)", position: place)
      }
      skipBlanks()
      guard take(":") else { throw fault("expected ':', found \(found)") }
      skipBlanks()
      pairs.append(
        Tree.Pair(key: key, keyPosition: place, value: try value(depth: depth + 1)))
      skipBlanks()
      if take("}") { return pairs }
      guard take(",") else { throw fault("expected ',' or '}', found \(found)") }
      skipBlanks()
    }
  }

  private mutating func array(_ depth: Int) throws(Fault) -> [Tree] {
    var elements: [Tree] = []
    advance()
    skipBlanks()
    if take("]") { return [] }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return elements }
      guard take(",") else { throw fault("expected ',' or ']', found \(found)") }
      skipBlanks()
    }
  }

  /// A number, `true`, `false`, `null`, or one of the words of Python for what is no number.
  private mutating func word() throws(Fault) -> String {
    let start = position
    let first = index
    while let byte = next, Self.isOfWord(byte) { advance() }
    let word = String(decoding: bytes[first..<index], as: UTF8.self)
    let words = ["true", "false", "null", "NaN", "Infinity", "-Infinity"]
    guard words.contains(word) || Self.isNumber(bytes[first..<index]) else {
      let what = word.isEmpty ? found : "'\(word.shortened(to: 40))'"
      throw Fault(code: .syntax, message: "expected a value, found \(what)", position: start)
    }
    return word
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Whether bytes are a number: no leading zero, no bare point.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func digits() -> Int {
      let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func take(_ options: String) -> Bool {
      guard let first = rest.first, options.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = take("-")
    let hasZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || whole > 1 && !hasZero else { return false }
    if take("."), digits() == 0 { return false }
    if take("eE") {
      _ = take("+-")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }

  // MARK: - Strings

  private mutating func string() throws(Fault) -> String {
    let start = position
    advance()
    let first = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      advance()
    }
    if next == UInt8(ascii: "\"") {
      defer { advance() }
      return String(decoding: bytes[first..<index], as: UTF8.self)
    }
    var units = Array(bytes[first..<index])
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += Array(try escape().utf8)
      case 0x20...:
        units.append(byte)
        advance()
      default: throw fault("a control character stands in a text", .syntax)
      }
    }
    throw Fault(code: .syntax, message: "a text that opens here is never closed", position: start)
  }

  private mutating func escape() throws(Fault) -> String {
    let start = position
    advance()
    guard let letter = next else { throw fault("expected an escape, found the end of the file") }
    advance()
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(UnicodeScalar(letter))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try unit(from: start)]
      if (0xD800...0xDBFF).contains(units[0]), bytes[index...].starts(with: [0x5C, 0x75]) {
        advance()
        advance()
        units.append(try unit(from: start))
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw Fault(
          code: .syntax, message: "half of a surrogate pair is no character", position: start)
      }
      return text
    default:
      throw Fault(code: .syntax, message: "there is no such escape in JSON", position: start)
    }
  }

  private mutating func unit(from start: Tree.Position) throws(Fault) -> UInt16 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      throw Fault(
        code: .syntax, message: "'\\u' needs four hexadecimal digits", position: start)
    }
    for _ in 0..<4 { advance() }
    return unit
  }

  // MARK: - Bytes

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  private var position: Tree.Position { Tree.Position(line: line, column: column) }

  private mutating func advance() {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    advance()
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      advance()
    }
  }

  private var found: String {
    guard index < bytes.count else { return "the end of the file" }
    let rest = bytes[index...].prefix(8).prefix { $0 > 0x20 }
    return "'\(String(decoding: rest, as: UTF8.self).prefix(6))'"
  }

  private func fault(_ message: String, _ code: Diagnostic.Code = .syntax) -> Fault {
    Fault(code: code, message: message, position: position)
  }
}

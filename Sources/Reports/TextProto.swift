internal import Documents

/// Reads the text form of protocol buffers: fields with scalars, and messages in braces.
///
/// A field that stands several times becomes a list. Refused are more than 64 MiB, text that is not
/// UTF-8, nesting over 100, and a million fields.
struct TextProto {
  private static let depthMax = 100
  private static let fieldsMax = 1_000_000

  private let file: ReportFile
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var fields = 0

  static func read(_ file: ReportFile) throws(Diagnostics) -> Tree {
    _ = try file.text()
    var reader = TextProto(file: file)
    let tree = try reader.message(depth: 1)
    guard reader.index == reader.bytes.count else { throw reader.fault("a brace closes nothing") }
    return tree
  }

  private init(file: ReportFile) {
    self.file = file
    bytes = file.bytes
  }

  private mutating func message(depth: Int) throws(Diagnostics) -> Tree {
    guard depth <= Self.depthMax else { throw fault("messages are nested too deep", .tooDeep) }
    let start = position
    var order: [String] = []
    var values: [String: [Tree]] = [:]
    skipBlanks()
    while let next, next != UInt8(ascii: "}") {
      fields += 1
      guard fields <= Self.fieldsMax else {
        throw fault("there are too many fields", .fileTooLarge)
      }
      let name = word()
      guard !name.isEmpty else { throw fault("expected the name of a field") }
      skipBlanks()
      let hasColon = take(":")
      skipBlanks()
      let value: Tree
      if take("{") {
        value = try message(depth: depth + 1)
        guard take("}") else { throw fault("a message never ends") }
      } else if hasColon {
        value = try scalar()
      } else {
        throw fault("the field '\(name.shortened(to: 40))' has no value")
      }
      if values[name] == nil { order.append(name) }
      values[name, default: []].append(value)
      skipBlanks()
      if take(",") || take(";") { skipBlanks() }
    }
    return Tree(
      .mapping(
        order.map { name in
          let all = values[name] ?? []
          return Tree.Pair(
            key: name, keyPosition: all.first?.position ?? start,
            value: all.count == 1 ? all[0] : Tree(.sequence(all), at: all.first?.position ?? start))
        }), at: start)
  }

  private mutating func scalar() throws(Diagnostics) -> Tree {
    let start = position
    guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") else {
      let word = word()
      guard !word.isEmpty else { throw fault("expected a value") }
      return Tree(.scalar(word, isPlain: true), at: start)
    }
    let quote = next
    advance()
    var text: [UInt8] = []
    while let byte = next, byte != quote {
      guard byte != UInt8(ascii: "\n") else { throw fault("a text never ends") }
      if byte == UInt8(ascii: "\\") {
        advance()
        guard let escaped = next else { break }
        text.append(escaped == UInt8(ascii: "n") ? UInt8(ascii: " ") : escaped)
      } else {
        text.append(byte)
      }
      advance()
    }
    guard next == quote else { throw fault("a text never ends") }
    advance()
    return Tree(.scalar(String(decoding: text, as: UTF8.self), isPlain: false), at: start)
  }

  private mutating func word() -> String {
    let start = index
    while let byte = next, Self.isOfWord(byte) { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  private var position: Tree.Position { Tree.Position(line: line, column: 1) }

  private mutating func advance() {
    if next == UInt8(ascii: "\n") { line += 1 }
    index = min(index + 1, bytes.count)
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    advance()
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next {
      if byte == UInt8(ascii: "#") {
        while let byte = next, byte != UInt8(ascii: "\n") { advance() }
      } else if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        advance()
      } else {
        return
      }
    }
  }

  private func fault(_ message: String, _ code: Diagnostic.Code = .syntax) -> Diagnostics {
    file.fault(message, code, line: line)
  }
}

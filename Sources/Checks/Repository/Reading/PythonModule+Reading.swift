internal import Documents

extension PythonModule {
  /// Reads code in one pass over its bytes.
  init(_ file: Repository.File, code: String) {
    var reader = PythonReader()
    var text = code
    text.withUTF8 { reader.read($0) }
    self.init(
      file: file, imports: reader.imports, functions: reader.functions, names: reader.names)
  }
}

/// Splits Python into words, leaving out strings and comments.
///
/// https://docs.python.org/3/reference/lexical_analysis.html
private struct PythonReader {
  var imports: [PythonModule.Import] = []
  var functions: [PythonModule.Function] = []
  var names: [String: Int] = [:]

  /// The words of the statement that is being read; a bracket holds it open over line ends.
  private var words: [String] = []
  private var line = 1
  private var statementLine = 1
  private var depth = 0
  /// The function or class whose first statement comes next.
  private var bodyless: Int?

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        if depth == 0 { endStatement() }
        line += 1
        index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "\\"):
        // A line that ends so goes on in the next.
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { line += 1 }
        index += 2
      case UInt8(ascii: "'"), UInt8(ascii: "\""): index = skipString(bytes, from: index)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        index += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        index += 1
      case UInt8(ascii: ";"):
        if depth == 0 { endStatement() }
        index += 1
      default:
        guard byte.isWordStart else {
          index += 1
          continue
        }
        let start = index
        while index < bytes.count, bytes[index].isWordPart { index += 1 }
        add(String(decoding: bytes[start..<index], as: UTF8.self))
      }
    }
    endStatement()
  }

  private mutating func add(_ word: String) {
    if words.isEmpty { statementLine = line }
    if words.isEmpty, bodyless != nil, depth == 0 { bodyless = nil }
    words.append(word)
    if names[word] == nil { names[word] = line }
  }

  private mutating func endStatement() {
    defer { words.removeAll(keepingCapacity: true) }
    guard let first = words.first else { return }
    switch first {
    case "import", "from":
      let rest = words.dropFirst().filter { $0 != "import" && $0 != "as" }
      if !rest.isEmpty { imports.append(.init(words: Array(rest), line: statementLine)) }
    case "def", "class": define(at: 1, isClass: first == "class")
    case "async" where words.count > 2 && words[1] == "def": define(at: 2, isClass: false)
    default: break
    }
  }

  private mutating func define(at index: Int, isClass: Bool) {
    guard words.indices.contains(index) else { return }
    functions.append(
      .init(name: words[index], line: statementLine, isClass: isClass, isDocumented: false))
    bodyless = functions.count - 1
  }

  /// Passes over a string; one that is the first statement of a body documents it.
  private mutating func skipString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let quote = bytes[start]
    let isTriple =
      start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    if words.isEmpty, depth == 0, let function = bodyless {
      let known = functions[function]
      functions[function] = .init(
        name: known.name, line: known.line, isClass: known.isClass, isDocumented: true)
      bodyless = nil
    }
    var index = start + (isTriple ? 3 : 1)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { line += 1 }
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\n") {
        // A string of one quote ends with its line, whatever it lacks.
        if !isTriple { return index }
        line += 1
      }
      if byte == quote {
        if !isTriple { return index + 1 }
        if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
          return index + 3
        }
      }
      index += 1
    }
    return bytes.count
  }
}

extension UInt8 {
  fileprivate var isWordStart: Bool {
    self >= 0x61 && self <= 0x7A || self >= 0x41 && self <= 0x5A || self == 0x5F || self >= 0x80
  }

  fileprivate var isWordPart: Bool { isWordStart || self >= 0x30 && self <= 0x39 }
}

/// Reads the XML that tools write reports in: elements, attributes and text.
///
/// Refused: more than 64 MiB, any encoding but UTF-8, declarations of entities or of anything else
/// inside a DOCTYPE, entities that XML does not have by itself, nesting over 100, more than two
/// million elements. Nothing that a file names is ever loaded.
package enum XML {
  package static let bytesMax = 64 << 20
  static let depthMax = 100
  static let elementsMax = 2_000_000
  /// How much of an element's text is kept; logs of tests can be long.
  static let textMax = 2_000

  /// What stands between a start tag and its end tag.
  package struct Element: Sendable {
    package let name: String
    package let attributes: [String: String]
    /// The line that it begins in, from 1.
    package let line: Int
    package fileprivate(set) var children: [Element] = []
    /// The first part of the text that stands directly in it.
    package fileprivate(set) var text = ""

    package subscript(attribute: String) -> String? { attributes[attribute] }

    package func children(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  package struct Document: Sendable {
    package let root: Element
    /// The first ten comments, shortened; some tools say there who they are.
    package let comments: [String]
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The name to show in diagnostics.
  /// - Returns: The root element and comments.
  /// - Throws: ``Diagnostics`` with the first thing that is wrong.
  package static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Document {
    let start = Diagnostic.Place(file: file, position: .start)
    guard bytes.count <= bytesMax else {
      let size = "the file has \(bytes.count) bytes; \(bytesMax) are read at most"
      throw Diagnostics([Diagnostic(.fileTooLarge, size, at: start)])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics([Diagnostic(.notUTF8, "the file is not UTF-8", at: start)])
    }
    var scanner = XMLScanner(bytes)
    do throws(XMLScanner.Fault) {
      return try scanner.document()
    } catch {
      let source = Diagnostic.Source(file: file, text: text)
      let position = Tree.Position(line: error.line, column: 1)
      throw Diagnostics([Diagnostic(error.code, error.message, at: source.place(position))])
    }
  }
}

/// A text on its way to elements.
private struct XMLScanner {
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var open: [XML.Element] = []
  private var root: XML.Element?
  private var comments: [String] = []
  private var elements = 0

  struct Fault: Error {
    let code: Diagnostic.Code
    let message: String
    let line: Int
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(Fault) -> XML.Document {
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        try text()
      } else if take("<!--") {
        let comment = try upTo("-->", "a comment")
        if comments.count < 10 {
          comments.append(String(decoding: comment.prefix(200), as: UTF8.self))
        }
      } else if take("<![CDATA[") {
        guard !open.isEmpty else { throw fault("text stands outside of the root element") }
        keep(String(decoding: try upTo("]]>", "a CDATA section"), as: UTF8.self))
      } else if take("<?") {
        try declaration(upTo("?>", "an instruction"))
      } else if take("<!DOCTYPE") {
        try documentType()
      } else if take("</") {
        try endTag()
      } else {
        advance()
        try startTag()
      }
    }
    if let left = open.last {
      throw fault("the element '\(left.name.shortened(to: 40))' of line \(left.line) never ends")
    }
    guard let root else { throw fault("there is no element in the file") }
    return XML.Document(root: root, comments: comments)
  }

  // MARK: - What stands between tags

  private mutating func text() throws(Fault) {
    let first = line
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { advance() }
    let raw = bytes[start..<index]
    if open.isEmpty {
      guard raw.allSatisfy(Self.isBlank) else {
        throw Fault(
          code: .syntax, message: "text stands outside of the root element", line: first)
      }
      return
    }
    keep(try resolved(raw, line: first))
  }

  private mutating func keep(_ text: String) {
    guard !open.isEmpty else { return }
    let room = XML.textMax - open[open.count - 1].text.utf8.count
    if room > 0 { open[open.count - 1].text += text.prefix(room) }
  }

  private func declaration(_ body: ArraySlice<UInt8>) throws(Fault) {
    let text = String(decoding: body.prefix(200), as: UTF8.self)
    guard text.hasPrefix("xml "), let at = text.firstRange(of: "encoding") else { return }
    let name = text[at.upperBound...].drop { " =\"'".contains($0) }
      .prefix { !"\"' ".contains($0) }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased()) else {
      throw Fault(
        code: .notUTF8, message: "the file says that it is \(name), and UTF-8 is read", line: line)
    }
  }

  private mutating func documentType() throws(Fault) {
    guard root == nil, open.isEmpty else { throw fault("a DOCTYPE stands within the file") }
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: "[") {
        throw Fault(
          code: .refusedTag, message: "the DOCTYPE declares entities, which are not read here",
          line: line)
      }
      advance()
    }
    guard take(">") else { throw fault("the DOCTYPE never ends") }
  }

  // MARK: - Tags

  private mutating func startTag() throws(Fault) {
    let first = line
    guard root == nil || !open.isEmpty else { throw fault("a second root element begins") }
    elements += 1
    guard elements <= XML.elementsMax else {
      throw Fault(
        code: .fileTooLarge, message: "the file has more than \(XML.elementsMax) elements",
        line: line)
    }
    guard open.count < XML.depthMax else {
      throw Fault(
        code: .tooDeep, message: "elements are nested more than \(XML.depthMax) deep", line: line)
    }
    let name = try self.name("an element")
    var attributes: [String: String] = [:]
    while true {
      let hasBlank = skipBlanks()
      if take("/>") {
        close(XML.Element(name: name, attributes: attributes, line: first))
        return
      }
      if take(">") {
        open.append(XML.Element(name: name, attributes: attributes, line: first))
        return
      }
      guard hasBlank else { throw fault("the tag '\(name.shortened(to: 40))' is not well formed") }
      let (key, value) = try attribute()
      guard attributes.updateValue(value, forKey: key) == nil else {
        throw Fault(
          code: .duplicateKey, message: "the attribute '\(key.shortened(to: 40))' stands twice",
          line: line)
      }
    }
  }

  private mutating func attribute() throws(Fault) -> (String, String) {
    let key = try name("an attribute")
    skipBlanks()
    guard take("=") else {
      throw fault("the attribute '\(key.shortened(to: 40))' has no value")
    }
    skipBlanks()
    guard index < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[index])
    else { throw fault("the value of '\(key.shortened(to: 40))' is not in quotes") }
    let quote = bytes[index]
    advance()
    let (start, first) = (index, line)
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "<") {
        throw fault("a '<' stands in the value of '\(key.shortened(to: 40))'")
      }
      advance()
    }
    guard index < bytes.count else {
      throw fault("the value of '\(key.shortened(to: 40))' never ends")
    }
    let value = try resolved(bytes[start..<index], line: first)
    advance()
    return (key, value)
  }

  private mutating func endTag() throws(Fault) {
    let name = try self.name("an end tag")
    skipBlanks()
    guard take(">") else { throw fault("the end tag '\(name.shortened(to: 40))' has no '>'") }
    guard let last = open.popLast() else {
      throw fault("'</\(name.shortened(to: 40))>' ends what never began")
    }
    guard last.name == name else {
      throw fault(
        "'</\(name.shortened(to: 40))>' stands where '\(last.name.shortened(to: 40))' of line "
          + "\(last.line) should end")
    }
    close(last)
  }

  private mutating func close(_ element: XML.Element) {
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  // MARK: - Bytes

  private mutating func name(_ what: String) throws(Fault) -> String {
    let start = index
    while index < bytes.count, Self.isOfName(bytes[index]) { advance() }
    guard index > start else { throw fault("\(what) has no name") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    !isBlank(byte) && !"=/>\"'<&;!?".utf8.contains(byte)
  }

  /// A text with its references replaced: the five that XML has, and characters by number.
  private func resolved(_ raw: ArraySlice<UInt8>, line: Int) throws(Fault) -> String {
    guard raw.allSatisfy({ $0 >= 0x20 || Self.isBlank($0) }) else {
      throw Fault(code: .syntax, message: "a control character stands in the file", line: line)
    }
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var units: [UInt8] = []
    var rest = raw
    while let first = rest.first {
      guard first == UInt8(ascii: "&") else {
        units.append(first)
        rest = rest.dropFirst()
        continue
      }
      let body = rest.dropFirst().prefix(12).prefix { $0 != UInt8(ascii: ";") }
      let name = String(decoding: body, as: UTF8.self)
      guard rest.dropFirst(body.count + 1).first == UInt8(ascii: ";"),
        let character = Self.character(of: name)
      else {
        throw Fault(
          code: .refusedTag, message: "the reference '&\(name.shortened(to: 20))' is not read here",
          line: line)
      }
      units += Array(String(character).utf8)
      rest = rest.dropFirst(body.count + 2)
    }
    return String(decoding: units, as: UTF8.self)
  }

  private static func character(of name: String) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number =
        digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap { $0 >= 0x20 || [9, 10, 13].contains($0) ? Unicode.Scalar($0) : nil }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = index
    while index < bytes.count, Self.isBlank(bytes[index]) { advance() }
    return index > start
  }

  private mutating func advance() {
    guard index < bytes.count else { return }
    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }

  /// Passes over some words, which hold no line end, where they come next.
  private mutating func take(_ words: String) -> Bool {
    guard bytes[index...].starts(with: words.utf8) else { return false }
    index += words.utf8.count
    return true
  }

  private mutating func upTo(_ end: String, _ what: String) throws(Fault) -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count {
      let here = index
      if bytes[index] == end.utf8.first, take(end) { return bytes[start..<here] }
      advance()
    }
    throw fault("\(what) never ends")
  }

  private func fault(_ message: String) -> Fault {
    Fault(code: .syntax, message: message, line: line)
  }
}

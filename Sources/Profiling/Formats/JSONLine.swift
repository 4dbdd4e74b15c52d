/// The values of one line of JSON, found byte by byte; objects inside are flattened, so that a value's
/// name is the path to it with dots between.
///
/// Nothing is copied but names that are not at the top or hold escapes.
struct JSONLine {
  private(set) var values: [Value] = []
  /// Names that do not stand in the text as they are.
  private(set) var names: [UInt8] = []

  /// Where a name and a value lie.
  struct Value {
    var nameStart: Int32
    var nameLength: Int32
    /// Whether the name lies in ``JSONLine/names``, not in the text.
    var isNameApart: Bool
    var kind: Kind
    var start: Int32
    var length: Int32
  }

  enum Kind: UInt8 {
    /// A text without its quotes; one with escapes in it.
    case text, escaped
    case number
    /// `true` or `false`.
    case truth
    case null
    case list
  }

  /// What is wrong, and at which byte of the line, from 1.
  struct Problem: Error {
    let words: String
    let byte: Int
  }

  private let text: UnsafePointer<UInt8>
  private var at = 0
  private var start = 0
  /// The path to the object that is read, in ``names``, with a dot at its end.
  private var prefix: Range<Int> = 0..<0
  private var depth = 0

  static let depthMax = 64

  /// - Parameter text: Ends with a line feed, or with a zero behind its end.
  init(_ text: UnsafePointer<UInt8>) { self.text = text }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - start: The place of its first byte.
  ///   - end: The place of the line feed.
  /// - Throws: ``Problem`` where it is no object.
  mutating func read(from start: Int, to end: Int) throws(Problem) {
    values.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    (at, self.start, prefix, depth) = (start, start, 0..<0, 0)
    passBlanks()
    guard text[at] == UInt8(ascii: "{") else { throw problem("an object is wanted") }
    try readObject()
    passBlanks()
    guard at >= end else { throw problem("something follows the object") }
  }

  func problem(_ words: String) -> Problem { Problem(words: words, byte: at - start + 1) }

  @inline(__always)
  private mutating func passBlanks() {
    while text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\t")
      || text[at] == .carriageReturn
    {
      at &+= 1
    }
  }

  private mutating func readObject() throws(Problem) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else { throw problem("objects lie too deep in one another") }
    at += 1
    passBlanks()
    if text[at] == UInt8(ascii: "}") {
      at += 1
      return
    }
    while true {
      passBlanks()
      guard text[at] == .quote else { throw problem("a name in quotes is wanted") }
      let (nameStart, nameEnd, hasEscapes) = try readText()
      passBlanks()
      guard text[at] == UInt8(ascii: ":") else { throw problem("':' is wanted") }
      at += 1
      passBlanks()
      try readMember(nameStart, nameEnd, hasEscapes)
      passBlanks()
      if text[at] == UInt8(ascii: ",") {
        at += 1
      } else if text[at] == UInt8(ascii: "}") {
        at += 1
        return
      } else {
        throw problem("',' or '}' is wanted")
      }
    }
  }

  private mutating func readMember(
    _ nameStart: Int, _ nameEnd: Int, _ hasEscapes: Bool
  ) throws(Problem) {
    let isApart = hasEscapes || !prefix.isEmpty
    var name = nameStart..<nameEnd
    if isApart {
      let first = names.count
      names.append(contentsOf: names[prefix])
      if hasEscapes {
        Self.unescape(UnsafeBufferPointer(start: text + nameStart, count: name.count), to: &names)
      } else {
        names.append(contentsOf: UnsafeBufferPointer(start: text + nameStart, count: name.count))
      }
      name = first..<names.count
    }
    if text[at] == UInt8(ascii: "{") {
      let before = prefix
      let first = names.count
      if isApart {
        names.append(contentsOf: names[name])
      } else {
        names.append(contentsOf: UnsafeBufferPointer(start: text + nameStart, count: name.count))
      }
      names.append(UInt8(ascii: "."))
      prefix = first..<names.count
      try readObject()
      prefix = before
      return
    }
    let (kind, value) = try readValue()
    values.append(
      Value(
        nameStart: Int32(truncatingIfNeeded: name.lowerBound),
        nameLength: Int32(truncatingIfNeeded: name.count), isNameApart: isApart, kind: kind,
        start: Int32(truncatingIfNeeded: value.lowerBound),
        length: Int32(truncatingIfNeeded: value.count)))
  }

  /// Reads a value that is no object at the top.
  private mutating func readValue() throws(Problem) -> (Kind, Range<Int>) {
    let first = at
    switch text[at] {
    case .quote:
      let (start, end, hasEscapes) = try readText()
      return (hasEscapes ? .escaped : .text, start..<end)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if text[at] == UInt8(ascii: "-"), pass("-Infinity") { return (.number, first..<at) }
      try readNumber()
      return (.number, first..<at)
    case UInt8(ascii: "t"): if pass("true") { return (.truth, first..<at) }
    case UInt8(ascii: "f"): if pass("false") { return (.truth, first..<at) }
    case UInt8(ascii: "n"): if pass("null") { return (.null, first..<at) }
    // Python writes them, though JSON has none.
    case UInt8(ascii: "N"): if pass("NaN") { return (.null, first..<at) }
    case UInt8(ascii: "I"): if pass("Infinity") { return (.number, first..<at) }
    case UInt8(ascii: "["):
      try passList()
      return (.list, first..<at)
    default: break
    }
    throw problem("a value is wanted")
  }

  private mutating func pass(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where text[at + index] != word.utf8Start[index] {
      return false
    }
    at += word.utf8CodeUnitCount
    return true
  }

  private mutating func passList() throws(Problem) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else { throw problem("lists lie too deep in one another") }
    at += 1
    passBlanks()
    if text[at] == UInt8(ascii: "]") {
      at += 1
      return
    }
    while true {
      passBlanks()
      if text[at] == UInt8(ascii: "{") {
        // What it holds is of the list, and no value of the row.
        let (known, apart, before) = (values.count, names.count, prefix)
        try readObject()
        values.removeLast(values.count - known)
        names.removeLast(names.count - apart)
        prefix = before
      } else {
        _ = try readValue()
      }
      passBlanks()
      if text[at] == UInt8(ascii: ",") {
        at += 1
      } else if text[at] == UInt8(ascii: "]") {
        at += 1
        return
      } else {
        throw problem("',' or ']' is wanted")
      }
    }
  }

  private mutating func readNumber() throws(Problem) {
    if text[at] == UInt8(ascii: "-") { at += 1 }
    if text[at] == UInt8(ascii: "0") {
      at += 1
    } else {
      guard passDigits() else { throw problem("a digit is wanted") }
    }
    if text[at] == UInt8(ascii: ".") {
      at += 1
      guard passDigits() else { throw problem("a digit is wanted") }
    }
    if text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
      guard passDigits() else { throw problem("a digit is wanted") }
    }
  }

  @inline(__always)
  private mutating func passDigits() -> Bool {
    let first = at
    while text[at] &- UInt8(ascii: "0") <= 9 { at &+= 1 }
    return at > first
  }
}

// MARK: - Texts

extension JSONLine {
  /// Reads a text from its first quote on, and passes the last.
  ///
  /// - Returns: The places behind the first and of the last quote, and whether there are escapes.
  private mutating func readText() throws(Problem) -> (start: Int, end: Int, hasEscapes: Bool) {
    at += 1
    let first = at
    var hasEscapes = false
    while true {
      let byte = text[at]
      if byte == .quote {
        at += 1
        return (first, at - 1, hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try passEscape()
      } else if byte < 0x20 {
        throw problem("a text is not closed, or holds a control character")
      } else {
        at &+= 1
      }
    }
  }

  private mutating func passEscape() throws(Problem) {
    switch text[at + 1] {
    case .quote, UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      guard let unit = Self.unit(text + at) else {
        throw problem("four hexadecimal digits are wanted")
      }
      at += 6
      guard unit >> 11 == 0x1B else { return }
      // A high surrogate has to be followed by a low one.
      guard unit < 0xDC00, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u"),
        let low = Self.unit(text + at), low >> 10 == 0x37
      else { throw problem("half of a surrogate pair is no character") }
      at += 6
    default: throw problem("no such escape")
    }
  }

  /// The code unit of `\uXXXX`; reads no further than the first byte that is no digit.
  private static func unit(_ text: UnsafePointer<UInt8>) -> UInt32? {
    var unit: UInt32 = 0
    for index in 2..<6 {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Adds what an escaped text stands for.
  ///
  /// - Precondition: ``readText()`` has passed it.
  static func unescape(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard let base = text.baseAddress else { return }
    var at = 0
    while at < text.count {
      guard text[at] == UInt8(ascii: "\\") else {
        bytes.append(text[at])
        at += 1
        continue
      }
      switch text[at + 1] {
      case UInt8(ascii: "b"): bytes.append(8)
      case UInt8(ascii: "f"): bytes.append(12)
      case UInt8(ascii: "n"): bytes.append(.lineFeed)
      case UInt8(ascii: "r"): bytes.append(.carriageReturn)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "u"):
        var scalar = unit(base + at) ?? 0xFFFD
        if scalar >> 10 == 0x36 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 | (unit(base + at + 6) ?? 0) & 0x3FF
          at += 6
        }
        bytes.append(contentsOf: Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8))
        at += 4
      default: bytes.append(text[at + 1])
      }
      at += 2
    }
  }
}

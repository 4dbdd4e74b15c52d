/// How long texts are, in Unicode scalars.
struct TextLengths: Hashable, Sendable {
  var range: ClosedRange<Int>?
  var total = 0

  mutating func add(_ text: String, count: Int) {
    let length = text.scalarCount
    total += length * count
    range = range.map { min($0.lowerBound, length)...max($0.upperBound, length) } ?? length...length
  }

  mutating func merge(_ other: TextLengths) {
    total += other.total
    range = [range, other.range].compactMap(\.self).reduce(nil) { joined, next in
      joined.map { min($0.lowerBound, next.lowerBound)...max($0.upperBound, next.upperBound) }
        ?? next
    }
  }
}

/// The kind of a text: digits are `9`, capital letters `A`, small ones and those without case `a`,
/// each run with a `+`, and everything else as it is: `A9+`, `9+-9+-9+`, `a+@a+.a+`.
enum TextPattern {
  private static let lengthMax = 40

  static func of(_ text: String) -> String {
    var text = text
    let quick = text.withUTF8 { bytes in ofASCII(bytes) }
    return quick ?? ofAny(text)
  }

  /// The same byte by byte; `nil` where there are other letters than those of ASCII.
  private static func ofASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var pattern: [UInt8] = []
    var last: UInt8 = 0
    var isRun = false
    for byte in bytes {
      let sign: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sign = UInt8(ascii: "9")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sign = UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): sign = UInt8(ascii: "a")
      case 0x80...: return nil
      default: sign = byte
      }
      if sign == last, !pattern.isEmpty {
        if !isRun { pattern.append(UInt8(ascii: "+")) }
        isRun = true
      } else {
        pattern.append(sign)
        isRun = false
        last = sign
      }
      if pattern.count >= lengthMax { return String(decoding: pattern, as: UTF8.self) + "…" }
    }
    return String(decoding: pattern, as: UTF8.self)
  }

  private static func ofAny(_ text: String) -> String {
    var pattern = ""
    var count = 0
    var last: Unicode.Scalar?
    var isRun = false
    for scalar in text.unicodeScalars {
      let sign = kind(of: scalar)
      if sign == last {
        if !isRun {
          pattern.unicodeScalars.append("+")
          count += 1
        }
        isRun = true
      } else {
        pattern.unicodeScalars.append(sign)
        count += 1
        isRun = false
        last = sign
      }
      if count >= lengthMax { return pattern + "…" }
    }
    return pattern
  }

  private static func kind(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "0"..."9": return "9"
    case "A"..."Z": return "A"
    case "a"..."z": return "a"
    default:
      guard !scalar.isASCII else { return scalar }
      let properties = scalar.properties
      if properties.isUppercase { return "A" }
      return properties.isAlphabetic ? "a" : scalar
    }
  }
}

/// The ten texts that came first, with their lines.
///
/// Whatever the order in which they are added: each text by its least line.
struct FirstTexts: Hashable, Sendable {
  private(set) var lines: [String: Int] = [:]

  static let limit = 10

  /// The line of the last of ten.
  private var lastLine = Int.max

  mutating func add(_ text: String, line: Int) {
    guard line <= lastLine else { return }
    lines[text] = min(lines[text] ?? line, line)
    if lines.count > Self.limit, let last = inOrder.last { lines[last.text] = nil }
    if lines.count == Self.limit { lastLine = inOrder.last?.line ?? .max }
  }

  mutating func merge(_ other: FirstTexts) {
    for (text, line) in other.lines { add(text, line: line) }
  }

  var inOrder: [ColumnProfile.Misfit] {
    lines.map { .init(line: $0.value, text: $0.key) }
      .sorted { ($0.line, $0.text) < ($1.line, $1.text) }
  }
}

extension String {
  /// Unicode scalars: bytes that do not continue one.
  fileprivate var scalarCount: Int {
    var count = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The number that the text stands for; see ``Cell/number``.
  var asNumber: Double? { read(\.number) }

  var asMoment: Moment? { read(\.moment) }

  private func read<Value>(_ reading: (Cell) -> Value?) -> Value? {
    var text = self
    return text.withUTF8 { bytes in
      reading(Cell(bytes: UnsafeRawBufferPointer(bytes), hasEscapes: false, isQuoted: true))
    }
  }
}

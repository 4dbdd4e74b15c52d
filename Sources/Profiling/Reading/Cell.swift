/// One value of a table, as bytes that can be read in several ways.
package struct Cell {
  let bytes: UnsafeRawBufferPointer
  let hasEscapes: Bool
  let isQuoted: Bool

  /// Words that stand for a missing value besides the empty field.
  package static let missingWords: Set<String> = [
    "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "NaT",
  ]

  init(bytes: UnsafeRawBufferPointer, hasEscapes: Bool, isQuoted: Bool) {
    self.bytes = bytes
    self.hasEscapes = hasEscapes
    self.isQuoted = isQuoted
  }

  /// - Parameter written: The bytes between two separators, quotes and what follows them included.
  init(written: UnsafeRawBufferPointer) {
    guard written.first == .quote else {
      self.init(bytes: written, hasEscapes: false, isQuoted: false)
      return
    }
    var hasEscapes = false
    var end = 1
    while end < written.count {
      if written[end] == .quote {
        guard end + 1 < written.count, written[end + 1] == .quote else { break }
        hasEscapes = true
        end += 1
      }
      end += 1
    }
    self.init(
      bytes: UnsafeRawBufferPointer(rebasing: written[1..<min(end, written.count)]),
      hasEscapes: hasEscapes, isQuoted: true)
  }

  package var text: String {
    let text = String(decoding: bytes, as: UTF8.self)
    return hasEscapes
      ? text.split(separator: "\"\"", omittingEmptySubsequences: false)
        .joined(separator: "\"") : text
  }

  /// An empty field, or an unquoted word for *not available*.
  package var isMissing: Bool {
    if bytes.isEmpty { return true }
    // The longest such word has four letters.
    guard !isQuoted, bytes.count <= 4,
      bytes[0] == UInt8(ascii: "N") || bytes[0] == UInt8(ascii: "n")
    else { return false }
    return Self.missingWords.contains(text)
  }

  /// The value as a decimal number; infinities by name; `nil` for anything else.
  ///
  /// A number beyond ±10¹⁴⁰ counts as infinite: the squares of a billion such would.
  package var number: Double? {
    if let quick = quickNumber { return quick }
    guard let first = bytes.first, bytes.count <= 400 else { return nil }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      let isDecimal = bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
          UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
          true
        default: false
        }
      }
      return isDecimal ? Double(text).map(Self.bounded) : infinity
    default: return infinity
    }
  }

  private static func bounded(_ number: Double) -> Double {
    abs(number) <= 1e140 ? number : number < 0 ? -.infinity : .infinity
  }

  private var infinity: Double? {
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  /// Digits with at most one point, few enough that one division is exact (Clinger, 1990).
  private var quickNumber: Double? {
    var index = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    guard index < bytes.count, bytes.count - index <= 16 else { return nil }
    var mantissa = 0
    var scale = -1
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        mantissa = mantissa * 10 + Int(digit)
        if scale >= 0 { scale += 1 }
      } else if bytes[index] == UInt8(ascii: "."), scale < 0 {
        scale = 0
      } else {
        return nil
      }
      index += 1
    }
    guard mantissa < 1 << 53, bytes.count > (isNegative ? 1 : 0) + (scale >= 0 ? 1 : 0) else {
      return nil
    }
    let value = Double(mantissa) / Self.powersOfTen[max(0, scale)]
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  ]

  /// The value as a moment; see ``Moment``.
  package var moment: Moment? { Moment(bytes) }
}

internal import FoundationEssentials

/// A moment, to the millisecond, always written in UTC as RFC 3339.
///
/// Nothing in this module reads a clock: whoever judges passes the instant to judge at.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads `2026-11-21T10:00:00Z`, with or without a fraction or an offset, or the midnight of a
  /// date, `2026-11-21`; `nil` for anything else, and for times without an offset.
  package init?(_ text: String) {
    if let common = Self.common(text) {
      self = common
      return
    }
    let isDate = text.utf8.count == 10
    guard text.utf8.count <= 40, isDate || text.utf8.contains(UInt8(ascii: "T")) else { return nil }
    // The library takes 30 February for the beginning of March, and 25:00 for the next day.
    let midnight = text.prefix(10) + "T00:00:00Z"
    guard let day = try? Self.plain.parse(String(midnight)), Self.plain.format(day) == midnight,
      isDate
        || Self.isClock(text.dropFirst(11).prefix(8)) && Self.isOffset(text.dropFirst(19))
    else { return nil }
    let whole = isDate ? String(midnight) : text
    for style in [Self.plain, Self.fractional] {
      guard let date = try? style.parse(whole) else { continue }
      let value = (date.timeIntervalSince1970 * 1000).rounded()
      guard abs(value) < 1e15 else { return nil }
      milliseconds = Int64(value)
      return
    }
    return nil
  }

  /// The instant of the form that every log has, `2026-11-21T10:00:00Z`, without the library, which
  /// takes a hundred times as long; `nil` for every other text, right or wrong.
  ///
  /// Days are counted in years that begin in March, so that the leap day comes last.
  private static func common(_ text: String) -> Instant? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
        bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
        bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
        let century = twoDigits(bytes, 0), let yearOfCentury = twoDigits(bytes, 2),
        let month = twoDigits(bytes, 5), let day = twoDigits(bytes, 8),
        let hour = twoDigits(bytes, 11), let minute = twoDigits(bytes, 14),
        let second = twoDigits(bytes, 17)
      else { return nil }
      // Days that not every month has, and early centuries, are left to the library.
      guard (16...99).contains(century), (1...12).contains(month), (1...28).contains(day),
        hour < 24, minute < 60, second < 60
      else { return nil }
      let year = century * 100 + yearOfCentury - (month <= 2 ? 1 : 0)
      let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
      let days = year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
      let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
      return Instant(milliseconds: Int64(seconds) * 1000)
    }
  }

  private static func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let (tens, ones) = (bytes[start] &- UInt8(ascii: "0"), bytes[start + 1] &- UInt8(ascii: "0"))
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// `2026-11-21T10:00:00Z`; milliseconds only where there are any.
  package var text: String {
    let whole = Self.plain.format(second)
    let (_, fraction) = milliseconds.flooredDivision(by: 1000)
    guard fraction != 0 else { return whole }
    // The library cuts a fraction off where it should round: 0.007 s would become 0.006.
    return whole.dropLast() + "." + "\(1000 + fraction)".dropFirst() + "Z"
  }

  /// `2026-11-21`.
  package var day: String { String(Self.plain.format(second).prefix(10)) }

  package func adding(days: Int) -> Instant {
    Instant(milliseconds: milliseconds + Int64(days) * 86_400_000)
  }

  /// Whole days from an earlier instant to this one, rounded down.
  package func days(since earlier: Instant) -> Int {
    Int((milliseconds - earlier.milliseconds).flooredDivision(by: 86_400_000).quotient)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Whether a text is what may follow the seconds, and nothing more: a fraction or not, and an
  /// offset.
  private static func isOffset(_ text: Substring) -> Bool {
    var rest = text.utf8
    func digits() -> Int {
      let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard (1...9).contains(digits()) else { return false }
    }
    switch rest.popFirst() {
    case UInt8(ascii: "Z"): return rest.isEmpty
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let hours = digits()
      guard rest.first == UInt8(ascii: ":") else { return hours == 4 && rest.isEmpty }
      rest = rest.dropFirst()
      return hours == 2 && digits() == 2 && rest.isEmpty
    default: return false
    }
  }

  /// Whether a text is `HH:MM:SS` of one day.
  private static func isClock(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":").map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2]
    else { return false }
    return (0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second)
  }

  private var second: Date {
    Date(timeIntervalSince1970: Double(milliseconds.flooredDivision(by: 1000).quotient))
  }

  private static let plain = Date.ISO8601FormatStyle()
  private static let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

extension Int64 {
  /// The quotient, rounded down, and what remains, which is not negative.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let instant = Instant(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not an RFC 3339 time")
      )
    }
    self = instant
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

internal import FoundationEssentials

/// A point of time in a column: RFC 3339 with its offset, or a date.
///
/// A time without an offset is none: it would mean another moment to every reader.
package struct Moment: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  init?(_ bytes: UnsafeRawBufferPointer) {
    if let quick = Self.quick(bytes) {
      milliseconds = quick
      return
    }
    guard bytes.count >= 20, bytes.count <= 40, bytes[4] == UInt8(ascii: "-") else { return nil }
    var text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.dropFirst(10).first == UInt8(ascii: " ") {
      text = text.prefix(10) + "T" + text.dropFirst(11)
    }
    for style in [Self.plain, Self.fractional] {
      guard let date = try? style.parse(text) else { continue }
      milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
      return
    }
    return nil
  }

  /// Days since 1970-01-01, in UTC.
  package var day: Int { Int((Double(milliseconds) / 86_400_000).rounded(.down)) }

  /// `2013-05-01T10:00:00Z`.
  package var text: String {
    Self.plain.format(Date(timeIntervalSince1970: Double(milliseconds) / 1000))
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// `YYYY-MM-DD`, or that with `THH:MM:SSZ` behind it.
  private static func quick(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count == 10 || bytes.count == 20 else { return nil }
    func digits(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit <= 9 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    let dash = UInt8(ascii: "-")
    guard bytes[4] == dash, bytes[7] == dash, let year = digits(0..<4),
      let month = digits(5..<7), let day = digits(8..<10), (1...12).contains(month),
      day >= 1, day <= daysIn(month, of: year)
    else { return nil }
    let midnight = Int64(days(year, month, day)) * 86_400_000
    if bytes.count == 10 { return midnight }
    let colon = UInt8(ascii: ":")
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == colon,
      bytes[16] == colon, bytes[19] == UInt8(ascii: "Z"), let hour = digits(11..<13),
      let minute = digits(14..<16), let second = digits(17..<19), hour < 24, minute < 60,
      second < 60
    else { return nil }
    return midnight + Int64((hour * 60 + minute) * 60 + second) * 1000
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, counted in years that
  /// begin in March, so that the leap day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static let plain = Date.ISO8601FormatStyle()
  private static let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

/// A named span of time to look at separately.
package enum Window: String, CaseIterable, Sendable {
  case day, month, quarter, year

  /// The name of the span that a moment falls in, in UTC: `2013-05-17`, `2013-05`, `2013-Q2`.
  package func name(of moment: Moment) -> String {
    let text = moment.text
    switch self {
    case .day: return String(text.prefix(10))
    case .month: return String(text.prefix(7))
    case .year: return String(text.prefix(4))
    case .quarter:
      let month = Int(text.dropFirst(5).prefix(2)) ?? 1
      return "\(text.prefix(4))-Q\((month + 2) / 3)"
    }
  }
}

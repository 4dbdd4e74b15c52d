/// A point of time in a column: RFC 3339 with its offset, or a date.
///
/// A time without an offset is none: it would mean another moment to every reader.
package struct Moment: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Days since 1970-01-01, in UTC.
  package var day: Int { Int((Double(milliseconds) / 86_400_000).rounded(.down)) }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

// MARK: - Reading

extension Moment {
  /// Reads `YYYY-MM-DD`, or that with a `T` or a blank, `HH:MM:SS`, perhaps a fraction, and `Z` or
  /// an offset such as `+02:00`, `+0200` or `+02`.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 10, bytes.count <= 40, bytes[4] == .dash, bytes[7] == .dash,
      let year = bytes.number(0..<4), let month = bytes.number(5..<7),
      let day = bytes.number(8..<10), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysIn(month, of: year)
    else { return nil }
    let midnight = Int64(CivilDate(year: year, month: month, day: day).dayNumber) * 86_400_000
    if bytes.count == 10 {
      milliseconds = midnight
      return
    }
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == .colon, bytes[16] == .colon, let hour = bytes.number(11..<13),
      let minute = bytes.number(14..<16), let second = bytes.number(17..<19), hour < 24,
      minute < 60, second < 60, let rest = Self.rest(bytes)
    else { return nil }
    milliseconds = midnight + Int64((hour * 60 + minute) * 60 + second) * 1000 + rest
  }

  /// Hours and minutes, as `02:00`, `0200` or `02`, up to the end.
  private static func offset(
    _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> (hours: Int, minutes: Int)? {
    guard start + 2 <= bytes.count, let hours = bytes.number(start..<(start + 2)) else {
      return nil
    }
    switch bytes.count - start {
    case 2: return (hours, 0)
    case 4: return bytes.number((start + 2)..<(start + 4)).map { (hours, $0) }
    case 5 where bytes[start + 2] == .colon:
      return bytes.number((start + 3)..<(start + 5)).map { (hours, $0) }
    default: return nil
    }
  }

  /// The milliseconds that fraction and offset add, from byte 19 on.
  private static func rest(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var index = 19
    var fraction: Int64 = 0
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      var unit: Int64 = 100
      let first = index
      while index < bytes.count, let digit = bytes.number(index..<(index + 1)) {
        fraction += Int64(digit) * unit
        unit /= 10
        index += 1
      }
      if index == first { return nil }
    }
    guard index < bytes.count else { return nil }
    let sign: Int64
    switch bytes[index] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return index + 1 == bytes.count ? fraction : nil
    case UInt8(ascii: "+"): sign = 1
    case .dash: sign = -1
    default: return nil
    }
    guard let (hours, minutes) = offset(bytes, from: index + 1), hours < 24, minutes < 60
    else { return nil }
    return fraction - sign * Int64(hours * 60 + minutes) * 60_000
  }
}

extension UInt8 {
  fileprivate static let dash = UInt8(ascii: "-")
  fileprivate static let colon = UInt8(ascii: ":")
}

extension UnsafeRawBufferPointer {
  /// The number that digits spell; `nil` where something else is among them.
  fileprivate func number(_ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

// MARK: - Writing

extension Moment {
  /// `2013-05-01T10:00:00Z`.
  package var text: String {
    let second = Int((Double(milliseconds) / 1000).rounded(.down)) - day * 86_400
    let parts = [second / 3600, second / 60 % 60, second % 60].map(\.twoDigits)
    return "\(CivilDate(dayNumber: day).text)T\(parts.joined(separator: ":"))Z"
  }
}

/// A named span of time to look at separately.
package enum Window: String, CaseIterable, Sendable {
  case day, month, quarter, year

  /// The name of the span that a moment falls in, in UTC: `2013-05-17`, `2013-05`, `2013-Q2`.
  package func name(of moment: Moment) -> String {
    let date = CivilDate(dayNumber: moment.day)
    switch self {
    case .day: return date.text
    case .month: return String(date.text.dropLast(3))
    case .year: return String(date.text.dropLast(6))
    case .quarter: return "\(date.text.dropLast(6))-Q\((date.month + 2) / 3)"
    }
  }
}

/// A date of the proleptic Gregorian calendar, converted to days and back by counting in years that
/// begin in March, so that the leap day comes last.
package struct CivilDate {
  package let year: Int
  package let month: Int
  package let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  package init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// `2013-05-17`.
  var text: String {
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(month.twoDigits)-\(day.twoDigits)"
  }

  static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int {
  fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}

extension ArrowLeaf {
  /// How a value is written.
  ///
  /// - Parameter key: Its bits, as ``ArrowColumn/eachKey(_:)`` hands them over.
  /// - Returns: The text.
  func text(of key: UInt64) -> String {
    let whole = Int64(bitPattern: key)
    switch type {
    case .null, .text: return ""
    case .truth: return key == 0 ? "false" : "true"
    case .signed: return String(whole)
    case .unsigned: return String(key)
    case .half, .single, .double: return Self.text(of: Double(bitPattern: key))
    case .decimal(_, let scale): return Self.text(ofDecimal: String(whole), scale: scale)
    case .days: return CivilDate(dayNumber: Int(whole)).text
    case .instant(let perSecond, let hasZone):
      let (seconds, rest) = whole.dividedDown(by: Int64(perSecond))
      let (day, second) = seconds.dividedDown(by: 86_400)
      return CivilDate(dayNumber: Int(day)).text + "T" + Self.clock(second, rest, perSecond)
        + (hasZone ? "Z" : "")
    case .clock(let perSecond, _):
      let (seconds, rest) = whole.dividedDown(by: Int64(perSecond))
      return Self.clock(seconds, rest, perSecond)
    }
  }

  /// The shortest decimal that reads as the same number; whole ones without a fraction.
  static func text(of number: Double) -> String {
    if number == number.rounded(.towardZero), abs(number) < 1e15 { return String(Int64(number)) }
    return number.isInfinite ? number < 0 ? "-inf" : "inf" : "\(number)"
  }

  /// - Parameters:
  ///   - digits: A whole number, perhaps with a minus.
  ///   - scale: How many of its digits stand behind the point.
  /// - Returns: The same with a point.
  static func text(ofDecimal digits: String, scale: Int) -> String {
    guard scale > 0 else { return digits }
    let isNegative = digits.hasPrefix("-")
    let size = isNegative ? String(digits.dropFirst()) : digits
    let padded = String(repeating: "0", count: max(0, scale + 1 - size.utf8.count)) + size
    return (isNegative ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  private static func clock(_ second: Int64, _ rest: Int64, _ perSecond: Int) -> String {
    let parts = [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
    let places = String(perSecond).utf8.count - 1
    return parts.joined(separator: ":") + (rest == 0 ? "" : "." + padded(rest, to: places))
  }

  private static func padded(_ number: Int64, to places: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
  }
}

extension Int64 {
  /// The quotient rounded down, and what is left, which is never negative.
  fileprivate func dividedDown(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}

extension ArrowColumn {
  /// How the value of a row is written, where it is no text of its own.
  func words(of row: Int) -> String? {
    if case .decimal(16, let scale) = leaf.type {
      guard !isMissing(row), let values = buffer(1, of: Int128.self) else { return nil }
      return ArrowLeaf.text(ofDecimal: String(values[offset + row]), scale: scale)
    }
    return nil
  }

  /// Writes every value, or that it is missing, in the order of the rows.
  func eachCell(_ body: (_ row: Int, _ cell: ArrowCell) -> Void) {
    var next = 0
    func pass(to row: Int) {
      while next < row {
        body(next, .missing)
        next += 1
      }
      next = row + 1
    }
    if hasKeys {
      _ = eachKey { row, key in
        pass(to: row)
        body(row, .word(leaf.text(of: key)))
      }
    } else if let texts {
      if leaf.isDictionary {
        eachIndex { row, index in
          pass(to: row)
          body(row, .text(texts[index]))
        }
      } else {
        for row in 0..<count where !isMissing(row) {
          pass(to: row)
          body(row, .text(texts[row]))
        }
      }
    } else {
      for row in 0..<count {
        guard let words = words(of: row) else { continue }
        pass(to: row)
        body(row, .word(words))
      }
    }
    pass(to: count)
  }
}

/// A value on its way into a cell.
enum ArrowCell {
  case missing
  case word(String)
  case text(UnsafeRawBufferPointer)
}

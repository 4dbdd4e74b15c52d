internal import Documents
internal import Views

extension String {
  /// The most that a cell holds, in UTF-16 units.
  private static let cellUnitsMax = 32_767

  /// The text as a cell shows it: its lines without control characters, no longer than a cell
  /// takes.
  var cellText: String {
    let clean = lines.map { String($0).cleaned.withoutNoncharacters }.joined(separator: "\n")
    guard clean.utf16.count > Self.cellUnitsMax else { return clean }
    var room = Self.cellUnitsMax - 1
    let kept = clean.unicodeScalars.prefix { scalar in
      room -= UTF16.width(scalar)
      return room >= 0
    }
    return String(String.UnicodeScalarView(kept)) + "…"
  }

  /// XML has no place for these, and a file with one is not opened.
  private var withoutNoncharacters: String {
    guard unicodeScalars.contains(where: { $0.value & 0xFFFE == 0xFFFE }) else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : $0 }))
  }

  /// The text for comparing: line ends of one kind, no blanks around.
  var settled: String {
    let text = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension String {
  /// The text with each `_x0041_` marked as meant, which spreadsheets otherwise read as `A`.
  var escapedForCell: String {
    replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
  }

  /// The text with `_x0041_` read as spreadsheets mean it.
  var unescapedFromCell: String {
    guard utf8.contains(UInt8(ascii: "_")) else { return self }
    var (read, rest) = (String.UnicodeScalarView(), unicodeScalars[...])
    while let next = rest.popFirst() {
      if next == "_", let scalar = rest.characterCode {
        read.append(scalar)
        rest = rest.dropFirst(6)
      } else {
        read.append(next)
      }
    }
    return String(read)
  }
}

extension Substring.UnicodeScalarView {
  /// What `x0041_` at the beginning stands for; `nil` where there is none, or it stands for nothing.
  fileprivate var characterCode: Unicode.Scalar? {
    let code = Array(prefix(6))
    guard code.count == 6, code[0] == "x", code[5] == "_",
      code[1...4].allSatisfy({ $0.properties.isASCIIHexDigit })
    else { return nil }
    return UInt32(String(String.UnicodeScalarView(code[1...4])), radix: 16)
      .flatMap(Unicode.Scalar.init)
  }
}

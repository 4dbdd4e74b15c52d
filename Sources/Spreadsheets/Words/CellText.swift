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
    guard contains("_x") else { return self }
    return replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        ?? String(match.output.0)
    }
  }
}

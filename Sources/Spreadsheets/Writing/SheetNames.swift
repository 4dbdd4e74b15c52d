internal import Readiness

/// Names of sheets as spreadsheets take them: short, each once, without marks of references.
struct SheetNames {
  static let about = "About"

  // Excel keeps 'History' for itself.
  private var taken: Set<String> = [about.lowercased(), RecordSheet.name, "history"]

  mutating func name(for framework: Framework) -> String {
    let name = Self.fitting(framework.name)
    let stem = name.isEmpty ? "Framework" : name
    var (candidate, number) = (stem, 1)
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      candidate = Self.cut(stem, to: 27) + " \(number)"
    }
    return candidate
  }

  private static func fitting(_ name: String) -> String {
    let marks = Set("[]:*?/\\")
    let clean = String(name.cellText.map { marks.contains($0) || $0.isNewline ? "-" : $0 })
    let quote: (Character) -> Bool = { $0 == "'" || $0.isWhitespace }
    return String(cut(clean, to: 31).drop(while: quote).reversed().drop(while: quote).reversed())
  }

  /// As much of a text as fits into so many UTF-16 units.
  private static func cut(_ text: String, to units: Int) -> String {
    var room = units
    return String(
      text.prefix { character in
        room -= character.utf16.count
        return room >= 0
      })
  }
}

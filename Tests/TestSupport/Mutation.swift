/// Ways to damage a file.
package enum Mutation {
  /// What YAML and text formats trip over.
  package static let ofDefinitions = [
    "\"", "'", "\n", "\t", ",", ":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!x ", "---\n", "#",
    "é", "\u{0}", "\u{FEFF}", "99999999999999999999", "-1", "1e999", "nan", "NA", "null", "  ", "|",
    ">-\n", "%", "@", "`", "\r\n", "../", "\u{202E}", "yes", "0x1F", "1.2.3",
  ]

  /// What JSON, XML and tables trip over.
  package static let ofReports = [
    "\"", "'", "\n", ",", ":", "{", "}", "[", "]", "<", ">", "/>", "</a>", "&amp;", "&x;", "null",
    "true", "-1", "1e999", "NaN", "99999999999999999999", "é", "\u{0}", "\u{FEFF}", "\\u12", "0.5",
    "<!--", "<![CDATA[", "True", "{}", "[]",
  ]

  /// The bytes, changed in one place to four.
  ///
  /// - Parameters:
  ///   - bytes: A sound file.
  ///   - pieces: What may be put between them.
  ///   - numbers: Where chance comes from.
  /// - Returns: The damaged file.
  package static func damage(
    _ bytes: [UInt8], with pieces: [String] = ofDefinitions, _ numbers: inout SeededNumbers
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let length = min(bytes.count - place, Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0: bytes.removeSubrange(place..<(place + length))
      case 1:
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &numbers)]
        bytes.insert(contentsOf: Array(piece.utf8), at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      case 3:
        let copy = Array(bytes[place..<(place + length)])
        bytes.insert(contentsOf: copy, at: Int.random(in: 0...bytes.count, using: &numbers))
      case 4: bytes.removeSubrange(place...)
      case 5 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      default:
        // Two lines change places.
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let (i, j) = (
          Int.random(in: 0..<lines.count, using: &numbers),
          Int.random(in: 0..<lines.count, using: &numbers)
        )
        lines.swapAt(i, j)
        bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
      }
    }
    return bytes
  }
}

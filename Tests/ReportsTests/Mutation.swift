import TestSupport

/// Ways to damage a report.
enum Mutation {
  private static let pieces = [
    "\"", "'", "\n", ",", ":", "{", "}", "[", "]", "<", ">", "/>", "</a>", "&amp;", "&x;", "null",
    "true", "-1", "1e999", "NaN", "99999999999999999999", "é", "\u{0}", "\u{FEFF}", "\\u12", "0.5",
    "<!--", "<![CDATA[", "True", "{}", "[]",
  ]

  static func damage(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let length = min(bytes.count - place, Int.random(in: 0...24, using: &numbers))
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: bytes.removeSubrange(place..<(place + length))
      case 1:
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &numbers)]
        bytes.insert(contentsOf: Array(piece.utf8), at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      case 3:
        let copy = Array(bytes[place..<(place + length)])
        bytes.insert(contentsOf: copy, at: Int.random(in: 0...bytes.count, using: &numbers))
      case 4 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      default: bytes.removeSubrange(place..<min(bytes.count, place + length * 20))
      }
    }
    return bytes
  }
}

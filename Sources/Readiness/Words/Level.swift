/// A technology readiness level for machine learning, 0 to 9.
///
/// A component *works at* a level; it has *graduated through* the one below.
package struct Level: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package let number: Int

  package static let first = Level(unchecked: 0)
  package static let last = Level(unchecked: 9)
  package static let all = (0...9).map(Level.init(unchecked:))

  package init?(_ number: Int) {
    guard (0...9).contains(number) else { return nil }
    self.number = number
  }

  private init(unchecked number: Int) { self.number = number }

  /// The level above; 9 has none.
  package var next: Level? { Level(number + 1) }
  /// The level below; 0 has none.
  package var previous: Level? { Level(number - 1) }
  package var description: String { "\(number)" }

  package static func < (left: Level, right: Level) -> Bool { left.number < right.number }

  package init(from decoder: any Decoder) throws {
    let number = try decoder.singleValueContainer().decode(Int.self)
    guard let level = Level(number) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(number) is not a level 0 to 9"))
    }
    self = level
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

internal import FoundationEssentials

/// Values as JSON: sorted keys, two spaces, a line end; the same bytes for the same value.
enum JSONText {
  /// The version of every JSON document that Airworthy writes; a member never changes its meaning
  /// within one.
  static let schemaVersion = 1

  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      // Numbers that are not finite are all that the encoder would refuse.
      preconditionFailure("a view holds what JSON cannot: \(error)")
    }
  }
}

internal import Foundation

/// Profiles as bytes, and back.
extension TableProfile {
  package enum Form: String, CaseIterable, Sendable {
    case json, binary
  }

  /// The stored form; the same bytes for the same data, however they were read.
  package func stored(as form: Form) -> [UInt8] {
    let stored = StoredProfile(self)
    switch form {
    case .binary:
      var bytes = ByteWriter()
      bytes.write(stored)
      return bytes.bytes
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      do {
        return Array(try encoder.encode(stored)) + [.lineFeed]
      } catch {
        // Numbers that are not finite are all that the encoder would refuse.
        preconditionFailure("a profile holds what JSON cannot: \(error)")
      }
    }
  }

  /// Reads either form.
  ///
  /// - Parameters:
  ///   - bytes: What a file holds.
  ///   - path: Where it lies.
  /// - Throws: ``NoProfile``.
  package init(stored bytes: [UInt8], path: String) throws(NoProfile) {
    if bytes.starts(with: ByteWriter.mark) {
      var reader = ByteReader(bytes)
      try self.init(try reader.readProfile(), path: path)
      return
    }
    guard bytes.first == UInt8(ascii: "{") else {
      throw NoProfile(reason: "it begins neither as JSON nor as the binary form")
    }
    let stored: StoredProfile
    do {
      stored = try JSONDecoder().decode(StoredProfile.self, from: Data(bytes))
    } catch {
      throw NoProfile(reason: Self.words(of: error))
    }
    try self.init(stored, path: path)
  }

  private static func words(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is no JSON" }
    let path: [any CodingKey] =
      switch error {
      case .keyNotFound(let key, let context): context.codingPath + [key]
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        context.codingPath
      @unknown default: []
      }
    guard !path.isEmpty else { return "it is no JSON of a profile" }
    return "'" + path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
      + "' is missing or not what it should be"
  }
}

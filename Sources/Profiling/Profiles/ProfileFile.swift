internal import Foundation

/// Profiles as bytes, and back.
extension TableProfile {
  package enum Form: String, CaseIterable, Sendable {
    case json, binary

    /// The form that a file's name says it is in; `nil` for another file.
    package init?(ofFileNamed name: String) {
      let name = name.lowercased()
      if name.hasSuffix(".json") {
        self = .json
      } else if name.hasSuffix(".awp") {
        self = .binary
      } else {
        return nil
      }
    }
  }

  /// Whether a name is that of a stored profile, by its ending.
  package static func isStored(named name: String) -> Bool { Form(ofFileNamed: name) != nil }

  /// The most bytes of a stored profile that are read.
  private static let bytesMax = 512 << 20

  /// Reads a stored profile; the data that it was made of are not read.
  ///
  /// - Parameters:
  ///   - file: Where it lies; `-` is standard input.
  ///   - path: The same as it may be shown.
  /// - Throws: ``NoProfile``.
  package init(storedIn file: String, path: String) throws(NoProfile) {
    let bytes: [UInt8]
    do throws(TableFile.Failure) {
      bytes = Array(try ByteStream(FileBytes(path: file)).peek(Self.bytesMax + 1))
    } catch {
      switch error {
      case .isFolder: throw NoProfile(reason: "it is a folder")
      case .unreadable(let error):
        let words = (error as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        throw NoProfile(reason: "it cannot be read: \(words ?? "\(error)")")
      default: throw NoProfile(reason: "it cannot be read")
      }
    }
    guard bytes.count <= Self.bytesMax else { throw NoProfile(reason: "it is larger than 512 MiB") }
    try self.init(stored: bytes, path: path)
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
    // First of all whose it is and of which version: another may have other members.
    if let head = try? JSONDecoder().decode(StoredProfile.Head.self, from: Data(bytes)) {
      try head.check()
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

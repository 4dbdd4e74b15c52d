internal import Digests
internal import Foundation
internal import Readiness

/// An event as the bytes that are stored, hashed and exported: JSON with sorted keys, one line.
struct EventBytes {
  let bytes: [UInt8]
  /// What names the event: RFC 6962's leaf hash, SHA-256 over a zero byte and the bytes.
  let leaf: [UInt8]

  init(_ entry: Entry) throws(StoreFailure) {
    do {
      self.init(bytes: Array(try Self.encoder.encode(Envelope(entry))))
    } catch {
      throw .refused("an event cannot be written as JSON: \(error)")
    }
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    leaf = Digest(of: [0] + bytes).bytes
  }

  /// The event, which was stored at a position.
  ///
  /// - Throws: ``StoreFailure/damaged(position:_:)``.
  func event(at position: Int) throws(StoreFailure) -> Event {
    let envelope: Envelope
    do {
      envelope = try Self.decoder.decode(Envelope.self, from: Data(bytes))
    } catch {
      throw .damaged(position: position, "the event cannot be read: \(Self.words(error))")
    }
    return envelope.event(at: position)
  }

  /// The hash that the chain has after this event: RFC 6962's node hash of the one before and the
  /// leaf.
  func chained(to previous: [UInt8]) -> [UInt8] { Digest(of: [1] + previous + leaf).bytes }

  /// What the first event is chained to.
  static let start = [UInt8](repeating: 0, count: 32)

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      context.debugDescription
    default: "\(error)"
    }
  }

  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  private static let decoder = JSONDecoder()
}

/// The JSON form of an event: who, when, which system, and the fact with its kind and version.
struct Envelope: Codable {
  let at: Instant
  let by: Actor
  let system: System.ID
  let fact: Fact

  private enum Key: String, CodingKey {
    case at, by, system, kind, version, body
  }

  init(_ entry: Entry) {
    at = entry.at
    by = entry.by
    system = entry.system
    fact = entry.fact
  }

  func event(at position: Int) -> Event {
    Event(position: position, at: at, by: by, system: system, fact: fact)
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    at = try values.decode(Instant.self, forKey: .at)
    by = try values.decode(Actor.self, forKey: .by)
    system = try values.decode(System.ID.self, forKey: .system)
    let kind = try values.decode(String.self, forKey: .kind)
    let version = try values.decode(Int.self, forKey: .version)
    guard let known = FactKind(rawValue: kind), version == known.version else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "version \(version) of '\(kind)' is not known here; a newer Airworthy "
            + "wrote it"))
    }
    fact = try known.fact(from: try values.superDecoder(forKey: .body))
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(at, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encode(system, forKey: .system)
    let kind = FactKind(of: fact)
    try values.encode(kind.rawValue, forKey: .kind)
    try values.encode(kind.version, forKey: .version)
    try fact.encodeBody(to: values.superEncoder(forKey: .body))
  }
}

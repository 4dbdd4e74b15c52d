internal import Crypto
internal import Foundation

/// The private half of an Ed25519 key (RFC 8032).
package struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key, of the system's randomness.
  package init() { key = Curve25519.Signing.PrivateKey() }

  /// The key that a PKCS #8 file in PEM holds (RFC 8410), as `openssl genpkey -algorithm ed25519`
  /// writes it; `nil` for anything else.
  package init?(pem: String) {
    let lines = pem.split(whereSeparator: \.isNewline)
    guard lines.first == "-----BEGIN PRIVATE KEY-----", lines.last == "-----END PRIVATE KEY-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined()),
      data.count == Self.head.count + 32, Array(data.prefix(Self.head.count)) == Self.head,
      let key = try? Curve25519.Signing.PrivateKey(
        rawRepresentation: data.dropFirst(Self.head.count))
    else { return nil }
    self.key = key
  }

  /// The key as a PKCS #8 file in PEM.
  package var pem: String {
    let body = Data(Self.head) + key.rawRepresentation
    return "-----BEGIN PRIVATE KEY-----\n\(body.base64EncodedString())\n"
      + "-----END PRIVATE KEY-----\n"
  }

  /// The public half: 32 bytes.
  package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// 64 bytes; `nil` only where the system has no randomness left.
  package func signature(over bytes: [UInt8]) -> [UInt8]? {
    (try? key.signature(for: bytes)).map(Array.init)
  }

  /// What stands before the key's 32 bytes: version, algorithm 1.3.101.112, and two lengths.
  private static let head: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
}

/// Signatures as texts hold them.
package enum Signature {
  /// Whether a signature over some bytes is that of a public key; both are in Base64.
  package static func isGenuine(_ signature: String, of key: String, over bytes: [UInt8]) -> Bool {
    guard let signature = Data(base64Encoded: signature), let raw = Data(base64Encoded: key),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    else { return false }
    return key.isValidSignature(signature, for: bytes)
  }

  package static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// The bytes of a text in Base64; `nil` for any other.
  package static func bytes(_ text: String) -> [UInt8]? {
    Data(base64Encoded: text).map(Array.init)
  }
}

/// Values as the bytes that are hashed and signed: JSON with sorted keys, one line.
package enum Canonical {
  /// - Throws: What the encoding throws; none of our values does.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}

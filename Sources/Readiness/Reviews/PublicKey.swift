/// A key by which a person's signatures are told from anybody else's.
///
/// The private half stays with the person; the log knows this half only.
package struct PublicKey: Hashable, Codable, Sendable, Identifiable {
  package typealias ID = Identifier<PublicKey>

  /// The first 16 hexadecimal digits of the SHA-256 of the key's bytes.
  package let id: ID
  package let person: Person.ID
  /// An Ed25519 public key: 32 bytes in Base64.
  package let key: String
  /// The key that it takes the place of, if any; that key's owner vouches for it.
  package let replaces: ID?
  /// By the key that it replaces over the person and both keys, in Base64.
  package let voucher: String?

  package init(
    id: ID, person: Person.ID, key: String, replaces: ID? = nil, voucher: String? = nil
  ) {
    self.id = id
    self.person = person
    self.key = key
    self.replaces = replaces
    self.voucher = voucher
  }

  /// That a key no longer counts.
  package struct Revoked: Hashable, Codable, Sendable {
    package let key: ID
    package let reason: String
    /// From when what it signed is void; from the revocation on unless an earlier time is named.
    package let since: Instant?

    package init(key: ID, reason: String, since: Instant? = nil) {
      self.key = key
      self.reason = reason
      self.since = since
    }
  }
}

/// A key as the log knows it.
package struct KnownKey: Hashable, Sendable {
  package let key: PublicKey
  package let at: Instant
  package let by: Actor
  package let position: Int
  package internal(set) var revoked: Revocation?

  package struct Revocation: Hashable, Sendable {
    package let reason: String
    /// From when it is told to have been in other hands; `nil` where that is not said.
    package let since: Instant?
    package let position: Int
    package let at: Instant
    package let by: Actor
  }

  /// Whether what was signed by it then counts: after it was registered, before it was revoked.
  ///
  /// The log's order decides, not the clock; the clock only where a key is told to have been in other
  /// hands since a time before its revocation.
  package func counts(at position: Int, on instant: Instant) -> Bool {
    guard self.position < position else { return false }
    guard let revoked else { return true }
    return position < revoked.position && revoked.since.map { instant < $0 } ?? true
  }
}

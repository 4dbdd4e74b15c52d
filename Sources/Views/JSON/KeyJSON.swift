package import Readiness

/// The keys that the log knows, as JSON.
package enum KeyJSON {
  package static func text(_ keys: [KnownKey]) -> String {
    JSONText.text(Body(keys: keys.map(Body.Key.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let keys: [Key]

    struct Key: Encodable {
      let id: String
      let person: String
      let publicKey: String
      let registered: String
      let by: String
      let event: Int
      let replaces: String?
      let revokedEvent: Int?
      let doubtedSince: String?
      let reason: String?

      init(_ known: KnownKey) {
        id = known.key.id.rawValue
        person = known.key.person.rawValue
        publicKey = known.key.key
        registered = known.at.text
        by = known.by.description
        event = known.position
        replaces = known.key.replaces?.rawValue
        revokedEvent = known.revoked?.position
        doubtedSince = known.revoked?.since?.text
        reason = known.revoked?.reason
      }
    }
  }
}

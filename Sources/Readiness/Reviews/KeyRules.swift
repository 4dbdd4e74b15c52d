extension Proceedings {
  /// Registers a key as a person's own.
  ///
  /// - Parameter key: The public half, with its voucher where it replaces another.
  /// - Returns: The facts; the key that is replaced ends.
  /// - Throws: ``Refused`` where another person acts, or where nothing says that it is theirs.
  package func registering(_ key: PublicKey) throws(Refused) -> [Fact] {
    guard system.person(key.person) != nil else {
      throw Refused("'\(key.person)' is not among the people of airworthy.yaml")
    }
    if ledger.keys[key.id] != nil { throw Refused("the key \(key.id) is registered already") }
    let known = KnownKey(key: key, at: now, by: actor, position: ledger.position + 1)
    if let reason = signatures.objection(to: known) {
      throw Refused(
        reason,
        fix: key.replaces == nil
          ? "let \(key.person) register it: by the e-mail of their git, or as AIRWORTHY_ACTOR"
          : "let \(key.person) rotate it")
    }
    return [.keyRegistered(key)]
      + (key.replaces.map {
        [.keyRevoked(.init(key: $0, reason: "replaced by \(key.id)"))]
      } ?? [])
  }

  /// Ends a key.
  ///
  /// From now on anybody may, since a key that is lost has to stop at once. Backwards, which takes
  /// away what was signed, nobody who is known may but its person.
  package func revoking(
    _ known: KnownKey, reason: String, since: Instant?
  ) throws(Refused) -> [Fact] {
    if since != nil, let refusal = refusal(toActingAs: known.key.person) {
      throw Refused([
        Refusal(
          "\(actor.name) acts, and only \(known.key.person) can say since when the key was out of "
            + "their hands", fix: refusal.fix)
      ])
    }
    return [.keyRevoked(.init(key: known.key.id, reason: reason, since: since))]
  }

  /// Why somebody who acts may not do it in a person's name.
  package static func refusal(
    toActingAs person: Person.ID, by actor: Actor, among people: [Person]
  ) -> Refusal? {
    Signatures.objection(to: actor, for: person, among: people).map {
      Refusal(
        $0, fix: "let \(person) do it: by the e-mail of their git, or as AIRWORTHY_ACTOR")
    }
  }

  func refusal(toActingAs person: Person.ID) -> Refusal? {
    Self.refusal(toActingAs: person, by: actor, among: system.people)
  }

  /// Why a registered key does not count, in words; `nil` where it does.
  package func objection(to known: KnownKey) -> String? { signatures.objection(to: known) }
}

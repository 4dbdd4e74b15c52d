import Readiness

/// Whose keys and approvals count, in words of its own.
extension ReviewModel {
  /// Whether somebody known acts for somebody else.
  func objection(to actor: Actor, for person: Person.ID) -> String? {
    let isKnown = actor.kind == .person && ReviewWorld.roles[.init(actor.name)] != nil
    return isKnown && actor.name != person.rawValue ? "for another" : nil
  }

  func objection(
    toRegistering key: PublicKey, by actor: Actor, on now: Instant
  ) -> String? {
    if ReviewWorld.roles[key.person] == nil { return "undeclared" }
    if let why = objection(to: actor, for: key.person) { return why }
    if let name = key.replaces {
      guard let old = keys.first(where: { $0.id == name }), old.person == key.person, old.isOwn,
        old.revoked == nil, key.voucher == "\(name) for \(key.person)"
      else { return "no voucher" }
      return nil
    }
    let hasOther = keys.contains { $0.person == key.person }
    return hasOther && actor != Actor(.person, key.person.rawValue) ? "a second key" : nil
  }

  /// What keeps somebody from approving retrains of a component.
  private func objection(toApproving component: Component.ID, by person: Person.ID) -> String? {
    guard let roles = ReviewWorld.roles[person] else { return "undeclared" }
    if person == ReviewWorld.owner { return "the owner" }
    let (seven, eight) = (Level(7) ?? .last, Level(8) ?? .last)
    let asked = (ReviewWorld.panel(at: seven) + ReviewWorld.panel(at: eight)).flatMap(\.roles)
    if Set(asked).isDisjoint(with: roles) { return "in no part" }
    let hasMade = [seven, eight].contains { isAuthor(person, of: component, at: $0) }
    return hasMade ? "an author" : nil
  }

  func objection(
    toApproving signed: Review.Signed<RetrainApproval>, by actor: Actor, in world: ReviewWorld
  ) -> String? {
    let approval = signed.content
    if let why = objection(toApproving: approval.component, by: approval.by) { return why }
    let declared = (world.changes[approval.component] ?? []).last {
      $0.part == approval.part && $0.version == approval.version
    }
    if declared?.kind != .sameSpecification || declared?.approvedRetrain != approval.by {
      return "not planned"
    }
    if let why = objection(to: actor, for: approval.by) { return why }
    return objection(
      to: signed.key, of: approval.by, signature: signed.signature, over: approval)
  }

  /// Which components machines alone may take from 7 to 9.
  func retrained(on now: Instant) -> [Component.ID] {
    ReviewWorld.components.filter { id in
      guard levels[id]?.number == 7, let approvals = fallen[id], !approvals.isEmpty else {
        return false
      }
      let isOwed = reviews.contains {
        $0.component == id && [7, 8].contains($0.level.number) && $0.isTaskOpen
      }
      if isOwed { return false }
      let isShown = [7, 8].compactMap { Level($0) }.allSatisfy {
        gate(of: id, at: $0, on: now) == []
      }
      return isShown
        && approvals.allSatisfy { approval in
          let content = approval.signed.content
          guard objection(toApproving: id, by: content.by) == nil,
            let key = keys.first(where: { $0.id == approval.signed.key }), key.isOwn
          else { return false }
          guard let revoked = key.revoked else { return true }
          return approval.position < revoked.position
            && revoked.since.map { approval.at < $0 } ?? true
        }
    }
  }
}

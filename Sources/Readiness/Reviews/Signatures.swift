/// Which keys, votes and decisions of a log count, whoever looks.
struct Signatures {
  let ledger: Ledger
  let people: [Person]
  let verifier: Proceedings.Verifier

  /// Why somebody may not act in another's name; `nil` where they are the same, or where nobody who
  /// is declared acts.
  static func objection(
    to actor: Actor, for person: Person.ID, among people: [Person]
  ) -> String? {
    guard actor.kind == .person, actor.name != person.rawValue,
      people.contains(where: { $0.id.rawValue == actor.name })
    else { return nil }
    return "\(actor.name) acts, and nobody signs for another: not for \(person)"
  }

  /// Why a key was not registered as a person's own; `nil` where it was.
  ///
  /// A person's first key may be registered by whoever cannot be told from them. Each further one is
  /// vouched for by the key that it replaces, or registered by the person.
  func objection(to known: KnownKey) -> String? {
    let person = known.key.person
    if let objection = Self.objection(to: known.by, for: person, among: people) {
      return objection
    }
    if let name = known.key.replaces {
      guard let old = ledger.keys[name], old.key.person == person,
        old.counts(at: known.position, on: known.at), verifier.voucher(known.key, old.key),
        objection(to: old) == nil
      else { return "the key \(known.key.id) is not vouched for by \(name), which it replaces" }
      return nil
    }
    let isFirst = !ledger.keys.values.contains {
      $0.key.person == person && $0.position < known.position
    }
    return isFirst || known.by == Actor(.person, person.rawValue)
      ? nil
      : "\(person) had a key before \(known.key.id), which neither that one nor \(person) vouches for"
  }

  /// Whether a key counts for what a person signed, when the log has it.
  private func counts<Content>(
    _ kept: Review.Kept<Review.Signed<Content>>, by person: Person.ID,
    _ isGenuine: (PublicKey) -> Bool
  ) -> Bool {
    guard let known = ledger.keys[kept.body.key], known.key.person == person,
      known.counts(at: kept.position, on: kept.at), objection(to: known) == nil,
      Self.objection(to: kept.by, for: person, among: people) == nil
    else { return false }
    return isGenuine(known.key)
  }

  /// Whether a review's packet is the one of its digest, which is what was signed.
  func isWhole(_ review: Review) -> Bool {
    verifier.digest(review.opened.packet) == review.opened.digest
  }

  func counts(_ vote: Review.Kept<Review.Signed<Review.Vote>>, in review: Review) -> Bool {
    let content = vote.body.content
    return content.review == review.id && content.packet == review.opened.digest
      && counts(vote, by: content.by) { verifier.vote(vote.body, $0) }
  }

  func counts(
    _ decision: Review.Kept<Review.Signed<Review.Decision>>, in review: Review
  ) -> Bool {
    let content = decision.body.content
    return content.review == review.id && content.packet == review.opened.digest
      && counts(decision, by: content.by) { verifier.decision(decision.body, $0) }
  }

  func counts(_ approval: Review.Kept<Review.Signed<RetrainApproval>>) -> Bool {
    counts(approval, by: approval.body.content.by) { verifier.retrain(approval.body, $0) }
  }

  /// The votes of a review that count, the newest of each person.
  func votes(of review: Review) -> [Review.Vote] {
    guard isWhole(review) else { return [] }
    return review.votes.filter { counts($0, in: review) }.map(\.body.content)
  }

  /// Whether a review carries its component through its level, in words why not.
  ///
  /// Who was excluded is not asked again: people, roles and owners of today are not those of then.
  /// The panel is counted where it was asked of by the packs of today.
  func objection(toGraduatingBy review: Review, by packs: Packs) -> String? {
    guard isWhole(review) else { return "the packet of \(review.id) is not the one of its digest" }
    guard let decision = review.decision, decision.body.content.outcome == .graduate else {
      return "\(review.id) did not end with a graduation"
    }
    guard counts(decision, in: review) else {
      return "the signature under the decision of \(review.id) does not count"
    }
    let votes = votes(of: review)
    let approving = votes.filter { $0.vote == .approve }.map(\.by)
    guard approving.count > votes.filter({ $0.vote == .object }).count else {
      return "of \(review.id) \(approving.count.of("approval")) count, which is no majority"
    }
    let decider = decision.body.content.by
    guard approving.contains(where: { $0 != decider }) else {
      return "nobody but \(decider) stands behind \(review.id)"
    }
    guard review.opened.packet.packs == packs.digest else { return nil }
    let parts = Dictionary(
      votes.filter { $0.vote != .abstain }.map { ($0.by, $0.roles) },
      uniquingKeysWith: { first, _ in first })
    let lacks = (packs.scale.stage(review.level)?.panel ?? []).lacks(among: parts, of: [])
    return lacks.isEmpty ? nil : "the panel of \(review.id) lacks \(lacks.joined(separator: "; "))"
  }
}

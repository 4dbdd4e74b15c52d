/// A step of a component's levels that the log has, and that nothing decided.
package struct UnfoundedStep: Hashable, Sendable {
  package let position: Int
  package let at: Instant
  /// What the log says and why it does not count, in words.
  package let words: String
  /// Whether nobody has taken note of it yet: no later step counts, and no later review was opened.
  package let isOpen: Bool
}

extension Ledger {
  /// The same facts with only those steps of levels that stand on something.
  ///
  /// A graduation stands on a review of its component and level that ended with it, signed by keys
  /// that count, and each review carries one; or on retrains that were approved beforehand. What does
  /// not stand raises no level, frees no author and is told in ``unfounded``.
  ///
  /// - Parameters:
  ///   - verifier: Whether signatures are genuine.
  ///   - people: Who is declared.
  ///   - packs: Whom levels ask for.
  /// - Returns: The ledger.
  package func founded(
    by verifier: Proceedings.Verifier, people: [Person], packs: Packs
  ) -> Ledger {
    founded(
      by: Grounds(
        ledger: self,
        signatures: Signatures(ledger: self, people: people, verifier: verifier), packs: packs))
  }

  /// The same facts with only those steps of levels that reviews in the log decided, or approvals
  /// allowed; who signed, and whether that is genuine, is not looked at.
  ///
  /// - Returns: The ledger.
  package func paired() -> Ledger {
    founded(by: Grounds(ledger: self, signatures: nil, packs: nil))
  }

  private func founded(by grounds: Grounds) -> Ledger {
    var settled = self
    var histories: [Component.ID: LevelHistory] = [:]
    var unfounded: [Component.ID: [UnfoundedStep]] = [:]
    for (component, history) in levels {
      var founding = Founding(of: component, as: history, on: grounds)
      for (step, position) in zip(history.steps, history.positions) {
        founding.take(step, position: position)
      }
      histories[component] = founding.dropped.isEmpty ? history : founding.history
      let noted = max(
        founding.history.position, reviews.of(component).last?.position ?? 0)
      unfounded[component] = founding.dropped.map { dropped in
        UnfoundedStep(
          position: dropped.position, at: dropped.at, words: dropped.words,
          isOpen: dropped.position > noted)
      }
    }
    settled.replace(levels: histories)
    settled.unfounded = unfounded.filter { !$0.value.isEmpty }
    return settled
  }
}

/// What steps have to stand on: reviews and approvals of a log, and signatures where they are looked
/// at.
private struct Grounds {
  let ledger: Ledger
  let signatures: Signatures?
  let packs: Packs?

  /// Why a review that decided a graduation does not carry it.
  func objection(toGraduatingBy review: Review) -> String? {
    if let signatures, let packs {
      return signatures.objection(toGraduatingBy: review, by: packs)
    }
    return review.decision?.body.content.outcome == .graduate
      ? nil : "\(review.id) did not end with a graduation"
  }
}

/// A history as it is built up again of the steps that stand.
private struct Founding {
  let component: Component.ID
  let grounds: Grounds
  var history: LevelHistory
  var dropped: [(position: Int, at: Instant, words: String)] = []
  private var usedReviews: Set<Review.ID> = []
  private var usedApprovals: Set<Int> = []
  /// Who approved the retrain that the component may go up by, while it does.
  private var retrain: Person.ID?

  init(
    of component: Component.ID, as told: LevelHistory, on grounds: Grounds
  ) {
    history = LevelHistory(enteringAs: told)
    self.component = component
    self.grounds = grounds
  }

  mutating func take(_ step: LevelHistory.Step, position: Int) {
    let at = step.at
    if let reason = objection(to: step, at: position) {
      dropped.append((position, at, "\(step.words) is told, and does not count: \(reason)"))
      return
    }
    let before = history.working
    history.append(step, position: position, at: at)
    switch step {
    case .entered: retrain = nil
    case .graduated(let graduated, _):
      if let review = graduated.review { usedReviews.insert(review) }
      if graduated.review != nil || graduated.level.next == .last { retrain = nil }
    case .switchedBack(let back, _):
      retrain = before == .last ? approver(of: back, before: position) : nil
      usedApprovals.formUnion(back.approvals ?? [])
    }
  }

  private func objection(to step: LevelHistory.Step, at position: Int) -> String? {
    let now = history.working
    switch step {
    case .entered:
      return history.isNew ? nil : "it works at level \(now.map { "\($0)" } ?? "none") already"
    case .switchedBack(let back, _):
      guard let now, back.to < now else { return "that is not below where it works" }
      let entry = history.entry?.level ?? .first
      return back.to < entry ? "it entered at \(entry)" : nil
    case .graduated(let graduated, _):
      guard graduated.level == now else {
        return "it works at level \(now.map { "\($0)" } ?? "none")"
      }
      guard let name = graduated.review else {
        return graduated.approved != nil && graduated.approved == retrain
          ? nil : "no review decided it, and no retrain that was approved beforehand"
      }
      guard let review = grounds.ledger.reviews[name], review.component == component,
        review.level == graduated.level, (review.decision?.position ?? .max) < position
      else { return "there is no review \(name) that decided it" }
      if usedReviews.contains(name) { return "\(name) decided one graduation, an earlier one" }
      return grounds.objection(toGraduatingBy: review)
    }
  }

  /// Who approved, beforehand, all that sent the component back.
  private func approver(of back: Fact.ComponentSwitchedBack, before position: Int) -> Person.ID? {
    guard back.change == .sameSpecification, let numbers = back.approvals, !numbers.isEmpty,
      usedApprovals.isDisjoint(with: numbers)
    else { return nil }
    let approvals = grounds.ledger.retrains.filter { numbers.contains($0.position) }
    guard approvals.count == numbers.count,
      approvals.allSatisfy({
        $0.body.content.component == component && $0.position < position
          && grounds.signatures?.counts($0) ?? true
      })
    else { return nil }
    return approvals.first?.body.content.by
  }
}

extension LevelHistory.Step {
  /// What it says, in words.
  fileprivate var words: String {
    switch self {
    case .entered(let entry): "an entry at level \(entry.level)"
    case .graduated(let graduated, _): "a graduation through level \(graduated.level)"
    case .switchedBack(let back, _): "a switchback to level \(back.to)"
    }
  }
}

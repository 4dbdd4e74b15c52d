import Readiness
import TestSupport

/// Whether an act is allowed, and why not: the rules once more, in other words.
extension ReviewModel {
  /// What keeps a person from a review of a component at a level.
  func objection(
    to person: Person.ID, at level: Level, of component: Component.ID
  ) -> String? {
    guard let roles = ReviewWorld.roles[person] else { return "undeclared" }
    if person == ReviewWorld.owner, level.number < 9 { return "the owner" }
    let asked = Set(ReviewWorld.panel(at: level).flatMap(\.roles))
    if asked.isDisjoint(with: roles) { return "in no part" }
    return isAuthor(person, of: component, at: level) ? "an author" : nil
  }

  func objection(
    to key: PublicKey.ID, of person: Person.ID, signature: String, over content: some Hashable
  ) -> String? {
    guard let known = keys.first(where: { $0.id == key }) else { return "an unknown key" }
    if known.person != person { return "another's key" }
    if known.revoked != nil { return "a revoked key" }
    if !known.isOwn { return "a key of other hands" }
    return signature == Self.signature(of: key, over: content) ? nil : "a forged signature"
  }

  /// Whether a review can be changed now: it is open, and its component is still at its level.
  private func open(_ id: Review.ID) -> Held? {
    reviews.first { $0.id == id && $0.isOpen && levels[$0.component] == $0.level }
  }

  func objection(toOpening component: Component.ID, again: Bool) -> String? {
    guard levels[component] != nil else { return "not entered" }
    return newest(of: component)?.isOpen == true && !again ? "one is open" : nil
  }

  func objection(to run: Review.EthicsRun) -> String? {
    guard let review = open(run.review) else { return "no open review" }
    if let why = objection(to: run.by, at: review.level, of: review.component) { return why }
    let asked: [Checklist.Question.ID] = review.level.number >= 6 ? ["q.1", "q.6"] : ["q.1"]
    if !Set(asked).isSubset(of: run.answers.map(\.question)) { return "an unanswered question" }
    if !Set(asked).isSuperset(of: run.answers.map(\.question)) { return "other questions" }
    for answer in run.answers {
      if isBlank(answer.text) { return "no words" }
      guard answer.answer == .open else { continue }
      if [6, 8].contains(review.level.number) { return "an open question" }
      if answer.owner.flatMap({ ReviewWorld.roles[$0] }) == nil { return "no owner" }
    }
    return nil
  }

  func objection(
    to signed: Review.Signed<Review.Vote>, on now: Instant, in world: ReviewWorld
  ) -> String? {
    let vote = signed.content
    guard let review = open(vote.review) else { return "no open review" }
    let (component, level) = (review.component, review.level)
    if isStale(review, on: now, in: world) { return "stale" }
    if let why = objection(to: vote.by, at: level, of: component) { return why }
    let possible = Set(ReviewWorld.panel(at: level).flatMap(\.roles))
      .intersection(ReviewWorld.roles[vote.by] ?? [])
    if vote.roles.isEmpty || !possible.isSuperset(of: vote.roles) { return "in wrong parts" }
    if vote.vote == .object, isBlank(vote.reason) { return "without a reason" }
    if vote.vote != .approve, !vote.conditions.isEmpty { return "a condition of no approval" }
    if vote.conditions.contains(where: { !isDue($0.owner, $0.due, now) }) { return "a condition" }
    let criteria = Set(ReviewWorld.criteria(at: level).map(\.id))
    if !criteria.isSuperset(of: vote.doubts) { return "a doubt about nothing" }
    if vote.packet != review.digest { return "another packet" }
    return objection(to: signed.key, of: vote.by, signature: signed.signature, over: vote)
  }

  private func isDue(_ owner: Person.ID, _ due: Instant, _ now: Instant) -> Bool {
    ReviewWorld.roles[owner] != nil && due >= now
  }

  func objection(
    to signed: Review.Signed<Review.Decision>, on now: Instant, in world: ReviewWorld
  ) -> String? {
    let decision = signed.content
    guard let review = open(decision.review) else { return "no open review" }
    let (component, level) = (review.component, review.level)
    if isStale(review, on: now, in: world) { return "stale" }
    if let why = objection(to: decision.by, at: level, of: component) { return why }
    if decision.packet != review.digest { return "another packet" }
    if let why = objection(
      to: signed.key, of: decision.by, signature: signed.signature, over: decision)
    {
      return why
    }
    if isBlank(decision.reason) { return "no reason" }
    if let name = decision.option {
      guard ReviewWorld.options[name]?.contains(decision.outcome) == true else { return "option" }
      if name == ReviewWorld.laterOption, isBlank(decision.when ?? "") { return "without a date" }
    } else if ReviewWorld.isKeyDecision(level) {
      return "no option"
    }
    if decision.tasks.contains(where: { !isDue($0.owner, $0.due, now) }) { return "a task" }
    if decision.outcome != .switchback, decision.to != nil { return "a level to go to" }
    switch decision.outcome {
    case .tasks:
      if decision.tasks.isEmpty { return "no task" }
      let others = counted(of: review).filter { $0.vote != .abstain && $0.by != decision.by }
      return others.isEmpty ? "tasks by one alone" : nil
    case .switchback:
      guard let to = decision.to else { return "where" }
      return objection(toGoing: component, to: to, withDependants: decision.withDependants)
    case .graduate: return objection(toGraduating: review, by: decision, on: now)
    }
  }

  private func objection(
    toGraduating review: Held, by decision: Review.Decision, on now: Instant
  ) -> String? {
    guard let needed = gate(of: review.component, at: review.level, on: now) else {
      return "an unmet gate"
    }
    if !Set(needed).isSubset(of: decision.waivers) { return "an unnamed waiver" }
    if !Set(needed).isSuperset(of: decision.waivers) { return "a waiver of nothing" }
    let isOwed = reviews.contains {
      $0.component == review.component && $0.level == review.level && $0.isTaskOpen
    }
    if isOwed { return "an open task" }
    let votes = counted(of: review)
    for demand in ReviewWorld.panel(at: review.level) {
      let present = votes.filter {
        $0.vote != .abstain && !Set($0.roles).isDisjoint(with: demand.roles)
      }.map(\.by)
      if present.count < demand.atLeast { return "the panel" }
      let all = ReviewWorld.roles.filter { person, roles in
        !Set(roles).isDisjoint(with: demand.roles)
          && objection(to: person, at: review.level, of: review.component) == nil
      }.keys
      if demand.isEverybody, !Set(present).isSuperset(of: all) { return "not everybody" }
    }
    let approving = votes.filter { $0.vote == .approve }.count
    // Whoever objected is heard, even if they became an author since.
    if approving <= genuine(of: review).filter({ $0.vote == .object }).count {
      return "no majority"
    }
    if votes.filter({ $0.vote == .approve && $0.by != decision.by }).isEmpty { return "one alone" }
    if votes.contains(where: { !$0.doubts.isEmpty }) { return "a doubt" }
    if !review.isEthicsRun { return "no ethics" }
    return review.answered.count < review.questions ? "an open question" : nil
  }

  /// The votes that count towards a review that is open.
  func counted(of review: Held) -> [Review.Vote] {
    genuine(of: review).filter {
      objection(to: $0.by, at: review.level, of: review.component) == nil
    }
  }

  /// The votes that are of keys that count, over this packet.
  private func genuine(of review: Held) -> [Review.Vote] {
    review.votes.values.filter { cast in
      let vote = cast.signed.content
      guard vote.review == review.id, vote.packet == review.digest,
        let key = keys.first(where: { $0.id == cast.signed.key }), key.person == vote.by,
        key.position < cast.position, key.isOwn,
        cast.signed.signature == Self.signature(of: key.id, over: vote)
      else { return false }
      guard let revoked = key.revoked else { return true }
      return cast.position < revoked.position && revoked.since.map { cast.at < $0 } ?? true
    }.map(\.signed.content)
  }

  func objection(to debrief: Review.Debriefed) -> String? {
    guard let review = reviews.first(where: { $0.id == debrief.review }), review.decidedAt != nil
    else { return "nothing decided" }
    if review.isDebriefed { return "a second one" }
    if ReviewWorld.roles[debrief.by] == nil { return "undeclared" }
    let answers = [debrief.achieved, debrief.postponed, debrief.learned, debrief.debt]
    return answers.contains(where: isBlank) ? "an empty answer" : nil
  }

  private func isBlank(_ text: String) -> Bool { !text.contains { !$0.isWhitespace } }

  func objection(to asked: Review.Asked) -> String? {
    if open(asked.review) == nil { return "no open review" }
    return ReviewWorld.roles[asked.by] == nil ? "undeclared" : nil
  }

  func objection(to answer: Review.Answered) -> String? {
    guard let review = open(answer.review) else { return "no open review" }
    if ReviewWorld.roles[answer.by] == nil { return "undeclared" }
    let asker = review.askers[answer.question - 1]
    if asker == answer.by { return "their own question" }
    return asker != ReviewWorld.owner && answer.by != ReviewWorld.owner ? "not of the team" : nil
  }

  func objection(to closed: Review.TaskClosed) -> String? {
    guard let review = reviews.first(where: { $0.id == closed.review }), let setter = review.setter,
      closed.task == 1
    else { return "no such task" }
    if !review.isTaskOpen { return "closed already" }
    if ReviewWorld.roles[closed.by] == nil { return "undeclared" }
    if closed.by != "nat", closed.by != setter { return "another's task" }
    return closed.reached == nil ? "no number" : nil
  }

  func objection(
    toGoing component: Component.ID, to level: Level, withDependants: Bool
  ) -> String? {
    guard let now = levels[component], let entry = entries[component] else { return "not entered" }
    // What cannot go lower itself may send back what depends on it.
    if withDependants, now == entry, level <= now,
      !landings(of: component, to: level, withDependants: true).isEmpty
    {
      return nil
    }
    if level >= now { return "not downwards" }
    return level < entry ? "below the entry" : nil
  }

  /// Where components go when one goes back.
  func landings(
    of component: Component.ID, to level: Level, withDependants: Bool
  ) -> [Component.ID: Level] {
    var landings: [Component.ID: Level] = [:]
    if let now = levels[component], let entry = entries[component], entry <= level, level < now {
      landings[component] = level
    }
    if withDependants, component == "d", let now = levels["m"], let entry = entries["m"],
      max(level, entry) < now
    {
      landings["m"] = max(level, entry)
    }
    return landings
  }

  /// Where a component at 7 or above lands by a change of what its files declare; `nil` where it stays.
  func landing(of component: Component.ID, in world: ReviewWorld) -> Level? {
    guard let now = levels[component]?.number, now >= 7, let entry = entries[component],
      let before = versions[.component(component)], let after = world.versions[component]
    else { return nil }
    var landings: [Int] = []
    for part in VersionPart.allCases where before[part] != after[part] {
      let declared = (world.changes[component] ?? []).last {
        $0.part == part && $0.version == after[part]
      }
      switch declared?.kind {
      case .sameSpecification: landings.append(7)
      case .requirement: landings.append(6)
      case .newFeature, nil: landings.append(4)
      case .claim: landings.append(2)
      }
    }
    guard let lowest = landings.min() else { return nil }
    let landing = max(lowest, entry.number)
    return landing < now ? Level(landing) : nil
  }
}

// MARK: - What a review is held on

extension ReviewModel {
  /// One thing that a packet holds: another one means that signatures are stale, and so does the same
  /// that is shown worse.
  struct Basis: Hashable {
    let words: String
    var assurance = Assurance.none
  }

  /// Whether signatures over what a review was held on do not speak for what there is now.
  func isStale(_ review: Held, on now: Instant, in world: ReviewWorld) -> Bool {
    let present = basis(of: review.component, at: review.level, on: now, in: world)
    return review.basis.map(\.words) != present.map(\.words)
      || zip(review.basis, present).contains { $1.assurance < $0.assurance }
  }

  func basis(
    of component: Component.ID, at level: Level, on now: Instant, in world: ReviewWorld
  ) -> [Basis] {
    let seen = versions[.component(component)] ?? Versions()
    return [
      "\(level)", seen.code ?? "", seen.model ?? "", seen.data ?? "",
      world.requirements[component] ?? "", world.texts[component] ?? "",
      entryWords[component] ?? "",
    ].map { Basis(words: $0) }
      + ReviewWorld.criteria(at: level).flatMap(\.controls).map { control in
        let shown = shown(control, for: component, on: now)
        return Basis(
          words: "\(shown.standing) \(carries(shown, at: level))", assurance: shown.assurance)
      }
  }
}

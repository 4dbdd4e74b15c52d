import Readiness
import TestSupport

/// A history as it grows: what files say, what the log holds, and what the model makes of it.
struct ReviewHistory {
  private(set) var world: ReviewWorld
  private(set) var now: Instant = "2026-01-05"
  private(set) var ledger = Ledger()
  private(set) var model = ReviewModel()
  let store = MemoryEventStore()
  /// Reviews as they were when they were decided, with the votes that counted then.
  private(set) var decided: [Review.ID: (review: Review, votes: [Review.Vote])] = [:]
  private var isAnyKeyBackdated = false
  private var keys = 0
  private let hasStarts: Bool
  /// What makes it another history: all that was recorded.
  private var trail = Hasher()

  /// - Parameters:
  ///   - entries: The level that each component enters at.
  ///   - starts: Levels that were passed before reviews were kept; not below the entry.
  ///   - acts: What is kept first.
  /// - Throws: What the store throws.
  init(entries: [Component.ID: Level], starts: [Component.ID: Level], acts: [ReviewAct]) throws {
    world = ReviewWorld(entries: entries)
    hasStarts = !starts.isEmpty
    let automation = Actor(.automation, "ci")
    try record(ledger.news(in: world.declarations), by: automation)
    for (id, start) in starts.sorted(by: { $0.key < $1.key }) {
      for level in Level.all where level >= entries[id] ?? .last && level < start {
        try record(
          [.levelGraduated(.init(component: id, level: level, reason: "before"))], by: automation)
      }
    }
    for person in ReviewWorld.people {
      _ = try commit(try attempt(.register(person, by: nil), by: proceedings(on: ledger)))
    }
    for act in acts { _ = try commit(try attempt(act, by: proceedings(on: ledger))) }
  }

  /// The rules as they apply now, by a ledger of this log.
  func proceedings(on ledger: Ledger) -> Proceedings {
    Proceedings(
      verdict: Verdict(on: world.system, by: ReviewWorld.packs, ledger: ledger, at: now),
      packs: ReviewWorld.packs, ledger: ledger,
      verifier: .init(
        vote: { $0.signature == ReviewModel.signature(of: $1.id, over: $0.content) },
        decision: { $0.signature == ReviewModel.signature(of: $1.id, over: $0.content) },
        retrain: { $0.signature == ReviewModel.signature(of: $1.id, over: $0.content) },
        voucher: { $0.voucher == "\($1.id) for \($0.person)" },
        digest: { "\($0.hashValue)" }), actor: Actor(.automation, "ci"))
  }

  /// The same rules with somebody who acts.
  func rules(_ rules: Proceedings, for actor: Person.ID?) -> Proceedings {
    guard let actor else { return rules }
    return Proceedings(
      verdict: rules.verdict, packs: rules.packs, ledger: rules.ledger, verifier: rules.verifier,
      actor: Actor(.person, actor.rawValue))
  }

  /// What came of trying an act, and what the model makes of it.
  struct Attempt {
    let act: ReviewAct
    var result: Result<[Fact], Proceedings.Refused> = .success([])
    var by = Actor(.automation, "ci")
    var world: ReviewWorld
    var now: Instant
    /// Why the model would have it refused; `nil` where it may be done.
    var objection: String?
    /// What the model finds wrong with the facts of an act that may be done.
    var fault: String?
    /// What a second person, who saw the same, would record.
    var rival: [Fact] = []
    var isBackdating = false

    var facts: [Fact] { (try? result.get()) ?? [] }

    /// How code and model disagree, in words.
    var disagreement: String? {
      switch result {
      case .success: objection.map { "accepted, but: \($0)" } ?? fault
      case .failure(let refused):
        objection == nil
          ? "refused: \(refused.refusals.map(\.reason).joined(separator: "; "))" : nil
      }
    }
  }
}

// MARK: - Recording

extension ReviewHistory {
  private mutating func record(_ facts: [Fact], by actor: Actor) throws {
    let head = store.head
    try store.append(
      facts.map { Entry(at: now, by: actor, system: "s", fact: $0) }, expecting: head)
    for position in head..<store.head {
      guard let event = store.event(at: position + 1) else { continue }
      ledger.fold(event)
      model.take(event, in: world)
      trail.combine(event)
    }
  }

  /// The whole history that ends with an attempt: what tells it from others, and what is wrong.
  func ended(by attempt: Attempt) -> (name: Int, fault: String?) {
    var (ledger, model, trail) = (self.ledger, self.model, self.trail)
    for fact in attempt.facts {
      let event = Event(
        position: ledger.position + 1, at: attempt.now, by: attempt.by, system: "s", fact: fact)
      ledger.fold(event)
      model.take(event, in: attempt.world)
      trail.combine(event)
    }
    for (id, level) in model.levels {
      if let fault = ledger.levels[id]?.fault { return (0, "\(id) \(fault)") }
      if ledger.levels[id]?.working != level { return (0, "\(id) does not work at \(level)") }
    }
    return (trail.finalize(), nil)
  }

  /// Keeps what an attempt made; of two who act at once the second is refused.
  mutating func commit(_ attempt: Attempt) throws -> String? {
    world = attempt.world
    now = attempt.now
    let head = store.head
    try record(attempt.facts, by: attempt.by)
    if !attempt.rival.isEmpty {
      let late = attempt.rival.map { Entry(at: now, by: attempt.by, system: "s", fact: $0) }
      let kept = store.head
      do {
        try store.append(late, expecting: head)
        return "both of two decisions at once were kept"
      } catch {
        if store.head != kept { return "a refused decision left something in the log" }
      }
    }
    if attempt.isBackdating { isAnyKeyBackdated = true }
    keys += 1
    return decidedFault(attempt)
  }

  /// A decided review stays as it was, but for its debrief; so do the votes that carried it.
  private mutating func decidedFault(_ attempt: Attempt) -> String? {
    for case .reviewDecided(let signed) in attempt.facts {
      guard let review = ledger.reviews[signed.content.review] else { return "no such review" }
      decided[review.id] = (review, proceedings(on: ledger).votes(of: review))
    }
    for (id, before) in decided {
      guard let review = ledger.reviews[id] else { return "\(id) is gone" }
      if review.opened != before.review.opened || review.ethics != before.review.ethics
        || review.questions != before.review.questions
        || review.signatures != before.review.signatures
        || review.decision != before.review.decision || review.withdrawn != nil
      {
        return "\(id) changed after it was decided"
      }
    }
    return nil
  }

  /// What must hold at the end of a history, whatever it was.
  func faultOfWhole(cut: Int) throws -> String? {
    let events = try store.events(of: nil, until: nil, keeping: .all)
    var halves = Ledger(folding: events.prefix(cut))
    for event in events.dropFirst(cut) { halves.fold(event) }
    if halves != ledger { return "folding in two parts is another than folding at once" }
    for (id, level) in model.levels {
      if let fault = ledger.levels[id]?.fault { return "\(id) \(fault)" }
      if ledger.levels[id]?.working != level { return "\(id) does not work at \(level)" }
    }
    guard !isAnyKeyBackdated else { return nil }
    let proceedings = proceedings(on: ledger)
    if !hasStarts {
      let founded = ledger.founded(
        by: proceedings.verifier, people: world.system.people, packs: ReviewWorld.packs)
      if founded.levels != ledger.levels {
        return "a level stands on nothing: "
          + founded.unfounded.values.flatMap { $0 }.map(\.words).joined(separator: "; ")
      }
    }
    for (id, before) in decided {
      if let review = ledger.reviews[id], proceedings.votes(of: review) != before.votes {
        return "the votes that count in \(id) are others than when it was decided"
      }
    }
    return nil
  }
}

// MARK: - Trying

extension ReviewHistory {
  /// Tries an act without keeping what comes of it.
  func attempt(_ act: ReviewAct, by proceedings: Proceedings) throws -> Attempt {
    var attempt = Attempt(act: act, world: world, now: now)
    switch act {
    case .wait, .waitForNewYear: attempt.now = later(act)
    case .evidence(let control, let component, let status, let person):
      attempt.by = person.map { Actor(.person, $0.rawValue) } ?? attempt.by
      attempt.result = .success([evidence(control, component, status)])
    case .card(let component, let person):
      attempt.by = person.map { Actor(.person, $0.rawValue) } ?? attempt.by
      attempt.result = .success([
        .cardIssued(
          .init(
            component: component, level: .first, position: ledger.position, packs: "", at: now,
            digest: "", outcome: ""))
      ])
    case .register, .rotate: register(act, by: proceedings, &attempt)
    case .told(let component, let text, let people):
      attempt.result = .success([
        .writersTold(.init(component: component, text: text, people: people))
      ])
    case .approve(let component, let part, let hand):
      attempt.by = hand.actor.map { Actor(.person, $0.rawValue) } ?? attempt.by
      let signed = approval(component, part, hand)
      attempt.objection = model.objection(toApproving: signed, by: attempt.by, in: world)
      let rules = rules(proceedings, for: hand.actor)
      attempt.result = Result { () throws(Proceedings.Refused) in try rules.approving(signed) }
    case .fastPath:
      attempt.result = .success(proceedings.fastPath())
      let gone = attempt.facts.compactMap { fact in
        if case .levelGraduated(let graduated) = fact, graduated.approved != nil {
          "\(graduated.component) \(graduated.level)"
        } else {
          nil
        }
      }
      let expected = model.retrained(on: now).flatMap { ["\($0) 7", "\($0) 8"] }
      if gone != expected { attempt.fault = "the fast path takes \(gone) and not \(expected)" }
    case .revoke(let person, let isBackdated):
      guard let key = model.key(of: person, revoked: false) else { break }
      let since = isBackdated ? now.adding(days: -5) : nil
      attempt.isBackdating = isBackdated
      attempt.result = .success([.keyRevoked(.init(key: key, reason: "lost", since: since))])
    case .open, .ethics, .ask, .answer, .sign, .decide, .race, .debrief, .done, .discovery:
      try hold(act, by: proceedings, &attempt)
    default: declare(act, &attempt)
    }
    return attempt
  }

  private func register(
    _ act: ReviewAct, by proceedings: Proceedings, _ attempt: inout Attempt
  ) {
    let (person, actor, old, isForged): (Person.ID, Person.ID?, PublicKey.ID?, Bool)
    switch act {
    case .register(let one, let by): (person, actor, old, isForged) = (one, by, nil, false)
    case .rotate(let one, let by, let forged):
      guard let own = model.key(of: one, revoked: false) else { return }
      (person, actor, old, isForged) = (one, by, own, forged)
    default: return
    }
    attempt.by = actor.map { Actor(.person, $0.rawValue) } ?? attempt.by
    let key = PublicKey(
      id: .init("\(person)-\(keys)"), person: person, key: "", replaces: old,
      voucher: old.map { isForged ? "forged" : "\($0) for \(person)" })
    attempt.objection = model.objection(toRegistering: key, by: attempt.by, on: now)
    let rules = rules(proceedings, for: actor)
    attempt.result = Result { () throws(Proceedings.Refused) in try rules.registering(key) }
  }

  private func later(_ act: ReviewAct) -> Instant {
    guard case .wait(let minutes) = act else {
      let year = Int(now.day.prefix(4)) ?? 2026
      return Instant("\(year)-12-31T23:59:00Z") ?? now
    }
    return Instant(milliseconds: now.milliseconds + Int64(minutes) * 60_000)
  }

  private func evidence(
    _ control: Control.ID, _ component: Component.ID, _ status: Status
  ) -> Fact {
    let subject = ReviewWorld.subject(of: control, for: component)
    return .evidenceRecorded(
      Evidence(
        finding: Finding(control: control, subject: subject, status: status, summary: "found"),
        check: "a", configuration: "", versions: ledger.versions[subject] ?? Versions(),
        tool: ReviewWorld.tool))
  }

  /// What files say otherwise from now on, and what a look at them records.
  private func declare(_ act: ReviewAct, _ attempt: inout Attempt) {
    attempt.world.change(by: act, on: now)
    switch act {
    case .attest(_, _, _, _, _, let recorder): attempt.by = Actor(.person, recorder.rawValue)
    case .requirements(_, let person?), .text(_, let person?):
      attempt.by = Actor(.person, person.rawValue)
    default: break
    }
    let facts = ledger.news(in: attempt.world.declarations)
    attempt.result = .success(facts)
    var backs: [Component.ID: Level] = [:]
    for fact in facts {
      switch fact {
      case .componentSwitchedBack(let back): backs[back.component] = back.to
      case .componentEntered(let entered):
        if !model.hasOnlyEntered(entered.component) { attempt.fault = "entered twice" }
      case .levelGraduated: attempt.fault = "graduated by itself"
      default: break
      }
    }
    for id in ReviewWorld.components where backs[id] != model.landing(of: id, in: attempt.world) {
      attempt.fault = "\(id) landed at \(backs[id].map { "\($0)" } ?? "none")"
    }
  }
}

extension ReviewWorld {
  /// Changes what the files say.
  fileprivate mutating func change(by act: ReviewAct, on now: Instant) {
    switch act {
    case .attest(let control, let component, let person, let says, let artefact, _):
      let subject = Self.subject(of: control, for: component)
      attestations.removeAll {
        $0.control == control && $0.subject == subject && $0.by == person
      }
      attestations.append(
        Attestation(
          control: control, subject: subject, says: says, by: person, on: now,
          artefacts: artefact ? [Artefact(location: "docs/x.md")] : []))
    case .withdrawAttestation(let index):
      if attestations.indices.contains(index) { attestations.remove(at: index) }
    case .waive(let control, let component, let days):
      let subject = Self.subject(of: control, for: component)
      waivers.removeAll { $0.control == control && $0.subject == subject }
      waivers.append(
        Waiver(
          control: control, subject: subject, reason: .inProgress, text: "soon", owner: "nat",
          granted: now, until: now.adding(days: days)))
    case .unwaive(let index):
      if waivers.indices.contains(index) { waivers.remove(at: index) }
    case .version(let component, let part, let kind): bump(component, part, kind)
    case .requirements(let component, _): requirements[component, default: ""] += "+"
    case .text(let component, _): texts[component, default: ""] += "+"
    case .entry(let component, let level):
      // Now and then only its reason.
      if level.number % 2 == 0 { entries[component] = level }
      reasons[component, default: "known"] += "+"
    case .plan(let component, let part, let person):
      changes[component, default: []].append(
        DeclaredChange(
          part: part, version: next(part, of: component), kind: .sameSpecification,
          reason: "planned", approvedRetrain: person))
    default: break
    }
  }

  private mutating func bump(_ component: Component.ID, _ part: VersionPart, _ kind: ChangeClass?) {
    let before = versions[component] ?? Versions()
    let next = (before[part] ?? "") + "+"
    versions[component] = Versions(
      code: part == .code ? next : before.code, model: part == .model ? next : before.model,
      data: part == .data ? next : before.data)
    if part == .code { code += "+" }
    if let kind {
      changes[component, default: []].append(
        DeclaredChange(part: part, version: next, kind: kind, reason: "declared"))
    }
  }
}

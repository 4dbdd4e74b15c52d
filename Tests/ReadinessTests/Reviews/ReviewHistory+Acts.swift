import Readiness
import TestSupport

/// Acts of reviews: what the rules make of them, and what the model says to that.
extension ReviewHistory {
  func hold(
    _ act: ReviewAct, by rules: Proceedings, _ attempt: inout Attempt
  ) throws {
    switch act {
    case .open(let component, let again):
      attempt.objection = model.objection(toOpening: component, again: again)
      attempt.result = Result { () throws(Proceedings.Refused) in
        let packet = try rules.packet(of: component, card: "", files: world.files(of: component))
        return try rules.opening(
          packet, digest: digest(of: packet), progress: nil, replacing: again ? "again" : nil)
      }
    case .ethics(let component, let person, let choice):
      let run = ethics(component, person, choice)
      attempt.objection = model.objection(to: run)
      attempt.result = Result { () throws(Proceedings.Refused) in
        try rules.ethics(run, by: ReviewWorld.checklist, tool: ReviewWorld.tool)
      }
    case .ask(let component, let person):
      guard let review = model.newest(of: component), review.isOpen else { break }
      let asked = Review.Asked(review: review.id, by: person, text: "\(review.questions)")
      attempt.objection = model.objection(to: asked)
      attempt.result = Result { () throws(Proceedings.Refused) in try rules.asking(asked) }
    case .answer(let component, let person):
      guard let review = model.newest(of: component), review.isOpen,
        let number = (1...(review.questions + 1)).first(where: { !review.answered.contains($0) }),
        number <= review.questions
      else { break }
      let answer = Review.Answered(review: review.id, question: number, by: person, text: "yes")
      attempt.objection = model.objection(to: answer)
      attempt.result = Result { () throws(Proceedings.Refused) in try rules.answering(answer) }
    case .done(let component, let person, let choice):
      guard
        let review = model.reviews.last(where: { $0.component == component && $0.setter != nil })
      else { break }
      let closed = Review.TaskClosed(
        review: review.id, task: choice == .unknown ? 99 : 1, by: person, text: "so",
        reached: choice == .whole ? "1" : nil)
      attempt.objection = model.objection(to: closed)
      attempt.result = Result { () throws(Proceedings.Refused) in try rules.closing(closed) }
    case .sign(let component, let hand, let choice):
      let signed = vote(component, hand, choice)
      attempt.by = hand.actor.map { Actor(.person, $0.rawValue) } ?? attempt.by
      let rules = self.rules(rules, for: hand.actor)
      attempt.objection =
        model.objection(to: signed, on: now, in: world)
        ?? model.objection(to: attempt.by, for: hand.person)
      attempt.result = Result { () throws(Proceedings.Refused) in
        try rules.signing(signed, packet: try packet(of: signed.content.review, component, rules))
      }
      if attempt.facts != [.reviewSigned(signed)] { attempt.fault = "other facts than a vote" }
    case .decide(let component, let hand, let choice):
      decide(component, hand, choice, by: rules, &attempt)
    case .race(let component, let hand, let choice, let other, let otherChoice):
      var second = Attempt(act: act, world: world, now: now)
      decide(component, other, otherChoice, by: rules, &second)
      decide(component, hand, choice, by: rules, &attempt)
      attempt.rival = second.facts
      if let fault = second.disagreement { attempt.fault = fault }
    case .debrief(let component, let person, let isWhole):
      try debrief(component, person, isWhole, by: rules, &attempt)
    case .discovery(let component, let level, let withDependants):
      attempt.objection = model.objection(
        toGoing: component, to: level, withDependants: withDependants)
      attempt.result = Result { () throws(Proceedings.Refused) in
        try rules.switchback(
          of: try rules.standing(of: component).judged, to: level, kind: .discovery,
          reason: "a gap", withDependants: withDependants)
      }
      let landings = model.landings(of: component, to: level, withDependants: withDependants)
      attempt.fault = fault(of: attempt.facts, landing: landings)
    default: break
    }
  }

  private func digest(of packet: Packet) -> String { "\(packet.hashValue)" }

  /// The packet that would be made now, of the component that a review is of.
  private func packet(
    of review: Review.ID, _ component: Component.ID, _ rules: Proceedings
  ) throws(Proceedings.Refused) -> Packet {
    let component = ledger.reviews[review]?.component ?? component
    return try rules.packet(of: component, card: "", files: world.files(of: component))
  }

  private func review(_ component: Component.ID, _ choice: ReviewAct.Hand.Reviewed) -> Review.ID {
    switch choice {
    case .newest: model.newest(of: component)?.id ?? "m-0-0"
    case .before: model.reviewsBefore(component)?.id ?? "m-0-0"
    case .unknown: "m-9-99"
    }
  }

  private func digest(_ component: Component.ID, _ hand: ReviewAct.Hand) -> String {
    let id = review(component, hand.review)
    switch hand.packet {
    case .right: return model.reviews.first { $0.id == id }?.digest ?? ""
    case .before: return model.reviewsBefore(component)?.digest ?? ""
    case .unknown: return "none"
    }
  }

  private func key(_ hand: ReviewAct.Hand) -> PublicKey.ID {
    switch hand.key {
    case .own: model.key(of: hand.person, revoked: false) ?? "none"
    case .revoked:
      model.key(of: hand.person, revoked: true) ?? model.key(of: hand.person, revoked: false)
        ?? "none"
    case .of: model.keys.last { $0.person != hand.person }?.id ?? "none"
    case .unknown: "none"
    }
  }

  private func due(_ term: ReviewAct.Term) -> (owner: Person.ID, due: Instant)? {
    switch term {
    case .none: nil
    case .good: ("nat", now.adding(days: 9))
    case .late: ("nat", now.adding(days: -1))
    case .forNobody: ("zed", now.adding(days: 9))
    }
  }
}

// MARK: - Contents

extension ReviewHistory {
  private func ethics(
    _ component: Component.ID, _ person: Person.ID, _ choice: ReviewAct.EthicsChoice
  ) -> Review.EthicsRun {
    let level = model.newest(of: component)?.level.number ?? 0
    var answers: [Review.EthicsRun.Given] = [
      .init(question: "q.1", answer: .answered, text: choice == .without ? " " : "so")
    ]
    if level >= 6 { answers.append(.init(question: "q.6", answer: .notApplicable, text: "so")) }
    switch choice {
    case .open, .openForNobody:
      answers[0] = .init(
        question: "q.1", answer: .open, text: "later", owner: choice == .open ? "nat" : "zed")
    case .unasked: answers.append(.init(question: "q.7", answer: .answered, text: "so"))
    case .lessOne: answers.removeLast()
    case .whole, .without: break
    }
    return .init(
      review: review(component, .newest), checklist: "ethics", by: person, answers: answers)
  }

  private func vote(
    _ component: Component.ID, _ hand: ReviewAct.Hand, _ choice: ReviewAct.VoteChoice
  ) -> Review.Signed<Review.Vote> {
    let id = review(component, hand.review)
    let own = ReviewWorld.roles[hand.person] ?? ["research"]
    let level = model.reviews.first { $0.id == id }?.level ?? .first
    let asked = Set(ReviewWorld.panel(at: level).flatMap(\.roles))
    let roles =
      switch choice.roles {
      case .fitting: own.filter(asked.contains)
      case .all: own
      case .none: [String]()
      }
    func content(_ reason: String) -> Review.Vote {
      Review.Vote(
        review: id, packet: digest(component, hand), by: hand.person, roles: roles,
        vote: choice.vote, reason: reason,
        conditions: due(choice.condition).map { [.init(text: "t", owner: $0.owner, due: $0.due)] }
          ?? [], doubts: choice.doubt.map { [$0] } ?? [], on: now)
    }
    let signed = content(choice.hasReason ? "so" : "  ")
    let key = key(hand)
    return .init(
      content: signed, key: key,
      signature: ReviewModel.signature(
        of: key, over: hand.isTampered ? content("otherwise") : signed))
  }

  func approval(
    _ component: Component.ID, _ part: VersionPart, _ hand: ReviewAct.Hand
  ) -> Review.Signed<RetrainApproval> {
    func content(_ reason: String) -> RetrainApproval {
      RetrainApproval(
        system: "s", component: component, part: part, version: world.next(part, of: component),
        by: hand.person, reason: reason, on: now)
    }
    let key = key(hand)
    return .init(
      content: content("so"), key: key,
      signature: ReviewModel.signature(
        of: key, over: content(hand.isTampered ? "otherwise" : "so")))
  }

  private func decision(
    _ component: Component.ID, _ hand: ReviewAct.Hand, _ choice: ReviewAct.DecisionChoice
  ) -> Review.Signed<Review.Decision> {
    let level = model.levels[component] ?? .first
    let needed = model.gate(of: component, at: level, on: now) ?? []
    let waivers: [Control.ID] =
      switch choice.waivers {
      case .needed: needed
      case .none: []
      case .another: needed + ["c.sys"]
      case .lessOne: Array(needed.dropFirst())
      }
    func content(_ reason: String) -> Review.Decision {
      Review.Decision(
        review: review(component, hand.review), packet: digest(component, hand), by: hand.person,
        outcome: choice.outcome, option: choice.option, when: choice.when, reason: reason,
        tasks: due(choice.task).map {
          [.init(text: "t", owner: $0.owner, due: $0.due, measure: .number("1"))]
        } ?? [], waivers: waivers, to: choice.to, withDependants: choice.withDependants, on: now)
    }
    let signed = content(choice.hasReason ? "so" : "  ")
    let key = key(hand)
    return .init(
      content: signed, key: key,
      signature: ReviewModel.signature(
        of: key, over: hand.isTampered ? content("otherwise") : signed))
  }
}

// MARK: - Deciding and looking back

extension ReviewHistory {
  private func decide(
    _ component: Component.ID, _ hand: ReviewAct.Hand, _ choice: ReviewAct.DecisionChoice,
    by rules: Proceedings, _ attempt: inout Attempt
  ) {
    let signed = decision(component, hand, choice)
    attempt.by = hand.actor.map { Actor(.person, $0.rawValue) } ?? attempt.by
    let rules = self.rules(rules, for: hand.actor)
    attempt.objection =
      model.objection(to: signed, on: now, in: world)
      ?? model.objection(to: attempt.by, for: hand.person)
    attempt.result = Result { () throws(Proceedings.Refused) in
      try rules.deciding(
        signed, packet: try packet(of: signed.content.review, component, rules),
        tool: ReviewWorld.tool)
    }
    guard attempt.objection == nil, case .success(let facts) = attempt.result else { return }
    if facts.first != .reviewDecided(signed) { attempt.fault = "the decision does not come first" }
    let level = model.levels[component] ?? .first
    let graduations = facts.compactMap { fact in
      if case .levelGraduated(let graduated) = fact { graduated } else { nil }
    }
    switch choice.outcome {
    case .graduate:
      if graduations.map(\.component) != [component] || graduations.map(\.level) != [level]
        || graduations.first?.review != signed.content.review
      {
        attempt.fault = "graduated \(graduations)"
      }
      attempt.fault = attempt.fault ?? fault(of: facts, landing: [:])
    case .tasks:
      if !graduations.isEmpty { attempt.fault = "tasks that graduate" }
      attempt.fault = attempt.fault ?? fault(of: facts, landing: [:])
    case .switchback:
      if !graduations.isEmpty { attempt.fault = "a switchback that graduates" }
      let landings = model.landings(
        of: component, to: choice.to ?? .first, withDependants: choice.withDependants)
      attempt.fault = attempt.fault ?? fault(of: facts, landing: landings)
    }
  }

  /// Whether components go elsewhere than they should.
  private func fault(of facts: [Fact], landing expected: [Component.ID: Level]) -> String? {
    var landings: [Component.ID: Level] = [:]
    for case .componentSwitchedBack(let back) in facts {
      if landings[back.component] != nil { return "\(back.component) goes back twice" }
      landings[back.component] = back.to
    }
    return landings == expected ? nil : "\(landings) and not \(expected)"
  }

  private func debrief(
    _ component: Component.ID, _ person: Person.ID, _ isWhole: Bool, by rules: Proceedings,
    _ attempt: inout Attempt
  ) throws {
    let debrief = Review.Debriefed(
      review: review(component, .newest), by: person, achieved: "a", postponed: "p", learned: "l",
      debt: isWhole ? "d" : " ")
    attempt.objection = model.objection(to: debrief)
    attempt.result = Result { () throws(Proceedings.Refused) in
      try rules.debriefing(debrief, tool: ReviewWorld.tool)
    }
    let decidedAt = model.newest(of: component)?.decidedAt
    for case .evidenceRecorded(let evidence) in attempt.facts {
      let isInTime = decidedAt.map {
        now.milliseconds - $0.milliseconds < 14 * 86_400_000
      }
      if (evidence.status == .pass) != isInTime { attempt.fault = "a debrief in time or not" }
    }
  }
}

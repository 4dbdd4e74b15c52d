// MARK: - Signing

extension Proceedings {
  /// Takes up a vote.
  ///
  /// - Parameters:
  ///   - signed: The vote with its signature.
  ///   - packet: The packet that would be made now.
  /// - Returns: The fact.
  /// - Throws: ``Refused`` with everything that speaks against it.
  package func signing(
    _ signed: Review.Signed<Review.Vote>, packet: Packet
  ) throws(Refused) -> [Fact] {
    let vote = signed.content
    let review = try open(vote.review)
    let gate = try standing(of: review.component).gate
    var refusals = staleness(of: review, now: packet)
    refusals += self.refusals(of: vote.by, in: review, at: gate)
    let possible = roles(of: vote.by, at: review.level)
    for role in vote.roles where !possible.contains(role) && system.person(vote.by) != nil {
      refusals.append(
        Refusal("\(vote.by) is no '\(role)' for level \(review.level)"))
    }
    if vote.roles.isEmpty, !possible.isEmpty {
      refusals.append(Refusal("a vote is given in a role", fix: possible.joined(separator: ", ")))
    }
    if vote.vote == .object, vote.reason.isBlank {
      refusals.append(Refusal("an objection needs its reason", fix: "add --reason"))
    }
    if vote.vote != .approve, !vote.conditions.isEmpty {
      refusals.append(
        Refusal(
          "a condition goes with an approval",
          fix: "approve under it, or say in --reason what is wanted"))
    }
    if Set(vote.roles).count < vote.roles.count {
      refusals.append(Refusal("a part is named twice", fix: "name each --role once"))
    }
    for condition in vote.conditions where condition.text.isBlank {
      refusals.append(Refusal("a condition of \(condition.owner) says nothing"))
    }
    refusals += vote.conditions.flatMap { due($0.owner, $0.due, "the condition '\($0.text)'") }
    let lines = Set(review.opened.packet.criteria.map(\.criterion))
    for doubt in vote.doubts where !lines.contains(doubt) {
      refusals.append(Refusal("level \(review.level) does not ask '\(doubt)'"))
    }
    if vote.packet != review.opened.digest {
      refusals.append(Refusal("the vote is over another packet than that of \(review.id)"))
    }
    refusals += faults(of: signed.key, for: vote.by) { verifier.vote(signed, $0) }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.reviewSigned(signed)]
  }

  /// Why a review's packet is no longer what it was.
  package func staleness(of review: Review, now packet: Packet) -> [Refusal] {
    if !signatures.isWhole(review) {
      return [
        Refusal(
          "the packet of \(review.id) is not the one of its digest: the log was altered",
          fix: "open it anew with 'airworthy review open \(review.component) --again'")
      ]
    }
    let differences = review.opened.packet.differences(from: packet)
    guard let first = differences.first else { return [] }
    let more = differences.count > 1 ? ", and \(differences.count - 1) more" : ""
    return [
      Refusal(
        "what \(review.id) is held on has changed: \(first)\(more); its signatures are stale",
        fix: "open it anew with 'airworthy review open \(review.component) --again'")
    ]
  }

  func faults(
    of key: PublicKey.ID, for person: Person.ID, _ isGenuine: (PublicKey) -> Bool
  ) -> [Refusal] {
    if let fault = fault(of: key, for: person) { return [fault] }
    guard let known = ledger.keys[key], isGenuine(known.key) else {
      return [Refusal("the signature is not that of the key '\(key)'")]
    }
    return []
  }

  private func due(_ owner: Person.ID, _ due: Instant, _ what: String) -> [Refusal] {
    var refusals: [Refusal] = []
    if system.person(owner) == nil {
      refusals.append(Refusal("\(what) is for '\(owner)', who is not among the people"))
    }
    if due < now { refusals.append(Refusal("\(what) was due on \(due.day), before today")) }
    return refusals
  }
}

// MARK: - Deciding

extension Proceedings {
  /// Takes a decision.
  ///
  /// - Parameters:
  ///   - signed: The decision with its signature.
  ///   - packet: The packet that would be made now.
  ///   - tool: The version of Airworthy, for the evidence that comes of it.
  /// - Returns: The decision, evidence that the review was held, and where the component goes.
  /// - Throws: ``Refused`` with everything that speaks against it.
  package func deciding(
    _ signed: Review.Signed<Review.Decision>, packet: Packet, tool: String
  ) throws(Refused) -> [Fact] {
    let decision = signed.content
    let review = try open(decision.review)
    let (judged, gate) = try standing(of: review.component)
    var refusals = staleness(of: review, now: packet)
    refusals += self.refusals(of: decision.by, in: review, at: gate)
    if decision.packet != review.opened.digest {
      refusals.append(Refusal("the decision is over another packet than that of \(review.id)"))
    }
    refusals += faults(of: signed.key, for: decision.by) { verifier.decision(signed, $0) }
    if decision.reason.isBlank { refusals.append(Refusal("a decision needs its reason")) }
    refusals += option(of: decision, in: review)
    refusals += decision.tasks.flatMap { due($0.owner, $0.due, "the task '\($0.text)'") }
    var moves: [Fact] = []
    switch decision.outcome {
    case .graduate:
      refusals += graduation(decision, of: review, through: gate)
      moves.append(
        .levelGraduated(
          .init(
            component: review.component, level: review.level, reason: decision.reason,
            review: review.id)))
    case .tasks:
      if decision.tasks.isEmpty {
        refusals.append(Refusal("no task is named", fix: "add --task"))
      }
      let isHeard = votes(of: review).contains { $0.vote != .abstain && $0.by != decision.by }
      if !isHeard {
        refusals.append(
          Refusal(
            "nobody but \(decision.by) has voted in \(review.id), and a panel sets tasks",
            fix: "'airworthy review sign \(review.id) --as PERSON'; a switchback takes one alone"))
      }
    case .switchback:
      if let to = decision.to {
        do throws(Refused) {
          moves = try switchback(
            of: judged, to: to, kind: .review, reason: decision.reason,
            withDependants: decision.withDependants, review: review.id)
        } catch {
          refusals += error.refusals
        }
      } else {
        refusals.append(Refusal("a switchback names its level", fix: "add --to"))
      }
    }
    if decision.outcome != .switchback, decision.to != nil {
      refusals.append(Refusal("only a switchback names a level to go to"))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.reviewDecided(signed)] + shown(by: decision, in: review, tool: tool) + moves
  }

  /// What graduating takes beside a sound decision.
  private func graduation(
    _ decision: Review.Decision, of review: Review, through gate: Gate
  ) -> [Refusal] {
    var refusals: [Refusal] = []
    switch gate.evidence {
    case .met: break
    case .conditional:
      let needed = gate.waivers
      let missing = needed.filter { !decision.waivers.contains($0) }
      if !missing.isEmpty {
        refusals.append(
          Refusal(
            "the gate stands on waivers that the decision does not name: "
              + missing.map(\.rawValue).joined(separator: ", "),
            fix: missing.map { "--under-waiver \($0)" }.joined(separator: " ")))
      }
    case .notMet, .undecided:
      if let names = gate.blockerWords {
        refusals.append(
          Refusal(
            "the gate of level \(gate.level) is \(gate.evidence.name): \(names)",
            fix: "see 'airworthy gate \(gate.level) --component \(gate.component)'"))
      }
      refusals += gate.owed.map { owed in
        Refusal(
          "\(owed.words) is not done",
          fix: "'airworthy review done \(owed.review) \(owed.task.number) TEXT"
            + "\(owed.task.measure?.asksNumber == true ? " --reached NUMBER" : "")'")
      }
    }
    for waiver in decision.waivers where !gate.waivers.contains(waiver) {
      refusals.append(Refusal("the gate does not stand on a waiver of '\(waiver)'"))
    }
    let lacks = lacks(of: review)
    if !lacks.isEmpty {
      refusals.append(
        Refusal(
          "the panel of level \(review.level) lacks \(lacks.joined(separator: "; "))",
          fix: "'airworthy review sign \(review.id) --as PERSON'"))
    }
    let votes = votes(of: review)
    let (approving, against) = tally(of: review)
    if approving <= against {
      refusals.append(
        Refusal("\(approving) of the panel approve and \(against) object"))
    }
    let behind = Set(votes.filter { $0.vote == .approve }.map(\.by)).union([decision.by])
    if approving > against, behind.count < 2 {
      refusals.append(
        Refusal(
          "nobody but \(decision.by) stands behind it, and a graduation takes two people",
          fix: "let another person of the panel sign, or decide"))
    }
    for vote in votes where !vote.doubts.isEmpty {
      refusals.append(
        Refusal(
          "\(vote.by) does not hold \(vote.doubts.map(\.rawValue).joined(separator: ", ")) for met",
          fix: "settle it, and let \(vote.by) sign again"))
    }
    if review.ethics == nil {
      refusals.append(
        Refusal(
          "the ethics checklist was not run in this review",
          fix: "'airworthy review ethics \(review.id) --as PERSON'"))
    }
    let open = review.questions.enumerated().filter { $0.element.answer == nil }
    if let first = open.first {
      refusals.append(
        Refusal(
          "question \(first.offset + 1) has no answer: \(first.element.asked.body.text)",
          fix: "'airworthy review ask \(review.id) --answer \(first.offset + 1) TEXT'"))
    }
    return refusals
  }

  private func option(of decision: Review.Decision, in review: Review) -> [Refusal] {
    let stage = packs.scale.stage(review.level)
    let options = stage?.options ?? []
    let names = options.map(\.id).joined(separator: ", ")
    guard let name = decision.option else {
      return stage?.isKeyDecision == true
        ? [
          Refusal(
            "level \(review.level) takes a key decision: one of \(names)", fix: "add --option")
        ] : []
    }
    guard let option = options.first(where: { $0.id == name }) else {
      return [
        Refusal(
          "level \(review.level) has no option '\(name)'",
          fix: options.isEmpty ? "leave --option out" : "there are \(names)")
      ]
    }
    if !option.outcomes.contains(decision.outcome) {
      let fitting = option.outcomes.map(\.rawValue).joined(separator: " or ")
      let others = options.filter { $0.outcomes.contains(decision.outcome) }.map(\.id)
      return [
        Refusal(
          "'\(name)' goes with \(fitting), not with \(decision.outcome.rawValue)",
          fix: others.isEmpty
            ? nil
            : "with \(decision.outcome.rawValue) goes \(others.joined(separator: ", "))")
      ]
    }
    if option.asksWhen, decision.when?.isBlank ?? true {
      return [
        Refusal("'\(name)' names a date or a condition, from when it holds", fix: "add --when")
      ]
    }
    return []
  }

  /// What a decided review shows by itself.
  private func shown(
    by decision: Review.Decision, in review: Review, tool: String
  ) -> [Fact] {
    let lacks = lacks(of: review)
    let roles = votes(of: review).map { "\($0.by) (\($0.roles.joined(separator: ", ")))" }
    var facts = [
      evidence(
        "gov.gated-review", of: review, passes: true,
        "\(review.id) ended with \(decision.outcome.rawValue), decided by \(decision.by)",
        tool: tool)
    ]
    // A review that ends in tasks may be held without its whole panel, which refutes nothing.
    if lacks.isEmpty {
      facts.append(
        evidence(
          "gov.panel", of: review, passes: true,
          "the panel of \(review.id): \(roles.joined(separator: ", "))", tool: tool))
    }
    if let option = decision.option {
      facts.append(
        evidence(
          "gov.key-decision", of: review, passes: true,
          "\(decision.by) decided '\(option)' in \(review.id)"
            + (decision.when.map { ", \($0)" } ?? ""), tool: tool))
    }
    return facts
  }

  /// Takes up the debrief of a decided review.
  package func debriefing(_ debrief: Review.Debriefed, tool: String) throws(Refused) -> [Fact] {
    guard let review = ledger.reviews[debrief.review], let due = review.debriefDue else {
      throw Refused("there is no decided review '\(debrief.review)'")
    }
    if let held = review.debrief { throw Refused("\(review.id) was debriefed on \(held.at.day)") }
    let empty = debrief.answers.filter(\.answer.isBlank).map(\.question)
    if !empty.isEmpty {
      throw Refused("no answer to: \(empty.joined(separator: "; "))")
    }
    guard system.person(debrief.by) != nil else {
      throw Refused("'\(debrief.by)' is not among the people of airworthy.yaml")
    }
    let isInTime = now < due
    return [
      .reviewDebriefed(debrief),
      evidence(
        "gov.debrief", of: review, passes: isInTime,
        "\(review.id) was debriefed on \(now.day)"
          + (isInTime ? "" : ", after \(due.day), when it was due"), tool: tool),
    ]
  }
}

extension Review.Debriefed {
  /// The four questions with what was said.
  package var answers: [(question: String, answer: String)] {
    [
      ("what was achieved, and by whom", achieved), ("what was postponed or cut", postponed),
      ("what was learned", learned),
      ("which technical debt was taken on, and which paid off", debt),
    ]
  }
}

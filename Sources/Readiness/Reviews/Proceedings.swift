/// The rules of gated reviews: what may be done now, and which facts doing it makes.
///
/// Nothing else makes facts of reviews, so that what it refuses never happens. It looks at the present
/// only; who records its facts gives the log's position along, so of two who act at once one is
/// refused and looks again.
package struct Proceedings: Sendable {
  package let verdict: Verdict
  package let packs: Packs
  package let ledger: Ledger
  /// Whether a signature is that of a key over a content.
  package let verifier: Verifier
  /// Who acts.
  package let actor: Actor

  /// Checks signatures; cryptography is kept out of the judging.
  package struct Verifier: Sendable {
    package let vote: @Sendable (Review.Signed<Review.Vote>, PublicKey) -> Bool
    package let decision: @Sendable (Review.Signed<Review.Decision>, PublicKey) -> Bool
    package let retrain: @Sendable (Review.Signed<RetrainApproval>, PublicKey) -> Bool
    /// Whether a key is vouched for by the one that it replaces.
    package let voucher: @Sendable (PublicKey, PublicKey) -> Bool
    /// The digest of a packet; `nil` where it has none.
    package let digest: @Sendable (Packet) -> String?

    package init(
      vote: @escaping @Sendable (Review.Signed<Review.Vote>, PublicKey) -> Bool,
      decision: @escaping @Sendable (Review.Signed<Review.Decision>, PublicKey) -> Bool,
      retrain: @escaping @Sendable (Review.Signed<RetrainApproval>, PublicKey) -> Bool,
      voucher: @escaping @Sendable (PublicKey, PublicKey) -> Bool,
      digest: @escaping @Sendable (Packet) -> String?
    ) {
      self.vote = vote
      self.decision = decision
      self.retrain = retrain
      self.voucher = voucher
      self.digest = digest
    }
  }

  /// Why something may not be done, and what to do about it.
  package struct Refusal: Hashable, Sendable {
    package let reason: String
    package let fix: String?

    package init(_ reason: String, fix: String? = nil) {
      self.reason = reason
      self.fix = fix
    }
  }

  /// Everything that speaks against an act, at once.
  package struct Refused: Error, Hashable, Sendable {
    package let refusals: [Refusal]

    package init(_ refusals: [Refusal]) { self.refusals = refusals }
    package init(_ reason: String, fix: String? = nil) { refusals = [Refusal(reason, fix: fix)] }
  }

  package init(
    verdict: Verdict, packs: Packs, ledger: Ledger, verifier: Verifier, actor: Actor
  ) {
    self.actor = actor
    self.verdict = verdict
    self.packs = packs
    self.ledger = ledger
    self.verifier = verifier
  }

  var system: System { verdict.system }
  var now: Instant { verdict.at }
  var signatures: Signatures {
    Signatures(ledger: ledger, people: system.people, verifier: verifier)
  }

  /// A component's verdict and its next gate.
  package func standing(
    of component: Component.ID
  ) throws(Refused) -> (judged: ComponentVerdict, gate: Gate) {
    guard let judged = verdict.components.first(where: { $0.component.id == component }) else {
      throw Refused(
        "no component '\(component)' has entered",
        fix: "there are \(verdict.components.map(\.component.id.rawValue).joined(separator: ", "))")
    }
    guard let gate = judged.gates.first(where: { $0.level == judged.working }) else {
      throw Refused("'\(component)' works at no level")
    }
    return (judged, gate)
  }
}

// MARK: - Opening

extension Proceedings {
  /// The name that the next review of a component has.
  package func nextReview(of component: Component.ID, at level: Level) -> Review.ID {
    let before = ledger.reviews.of(component).filter { $0.level == level }.count
    return .init("\(component)-\(level)-\(before + 1)")
  }

  /// The packet of a component's gate as it stands.
  package func packet(
    of component: Component.ID, card: String, files: Packet.Files
  ) throws(Refused) -> Packet {
    Packet(of: try standing(of: component).gate, in: verdict, card: card, files: files)
  }

  /// Opens a review on a packet.
  ///
  /// - Parameters:
  ///   - packet: What it is held on; ``packet(of:card:files:)``.
  ///   - digest: SHA-256 of the packet's canonical bytes.
  ///   - progress: What the team shows, in its own words.
  ///   - replacing: Why a review that is still open ends without a decision; `nil` if none may be.
  /// - Returns: The facts that open it.
  /// - Throws: ``Refused`` where a review of the component is open already.
  package func opening(
    _ packet: Packet, digest: String, progress: String?, replacing: String?
  ) throws(Refused) -> [Fact] {
    let gate = try standing(of: packet.component).gate
    guard gate.level == packet.level else {
      throw Refused("'\(packet.component)' works at level \(gate.level), not at \(packet.level)")
    }
    var facts: [Fact] = []
    if let open = ledger.reviews.open(of: packet.component) {
      guard let reason = replacing else {
        throw Refused(
          "the review \(open.id) of \(packet.component) is open since \(open.at.day)",
          fix: "decide it, end it with 'airworthy review withdraw', or open a new one in its place "
            + "with --again")
      }
      facts.append(.reviewWithdrawn(.init(review: open.id, reason: reason)))
    }
    facts.append(
      .reviewOpened(
        .init(
          review: nextReview(of: packet.component, at: packet.level), packet: packet,
          digest: digest, progress: progress)))
    return facts
  }

  /// A review that can still be changed.
  package func open(_ id: Review.ID) throws(Refused) -> Review {
    guard let review = ledger.reviews[id] else {
      throw Refused("there is no review '\(id)'", fix: "run 'airworthy review list'")
    }
    if let decision = review.decision {
      throw Refused(
        "\(id) was decided on \(decision.at.day): \(decision.body.content.outcome.rawValue)",
        fix: "open the next one with 'airworthy review open \(review.component)'")
    }
    if let withdrawn = review.withdrawn {
      throw Refused("\(id) ended on \(withdrawn.at.day): \(withdrawn.body.reason)")
    }
    let working = try standing(of: review.component).gate.level
    guard review.level == working else {
      throw Refused(
        "\(id) is of level \(review.level), and '\(review.component)' works at \(working) by now",
        fix: "open one of level \(working) with 'airworthy review open \(review.component) --again'"
      )
    }
    return review
  }
}

// MARK: - People

extension Proceedings {
  /// What keeps somebody from a panel; empty where nothing does.
  package func refusals(of person: Person.ID, in review: Review, at gate: Gate) -> [Refusal] {
    guard let known = system.person(person) else {
      return [
        Refusal(
          "'\(person)' is not among the people of airworthy.yaml",
          fix: "there are \(system.people.map(\.id.rawValue).joined(separator: ", "))")
      ]
    }
    var refusals = exclusions(of: person, at: gate).map { reason in
      Refusal(reason, fix: othersWords(instead: person, at: gate))
    }
    let asked = packs.scale.stage(review.level)?.panel.roles ?? []
    if Set(known.roles).isDisjoint(with: asked) {
      refusals.append(
        Refusal(
          "\(person) has none of the roles that review level \(review.level): "
            + asked.joined(separator: ", "),
          fix: known.roles.isEmpty
            ? "give \(person) roles in airworthy.yaml"
            : "\(person) is \(known.roles.joined(separator: ", "))"))
    }
    return refusals
  }

  /// Why somebody has no voice at a gate, whatever parts they have: for what they made, or own.
  private func exclusions(of person: Person.ID, at gate: Gate) -> [String] {
    var reasons: [String] = []
    let authorship = Authorship(of: gate.component, before: gate, in: ledger)
    if let reason = authorship.reason(against: person) {
      reasons.append("\(reason), and so can neither sign nor decide")
    }
    let owners = system.component(gate.component)?.owners.all ?? []
    if gate.level < .last, owners.contains(person) {
      reasons.append("\(person) owns \(gate.component), and presents it")
    } else if gate.level < .last, let review = lastReview(ownedBy: person, of: gate.component) {
      reasons.append(
        "\(person) owned \(gate.component) at \(review), and presents it until the next gate")
    }
    return reasons
  }

  /// The newest review since the last gate, or the one that led through it, at which somebody owned the
  /// component: nobody gets a say by handing it over.
  private func lastReview(
    ownedBy person: Person.ID, of component: Component.ID
  ) -> Review.ID? {
    let since = ledger.levels[component]?.gatePosition ?? 0
    let reviews = ledger.reviews.of(component)
    let passed = reviews.last { ($0.decision?.position ?? .max) <= since }
    return reviews.last { review in
      (review.position > since || review.id == passed?.id)
        && review.opened.packet.owners?.contains(person) == true
    }?.id
  }

  /// The people whom nothing keeps from the review of a gate, whatever parts they have.
  private func free(at gate: Gate) -> [Person] {
    system.people.filter { exclusions(of: $0.id, at: gate).isEmpty }
  }

  /// Who may sign in somebody's place, or what to do where nobody may.
  private func othersWords(instead person: Person.ID, at gate: Gate) -> String {
    let own = Set(roles(of: person, at: gate.level))
    let wanted = own.isEmpty ? Set(packs.scale.stage(gate.level)?.panel.roles ?? []) : own
    let others = free(at: gate).filter { !wanted.isDisjoint(with: $0.roles) }.map(\.id.rawValue)
    let parts = wanted.sorted().joined(separator: " or ")
    return others.isEmpty
      ? "nobody else is declared as \(parts): give another person that part, or the component "
        + "another owner, in airworthy.yaml"
      : "let \(others.joined(separator: " or ")) sign, as \(parts)"
  }

  /// The parts that somebody can play in the panel of a level.
  package func roles(of person: Person.ID, at level: Level) -> [String] {
    let asked = Set(packs.scale.stage(level)?.panel.roles ?? [])
    return (system.person(person)?.roles ?? []).filter(asked.contains)
  }

  /// Why a key does not speak for a person now; `nil` where it does.
  func fault(of key: PublicKey.ID, for person: Person.ID) -> Refusal? {
    guard let known = ledger.keys[key] else {
      return Refusal(
        "no key '\(key)' is registered", fix: "make one with 'airworthy keys new --as \(person)'")
    }
    if known.key.person != person {
      return Refusal("the key '\(key)' is \(known.key.person)'s, not \(person)'s")
    }
    if let revoked = known.revoked {
      return Refusal("the key '\(key)' was revoked: \(revoked.reason)")
    }
    if let objection = signatures.objection(to: known) { return Refusal(objection) }
    return refusal(toActingAs: person)
  }

  /// The votes that count: over this packet, genuine, and of people whom nothing excludes.
  package func votes(of review: Review) -> [Review.Vote] {
    guard let gate = try? standing(of: review.component).gate else { return [] }
    return signatures.votes(of: review).filter { vote in
      !review.isOpen || refusals(of: vote.by, in: review, at: gate).isEmpty
    }
  }

  /// Why the decision of a review does not count, in words; `nil` where it does, or none was taken.
  package func objection(toDecisionOf review: Review) -> String? {
    guard let decision = review.decision else {
      return signatures.isWhole(review)
        ? nil : "the packet of \(review.id) is not the one of its digest"
    }
    if decision.body.content.outcome == .graduate {
      return signatures.objection(toGraduatingBy: review, by: packs)
    }
    return signatures.isWhole(review) && signatures.counts(decision, in: review)
      ? nil : "the signature under the decision of \(review.id) does not count"
  }

  /// How many approvals and how many objections count; who objected is not silenced by what they make
  /// or own afterwards, so that whoever reads it later counts the same.
  func tally(of review: Review) -> (approving: Int, against: Int) {
    (
      votes(of: review).filter { $0.vote == .approve }.count,
      signatures.votes(of: review).filter { $0.vote == .object }.count
    )
  }

  /// What the panel of a review still lacks, in words; who abstains plays no part.
  ///
  /// Where everybody of a part is asked for, that is everybody who may sign, and one at least.
  package func lacks(of review: Review) -> [String] {
    let parts = Dictionary(
      votes(of: review).filter { $0.vote != .abstain }.map { ($0.by, $0.roles) },
      uniquingKeysWith: { first, _ in first })
    // Who joins the team after a decision was not missing from it.
    let people = (try? standing(of: review.component).gate).map { free(at: $0) } ?? []
    return (packs.scale.stage(review.level)?.panel ?? [])
      .lacks(among: parts, of: review.isOpen ? people : [])
  }
}

extension Proceedings {
  /// The parts of a gate's panel that nobody is declared for who may sign.
  package func nobody(for gate: Gate) -> [String] {
    let free = free(at: gate)
    return (packs.scale.stage(gate.level)?.panel ?? []).lacks(
      among: Dictionary(free.map { ($0.id, $0.roles) }, uniquingKeysWith: { first, _ in first }),
      of: free)
  }

  /// Whom the review of a component's next gate asks for, and who is missing, in words; `nil` for
  /// gates that are not its next.
  package func panelWords(for gate: Gate) -> String? {
    guard gate.reach == .next, let stage = packs.scale.stage(gate.level) else { return nil }
    if let review = ledger.reviews.open(of: gate.component) {
      let lacks = lacks(of: review)
      if !lacks.isEmpty {
        return "review \(review.id) is open; its panel lacks \(lacks.joined(separator: "; "))"
      }
      let (approving, against) = tally(of: review)
      return "review \(review.id) is open, and its panel is complete: \(approving) for, "
        + "\(against) against"
    }
    let missing = nobody(for: gate)
    return "its review asks for \(stage.panel.map(\.words).joined(separator: "; "))"
      + (missing.isEmpty
        ? "" : "; nobody who may sign is declared for \(missing.joined(separator: "; "))")
  }
}

// MARK: - Ethics and questions

extension Proceedings {
  /// The checklist, run again by one of the panel.
  ///
  /// - Parameters:
  ///   - run: The answers.
  ///   - checklist: The questions.
  ///   - tool: The version of Airworthy.
  /// - Returns: The run, and evidence of it.
  /// - Throws: ``Refused`` where a question has no answer, or where one is open at levels 6 and 8.
  package func ethics(
    _ run: Review.EthicsRun, by checklist: Checklist, tool: String
  ) throws(Refused) -> [Fact] {
    let review = try open(run.review)
    let gate = try standing(of: review.component).gate
    var refusals = refusals(of: run.by, in: review, at: gate)
    let asked = checklist.questions(at: review.level)
    let given = Dictionary(
      run.answers.map { ($0.question, $0) }, uniquingKeysWith: { _, last in last })
    for question in asked {
      guard let answer = given[question.id] else {
        refusals.append(Refusal("\(question.id) has no answer", fix: question.text))
        continue
      }
      if answer.text.isBlank {
        refusals.append(Refusal("the answer to \(question.id) has no words"))
      }
      guard answer.answer == .open else { continue }
      if [6, 8].contains(review.level.number) {
        refusals.append(Refusal("\(question.id) is open, and nothing may be at \(review.level)"))
      } else if answer.owner.flatMap(system.person) == nil {
        refusals.append(Refusal("\(question.id) is open, and nobody declared owns it"))
      }
    }
    for answer in run.answers where !asked.contains(where: { $0.id == answer.question }) {
      refusals.append(Refusal("level \(review.level) does not ask '\(answer.question)'"))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    let open = run.answers.filter { $0.answer == .open }.count
    return [
      .ethicsChecked(run),
      evidence(
        "gov.ethics-review", of: review, passes: true,
        "\(run.by) ran \(checklist.name) again at level \(review.level): "
          + "\(asked.count.of("question"))"
          + (open > 0 ? ", \(open) open with an owner" : ", none open"), tool: tool),
    ]
  }

  /// Evidence that a review makes by being held.
  func evidence(
    _ control: Control.ID, of review: Review, passes: Bool, _ summary: String, tool: String
  ) -> Fact {
    .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: control, subject: .component(review.component), status: passes ? .pass : .fail,
          summary: summary),
        check: Review.check, configuration: "",
        versions: system.component(review.component)?.versions ?? Versions(), tool: tool))
  }
}

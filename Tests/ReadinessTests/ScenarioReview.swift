import Digests
import Readiness
import TestSupport
import Views

/// What somebody does about a review, from a line.
///
///     2026-02-01 mara shows gate 4 of m but model.fairness
///     2026-02-02 mara issues-card m
///     2026-02-02 mara writes m
///     2026-02-02 mara records gov.card-current of m by owen
///     2026-02-02 owen opens m again
///     2026-02-03 ada runs-ethics m
///     2026-02-03 ada asks m
///     2026-02-03 owen answers m
///     2026-02-04 ada approves m as research doubting L4.1 forged on m-4-1
///     2026-02-04 cyd objects m because too-few-cases
///     2026-02-05 ben decides m graduate option proceed under model.fairness
///     2026-02-05 ben decides m tasks for owen
///     2026-02-05 ben decides m switchback to 2 with-dependants
///     2026-02-05 ben decides m tasks for owen option go-later when 2026-04-01
///     2026-02-06 owen closes m task 1 reached 510
///     2026-02-06 owen withdraws-review m
///     2026-02-06 owen debriefs m
///     2026-02-06 owen discovers m 2
///     2026-02-06 owen embeds m 2 with-dependants
///     2026-02-06 ada revokes since 2026-02-04
///     2026-02-06 ada registers ben
///     2026-02-06 ci tells m requirements cyd
///     2026-02-06 ada approves-retrain m model 2.0.0
///     2026-02-07 ci takes-fast-path
///
/// Everybody has a key of their own name.
struct ScenarioReview {
  private let who: Person.ID
  private let verb: String
  private let component: Component.ID
  private let words: [String]
  private let at: Instant
  private let rules: Proceedings

  var actor: Actor { Actor(who == "ci" ? .automation : .person, who.rawValue) }

  init(words: [String], at: Instant, rules: Proceedings) {
    who = .init(words.first ?? "")
    verb = words.dropFirst().first ?? ""
    component = .init(words.dropFirst(2).first ?? "")
    self.words = words
    self.at = at
    self.rules = rules
  }

  private func value(_ key: String) -> String? {
    words.firstIndex(of: key).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
  }

  /// The facts; `nil` for a line of another kind.
  func facts() throws(Proceedings.Refused) -> [Fact]? {
    switch verb {
    case "shows": return shown()
    case "issues-card":
      return rules.verdict.components.filter { $0.component.id == component }.map {
        judged -> Fact in
        let card = Card(of: judged, in: rules.verdict, from: rules.cardMaterial)
        return .cardIssued(
          .init(
            component: component, level: card.level, position: card.position, packs: card.packs,
            at: at, digest: Digest(of: CardJSON.text(card)).hex,
            outcome: card.missing.isEmpty ? "complete" : "incomplete"))
      }
    case "records":
      let subject = Subject.component(.init(value("of") ?? ""))
      let given = Attestation(
        control: .init(component.rawValue), subject: subject, says: true,
        by: .init(value("by") ?? ""), on: at, artefacts: [Artefact(location: "a.md")])
      return [
        .attestationTaken(
          .init(attestation: given, versions: rules.ledger.versions[subject] ?? Versions()))
      ]
    case "writes":
      return [.requirementsSeen(.init(subject: .component(component), digest: at.text))]
    case "revokes":
      return [
        .keyRevoked(
          .init(
            key: .init(who.rawValue), reason: "lost",
            since: value("since").flatMap { Instant($0) }))
      ]
    case "registers":
      return try rules.registering(
        .init(id: .init("\(component)-by-\(who)"), person: .init(component.rawValue), key: ""))
    case "tells":
      guard let text = words.dropFirst(3).first.flatMap(Fact.WritersTold.Text.init) else {
        return nil
      }
      return [
        .writersTold(
          .init(component: component, text: text, people: words.dropFirst(4).map { .init($0) }))
      ]
    case "approves-retrain":
      guard let part = words.dropFirst(3).first.flatMap(VersionPart.init), words.count > 4 else {
        return nil
      }
      return try rules.approving(
        .init(
          content: .init(
            system: rules.verdict.system.id, component: component, part: part, version: words[4],
            by: who, reason: "only new data", on: at), key: key, signature: signature))
    case "takes-fast-path": return rules.fastPath()
    case "opens":
      return try rules.opening(
        packet(), digest: "packet of \(at.text)", progress: nil,
        replacing: words.contains("again") ? "again" : nil)
    case "runs-ethics": return try ethics()
    case "asks": return try rules.asking(.init(review: review, by: who, text: "why"))
    case "answers":
      return try rules.answering(.init(review: review, question: 1, by: who, text: "so"))
    case "closes":
      return try rules.closing(
        .init(
          review: review, task: value("task").flatMap { Int($0) } ?? 0, by: who, text: "so",
          reached: value("reached")))
    case "withdraws-review":
      return try rules.withdrawing(.init(review: review, reason: value("because") ?? " "))
    case "approves", "objects", "abstains": return try voted()
    case "decides": return try decided()
    case "debriefs":
      return try rules.debriefing(
        .init(
          review: review, by: who, achieved: "much", postponed: "little", learned: "a lot",
          debt: "none"), tool: "0")
    case "discovers", "embeds":
      guard let level = Int(words.dropFirst(3).first ?? "").flatMap({ Level($0) }) else {
        return nil
      }
      return try rules.switchback(
        of: rules.standing(of: component).judged, to: level,
        kind: verb == "discovers" ? .discovery : .embedded, reason: "a gap was found",
        withDependants: words.contains("with-dependants"))
    default: return nil
    }
  }

  private func packet() throws(Proceedings.Refused) -> Packet {
    try rules.packet(of: component, card: "", files: .init(text: "", requirements: requirements))
  }

  private var requirements: String {
    rules.ledger.requirements[.component(component)]?.digest ?? ""
  }

  /// The component's newest review, or the one that is named.
  private var review: Review.ID {
    value("in").map { .init($0) } ?? rules.ledger.reviews.of(component).last?.id ?? "none"
  }

  private var digest: String {
    rules.ledger.reviews[value("on").map { .init($0) } ?? review]?.opened.digest ?? ""
  }

  /// Evidence by automation for all that a gate asks, and a word where a person has to decide.
  private func shown() -> [Fact] {
    guard let target = value("of").map({ Component.ID($0) }),
      let gate = rules.verdict.components.first(where: { $0.component.id == target })?.gates
        .first(where: { "\($0.level)" == value("gate") })
    else { return [] }
    var seen: Set<Control.ID> = value("but").map { [.init($0)] } ?? []
    var facts: [Fact] = []
    for criterion in gate.criteria {
      for reading in criterion.readingsBeforeReview {
        let versions = rules.ledger.versions[reading.subject] ?? Versions()
        if seen.insert(reading.control.id).inserted {
          let finding = Finding(
            control: reading.control.id, subject: reading.subject, status: .pass, summary: "ok")
          facts.append(
            .evidenceRecorded(
              Evidence(
                finding: finding, check: "shown", configuration: "", versions: versions,
                tool: "0")))
        }
        guard criterion.criterion.decidedBy == .person else { continue }
        let given = Attestation(
          control: reading.control.id, subject: reading.subject, says: true,
          by: .init(value("by") ?? "owen"), on: at, artefacts: [Artefact(location: "a.md")])
        facts.append(.attestationTaken(.init(attestation: given, versions: versions)))
      }
    }
    return facts
  }
}

// MARK: - In the review

extension ScenarioReview {
  private var level: Level { rules.ledger.reviews[review]?.level ?? .first }

  private func ethics() throws(Proceedings.Refused) -> [Fact] {
    guard let checklist = rules.packs.checklists.first else { return [] }
    return try rules.ethics(
      .init(
        review: review, checklist: checklist.id, by: who,
        answers: checklist.questions(at: level).map {
          .init(
            question: $0.id, answer: words.contains("open") ? .open : .answered, text: "so",
            owner: "owen")
        }), by: checklist, tool: "0")
  }

  private var signature: String { words.contains("forged") ? "forged" : "genuine" }
  private var key: PublicKey.ID { .init(value("with") ?? who.rawValue) }

  private func voted() throws(Proceedings.Refused) -> [Fact] {
    let votes: [String: Review.Vote.Choice] = [
      "approves": .approve, "objects": .object, "abstains": .abstain,
    ]
    let roles: [String] = value("as").map { [$0] } ?? rules.roles(of: who, at: level)
    let doubts: [Criterion.ID] = value("doubting").map { [Criterion.ID($0)] } ?? []
    let vote = Review.Vote(
      review: review, packet: digest, by: who, roles: roles, vote: votes[verb] ?? .abstain,
      reason: value("because")?.replacing("-", with: " ") ?? "", doubts: doubts, on: at)
    return try rules.signing(
      .init(content: vote, key: key, signature: signature), packet: try packet())
  }

  private func decided() throws(Proceedings.Refused) -> [Fact] {
    let outcome = words.dropFirst(3).first.flatMap { Review.Outcome(rawValue: $0) } ?? .tasks
    var tasks: [Review.Task] = []
    if let owner = value("for") {
      tasks.append(
        Review.Task(
          text: "more cases", owner: .init(owner), due: at.adding(days: 30),
          measure: .number("500")))
    }
    let waivers: [Control.ID] = value("under").map { [Control.ID($0)] } ?? []
    let decision = Review.Decision(
      review: review, packet: digest, by: who, outcome: outcome, option: value("option"),
      when: value("when"), reason: words.contains("blankly") ? "  " : "so", tasks: tasks,
      waivers: waivers,
      to: value("to").flatMap { Int($0) }.flatMap { Level($0) },
      withDependants: words.contains("with-dependants"), on: at)
    return try rules.deciding(
      .init(content: decision, key: key, signature: signature), packet: try packet(), tool: "0")
  }

  /// A review in a line: what was decided or is lacking, votes, dissent, debrief.
  static func told(_ name: String, by rules: Proceedings) -> String {
    guard let review = rules.ledger.reviews[.init(name)] else { return "none" }
    if let withdrawn = review.withdrawn { return "withdrawn, \(withdrawn.body.reason)" }
    guard let decision = review.decision?.body.content else {
      let lacks = rules.lacks(of: review)
      let voices = rules.votes(of: review).map { "\($0.by) \($0.vote)" }
      return "open, \(voices.isEmpty ? "no votes" : voices.joined(separator: ", ")), "
        + (lacks.isEmpty ? "lacks nobody" : "lacks \(lacks.joined(separator: ", "))")
    }
    var parts = ["\(decision.outcome) by \(decision.by)"]
    if let option = decision.option {
      parts.append("option \(option)" + (decision.when.map { " \($0)" } ?? ""))
    }
    if !decision.waivers.isEmpty {
      parts.append("under \(decision.waivers.map(\.rawValue).joined(separator: ", "))")
    }
    parts += review.dissent.map { "\($0.by) objects: \($0.reason)" }
    parts += review.duties.map { duty in
      duty.done == nil
        ? "\(duty.owner) owes \(duty.text) by \(duty.due.day)" : "\(duty.text) done"
    }
    if let debrief = review.debrief, let due = review.debriefDue {
      parts.append(debrief.at < due ? "debriefed" : "debriefed late")
    }
    return parts.joined(separator: ", ")
  }
}

extension Proceedings {
  /// What a card is made of where people keep no text and no requirements.
  var cardMaterial: CardMaterial {
    let reader = ControlReader(
      system: verdict.system, packs: packs, ledger: ledger, now: verdict.at)
    return CardMaterial(
      packs: packs, standings: RequirementStandings([], by: RequirementReader(reader)), texts: [:],
      issued: ledger.cards)
  }
}

import ArgumentParser
import Definitions
import Readiness
import Views

struct ReviewOpen: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Opens the review of a component's level: issues its card and freezes the packet.",
    discussion: """
      Example: airworthy review open delay-model --progress "recall 0.61"

      The packet holds the card, the requirements, every criterion with the
      evidence that it rests on, and the position of the log. When any of it
      changes, what was signed is stale: --again opens a new review in the place of
      the open one.
      """)

  @Argument(help: "The component.")
  var component: String

  @Option(help: "What the team shows.")
  var progress: String?

  @Flag(help: "End the review that is open without a decision, and open this one.")
  var again = false

  @Option(help: "Why the open review ends, with --again.")
  var reason: String?

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    if let reason, !again || reason.isBlank {
      throw .usage(
        again ? "the reason is empty" : "only a review that ends has a reason",
        fix: again ? nil : "--again ends the one that is open")
    }
    let desk = try ReviewDesk(common, in: session)
    let (before, head) = try desk.proceedings()
    let judged = try before.verdict.judged(component)
    let id = judged.component.id
    let replacing = again ? reason ?? "a new packet takes its place" : nil
    // Looked at first, so that a refusal leaves no card behind.
    _ = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try before.opening(
        before.packet(of: id, card: "", files: desk.workspace.files(of: id)), digest: "",
        progress: progress, replacing: replacing)
    }
    let card = Card(
      of: judged, in: before.verdict,
      from: desk.workspace.cardMaterial(
        of: judged.component, on: before.ledger, in: before.verdict, session: session))
    let issuance = Issuance(of: card)
    let issue = issuance.issue(of: id, at: card.level, by: before.verdict)
    try desk.record([.cardIssued(issue)] + issuance.further, at: head)

    let (rules, now) = try desk.proceedings()
    let packet = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.packet(of: id, card: issue.digest, files: desk.workspace.files(of: id))
    }
    let digest = try packet.digest()
    let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.opening(packet, digest: digest, progress: progress, replacing: replacing)
    }
    try desk.record(facts, at: now)
    desk.say(
      "\(rules.nextReview(of: id, at: packet.level)) is open on packet \(digest.prefix(16)); the gate "
        + "of level \(packet.level) is \(packet.gate)")
    try tell(what: card, lacksAt: desk)
    for line in desk.workspace.remarks(onWritersOf: id, by: rules, in: session) { desk.say(line) }
    return .met
  }

  /// Whom the review asks for, and what keeps it from graduating.
  private func tell(what card: Card, lacksAt desk: ReviewDesk) throws(Stop) {
    let rules = try desk.proceedings().rules
    let id = card.component.id
    guard let judged = rules.verdict.components.first(where: { $0.component.id == id }),
      let gate = judged.nextGate
    else { return }
    if let names = gate.blockerWords {
      desk.say("  not met: \(names); see 'airworthy gate \(gate.level) --component \(id)'")
    }
    for owed in gate.owed { desk.say("  open: \(owed.words) by \(owed.task.due.day)") }
    if let lacking = card.lackingWords {
      desk.say("  \(lacking); write it, and open the review --again")
    }
    let panel = rules.packs.scale.stage(gate.level)?.panel.map(\.words) ?? []
    desk.say("its panel: \(panel.joined(separator: "; "))")
    let nobody = rules.nobody(for: gate)
    if !nobody.isEmpty {
      desk.say(
        "  nobody who may sign is declared for \(nobody.joined(separator: "; ")): owners and those "
          + "who made what it looks at cannot")
    }
  }
}

extension Card {
  /// What it must have at its level and has not, and where that is written; `nil` where it is whole.
  var lackingWords: String? {
    if missing.isEmpty { return nil }
    let names = missing.map { "\($0.id) \($0.title)" }.joined(separator: ", ")
    let own = missing.filter { CardText.fields.contains($0.id) }
    return "the card of level \(level) lacks \(names)"
      + (own.isEmpty ? "" : ", in cards/\(component.id).md")
  }
}

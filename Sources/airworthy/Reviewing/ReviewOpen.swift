import ArgumentParser
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

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    let desk = try ReviewDesk(common, in: session)
    let id = Component.ID(component)
    let (before, head) = try desk.proceedings()
    let standing = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try before.standing(of: id)
    }
    if !again, let open = before.ledger.reviews.open(of: id) {
      throw .refused([
        .init(
          "the review \(open.id) of \(id) is open since \(open.at.day)",
          fix: "decide it, or open a new one in its place with --again")
      ])
    }
    let card = Card(
      of: standing.judged, in: before.verdict,
      from: desk.workspace.cardMaterial(
        of: standing.judged.component, on: before.ledger, in: before.verdict, session: session))
    let issuance = Issuance(of: card)
    let issue = issuance.issue(of: id, at: card.level, by: before.verdict)
    try desk.record([.cardIssued(issue)] + issuance.further, at: head)

    let (rules, now) = try desk.proceedings()
    let packet = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.packet(of: id, card: issue.digest, files: desk.workspace.files(of: id))
    }
    let digest = try packet.digest()
    let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.opening(
        packet, digest: digest, progress: progress,
        replacing: again ? "a new packet takes its place" : nil)
    }
    try desk.record(facts, at: now)
    let review = rules.nextReview(of: id, at: packet.level)
    desk.say(
      "\(review) is open on packet \(digest.prefix(16)); the gate of level \(packet.level) is "
        + packet.gate)
    let panel = rules.packs.scale.stage(packet.level)?.panel.map(\.words) ?? []
    desk.say("its panel: \(panel.joined(separator: "; "))")
    return .met
  }
}

import ArgumentParser
import Definitions
import Documents
import Readiness

struct ReviewDebrief: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "debrief",
    abstract: "Keeps what the team looks back on after a decision; in time within 14 days.",
    discussion: """
      Example: airworthy review debrief delay-model --achieved "golden set" \\
                 --postponed "weather at night" --learned "labels come late" \\
                 --debt "one join is copied; the old loader is gone"
               airworthy review debrief delay-model --from debrief.yaml
      """)

  @Argument(
    help: "The decided review's id, or its component; may be left out where one waits for it.")
  var review: String?

  @Option(help: "What was achieved, and by whom.")
  var achieved: String?

  @Option(help: "What was postponed or taken out of scope.")
  var postponed: String?

  @Option(help: "What was learned.")
  var learned: String?

  @Option(help: "Which technical debt was taken on, and which paid off.")
  var debt: String?

  @Option(help: ArgumentHelp("A file with the four answers.", valueName: "file"))
  var from: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOption

  func perform(in session: Session) throws(Stop) -> Ending {
    let written = try answers()
    let desk = try ReviewDesk(common, in: session)
    let person = try who.named(at: desk)
    let review = try decided(in: desk.proceedings().rules.ledger.reviews)
    try desk.act { rules throws(Proceedings.Refused) in
      try rules.debriefing(
        .init(
          review: review.id, by: person, achieved: written.achieved,
          postponed: written.postponed, learned: written.learned, debt: written.debt),
        tool: Airworthy.version)
    }
    desk.say("\(review.id) is debriefed")
    return .met
  }

  private func answers() throws(Stop) -> ReviewFile.Debrief {
    let given = [achieved, postponed, learned, debt]
    if let from {
      if given.contains(where: { $0 != nil }) {
        throw .usage("--from and single answers do not go together", fix: "leave one out")
      }
      let bytes = try InputFile.bytes(of: from)
      do throws(Diagnostics) {
        return try ReviewFile.debrief(bytes, file: from)
      } catch {
        throw .wrong(error.list)
      }
    }
    guard let achieved, let postponed, let learned, let debt else {
      throw .usage(
        "a debrief has four answers",
        fix: "give --achieved, --postponed, --learned and --debt, or a file with --from")
    }
    return .init(achieved: achieved, postponed: postponed, learned: learned, debt: debt)
  }

  /// The review meant: of a component, the newest that was decided.
  private func decided(in reviews: Reviews) throws(Stop) -> Review {
    let all = reviews.all.filter { $0.decision != nil }
    if let named = review {
      if let own = all.last(where: { $0.component.rawValue == named }) { return own }
      return try ReviewName.named(named, in: reviews)
    }
    let waiting = all.filter { $0.debrief == nil }
    if let only = waiting.first, waiting.count == 1 { return only }
    throw .usage(
      waiting.isEmpty
        ? "no review waits for its debrief" : "several reviews wait for their debrief",
      fix: waiting.isEmpty
        ? nil : "name one of \(waiting.map(\.id.rawValue).joined(separator: ", "))")
  }
}

import ArgumentParser
import Readiness

struct ReviewWithdraw: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Ends an open review without a decision, and keeps why.",
    discussion: """
      Example: airworthy review withdraw delay-model --reason "wrong branch"

      What was said and signed in it stays in the log. 'review open --again' ends
      one and opens the next.
      """)

  @OptionGroup var name: ReviewName

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    let desk = try ReviewDesk(common, in: session)
    let review = try name.found(in: desk.proceedings().rules.ledger.reviews)
    try desk.act { rules throws(Proceedings.Refused) in
      try rules.withdrawing(.init(review: review.id, reason: reason))
    }
    desk.say("\(review.id) has ended without a decision")
    return .met
  }
}

import ArgumentParser
import Readiness

struct ReviewAsk: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Asks a question in a review, or answers one; none may be open at a graduation.",
    discussion: """
      Example: airworthy review ask delay-model "What if the feed stops?"
               airworthy review ask delay-model --answer 1 "Plan B, docs/b.md"

      Anybody declared asks. Who owns the component or is in its team answers, and
      nobody answers their own question.
      """)

  @OptionGroup var name: ReviewName

  @Argument(help: "The question, or the answer.")
  var text: String

  @Option(help: ArgumentHelp("The number of the question that is answered.", valueName: "n"))
  var answer: Int?

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOption

  func perform(in session: Session) throws(Stop) -> Ending {
    guard !text.allSatisfy(\.isWhitespace) else { throw .usage("the text is empty") }
    let desk = try ReviewDesk(common, in: session)
    let person = try who.named(at: desk)
    let review = try name.found(in: desk.proceedings().rules.ledger.reviews)
    try desk.act { rules throws(Proceedings.Refused) in
      guard let answer else {
        return try rules.asking(.init(review: review.id, by: person, text: text))
      }
      return try rules.answering(
        .init(review: review.id, question: answer, by: person, text: text))
    }
    desk.say(
      answer.map { "question \($0) of \(review.id) is answered" }
        ?? "question \(review.questions.count + 1) of \(review.id) is asked")
    return .met
  }
}

import ArgumentParser
import Readiness

struct ReviewAsk: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Asks a question in a review, or answers one; none may be open at a graduation.",
    discussion: """
      Example: airworthy review ask delay-model "What if the feed stops?"
               airworthy review ask delay-model --answer 1 "Plan B, docs/b.md"
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
      let open = try rules.open(review.id)
      guard let answer else {
        return [.questionAsked(.init(review: open.id, by: person, text: text))]
      }
      guard open.questions.indices.contains(answer - 1) else {
        throw Proceedings.Refused(
          "\(open.id) has no question \(answer)", fix: "it has \(open.questions.count)")
      }
      return [
        .questionAnswered(.init(review: open.id, question: answer, by: person, text: text))
      ]
    }
    desk.say(
      answer.map { "question \($0) of \(review.id) is answered" }
        ?? "question \(review.questions.count + 1) of \(review.id) is asked")
    return .met
  }
}

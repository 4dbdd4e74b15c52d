import ArgumentParser
import Readiness

struct ReviewDone: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Closes a task of a decision, or a condition of an approval.",
    discussion: """
      Example: airworthy review done delay-model-4-1 2 "see night.md" \\
                 --reached 0.82

      Who owns a task closes it, or who set it, with the number that was asked for.
      No review of its level graduates while a task is open.
      """)

  @Argument(help: "The review's id.")
  var review: String

  @Argument(help: "The number of the task, as 'review show' has it.")
  var task: Int

  @Argument(help: "What was done, and where to see it.")
  var text: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number reached, where one was asked for.", valueName: "number"))
  var reached: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOption

  func perform(in session: Session) throws(Stop) -> Ending {
    guard !text.isBlank else { throw .usage("say what was done") }
    let desk = try ReviewDesk(common, in: session)
    let person = try who.named(at: desk)
    let known = try ReviewName.named(review, in: desk.proceedings().rules.ledger.reviews)
    try desk.act { rules throws(Proceedings.Refused) in
      try rules.closing(
        .init(review: known.id, task: task, by: person, text: text, reached: reached))
    }
    desk.say("task \(task) of \(known.id) is done")
    return .met
  }
}

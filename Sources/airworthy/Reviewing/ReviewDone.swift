import ArgumentParser
import Readiness

struct ReviewDone: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Closes a task of a decision, or a condition of an approval.",
    discussion: "Example: airworthy review done delay-model-4-1 2 \"recall 0.82, docs/night.md\"")

  @Argument(help: "The review's id.")
  var review: String

  @Argument(help: "The number of the task, as 'review show' has it.")
  var task: Int

  @Argument(help: "What was reached, and where to see it.")
  var text: String

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOption

  func perform(in session: Session) throws(Stop) -> Ending {
    guard !text.allSatisfy(\.isWhitespace) else { throw .usage("say what was reached") }
    let desk = try ReviewDesk(common, in: session)
    let person = try who.named(at: desk)
    try desk.act { rules throws(Proceedings.Refused) in
      guard let known = rules.ledger.reviews[.init(review)] else {
        throw Proceedings.Refused("there is no review '\(review)'")
      }
      guard let duty = known.duties.first(where: { $0.number == task }) else {
        throw Proceedings.Refused("\(known.id) has no task \(task)")
      }
      if let done = duty.done {
        throw Proceedings.Refused("task \(task) was closed on \(done.at.day) by \(done.body.by)")
      }
      return [.taskClosed(.init(review: known.id, task: task, by: person, text: text))]
    }
    desk.say("task \(task) of \(review) is done")
    return .met
  }
}

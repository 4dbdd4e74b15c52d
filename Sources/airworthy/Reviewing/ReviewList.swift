import ArgumentParser
import Readiness
import Views

struct ReviewList: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists reviews with their outcomes, and tasks that are not done.",
    discussion: """
      Example: airworthy review list
               airworthy review list --tasks
      """)

  @Option(help: ArgumentHelp("One component; all unless named.", valueName: "name"))
  var component: String?

  @Flag(help: "Only reviews that are open.")
  var open = false

  @Flag(help: "The tasks and conditions that are not done, the oldest first.")
  var tasks = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.state(asOf: instant.past(in: session), in: session)
    if let component, ledger.reviews.of(.init(component)).isEmpty {
      // One that was renamed or dropped is still found by its reviews.
      _ = try workspace.verdict(on: ledger, at: now).judged(component)
    }
    let reviews = ledger.reviews.all.filter { review in
      (component == nil || review.component.rawValue == component) && (!open || review.isOpen)
    }
    let rules = workspace.proceedings(on: ledger, at: now, in: session)
    let void = Set(reviews.filter { rules.objection(toDecisionOf: $0) != nil }.map(\.id))
    let text =
      switch format {
      case .text:
        (tasks
          ? ReviewListText.tasks(of: reviews, at: now)
          : ReviewListText.page(of: reviews, at: now, void: void))
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: ReviewJSON.list(reviews)
      }
    try output.write(text, in: session)
    return .met
  }
}

import ArgumentParser
import Readiness
import Views

struct RequirementsList: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists requirements by their ids, with how they stand.",
    discussion: """
      Example: airworthy requirements list
               airworthy requirements list --kind product --tag security --open
      """)

  @Option(help: "research or product.")
  var kind: Requirement.Kind?

  @Option(
    help: ArgumentHelp("Those of a component, and of the system as a whole.", valueName: "name"))
  var component: String?

  @Option(help: ArgumentHelp("Those with a tag.", valueName: "name"))
  var tag: String?

  @Flag(help: "Those that are not closed: a step is missing, or did not pass.")
  var open = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: RequirementsFormat = .text

  func perform(in session: Session) throws(Stop) -> Ending {
    let view = try RequirementsView(common, asOf: instant.past(in: session), in: session)
    let wanted = try view.concerning(component).filter { standing in
      (kind == nil || standing.requirement.kind == kind) && !(open && standing.isClosed)
        && tag.map(standing.requirement.tags.contains) ?? true
    }
    let report = view.report(wanted)
    let text =
      switch format {
      case .text:
        RequirementsText(report).list.rendered(for: session.terminal(noColor: common.noColor))
      case .json: RequirementsJSON.text(report)
      case .markdown: RequirementsMarkdown(report).list
      }
    try output.write(text, in: session)
    return .met
  }
}

extension Requirement.Kind: ExpressibleByArgument {}

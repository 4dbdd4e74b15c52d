import ArgumentParser
import Definitions
import Readiness
import Views

struct RequirementsTrace: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Shows requirement, step and evidence in one matrix, and the gaps in it.",
    discussion: """
      Example: airworthy requirements trace
               airworthy requirements trace --format csv --output trace.csv

      A gap is a requirement without a step of one kind, a finished step without
      evidence, or evidence that does not exist. Ends with 0 if there is none, else
      with 1.
      """)

  @Option(
    help: ArgumentHelp("Those of a component, and of the system as a whole.", valueName: "name"))
  var component: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, csv, markdown or html.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, markdown, html
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let view = try RequirementsView(common, asOf: instant.past(in: session), in: session)
    let matrix = TraceMatrix(
      view.report(try view.concerning(component)),
      unasked: Unasked(
        by: view.project.declared, packs: view.project.packs, ledger: view.ledger))
    let text =
      switch format {
      case .text: matrix.page.rendered(for: session.terminal(noColor: common.noColor))
      case .json: matrix.json
      case .csv: matrix.csv
      case .markdown: matrix.markdown
      case .html: matrix.html
      }
    try output.write(text, in: session)
    return matrix.gaps.isEmpty ? .met : .notMet
  }
}

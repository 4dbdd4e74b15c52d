import ArgumentParser
import Definitions
import Readiness
import Views

struct Status: SessionCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says where each component stands, what blocks its next gate and what to do next.",
    discussion: """
      Example: airworthy status
               airworthy status --format html --output report.html
               airworthy status --as-of 2026-10-01

      A verdict is computed from the log, the files and an instant; nothing is
      written.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown or html.")
  var format: Format = .text

  @Option(help: ArgumentHelp("How many next steps to show.", valueName: "n"))
  var steps = 3

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, html
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.state(asOf: instant.past(in: session), in: session)
    let verdict = workspace.verdict(on: ledger, at: now)
    let text =
      switch format {
      case .text:
        StatusText(
          verdict, stepsMax: max(0, steps), notices: notices(workspace, ledger, at: now)
        ).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: VerdictJSON.status(verdict)
      case .markdown: StatusMarkdown(verdict).text
      case .html:
        ReportPage(
          verdict, scale: workspace.project.packs.scale, reviews: ledger.reviews
        ).html
      }
    try output.write(text, in: session)
    return .met
  }

  /// A decision about worth that the numbers no longer bear.
  private func notices(_ workspace: Workspace, _ ledger: Ledger, at now: Instant) -> [String] {
    guard let reopened = workspace.reopened(by: ledger, at: now), let worth = ledger.worth else {
      return []
    }
    return [
      "the decision about worth of \(worth.at.day) is open again: the numbers said "
        + "'\(reopened.decided)', and now say '\(reopened.now)'; see 'airworthy worth'"
    ]
  }
}

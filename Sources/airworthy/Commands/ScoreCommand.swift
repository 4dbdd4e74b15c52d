import ArgumentParser
import Readiness
import Views

struct ScoreCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Gives the four scores, each as it stands and as far as it is proved.",
    discussion: """
      Example: airworthy score
               airworthy score robustness

      Frameworks: robustness, maturity, ml-test-score, and a team's own; levels are
      always shown.
      """)

  @Argument(help: "One framework to show item by item.")
  var framework: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let verdict = try workspace.verdict(asOf: instant.past(in: session), in: session)
    let known = verdict.scores.map(\.framework.id.rawValue)
    if let framework, !known.contains(framework) {
      throw .usage(
        "no framework '\(framework)' is known", fix: "there are \(known.joined(separator: ", "))")
    }
    let id = framework.map(Framework.ID.init(_:))
    let text =
      switch format {
      case .text:
        ScoreText(verdict, framework: id).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: VerdictJSON.scores(verdict, framework: id)
      case .markdown: ScoreMarkdown(verdict, framework: id).text
      }
    try output.write(text, in: session)
    return .met
  }
}

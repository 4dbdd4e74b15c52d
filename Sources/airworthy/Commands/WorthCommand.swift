import ArgumentParser
import Definitions
import Documents
import Readiness
import Views
import Worth

struct WorthCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "worth",
    abstract: "Computes whether running the model earns more than it costs, in expected values.",
    discussion: """
      Example: airworthy worth
               airworthy worth --format json

      The numbers come from worth.yaml; those that nobody confirmed are listed
      first. Ends with 0 if the model is worth running, 1 if it is not, 3 if that
      rests on guesses.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    guard let model = workspace.project.worth else {
      throw .wrong([
        Diagnostic(
          .missingFile, "there is no worth.yaml in \(workspace.project.folder.path)", at: nil,
          fix: "'airworthy schema worth' prints what it may hold")
      ])
    }
    let valuation = Valuation(of: model)
    let verdict = WorthVerdict(on: model, valuation: valuation)
    let text =
      switch format {
      case .text:
        WorthText(model, valuation: valuation, verdict: verdict).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: WorthJSON.text(model, valuation: valuation, verdict: verdict)
      }
    try output.write(text, in: session)
    return switch verdict {
    case .deploy, .deployWithPlanB: .met
    case .doNotDeploy: .notMet
    case .confirmFirst: .undecided
    }
  }
}

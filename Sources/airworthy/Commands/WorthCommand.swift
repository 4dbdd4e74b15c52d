import ArgumentParser
import Definitions
import Documents
import Readiness
import Views
import Worth

struct WorthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worth",
    abstract: "Computes whether running the model earns more than it costs, and how surely.",
    usage: """
      airworthy worth [<options>]
      airworthy worth ask [<options>]
      airworthy worth decide <choice> --because <reason> [<options>]
      airworthy worth actual <window> <money> --source <text> [<options>]
      """,
    discussion: """
      Example: airworthy worth
               airworthy worth --format html --output worth.html
               airworthy worth --draws 1000000 --seed 7
               airworthy worth ask
               airworthy worth decide "go, with plan B" --because "risk of loss 4 %"
               airworthy worth actual 2026-10 "9800 USD" --source "finance, 9 Nov"

      The numbers come from worth.yaml; those that nobody confirmed are listed
      first, and no verdict is given while there are any. 'airworthy worth show
      --help' lists the options of the report.
      """,
    subcommands: [Show.self, Ask.self, Decide.self, Actual.self], defaultSubcommand: Show.self)
}

/// Options of what is drawn at random.
struct DrawingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many histories to draw, 1000 to a milliard.", valueName: "n"))
  var draws = 10_000

  @Option(help: ArgumentHelp("Where the random numbers start.", valueName: "n"))
  var seed: UInt64 = 2013

  func check() throws(Stop) {
    guard (Simulation.drawsMin...Simulation.drawsMax).contains(draws) else {
      throw .usage(
        "--draws is \(draws), not between \(Simulation.drawsMin) and \(Simulation.drawsMax)")
    }
  }
}

extension WorthCommand {
  struct Show: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what it is worth; the default.",
      discussion: """
        Example: airworthy worth
                 airworthy worth --full
                 airworthy worth --format markdown --output docs/worth.md

        Ends with 0 if the model is worth running, 1 if it is not, 3 if that cannot
        be told: a number is a guess, or the risk asks for evidence first.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var instant: InstantOption
    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "text, json, markdown or html.")
    var format: Format = .text

    @Flag(help: "Show break-even values and every number, too.")
    var full = false

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json, markdown, html
    }

    func perform(in session: Session) throws(Stop) -> Ending {
      try drawing.check()
      let workspace = try Workspace.open(common, in: session)
      let (ledger, now) = try workspace.state(asOf: instant.past(in: session), in: session)
      let report = try workspace.worthReport(
        by: ledger, draws: drawing.draws, seed: drawing.seed, at: now
      ) { if !common.quiet { session.console.progress($0) } }
      session.console.endProgress()
      let text =
        switch format {
        case .text:
          WorthText(report, isFull: full).page
            .rendered(for: session.terminal(noColor: common.noColor))
        case .json: WorthJSON.text(report)
        case .markdown: WorthMarkdown.text(report)
        case .html: WorthPage(report).html
        }
      try output.write(text, in: session)
      return switch report.analysis.verdict.advice.isWorthIt {
      case true?: .met
      case false?: .notMet
      case nil: .undecided
      }
    }
  }
}

import ArgumentParser
import Readiness
import Views

struct RequirementsVerify: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says whether the requirements are met, as far as a gate asks for it.",
    discussion: """
      Example: airworthy requirements verify
               airworthy requirements verify --level 5 --component delay-model

      Gates ask for more as the level rises: from 2 on each requirement has steps of
      both kinds, evidence for what is done, and a risk; from 4 on security and
      privacy are among them; from 5 on the research requirements are closed; from 6
      on product requirements are written; from 8 on every one is closed, which is
      what is asked unless --level is given. Ends with 0 if all of it is so, 1 if
      something is not, 3 if evidence is missing, stale or undecided. Waivers do not
      count here.
      """)

  @Option(help: "The level of the gate, 0 to 9.")
  var level = 9

  @Option(
    help: ArgumentHelp("Those of a component, and of the system as a whole.", valueName: "name"))
  var component: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: RequirementsFormat = .text

  func perform(in session: Session) throws(Stop) -> Ending {
    guard let level = Level(level) else {
      throw .usage("\(self.level) is not a level", fix: "name one from 0 to 9")
    }
    let view = try RequirementsView(common, asOf: instant.past(in: session), in: session)
    let standings = try view.concerning(component)
    let verdict = RequirementsVerdict(
      on: view.standings, of: component.map { Component.ID($0) }, at: level,
      exemptions: view.ledger.exemptions)
    let report = view.report(standings)
    let text =
      switch format {
      case .text:
        VerificationText(verdict, of: report).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: RequirementsJSON.text(report, verdict: verdict)
      case .markdown: VerificationText(verdict, of: report).markdown
      }
    try output.write(text, in: session)
    return switch verdict.outcome {
    case .met: .met
    case .notMet: .notMet
    case .undecided: .undecided
    }
  }
}

import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct LevelsCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "levels",
    abstract: "Draws the ladder of each component, what holds each rung, and the way so far.",
    discussion: """
      Example: airworthy levels
               airworthy levels delay-model
               airworthy levels --format svg --output levels.svg

      'airworthy score mltrl' tells the same criteria in words, with what each rests
      on.
      """)

  @Argument(help: "The component; all unless named.")
  var component: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, svg, html or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, svg, html, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.state(asOf: instant.past(in: session), in: session)
    let verdict = workspace.verdict(on: ledger, at: now)
    let report = LevelsReport(
      verdict, scale: workspace.project.packs.scale, reviews: ledger.reviews,
      of: try wanted(in: verdict))
    let text =
      switch format {
      case .text: page(report, for: session.terminal(noColor: common.noColor))
      case .svg: LevelsPicture(report).svg
      case .html: LevelsPage(report).html
      case .json: LevelsJSON.text(report)
      }
    try output.write(text, in: session)
    return .met
  }

  private func page(_ report: LevelsReport, for terminal: Terminal) -> String {
    LadderText(report, width: terminal.width).page.rendered(for: terminal)
  }

  private func wanted(in verdict: Verdict) throws(Stop) -> [Component.ID]? {
    let names = verdict.components.map(\.component.id.rawValue)
    guard !names.isEmpty else {
      throw .usage(
        "no component had entered by \(verdict.at.words)", fix: "name a later time with --as-of")
    }
    guard let component else { return nil }
    guard names.contains(component) else {
      throw .usage(
        "no component '\(component.cleaned.shortened(to: 40))' is declared",
        fix: Spelling.nearest(to: component, among: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", ").shortened(to: 200))")
    }
    return [.init(component)]
  }
}

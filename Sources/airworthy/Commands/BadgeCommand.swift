import ArgumentParser
import Definitions
import Readiness
import Views

struct BadgeCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "badge",
    abstract: "Writes a small sign for a page: the level, or a score.",
    discussion: """
      Example: airworthy badge --output readiness.svg
               airworthy badge robustness --format shields --output badge.json

      Grey where no check speaks freshly: a badge outlives the evidence that it was
      made from, so make it anew with every run. The message says what counts now.
      """)

  @Argument(help: "level, or a framework: robustness, maturity, ml-test-score or a team's own.")
  var topic = "level"

  @Option(
    help: ArgumentHelp("The level of one component instead of the system's.", valueName: "name"))
  var component: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "svg, or shields for the JSON of an endpoint badge.")
  var format: Format = .svg

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg, shields
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let verdict = try workspace.verdict(asOf: instant.past(in: session), in: session)
    let badge = try badge(of: verdict)
    try output.write(format == .svg ? badge.svg : badge.json, in: session)
    return .met
  }

  private func badge(of verdict: Verdict) throws(Stop) -> Badge {
    let judged = try component.map { name throws(Stop) -> ComponentVerdict in
      guard let found = verdict.components.first(where: { $0.component.id.rawValue == name }) else {
        let names = verdict.components.map(\.component.id.rawValue).joined(separator: ", ")
        throw .usage("no component '\(name)' is declared", fix: "there are \(names)")
      }
      return found
    }
    if topic == "level" { return Badge(level: verdict, component: judged) }
    if judged != nil {
      throw .usage("a score is one of the whole system", fix: "leave --component out")
    }
    guard let score = verdict.scores.first(where: { $0.framework.id.rawValue == topic }) else {
      let names = ["level"] + verdict.scores.map(\.framework.id.rawValue)
      throw .usage(
        "there is no badge '\(topic)'", fix: "there are \(names.joined(separator: ", "))")
    }
    return Badge(score: score, in: verdict)
  }
}

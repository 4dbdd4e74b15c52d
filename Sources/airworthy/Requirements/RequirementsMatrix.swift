import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct RequirementsMatrix: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Shows the risks: probability times value, in a plane and ranked.",
    discussion: """
      Example: airworthy requirements matrix
               airworthy requirements matrix --grid --format html --output risks.html
               airworthy requirements matrix --format svg --output risks.svg

      Colours and marks stand for the expected loss, probability times value. A value
      of 9 or 10 is never drawn as minor, however improbable. Probabilities over
      different periods are not compared: each has a picture and a list of its own.
      """)

  @Flag(help: "The matrix of five by five in place of the plane.")
  var grid = false

  @Option(
    help: ArgumentHelp("Those of a component, and of the system as a whole.", valueName: "name"))
  var component: String?

  @Option(
    help: ArgumentHelp("Only probabilities over a period, such as release.", valueName: "period"))
  var per: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, svg or html.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, svg, html
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let view = try RequirementsView(common, asOf: nil, in: session)
    let all = try view.concerning(component).all.map(\.requirement)
    let periods = Set(all.compactMap(\.risk?.period)).sorted()
    if let per, !periods.contains(per) {
      throw .usage(
        "no probability is per '\(per.cleaned.shortened(to: 40))'",
        fix: periods.isEmpty
          ? "no requirement has a risk" : "there are \(periods.joined(separator: ", "))")
    }
    if format == .svg, per == nil, periods.count > 1 {
      throw .usage(
        "risks are per \(periods.joined(separator: ", ")), and one picture holds one of these",
        fix: "name it with --per")
    }
    if format == .svg, periods.isEmpty {
      throw .usage(
        "no requirement has a risk, so there is no picture",
        fix: "add 'risk' to those of requirements.yaml")
    }
    let picture = RiskPicture(
      of: view.project.system,
      requirements: all.filter { per == nil || $0.risk == nil || $0.risk?.period == per },
      isGrid: grid)
    let text =
      switch format {
      case .text: picture.page.rendered(for: session.terminal(noColor: common.noColor))
      case .json: picture.json
      case .svg: picture.svg
      case .html: picture.html
      }
    try output.write(text, in: session)
    return .met
  }
}

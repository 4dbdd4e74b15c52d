import ArgumentParser
import Documents
import Readiness
import Views

struct RequirementsShow: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a requirement in full: each step, how it stands, and where its evidence is.",
    discussion: """
      Example: airworthy requirements show 4.2.1
               airworthy requirements show 4

      An id with fewer numbers names all that begin with it.
      """)

  @Argument(help: "One to three whole numbers with dots, as in requirements.yaml.")
  var id: String

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: RequirementsFormat = .text

  func perform(in session: Session) throws(Stop) -> Ending {
    let view = try RequirementsView(common, asOf: instant.past(in: session), in: session)
    let found = view.standings.filter { standing in
      standing.requirement.id.rawValue == id || standing.requirement.id.rawValue.hasPrefix(id + ".")
    }
    guard !found.all.isEmpty else {
      let ids = view.standings.all.map(\.requirement.id.rawValue)
      throw .usage(
        "there is no requirement '\(id.cleaned.shortened(to: 40))'",
        fix: ids.isEmpty
          ? "write requirements.yaml; 'airworthy schema requirements' says how"
          : Spelling.nearest(to: id, among: ids).map { "did you mean '\($0)'?" }
            ?? "there are \(ids.joined(separator: ", ").shortened(to: 200))")
    }
    let report = view.report(found)
    let text =
      switch format {
      case .text:
        RequirementsText(report).whole.rendered(for: session.terminal(noColor: common.noColor))
      case .json: RequirementsJSON.text(report)
      case .markdown: RequirementsMarkdown(report).whole
      }
    try output.write(text, in: session)
    return .met
  }
}

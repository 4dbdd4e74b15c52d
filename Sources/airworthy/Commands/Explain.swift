import ArgumentParser
import Checks
import Definitions
import Documents
import Readiness
import Reports
import Views

struct Explain: SessionCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Explains a control, item, criterion, level, framework, check, format, card field or diagnostic.",
    discussion: """
      Example: airworthy explain data.drift-monitored
               airworthy explain R1.1
               airworthy explain 4
               airworthy explain unknown-key
               airworthy explain controls

      Lists: controls, levels, frameworks, checks, formats, codes.
      """)

  @Argument(help: "A name or a number, or a list to show.")
  var topic: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    let (packs, verdict) = try known(in: session)
    let text = ExplainText(
      packs: packs, verdict: verdict, checks: Catalog.kinds, signs: RepositoryCheck.signs,
      reports: ReportFormats.all.map { kind in
        .init(
          name: kind.name, reads: kind.reads, shows: kind.shows, rule: kind.rule,
          example: kind.example)
      }, topic: topic)
    guard let page = text.page else {
      // A number that is no level is near to all of them.
      let near = Int(topic) == nil ? Spelling.nearest(to: topic, among: text.topics) : nil
      throw .usage(
        "nothing is called '\(topic.cleaned.shortened(to: 60))'",
        fix: near.map { "did you mean '\($0)'?" }
          ?? "lists are controls, levels, frameworks, checks, formats and codes")
    }
    session.console.print(page.rendered(for: session.terminal(noColor: common.noColor)))
    return .met
  }

  /// A team's own packs and what stands, where there is a sound project; else the program's own packs.
  ///
  /// A log that cannot be read is told by other commands.
  private func known(in session: Session) throws(Stop) -> (Packs, Verdict?) {
    if let folder = Folder(common.directory), Project.isDescribed(in: folder),
      let project = Project.read(in: folder, now: session.now).project
    {
      let workspace = Workspace(project: project, log: LogFile(in: folder))
      return (project.packs, try? workspace.verdict(asOf: nil, in: session))
    }
    do throws(Diagnostics) {
      return (try PackLibrary.read(), nil)
    } catch {
      throw .wrong(error.list)
    }
  }
}

import ArgumentParser
import Definitions
import Documents
import Foundation
import Readiness
import Spreadsheets
import Views

struct ScoreCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Gives the four scores, each as it stands and as far as it is proved.",
    discussion: """
      Example: airworthy score
               airworthy score robustness
               airworthy score mltrl --format markdown --output levels.md
               airworthy score maturity --format xlsx --output answers.xlsx

      Frameworks: robustness, maturity, ml-test-score, and a team's own; mltrl shows
      the levels, gate by gate. A workbook (xlsx) takes answers in its yellow cells;
      read them back with 'airworthy answer --from answers.xlsx'.
      """)

  @Argument(help: "Frameworks to show item by item.")
  var frameworks: [String] = []

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown or xlsx.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, xlsx
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    if format == .xlsx, output.goesToTerminal(in: session) {
      throw .usage(
        "a workbook is not for terminals", fix: "name a file for it with --output answers.xlsx")
    }
    let workspace = try Workspace.open(common, in: session)
    let verdict = try workspace.verdict(asOf: instant.past(in: session), in: session)
    let known = verdict.scores.map(\.framework.id.rawValue) + [Packs.levelsWord]
    if let unknown = frameworks.first(where: { !known.contains($0) }) {
      throw .usage(
        "no framework '\(unknown)' is known", fix: "there are \(known.joined(separator: ", "))")
    }
    let report = ScoreReport(
      frameworks, packs: workspace.project.packs, tool: Airworthy.version)
    switch format {
    case .text:
      let page = ScoreText(verdict, report).page
      try output.write(page.rendered(for: session.terminal(noColor: common.noColor)), in: session)
    case .json: try output.write(VerdictJSON.scores(verdict, report), in: session)
    case .markdown: try output.write(ScoreMarkdown(verdict, report).text, in: session)
    case .xlsx:
      if frameworks.contains(Packs.levelsWord) {
        throw .usage(
          "levels have no workbook", fix: "name frameworks, or take --format markdown or json")
      }
      try keepAnswers(beside: verdict)
      let ids = frameworks.map(Framework.ID.init(_:))
      try output.write(workbook(of: verdict, ids), in: session)
    }
    return .met
  }

  /// Refuses to write over a workbook that somebody has filled in and nobody has read back.
  private func keepAnswers(beside verdict: Verdict) throws(Stop) {
    guard let name = output.output,
      let type = try? FileManager.default.attributesOfItem(
        atPath: URL(filePath: name).resolvingSymlinksInPath().path)[.type] as? FileAttributeType,
      type == .typeRegular, let file = FileHandle(forReadingAtPath: name),
      let bytes = try? file.read(upToCount: AnswerWorkbook.bytesMax)
    else { return }
    let unread = AnswerWorkbook.unread(in: Array(bytes), of: name, beside: verdict)
    guard let first = unread.first else { return }
    throw .wrong([
      Diagnostic(
        .usage,
        "\(name) holds \(unread.count.of("answer")) that would be lost", at: first,
        fix: "read them back with 'airworthy answer --from \(name)', or name another file")
    ])
  }

  private func workbook(of verdict: Verdict, _ ids: [Framework.ID]) throws(Stop) -> [UInt8] {
    do throws(CannotWrite) {
      return try AnswerWorkbook.bytes(of: verdict, frameworks: ids, tool: Airworthy.version)
    } catch {
      throw .failed(error.reason)
    }
  }
}

import ArgumentParser
import Definitions
import Documents
import Foundation
import Portfolio
import Readiness
import Views

struct PortfolioCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Tells time per level, loops, tasks and forecasts over many systems' logs.",
    discussion: """
      Example: airworthy portfolio --under ~/systems
               airworthy portfolio system-a system-b/log.jsonl --to 7
               airworthy portfolio --under . --objective 'level 7 by 2027-03-01'
               airworthy portfolio --under . --format html --output portfolio.html

      Takes folders of systems, their logs (.airworthy/log.db) and exports (airworthy
      log export); with none named it looks below the present folder. Targets and
      objectives come from the airworthy.yaml beside a log. What cannot be read is
      named and left out; only where nothing can be read it ends with 2.
      """)

  @Argument(help: ArgumentHelp("Folders, logs and exports.", valueName: "folder or log"))
  var places: [String] = []

  @Option(help: ArgumentHelp("Look for logs below a folder; may be repeated.", valueName: "folder"))
  var under: [String] = []

  @Option(
    help: ArgumentHelp("Forecast this level, in place of each one's target.", valueName: "level"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "'level 7 by 2027-03-01', or '… for COMPONENT'; may be repeated.", valueName: "objective"))
  var objective: [String] = []

  @Option(
    help: ArgumentHelp("Where drawing begins; the same seed, the same dates.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How many ways are drawn, 100 to 10000.", valueName: "n"))
  var draws = 400

  @Option(
    help: ArgumentHelp(
      "How many stays at a level have to have ended before it is forecast.", valueName: "n"))
  var leastStays = 5

  @Option(
    help: ArgumentHelp("How many rows of a table to show as text; 0 for all.", valueName: "n"))
  var show = 15

  @Flag(help: "Check every event and every link of every log; it reads them whole.")
  var verify = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown or html.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, html
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let settings = try settings()
    let now = try present(in: session)
    let read = PortfolioLogs(at: try wanted(), until: now, isVerifying: verify)
    try tell(read, in: session)
    try known(settings.objectives, to: read.members)
    let report = PortfolioReport(
      MetaReview(of: read.members, at: now, settings: settings), logs: read.logs,
      leftOut: read.leftOut, stages: try stages())
    let text =
      switch format {
      case .text:
        PortfolioText(report, rowsMost: show > 0 ? show : .max).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: PortfolioJSON.text(report)
      case .markdown: PortfolioMarkdown(report).text
      case .html: PortfolioPage(report).html
      }
    try output.write(text, in: session)
    return .met
  }

  private func present(in session: Session) throws(Stop) -> Instant {
    switch try instant.past(in: session) {
    case nil: return session.now
    case .end(let end)?: return end
    case .before?:
      throw .usage(
        "the number of an event says nothing of other logs", fix: "give --as-of a time")
    }
  }

  /// The places that are asked for, each once, in order.
  private func wanted() throws(Stop) -> [String] {
    let roots = places.isEmpty && under.isEmpty ? [common.directory] : under
    for root in roots where Folder(root) == nil {
      throw .usage("there is no folder '\(root.cleaned.shortened(to: 80))'")
    }
    let found = roots.flatMap(LogSearch.folders)
    var seen: Set<String> = []
    let all = (places + found).filter {
      seen.insert(URL(filePath: $0).resolvingSymlinksInPath().path).inserted
    }
    guard !all.isEmpty else {
      throw .usage(
        "there is no log below \(roots.joined(separator: ", ").cleaned.shortened(to: 80))",
        fix: "name folders of systems, logs or exports, or another folder with --under")
    }
    return all.sorted()
  }

  /// Names what was left out, and stops where nothing is left.
  private func tell(_ read: PortfolioLogs, in session: Session) throws(Stop) {
    let isNothing = read.logs.isEmpty
    let refused = read.leftOut.map { file in
      Diagnostic(
        .badLog, file.reason, at: .init(whole: file.path),
        severity: isNothing ? .error : .warning)
    }
    if isNothing { throw .wrong(refused) }
    guard !common.quiet else { return }
    let warnings = read.warnings.map { file in
      Diagnostic(.badLog, file.reason, at: .init(whole: file.path), severity: .warning)
    }
    if !(refused + warnings).isEmpty { Stop.wrong(refused + warnings).tell(session.console) }
  }

  /// Refuses an objective of a component that no log has.
  private func known(_ objectives: [Objective], to members: [Member]) throws(Stop) {
    let components = Set(members.flatMap(\.ledger.levels.keys))
    for component in objectives.compactMap(\.component) where !components.contains(component) {
      throw .usage(
        "no log has a component '\(component.rawValue.cleaned.shortened(to: 60))'",
        fix: "name one of \(components.sorted().prefix(8).map(\.rawValue).joined(separator: ", "))")
    }
  }

  private func settings() throws(Stop) -> MetaReview.Settings {
    if !(100...10_000).contains(draws) {
      throw .usage("--draws is from 100 to 10000, not \(draws)")
    }
    if !(1...1_000).contains(leastStays) {
      throw .usage("--least-stays is from 1 to 1000, not \(leastStays)")
    }
    return MetaReview.Settings(
      to: try to.map { text throws(Stop) in try Self.level(text) },
      objectives: try objective.map { text throws(Stop) in try Self.objective(text) }, seed: seed,
      draws: draws, staysLeast: leastStays)
  }

  private static func level(_ text: some StringProtocol) throws(Stop) -> Level {
    guard let level = Int(text).flatMap({ Level($0) }) else {
      throw .usage(
        "'\(String(text).cleaned.shortened(to: 40))' is not a level", fix: "name one from 0 to 9")
    }
    return level
  }

  /// `level 7 by 2027-03-01`, perhaps with `for COMPONENT`.
  private static func objective(_ text: String) throws(Stop) -> Objective {
    let words = text.split(separator: " ")
    guard words.count == 4 || words.count == 6 && words[4] == "for", words[0] == "level",
      words[2] == "by"
    else {
      throw .usage(
        "'\(text.cleaned.shortened(to: 60))' is no objective",
        fix: "write it like 'level 7 by 2027-03-01' or 'level 7 by 2027-03-01 for delay-model'")
    }
    guard words[3].utf8.count == 10, let day = Instant(String(words[3])) else {
      throw .usage(
        "'\(String(words[3]).cleaned.shortened(to: 40))' is not a day",
        fix: "write it like 2027-03-01")
    }
    return Objective(
      level: try level(words[1]), by: day,
      component: words.count == 6 ? .init(String(words[5])) : nil)
  }

  private func stages() throws(Stop) -> [ReadinessScale.Stage] {
    do throws(Diagnostics) {
      return try PackLibrary.read().scale.levels
    } catch {
      throw .wrong(error.list)
    }
  }
}

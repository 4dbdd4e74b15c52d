import ArgumentParser
import Checks
import Definitions
import EventLog
import Readiness
import Views

struct Check: SessionCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the declared checks and records what they found as evidence.",
    discussion: """
      Example: airworthy check
               airworthy check repository golden-set
               airworthy check --dry-run --verbose
               airworthy check --format junit --output airworthy.xml

      Ends with 1 if an answer fails, 3 if one is undecided or a check cannot run,
      else with 0; what was looked for and not found is no failure.
      """)

  @Argument(help: "The checks to run, by their names in airworthy.yaml; all unless named.")
  var checks: [String] = []

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Record nothing.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Show every figure, and what was looked for and not found.")
  var verbose = false

  @Option(help: "text, json, markdown, junit, sarif, github or gitlab.")
  var format: Format = .text

  @Option(help: "What ends with another code than 0: undecided (and what fails), fail or never.")
  var failOn: FailOn = .undecided

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, junit, sarif, github, gitlab
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let project = workspace.project
    let chosen = try chosenChecks(of: project)
    let missing = project.missingData(for: chosen)
    if !missing.isEmpty { throw .wrong(missing) }

    // Opened first, so that a second writer is told before it has worked for minutes.
    let log: SQLiteEventStore? = if dryRun { nil } else { try workspace.log.writing() }
    let store: any EventStore = if let log { log } else { try workspace.reading() }
    var ledger = try workspace.present(from: store, in: session)
    let news = ledger.news(in: project.declared)
    ledger.foldNews(of: project.declared, at: session.now)
    // What the records show rests on what the others find, which come before them.
    var seen = ledger
    var runs: [(DeclaredCheck, [Finding])] = []
    for (index, check) in chosen.enumerated() {
      if !common.quiet {
        session.console.progress("[\(index + 1)/\(chosen.count)] \(check.id)")
      }
      if check.check is RecordsCheck { seen.fold(runs.evidence(by: ledger), at: session.now) }
      let source = Source(
        folder: project.folder, declared: project.declared, packs: project.packs,
        datasets: project.datasets, ledger: seen, now: session.now,
        worth: check.check is RecordsCheck
          ? workspace.worthRecord(by: seen, at: session.now) : .missing)
      let findings = check.findings(in: source)
      runs.append((check, findings))
    }
    session.console.endProgress()

    if let log {
      let evidence = runs.evidence(by: ledger)
      try workspace.record(news + evidence, in: log, isQuiet: common.quiet, session: session)
      if !common.quiet { workspace.tell(news, in: session) }
      try takeFastPath(workspace, log, session)
    }
    let shown = runs.map { CheckText.Run(check: $0.0.id, findings: $0.1) }
    let text =
      switch format {
      case .text:
        CheckText(shown, isVerbose: verbose).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: CheckJSON.text(shown, of: project.system, at: session.now)
      case .markdown: CheckMarkdown(shown).text
      case .junit, .sarif, .github, .gitlab:
        HostFormat(rawValue: format.rawValue).map {
          $0.text(Report(shown, packs: project.packs, prefix: workspace.prefix))
        } ?? ""
      }
    try output.write(text, in: session)
    try HostFormat(rawValue: format.rawValue)?.summarise(CheckMarkdown(shown).text, in: session)
    return failOn.ending(Ending(runs.flatMap { $0.1.map(\.status) }))
  }

  /// Lets components go up again that an approved retrain sent back, where this run has shown enough.
  private func takeFastPath(
    _ workspace: Workspace, _ log: SQLiteEventStore, _ session: Session
  ) throws(Stop) {
    let ledger = try workspace.state(at: .end(session.now), from: log).ledger
    let facts = workspace.proceedings(on: ledger, at: session.now, in: session)
      .fastPath()
    if facts.isEmpty { return }
    try workspace.record(facts, in: log, isQuiet: true, session: session)
    for case .levelGraduated(let graduated) in facts where !common.quiet {
      session.console.complain(
        "\(graduated.component) has gone through level \(graduated.level) again: "
          + "\(graduated.reason)\n")
    }
  }

  /// The checks to run; what the records show by themselves comes last.
  private func chosenChecks(of project: Project) throws(Stop) -> [DeclaredCheck] {
    let all = project.checks + [.records]
    if checks.isEmpty { return all }
    for name in checks where !all.contains(where: { $0.id.rawValue == name }) {
      throw .usage(
        "no check '\(name)' is declared",
        fix: "there are \(all.map(\.id.rawValue).joined(separator: ", "))")
    }
    return all.filter { checks.contains($0.id.rawValue) }
  }
}

extension Ending {
  /// What the answers of checks come to.
  init(_ statuses: [Readiness.Status]) {
    if statuses.contains(.fail) {
      self = .notMet
    } else if statuses.contains(.error) || statuses.contains(.inconclusive) {
      self = .undecided
    } else {
      self = .met
    }
  }
}

import ArgumentParser
import Definitions
import Readiness
import Views

struct GateCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Says whether the gate of a level is met: the line for continuous integration.",
    discussion: """
      Example: airworthy gate 4
               airworthy gate 4 --component delay-model --format markdown
               airworthy gate next

      Ends with 0 if the gate is met for every component asked about, 1 if it is
      not, 3 if evidence is missing, stale or undecided. A gate that stands on a
      waiver is conditional, and met until the waiver ends; --strict does not take
      it for met.
      """)

  @Argument(help: "The level, 0 to 9, or 'next' for the level that each component works at.")
  var level: String

  @Option(help: ArgumentHelp("One component; all unless named.", valueName: "name"))
  var component: String?

  @Flag(help: "A conditional gate does not count as met.")
  var strict = false

  @Flag(help: "Put the answer on record, with all it takes to compute it again.")
  var issue = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown, junit, sarif, github or gitlab.")
  var format: Format = .text

  @Option(
    help: "What ends with another code than 0: undecided (and what is not met), fail or never.")
  var failOn: FailOn = .undecided

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, junit, sarif, github, gitlab
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let level = try wantedLevel()
    if issue, instant.asOf != nil {
      throw .usage("a verdict of the past cannot be put on record", fix: "leave --as-of out")
    }
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.wholeState(asOf: instant.past(in: session), in: session)
    let rules = workspace.proceedings(on: ledger, at: now, in: session)
    let verdict = rules.verdict
    let gates = try gates(of: verdict, at: level)
    let stage = level.flatMap { workspace.project.packs.scale.stage($0) }
    let text =
      switch format {
      case .text:
        GateText(
          gates, stage: stage,
          panels: Dictionary(
            gates.compactMap { gate in rules.panelWords(for: gate).map { (gate.component, $0) } },
            uniquingKeysWith: { first, _ in first }),
          cards: cards(for: gates, in: workspace, rules, session)
        ).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: VerdictJSON.gates(gates, in: verdict)
      case .markdown: GateMarkdown(gates, stage: stage).text
      case .junit, .sarif, .github, .gitlab:
        HostFormat(rawValue: format.rawValue).map {
          $0.text(Report(gates, prefix: workspace.prefix))
        } ?? ""
      }
    try output.write(text, in: session)
    try HostFormat(rawValue: format.rawValue)?
      .summarise(GateMarkdown(gates, stage: stage).text, in: session)
    if issue {
      for gate in gates {
        try workspace.issue(
          { .gateIssued($0) }, level: gate.level, of: gate.component, in: session,
          isQuiet: common.quiet, withRecords: true
        ) { _, verdict in
          let gates = verdict.gates(of: gate.component, at: gate.level)
          return Issuance(
            content: VerdictJSON.gates(gates, in: verdict),
            outcome: gates.first?.outcome.name ?? gate.outcome.name)
        }
      }
    }
    return failOn.ending(ending(of: gates))
  }

  /// What the cards that the reviews of these gates issue would lack.
  private func cards(
    for gates: [Gate], in workspace: Workspace, _ rules: Proceedings, _ session: Session
  ) -> [Component.ID: String] {
    var words: [Component.ID: String] = [:]
    for gate in gates where gate.reach == .next && instant.asOf == nil {
      guard
        let judged = rules.verdict.components.first(where: { $0.component.id == gate.component })
      else { continue }
      let card = Card(
        of: judged, in: rules.verdict,
        from: workspace.cardMaterial(
          of: judged.component, on: rules.ledger, in: rules.verdict, session: session))
      words[gate.component] = card.lackingWords.map { "\($0), and the review issues it so" }
    }
    return words
  }

  private func wantedLevel() throws(Stop) -> Level? {
    if level == "next" { return nil }
    guard let wanted = Int(level).flatMap({ Level($0) }) else {
      throw .usage("'\(level)' is not a level", fix: "name one from 0 to 9, or 'next'")
    }
    return wanted
  }

  private func gates(of verdict: Verdict, at level: Level?) throws(Stop) -> [Gate] {
    let components = verdict.components.filter { judged in
      component == nil || judged.component.id.rawValue == component
    }
    guard !verdict.components.isEmpty else {
      throw .usage(
        "no component had entered by \(verdict.at.words)", fix: "name a later time with --as-of")
    }
    guard !components.isEmpty else {
      let names = verdict.components.map(\.component.id.rawValue).joined(separator: ", ")
      throw .usage("no component '\(component ?? "")' is declared", fix: "there are \(names)")
    }
    return components.compactMap { judged in
      guard let wanted = level ?? judged.working else { return nil }
      return judged.gates.first { $0.level == wanted }
    }
  }

  private func ending(of gates: [Gate]) -> Ending {
    let outcomes = gates.map(\.outcome)
    if outcomes.contains(.notMet) { return .notMet }
    if strict, gates.contains(where: { $0.outcome != .met && $0.isConditional }) { return .notMet }
    return outcomes.contains(.undecided) ? .undecided : .met
  }
}

extension Verdict {
  fileprivate func gates(of component: Component.ID, at level: Level) -> [Gate] {
    components.first { $0.component.id == component }?.gates.filter { $0.level == level } ?? []
  }
}

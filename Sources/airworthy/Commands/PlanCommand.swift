import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct PlanCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Gives the shortest way to a gate, a level or a score: what to do, in order.",
    discussion: """
      Example: airworthy plan
               airworthy plan --component delay-model
               airworthy plan --to 6 --format markdown
               airworthy plan --score 'robustness>=40'
               airworthy plan --score maturity=mature

      Without --to and --score it plans the next gates of the components that work at
      the lowest level. A score is named by its framework: at least (>=) or above (>)
      a number, or a band (=), such as ml-test-score='fairly tested'; 'complete'
      asks for every point that applies. No way takes less effort: working days that
      the packs estimate and 'policy: effort' in airworthy.yaml replaces.

      Ends with 0 if the goal is reached, 1 if something is left to do, 3 if no work
      reaches it, since too much of it does not apply.
      """)

  @Option(help: ArgumentHelp("Plan all gates up to working at this level.", valueName: "level"))
  var to: String?

  @Option(
    help: ArgumentHelp("Plan a framework's total, e.g. 'robustness>=40'.", valueName: "goal"))
  var score: String?

  @Option(help: ArgumentHelp("One component; all unless named.", valueName: "name"))
  var component: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.state(asOf: instant.past(in: session), in: session)
    let verdict = workspace.verdict(on: ledger, at: now)
    let project = workspace.project
    let plan = Plan(
      toward: try goal(for: verdict), from: verdict, on: ledger, by: project.packs,
      means: project.means(verdict: verdict, ledger: ledger))
    let text =
      switch format {
      case .text:
        PlanText(plan).page.rendered(for: session.terminal(noColor: common.noColor))
      case .json: PlanJSON.text(plan)
      case .markdown: PlanMarkdown(plan).text
      }
    try output.write(text, in: session)
    return switch plan.outcome {
    case .reached: .met
    case .planned: .notMet
    case .unreachable: .undecided
    }
  }

  // MARK: - What to reach

  private func goal(for verdict: Verdict) throws(Stop) -> Goal {
    if to != nil, score != nil {
      throw .usage("a plan has one goal", fix: "name --to or --score, not both")
    }
    if let score {
      if component != nil {
        throw .usage(
          "a score is one of the whole system", fix: "leave --component out, or name --to a level")
      }
      return try ScoreGoal(score, among: verdict.scores.map(\.framework)).goal
    }
    let components = try chosen(in: verdict)
    guard let to else {
      let lowest = components.compactMap(\.working).min()
      return .nextGates(
        components.filter { component != nil || $0.working == lowest }.map(\.component.id))
    }
    guard let level = Int(to).flatMap({ Level($0) }) else {
      throw .usage("'\(to.cleaned.shortened(to: 40))' is not a level", fix: "name one from 0 to 9")
    }
    let below = components.filter { $0.working.map { $0 < level } ?? false }
    return .level(level, (below.isEmpty ? components : below).map(\.component.id))
  }

  private func chosen(in verdict: Verdict) throws(Stop) -> [ComponentVerdict] {
    guard !verdict.components.isEmpty else {
      throw .usage(
        "no component had entered by \(verdict.at.words)", fix: "name a later time with --as-of")
    }
    guard let component else { return verdict.components }
    let names = verdict.components.map(\.component.id.rawValue)
    let found = verdict.components.filter { $0.component.id.rawValue == component }
    guard !found.isEmpty else {
      throw .usage(
        "no component '\(component.cleaned.shortened(to: 40))' is declared",
        fix: Spelling.nearest(to: component, among: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", ").shortened(to: 200))")
    }
    return found
  }
}

import ArgumentParser
import Readiness
import Views

struct SwitchbackCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "switchback",
    abstract: "Sends a component back to an earlier level, and says what has to be shown again.",
    discussion: """
      Example: airworthy switchback delay-model --to 4 --reason "the feed ends"
               airworthy switchback delay-model --to 4 --dry-run

      A discovery is a gap found at work; embedded ones are part of the process (4
      to 2, 9 to 7 or lower). Those that a review decides are its own: 'review
      decide'. A component never goes back below the level that it entered at;
      what works at its entry can still send back what depends on it.
      """)

  @Argument(help: "The component.")
  var component: String

  @Option(help: ArgumentHelp("The level that it goes back to.", valueName: "level"))
  var to: Int

  @Option(help: "discovery or embedded.")
  var kind: Kind = .discovery

  @Option(help: "Why.")
  var reason: String?

  @Flag(help: "What depends on the component goes back as far.")
  var withDependants = false

  @Flag(help: "Record nothing; show what would have to be shown again.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case discovery, embedded
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    guard let level = Level(to) else { throw .usage("'\(to)' is not a level 0 to 9") }
    if !dryRun, reason?.allSatisfy(\.isWhitespace) ?? true {
      throw .usage("a switchback needs its reason", fix: "add --reason")
    }
    let id = Component.ID(component)
    let why = reason ?? ""
    let kind: Fact.ComponentSwitchedBack.Kind = kind == .discovery ? .discovery : .embedded
    let known: (Proceedings) throws(Stop) -> Void = { rules throws(Stop) in
      _ = try rules.verdict.judged(component)
    }
    let moved: (Proceedings) throws(Proceedings.Refused) -> [Fact] = {
      rules throws(Proceedings.Refused) in
      try rules.switchback(
        of: rules.standing(of: id).judged, to: level, kind: kind, reason: why,
        withDependants: withDependants)
    }
    let (rules, facts): (Proceedings, [Fact])
    if dryRun {
      let workspace = try Workspace.open(common, in: session)
      let (ledger, now) = try workspace.wholeState(asOf: nil, in: session)
      rules = workspace.proceedings(on: ledger, at: now, in: session)
      try known(rules)
      facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in try moved(rules) }
    } else {
      let desk = try ReviewDesk(common, in: session)
      rules = try desk.proceedings().rules
      try known(rules)
      facts = try desk.act(moved)
    }
    session.console.print(
      SwitchbackText(facts, rules: rules).page
        .rendered(for: session.terminal(noColor: common.noColor)))
    return .met
  }
}

import ArgumentParser
import Definitions
import Readiness
import Views

struct CardCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Writes the TRL Card of a component: facts computed, text kept by people.",
    discussion: """
      Example: airworthy card delay-model
               airworthy card delay-model --format html --output card.html
               airworthy card delay-model --issue

      People's text comes from cards/COMPONENT.md, a heading '## C.19 …' for each
      field.
      """)

  @Argument(help: "The component; it may be left out where there is only one.")
  var component: String?

  @Flag(help: "Put the card on record, as evidence that it is current.")
  var issue = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "markdown, html or json.")
  var format: Format = .markdown

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    if issue, instant.asOf != nil {
      throw .usage("a card of the past cannot be put on record", fix: "leave --as-of out")
    }
    let workspace = try Workspace.open(common, in: session)
    let (ledger, instant) = try workspace.state(asOf: instant.past(in: session), in: session)
    let verdict = workspace.verdict(on: ledger, at: instant)
    let judged = try chosen(in: verdict)
    let error = workspace.project.error(of: judged.component, in: session)
    let card = card(
      of: judged, ledger: ledger, verdict: verdict, error: error, in: workspace.project)
    let text =
      switch format {
      case .markdown: CardMarkdown(card).text
      case .html: CardPage(card).html
      case .json: CardJSON.text(card)
      }
    try output.write(text, in: session)
    if issue { try put(card, error: error, on: workspace, session: session) }
    return .met
  }

  private func card(
    of judged: ComponentVerdict, ledger: Ledger, verdict: Verdict,
    error: UncertaintyReport.End?, in project: Project
  ) -> Card {
    project.card(of: judged, in: verdict, ledger: ledger, error: error)
  }

  private func chosen(in verdict: Verdict) throws(Stop) -> ComponentVerdict {
    let names = verdict.components.map(\.component.id.rawValue)
    guard let name = component ?? (names.count == 1 ? names[0] : nil) else {
      throw .usage("name a component", fix: "there are \(names.joined(separator: ", "))")
    }
    guard let judged = verdict.components.first(where: { $0.component.id.rawValue == name }) else {
      throw .usage(
        "no component '\(name)' is declared", fix: "there are \(names.joined(separator: ", "))")
    }
    return judged
  }

  /// Records the card, and that it is current or what it lacks.
  private func put(
    _ card: Card, error: UncertaintyReport.End?, on workspace: Workspace, session: Session
  ) throws(Stop) {
    try workspace.issue(
      { .cardIssued($0) }, level: card.level, of: card.component.id, in: session,
      isQuiet: common.quiet
    ) { ledger, verdict in
      let judged = verdict.components.first { $0.component.id == card.component.id }
      let now =
        judged.map {
          self.card(
            of: $0, ledger: ledger, verdict: verdict, error: error, in: workspace.project)
        } ?? card
      return Issuance(of: now)
    }
  }
}

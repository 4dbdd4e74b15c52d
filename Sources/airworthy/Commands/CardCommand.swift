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
    let project = workspace.project
    let asOf = try instant.instant(in: session)
    let verdict = try workspace.verdict(asOf: asOf, in: session)
    let judged = try chosen(in: verdict)
    let ledger = try workspace.ledger(from: workspace.reading(), until: asOf ?? session.now)
    let card = Card(
      of: judged, in: verdict, scale: project.packs.scale,
      texts: project.cards[judged.component.id]?.sections ?? [:],
      requirements: project.declared.requirements, issues: ledger.cards[judged.component.id] ?? [])
    let text =
      switch format {
      case .markdown: CardMarkdown(card).text
      case .html: CardPage(card).html
      case .json: CardJSON.text(card)
      }
    try output.write(text, in: session)
    if issue { try put(card, text: text, on: workspace, verdict: verdict, session: session) }
    return .met
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
    _ card: Card, text: String, on workspace: Workspace, verdict: Verdict, session: Session
  ) throws(Stop) {
    let missing = card.missing.map(\.id).joined(separator: ", ")
    let finding = Finding(
      control: "gov.card-current", subject: .component(card.component.id),
      status: missing.isEmpty ? .pass : .fail,
      summary: missing.isEmpty
        ? "the card of level \(card.level) was issued with every field that it needs"
        : "the card of level \(card.level) was issued without \(missing)",
      places: [Place(path: "cards/\(card.component.id).md")])
    let evidence = Evidence(
      finding: finding, check: "card", configuration: "", versions: card.component.versions,
      tool: Airworthy.version)
    try workspace.issue(
      { .cardIssued($0) }, also: [.evidenceRecorded(evidence)], content: text,
      outcome: missing.isEmpty ? "complete" : "incomplete", level: card.level,
      of: card.component.id, verdict: verdict, in: session, isQuiet: common.quiet)
  }
}

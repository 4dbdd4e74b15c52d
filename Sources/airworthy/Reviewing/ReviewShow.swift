import ArgumentParser
import Readiness
import Views

struct ReviewShow: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a review: the packet, the panel, the votes, the decision, the debrief.",
    discussion: """
      Example: airworthy review show delay-model
               airworthy review show delay-model --format export -o review.json
               airworthy review verify review.json

      'export' writes the packet with every signature and public key, to be verified
      where there is no log.
      """)

  @OptionGroup var name: ReviewName
  @OptionGroup var common: CommonOptions
  @OptionGroup var instant: InstantOption
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown or export.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, export
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, now) = try workspace.wholeState(asOf: instant.past(in: session), in: session)
    let review = try name.found(in: ledger.reviews)
    let rules = workspace.proceedings(on: ledger, at: now, in: session)
    let stale: [Proceedings.Refusal] =
      review.isOpen
      ? try ReviewDesk.allowed { () throws(Proceedings.Refused) in
        rules.staleness(of: review, now: try rules.packetNow(for: review, in: workspace))
      } : []
    let shown = ShownReview(
      review, stage: rules.packs.scale.stage(review.level), counted: rules.votes(of: review),
      lacks: rules.lacks(of: review), stale: stale.map(\.reason),
      objection: rules.objection(toDecisionOf: review),
      keys: ledger.keys.values.sorted { $0.key.id < $1.key.id })
    let text =
      switch format {
      case .text:
        ReviewText(shown, at: now).page.rendered(for: session.terminal(noColor: common.noColor))
      case .json: ReviewJSON.text(shown)
      case .markdown: ReviewMarkdown(shown).text
      case .export: ReviewJSON.export(shown)
      }
    try output.write(text, in: session)
    return shown.objection == nil ? .met : .notMet
  }
}

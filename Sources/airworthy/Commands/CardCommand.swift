import ArgumentParser
import Definitions
import Digests
import Documents
import Readiness
import Views

struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract:
      "Writes, checks, compares and imports TRL Cards: facts computed, text kept by people.",
    usage: """
      airworthy card [<component>] [<options>]
      airworthy card diff <a> [<b>] [<options>]
      airworthy card import <file> [<options>]
      """,
    discussion: """
      Example: airworthy card delay-model
               airworthy card delay-model --level 7
               airworthy card delay-model --format pdf --output card.pdf
               airworthy card --check
               airworthy card flight-data --template
               airworthy card diff before.json --component delay-model
               airworthy card import old-card.md --component delay-model

      People's text comes from cards/COMPONENT.md, a heading '## C.19 …' for each
      field, and for data sets '## D.1 …' for each question of the datasheet. All
      else is computed. 'airworthy card show --help' lists the options of a card.
      """,
    subcommands: [Show.self, Diff.self, Import.self], defaultSubcommand: Show.self)
}

extension CardCommand {
  struct Show: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a card; the default.",
      discussion: """
        Example: airworthy card delay-model
                 airworthy card delay-model --level 7
                 airworthy card delay-model --format hf --output README.md
                 airworthy card delay-model --issue
                 airworthy card delay-model --as-of 140
                 airworthy card --check
                 airworthy card flight-data --template

        Formats are Markdown, HTML, PDF (printed by Chromium, which must be installed),
        JSON, hf (a card of Hugging Face), mct (JSON of the Model Card Toolkit 0.0.2)
        and cyclonedx (a bill of materials, CycloneDX 1.6).

        --check ends with 1 where the text contradicts facts. It speaks of all
        components unless one is named.
        """)

    @Argument(help: "The component; it may be left out where there is only one.")
    var component: String?

    @Option(help: ArgumentHelp("Hold the card to this level's obligations.", valueName: "0-9"))
    var level: Int?

    @Flag(help: "Put the card on record, as evidence that it is current.")
    var issue = false

    @Flag(help: "Look for text that contradicts facts; as text, or with --format json.")
    var check = false

    @Flag(help: "Add headings of fields and questions that are due to cards/COMPONENT.md.")
    var template = false

    @Flag(help: "With --template: print the file instead of writing it.")
    var dryRun = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var instant: InstantOption
    @OptionGroup var output: OutputOptions

    @Option(help: "md, html, pdf, json, hf, mct or cyclonedx.")
    var format: Format?

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case md, html, pdf, json, hf, mct, cyclonedx

      init?(argument: String) { self.init(rawValue: argument == "markdown" ? "md" : argument) }
    }

    func perform(in session: Session) throws(Stop) -> Ending {
      try refuseWhatDoesNotGoTogether()
      if format == .pdf, output.goesToTerminal(in: session) {
        throw .usage("a PDF is not for a terminal", fix: "name a file with --output")
      }
      let asked = try level.map { number throws(Stop) in try Self.level(number) }
      let workspace = try Workspace.open(common, in: session)
      if template {
        return try workspace.addTemplate(
          for: component, level: asked, isDry: dryRun, isQuiet: common.quiet, in: session)
      }
      let past = try instant.past(in: session)
      let (ledger, instant) = try workspace.state(asOf: past, in: session)
      let verdict = workspace.verdict(on: ledger, at: instant)
      if check {
        let text = try workspace.review(
          of: component, in: verdict, isJSON: format == .json,
          for: session.terminal(noColor: common.noColor))
        try output.write(text.text, in: session)
        return text.contradicts ? .notMet : .met
      }
      let judged = try verdict.judged(component)
      let material = workspace.cardMaterial(
        of: judged.component, on: ledger, in: verdict, session: session)
      let card = Card(of: judged, in: verdict, from: material, level: asked)
      try output.write(bytes(of: card, session), in: session)
      if case .before(let number)? = past, asked == nil, !common.quiet {
        try workspace.tellIfOther(card, than: number, in: session)
      }
      if issue {
        let repeated = try workspace.issue(repeatedBy: card, on: ledger, in: session)
        try put(card, on: workspace, repeating: repeated, session: session)
      }
      return .met
    }

    private static func level(_ number: Int) throws(Stop) -> Level {
      guard let level = Level(number) else {
        throw .usage("\(number) is no level", fix: "levels are 0 to 9")
      }
      return level
    }

    private func refuseWhatDoesNotGoTogether() throws(Stop) {
      if issue, instant.asOf != nil {
        throw .usage("a card of the past cannot be put on record", fix: "leave --as-of out")
      }
      if issue, level != nil {
        throw .usage(
          "a card is put on record at the level that the component works at",
          fix: "leave --level out")
      }
      let ways = [(issue, "--issue"), (check, "--check"), (template, "--template")]
        .filter(\.0).map(\.1)
      if ways.count > 1 {
        throw .usage("\(ways.joined(separator: " and ")) do not go together", fix: "name one")
      }
      if check, let format, format != .json {
        throw .usage("--check writes text or json", fix: "leave --format \(format.rawValue) out")
      }
      if check, level != nil {
        throw .usage("--level is for writing a card", fix: "leave it out with --check")
      }
      if dryRun, !template { throw .usage("--dry-run is for --template") }
      if template, instant.asOf != nil || format != nil || output.output != nil {
        throw .usage(
          "--template adds to cards/COMPONENT.md, as of now",
          fix: "leave --as-of, --format and --output out; --dry-run prints the file")
      }
    }

    private func bytes(
      of card: Card, _ session: Session
    ) throws(Stop) -> [UInt8] {
      switch format ?? .md {
      case .md: Array(CardMarkdown(card).text.utf8)
      case .html: Array(CardPage(card).html.utf8)
      case .json: Array(CardJSON.text(card).utf8)
      case .hf: Array(HuggingFaceCard(card).text.utf8)
      case .mct: Array(ModelCardToolkitCard.text(card).utf8)
      case .cyclonedx:
        Array(Self.bill(of: card).utf8)
      case .pdf:
        try Chromium.find(in: session.environment).print(CardPage(card).html, dated: card.at)
      }
    }

    private static func bill(of card: Card) -> String {
      let bill = CycloneDXCard(card, tool: Airworthy.version)
      return bill.text(serial: Digest(of: bill.text(serial: nil)).uuid)
    }

    /// Records the card, and that it is current or what it lacks.
    private func put(
      _ card: Card, on workspace: Workspace, repeating number: Int?, session: Session
    ) throws(Stop) {
      try workspace.issue(
        { .cardIssued($0) }, level: card.level, of: card.component.id, in: session,
        isQuiet: common.quiet
      ) { ledger, verdict in
        let judged = verdict.components.first { $0.component.id == card.component.id }
        let material = workspace.project.cardMaterial(on: ledger, in: verdict)
          .with(files: card.files, tags: card.tags, error: card.error)
        let now = judged.map { Card(of: $0, in: verdict, from: material) } ?? card
        var issuance = Issuance(of: now)
        issuance.repeated = number
        return issuance
      }
    }
  }
}

extension Workspace {
  /// The event that issued the component's last card, if this one says the same apart from the cards
  /// before it.
  ///
  /// The log has the digest of what was issued. If the card of that event can be made again byte for
  /// byte, people's text and files are as they were, and the two can be compared.
  fileprivate func issue(
    repeatedBy card: Card, on ledger: Ledger, in session: Session
  ) throws(Stop) -> Int? {
    guard let last = ledger.cards[card.component.id]?.last, last.issue.level == card.level else {
      return nil
    }
    let (before, instant) = try state(asOf: .before(last.number), in: session)
    let verdict = verdict(on: before, at: instant)
    guard let judged = verdict.components.first(where: { $0.component.id == card.component.id })
    else { return nil }
    let material = project.cardMaterial(on: before, in: verdict)
      .with(files: card.files, tags: card.tags, error: card.error)
    let issued = Card(of: judged, in: verdict, from: material)
    let changed = CardComparison(from: CardRecord(issued), to: CardRecord(card)).changed
    let isSame = Digest(of: CardJSON.text(issued)).hex == last.issue.digest
    return isSame && changed.isSubset(of: ["C.4"]) ? last.number : nil
  }

  /// Says so where a card that is shown again is not the one that was issued: its text, its
  /// requirements or the packs are others by now.
  fileprivate func tellIfOther(
    _ card: Card, than number: Int, in session: Session
  ) throws(Stop) {
    let store = try reading()
    let event: Event?
    do throws(StoreFailure) { event = try store.event(at: number) } catch { throw Stop(error) }
    guard case .cardIssued(let issue)? = event?.fact, issue.component == card.component.id,
      Digest(of: CardJSON.text(card)).hex != issue.digest
    else { return }
    session.console.complain(
      "warning: this is not the card that event \(number) issued, byte for byte: people's text, "
        + "requirements, settings or the program have changed since; its SHA-256 was "
        + "\(issue.digest.prefix(12))…\n")
  }
}

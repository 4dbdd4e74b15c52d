import ArgumentParser
import Definitions
import Documents
import Foundation
import Readiness
import Views

extension CardCommand {
  struct Diff: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compares two states of a card, field by field.",
      discussion: """
        Example: airworthy card delay-model --format json --output before.json
                 airworthy card diff before.json --component delay-model
                 airworthy card diff before.json after.json
                 airworthy card diff 140 220 --component delay-model --format md

        A and B are each a day (its end, in UTC), a time, an event by its number
        (what the log said before it), or a file that 'airworthy card --format json'
        wrote. B is now unless given. People's text, requirements and settings have
        no history in the log: between two instants only facts differ, between two
        files text as well.
        """)

    @Argument(help: ArgumentHelp("The earlier state.", valueName: "a"))
    var first: String

    @Argument(help: ArgumentHelp("The later state; now unless given.", valueName: "b"))
    var second: String?

    @Option(help: "The component; it may be left out where there is only one, and with files.")
    var component: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "text, md or json.")
    var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, md, json

      init?(argument: String) { self.init(rawValue: argument == "markdown" ? "md" : argument) }
    }

    func perform(in session: Session) throws(Stop) -> Ending {
      let before = try record(first, in: session)
      let after = try record(second, in: session)
      guard before.component == after.component else {
        throw .usage(
          "these are cards of \(before.component.cleaned) and of \(after.component.cleaned)",
          fix: "compare two cards of one component")
      }
      let comparison = CardComparison(from: before, to: after)
      let text =
        switch format {
        case .text:
          CardComparisonText(comparison).page
            .rendered(for: session.terminal(noColor: common.noColor))
        case .md: CardComparisonMarkdown(comparison).text
        case .json: CardComparisonJSON.text(comparison)
        }
      try output.write(text, in: session)
      return .met
    }

    /// The greatest size of a card as JSON: text that people keep may have a mebibyte.
    private static let bytesMax = 8 << 20

    /// A card as a file, an instant or, for `nil`, now has it.
    private func record(_ name: String?, in session: Session) throws(Stop) -> CardRecord {
      if let name, name.hasSuffix(".json") || FileManager.default.fileExists(atPath: name),
        Int(name) == nil
      {
        let bytes = try InputFile.bytes(of: name, upTo: Self.bytesMax)
        guard bytes.count <= Self.bytesMax else {
          throw .wrong([
            Diagnostic(
              .fileTooLarge, "the file has more than \(Self.bytesMax) bytes",
              at: Diagnostic.Place(whole: name))
          ])
        }
        do throws(Diagnostics) {
          return try CardRecord(bytes, file: name)
        } catch {
          throw .wrong(error.list)
        }
      }
      let workspace = try Workspace.open(common, in: session)
      let past = try name.map { name throws(Stop) in try InstantOption.past(name, in: session) }
      let (ledger, instant) = try workspace.state(asOf: past ?? nil, in: session)
      let verdict = workspace.verdict(on: ledger, at: instant)
      let judged = try verdict.judged(component)
      return CardRecord(
        Card(
          of: judged, in: verdict,
          from: workspace.cardMaterial(
            of: judged.component, on: ledger, in: verdict, session: session)))
    }
  }
}

import ArgumentParser
import Definitions
import Documents
import Foundation
import Readiness
import Views

extension CardCommand {
  struct Import: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes up a Markdown MLTRL card that was kept elsewhere.",
      discussion: """
        Example: airworthy card import old-card.md --component delay-model --dry-run
                 airworthy card import old-card.md --component delay-model

        Sections go to the fields of cards/COMPONENT.md that their headings name. What
        has no field goes to the notes, C.27, as do rows of the header that say other
        than what is computed here. A field that has a text is never written over: then
        nothing is written at all.
        """)

    @Argument(help: "The Markdown file; - for standard input.")
    var file: String

    @Option(help: "The component whose card it is; it may be left out where there is only one.")
    var component: String?

    @Flag(help: "Say what would go where, and write nothing.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      let ledger = try workspace.state(asOf: nil, in: session).0
      let verdict = workspace.verdict(on: ledger, at: session.now)
      let judged = try verdict.judged(component)
      let bytes = try InputFile.bytes(of: file, upTo: CardImport.bytesMax)
      let read: CardImport
      do throws(Diagnostics) {
        read = try CardImport(bytes, file: file == "-" ? "standard input" : file)
      } catch {
        throw .wrong(error.list)
      }
      let material = workspace.cardMaterial(
        of: judged.component, on: ledger, in: verdict, session: session)
      let card = Card(of: judged, in: verdict, from: material)
      let target = try CardFile(of: judged.component, in: workspace.project)
      let sorted = SortedCard(read, computed: card.factTexts)
      let taken = sorted.additions.map(\.field).filter { target.sections[$0] != nil }
      guard taken.isEmpty else {
        throw .usage(
          "\(target.name) has a text already in \(taken.joined(separator: ", ")); nothing was "
            + "written", fix: "take these out of one of the two files, or merge them by hand")
      }
      let text = CardText.adding(
        sorted.additions, to: target.text, titled: judged.component.title)
      if !dryRun, !sorted.additions.isEmpty { try target.write(text) }
      if !common.quiet {
        let end = dryRun ? "nothing was written: --dry-run" : "wrote \(target.name)"
        session.console.print(
          sorted.report.rendered(for: session.terminal(noColor: common.noColor)) + end + "\n")
      }
      return .met
    }
  }
}

/// An imported card, sorted into what is written where.
private struct SortedCard {
  let additions: [CardText.Addition]
  let report: TextPage

  /// - Parameters:
  ///   - card: What was read.
  ///   - computed: What this program computes, by field.
  init(_ card: CardImport, computed: [String: String]) {
    var texts: [String: [String]] = [:]
    var order: [String] = []
    var table = TextTable([.left, .left])
    func put(_ text: String, into field: String) {
      if texts[field] == nil { order.append(field) }
      texts[field, default: []].append(text)
    }
    for section in card.sections {
      guard let field = section.field else { continue }
      let isFirst = texts[field] == nil
      put(isFirst ? section.text : "### \(section.heading)\n\n\(section.text)", into: field)
      table.row([Line(Self.name(field)), Line("'\(section.heading)'")])
    }
    for section in card.unplaced {
      put("### \(section.heading)\n\n\(section.text)", into: "C.27")
      table.row([Line(Self.name("C.27")), Line("'\(section.heading)', which no field takes")])
    }
    let rows = card.header.filter { row in
      let isSame = row.field.flatMap { computed[$0] }.map { Self.says($0, row.value) } ?? false
      let what = isSame ? Line("computed here, the same") : Line(Self.name("C.27"))
      table.row([what, Line("'\(row.label)': \(row.value.shortened(to: 60))")])
      return !isSame
    }
    if !rows.isEmpty {
      let lines = rows.map { "- \($0.label): \($0.value)" }
      put("### Header of the imported card\n\n" + lines.joined(separator: "\n"), into: "C.27")
    }
    for heading in card.empty { table.row(["nothing below it", Line("'\(heading)'")]) }
    additions = order.map { field in
      .init(
        field: field, title: CardField.title(of: field) ?? field,
        text: texts[field, default: []].joined(separator: "\n\n"))
    }
    var page = TextPage()
    page.table(table, indent: 0)
    report = page
  }

  private static func name(_ field: String) -> String {
    "\(field) \(CardField.title(of: field) ?? "")"
  }

  /// Whether a computed text says what a row says, signs and case aside.
  private static func says(_ computed: String, _ row: String) -> Bool {
    func words(_ text: String) -> [String] {
      text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
    }
    return !row.isEmpty && words(computed) == words(row)
  }
}

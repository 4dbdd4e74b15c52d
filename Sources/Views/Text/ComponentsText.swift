package import Readiness

/// The components of every release line, with what each rests on and where it stands.
package struct ComponentsText {
  private let verdict: Verdict

  package init(_ verdict: Verdict) { self.verdict = verdict }

  package var page: TextPage {
    var page = TextPage()
    let system = verdict.system
    page.line(
      Line(system.name, .strong)
        + Line("  \(system.id) \(system.versions.code ?? "") · \(verdict.at.words)", .faint))
    let trees = system.lines.map { ComponentTree(verdict, in: $0) }
    for tree in trees {
      page.heading(
        trees.count > 1
          ? "The \(tree.line) line, each above what it needs" : "Each above what it needs")
      page.table(table(tree))
      page.line(Line(tree.levels, .faint), indent: 2)
    }
    page.heading("What each is, what needs it, and where and why it entered")
    var details = TextTable([.left, .left])
    for judged in verdict.components {
      details.row([Line(judged.component.id.rawValue), Line(identity(of: judged))])
      details.row(["", Line("entered at \(judged.entryWords)", .faint)])
    }
    page.table(details)
    return page
  }

  /// Its versions, and what needs it in any line.
  private func identity(of judged: ComponentVerdict) -> String {
    let system = verdict.system
    let users = Set(system.lines.flatMap { system.users(of: judged.component.id, in: $0) }).sorted()
      .map(\.rawValue)
    let versions = judged.component.versionWords
    return (versions.isEmpty ? "without a version" : versions)
      + (users.isEmpty ? "; nothing else needs it" : "; needed by \(users.listed)")
  }

  private func table(_ tree: ComponentTree) -> TextTable {
    var table = TextTable([.left, .left, .right, .right, .left])
    table.header(["component", "kind", "works at", "graduated", "next gate"])
    for row in tree.rows {
      let judged = row.judged
      // Blanks that do not break stay at the beginning of a cell.
      let indent =
        row.depth == 0
        ? "" : String(repeating: "\u{A0}", count: 2 * (row.depth - 1)) + "└\u{A0}"
      let name = Line(indent + judged.component.id.rawValue)
      guard !row.isRepeated else {
        table.row([name, Line("as above", .faint)])
        continue
      }
      let place = tree.verdict.system.place(of: judged.component)
      table.row([
        name + Line(place.isEmpty ? "" : ", \(place)", .faint),
        Line(judged.component.kind.rawValue), Line(judged.working.words),
        Line(judged.graduated.words),
        Line(judged.obstacle, judged.nextGate?.outcome.sign.tone ?? .plain),
      ])
    }
    return table
  }
}

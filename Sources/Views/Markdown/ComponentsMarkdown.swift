package import Readiness

/// The components of every release line as Markdown.
package struct ComponentsMarkdown {
  private let verdict: Verdict

  package init(_ verdict: Verdict) { self.verdict = verdict }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(verdict.system.name): components")
    for line in verdict.system.lines {
      let tree = ComponentTree(verdict, in: line)
      if verdict.system.lines.count > 1 { page.heading(3, "The \(line) line") }
      page.table(
        [
          "component", "kind", "versions", "works at", "graduated", "next gate", "needs",
          "needed by", "entered",
        ],
        tree.components.map { judged in
          let component = judged.component
          let place = verdict.system.place(of: component)
          return [
            component.id.rawValue + (place.isEmpty ? "" : ", \(place)"), component.kind.rawValue,
            component.versionWords, judged.working.words, judged.graduated.words, judged.obstacle,
            verdict.system.needs(of: component, in: line).map(\.rawValue).joined(separator: ", "),
            verdict.system.users(of: component.id, in: line).map(\.rawValue).joined(
              separator: ", "),
            judged.entryWords,
          ]
        })
      page.paragraph(tree.levels.markdown + ".")
    }
    return page.text
  }
}

internal import Readiness

/// What checks found as Markdown, for job summaries and comments.
package struct CheckMarkdown {
  private let runs: [CheckText.Run]

  package init(_ runs: [CheckText.Run]) { self.runs = runs }

  package var text: String {
    var page = MarkdownPage()
    let findings = runs.flatMap { run in run.findings.map { (run.check, $0) } }
    let shown = findings.filter { $0.1.status != .notReported }
    page.heading(2, "Checks")
    page.paragraph(
      Status.allCases.compactMap { status in
        let count = findings.filter { $0.1.status == status }.count
        return count > 0 ? "\(count) \(status.sign.word)" : nil
      }.joined(separator: ", ") + ".")
    page.table(
      ["", "check", "control", "found"],
      shown.map { check, finding in
        [
          finding.status.sign.text, check.rawValue, finding.name, finding.summary,
        ]
      })
    return page.text
  }
}

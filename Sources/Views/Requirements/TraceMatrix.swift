package import Readiness

/// Requirement, step and evidence in one table, one row for each piece of evidence, and what is
/// missing in it.
package struct TraceMatrix: Sendable {
  private let report: RequirementsReport
  private let unasked: Unasked

  package init(_ report: RequirementsReport, unasked: Unasked) {
    self.report = report
    self.unasked = unasked
  }

  package var gaps: [RequirementGap] { report.standings.gaps }

  struct Row {
    let requirement: Requirement
    let step: StepStanding?
    let pointer: PointerStanding?
  }

  private var rows: [Row] {
    report.standings.all.flatMap { standing -> [Row] in
      let requirement = standing.requirement
      if standing.steps.isEmpty { return [Row(requirement: requirement, step: nil, pointer: nil)] }
      return standing.steps.flatMap { step -> [Row] in
        step.evidence.isEmpty
          ? [Row(requirement: requirement, step: step, pointer: nil)]
          : step.evidence.map { Row(requirement: requirement, step: step, pointer: $0) }
      }
    }
  }

  private static let header = [
    "requirement", "of", "kind", "step", "state", "evidence", "bearing", "because", "from",
  ]

  private var cells: [[String]] {
    rows.map { row in
      [
        row.requirement.id.rawValue, "\(row.requirement.subject)", row.step?.kind.rawValue ?? "",
        row.step?.step.text ?? "no step",
        (row.step?.state ?? .unplanned).sign.text,
        row.pointer?.pointer.text ?? "no evidence", row.pointer?.bearing.sign.text ?? "",
        row.pointer?.because ?? "", row.pointer?.origin ?? "",
      ]
    }
  }

  /// How many gaps there are, in a sentence.
  private var verdict: String {
    gaps.isEmpty
      ? "Every requirement has steps of both kinds, and every finished step evidence that exists."
      : "\(gaps.count.of("gap")) between requirements, steps and evidence."
  }

  /// What is no gap, and worth knowing.
  private var asides: [String] {
    let open = report.standings.openWithoutEvidence
    let counts = [
      "\(unasked.checks) of \(unasked.checksInAll.of("check"))",
      "\(unasked.controls) of \(unasked.controlsInAll.of("control"))",
      unasked.testsInAll == 0
        ? nil : "\(unasked.tests) of \(unasked.testsInAll.of("test"))",
    ].compactMap(\.self)
    return [
      open == 0 ? nil : "\(open.of("open step")) without evidence yet",
      "no requirement asks for \(counts.listed)",
      unasked.testsInAll == 0 ? "no report of tests is on record" : nil,
    ].compactMap(\.self)
  }

  // MARK: - Forms

  package var page: TextPage {
    var page = TextPage()
    page.line(
      Line("\(report.system.name)  ", .strong) + Line(verdict, gaps.isEmpty ? .good : .bad))
    for gap in gaps { page.line(Line("△ \(gap.words)", .bad), indent: 2, hanging: 2) }
    for standing in report.standings.all {
      page.blank()
      page.line(
        Line("\(standing.requirement.id)  ", .strong)
          + Line(standing.requirement.statement, .faint), hanging: 4)
      var table = TextTable([.left, .left, .left, .left])
      for step in standing.steps {
        let pointers = step.evidence.isEmpty ? [nil] : step.evidence.map(Optional.some)
        for (index, pointer) in pointers.enumerated() {
          table.row([
            Line(index == 0 ? step.kind.rawValue : "", .faint),
            index == 0 ? step.state.sign.line : Line(""),
            pointer.map { $0.bearing.sign.line } ?? Line(""),
            Line(pointer?.pointer.text ?? "no evidence", pointer == nil ? .faint : .plain),
          ])
        }
      }
      if standing.steps.isEmpty { page.line(Line("no step", .bad), indent: 2) }
      page.table(table)
    }
    page.blank()
    for aside in asides { page.line(Line(aside, .faint)) }
    return page
  }

  package var markdown: String {
    var page = MarkdownPage()
    page.heading(2, "\(report.system.name): requirements, steps and evidence")
    page.paragraph(verdict.markdown)
    for gap in gaps { page.item("△ \(gap.words.markdown)") }
    page.paragraph("")
    page.table(Self.header, cells)
    for aside in asides { page.item(aside.markdown) }
    return page.text
  }

  /// RFC 4180, with a header; no cell begins as a formula would.
  package var csv: String {
    ([Self.header] + cells).map { row in
      row.map(\.csvCell).joined(separator: ",") + "\r\n"
    }.joined()
  }

  package var html: String {
    let title = "\(report.system.name): requirements, steps and evidence"
    let body =
      HTML.element("header") {
        HTML.element("h1") { title }
        HTML.element("p", ["class": "faint"]) {
          "\(report.counts). Judged at \(report.at.words) on \(report.position.of("event"))."
        }
        HTML.element("p", ["class": "headline \(gaps.isEmpty ? "good" : "bad")"]) { verdict }
      }
      + (gaps.isEmpty
        ? .nothing
        : HTML.element("section") {
          HTML.element("h2") { "Gaps" }
          HTML.element("ul") { for gap in gaps { HTML.element("li") { gap.words } } }
        })
      + HTML.element("section") {
        HTML.element("h2") { "Matrix" }
        Figure.table(.init(header: Self.header, rows: cells))
      }
      + HTML.element("footer", ["class": "footer"]) {
        for aside in asides { HTML.element("p") { "\(aside)." } }
      }
    return Page(title: title, body: body).html
  }

  package var json: String {
    JSONText.text(
      Body(
        system: report.system.id.rawValue, at: report.at.text, position: report.position,
        gaps: gaps.map(RequirementsJSON.Gap.init), rows: rows.map(Body.Entry.init),
        openWithoutEvidence: report.standings.openWithoutEvidence,
        unasked: Body.Counts(
          checks: unasked.checks, checksInAll: unasked.checksInAll, controls: unasked.controls,
          controlsInAll: unasked.controlsInAll, tests: unasked.tests,
          testsInAll: unasked.testsInAll)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let at: String
    let position: Int
    let gaps: [RequirementsJSON.Gap]
    let rows: [Entry]
    let openWithoutEvidence: Int
    let unasked: Counts

    struct Counts: Encodable {
      let checks, checksInAll, controls, controlsInAll, tests, testsInAll: Int
    }

    struct Entry: Encodable {
      let requirement: String
      let subject: String
      let kind: String?
      let step: String?
      let written: String?
      let state: String
      let evidence: RequirementsJSON.PointerBody?

      init(_ row: Row) {
        requirement = row.requirement.id.rawValue
        subject = row.requirement.subject.description
        kind = row.step?.kind.rawValue
        step = row.step?.step.text
        written = row.step?.step.state.rawValue
        state = (row.step?.state ?? .unplanned).rawValue
        evidence = row.pointer.map(RequirementsJSON.PointerBody.init)
      }
    }
  }
}

extension String {
  /// The text as a cell of CSV; a sheet takes nothing that begins like a formula for one.
  fileprivate var csvCell: String {
    let text = cleaned
    let safe = text.first.map { "=+-@".contains($0) } ?? false ? "'" + text : text
    return safe.contains(where: { ",\"\n\r".contains($0) })
      ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}

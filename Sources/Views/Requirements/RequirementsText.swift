internal import Readiness

/// Requirements for the terminal: in a list, or one in full.
package struct RequirementsText {
  private let report: RequirementsReport

  package init(_ report: RequirementsReport) { self.report = report }

  /// One line for each.
  package var list: TextPage {
    var page = TextPage()
    page.line(Line(report.system.name, .strong) + Line("  \(report.counts)", .faint))
    guard !report.standings.all.isEmpty else { return page }
    page.blank()
    var table = TextTable([.left, .left, .left, .right, .left])
    table.header(["id", "state", "steps", "risk", "shall"])
    for standing in report.standings.all {
      let requirement = standing.requirement
      let aside = ["\(requirement.subject)", requirement.kind.rawValue] + requirement.tags
      table.row([
        Line(requirement.id.rawValue, .strong), standing.state.sign.line,
        Line(standing.shares), Line(requirement.risk.map { $0.number.brief } ?? "–"),
        Line(requirement.statement) + Line(" \(aside.joined(separator: ", "))", .faint),
      ])
    }
    page.table(table, indent: 0)
    return page
  }

  /// Each in full: every step with its standing, and where its evidence is.
  package var whole: TextPage {
    var page = TextPage()
    for standing in report.standings.all {
      page.blank()
      Self.show(standing, on: &page)
    }
    return page
  }

  private static func show(_ standing: RequirementStanding, on page: inout TextPage) {
    let requirement = standing.requirement
    page.line(Line("\(requirement.id)  ", .strong) + standing.state.sign.line)
    page.line(Line(requirement.statement))
    let tags = requirement.tags.isEmpty ? "" : "; \(requirement.tags.joined(separator: ", "))"
    page.line(
      Line("\(requirement.kind.rawValue) requirement of \(requirement.subject)\(tags)", .faint))
    page.line(
      requirement.risk.map { risk in
        Line("risk \(risk.words), ", .faint) + risk.band.sign.line
      } ?? Line("no risk", .bad))
    for kind in StepStanding.Kind.allCases {
      let steps = kind == .verification ? standing.verification : standing.validation
      page.blank()
      page.line(Line(kind.title, .faint))
      if steps.isEmpty { page.line(Line("△ there is no \(kind.rawValue) step", .bad), indent: 2) }
      for step in steps { show(step, on: &page) }
    }
  }

  static func show(_ step: StepStanding, on page: inout TextPage) {
    page.line(step.state.sign.line + Line("  \(step.step.text)"), indent: 2, hanging: 4)
    if step.state != .open, step.state.rawValue != step.step.state.rawValue {
      page.line(Line("written \(step.step.state.rawValue)", .faint), indent: 6)
    }
    if step.evidence.isEmpty {
      page.line(
        Line("no evidence is named", step.state == .open ? .faint : .bad), indent: 6)
    }
    for pointer in step.evidence {
      let origin = pointer.origin.isEmpty ? "" : " (\(pointer.origin))"
      page.line(
        pointer.bearing.sign.line + Line("  \(pointer.pointer.text)", .strong)
          + Line(": \(pointer.because)\(origin)"), indent: 6, hanging: 4)
    }
  }
}

extension StepStanding.Kind {
  /// What it asks.
  var title: String {
    switch self {
    case .verification: "verification: is it built right?"
    case .validation: "validation: is it the right thing?"
    }
  }
}

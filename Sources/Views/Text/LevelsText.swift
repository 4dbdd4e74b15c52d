internal import Readiness

/// The levels of every component: gates behind it and the next one in full, those ahead by their
/// counts.
struct LevelsText {
  let verdict: Verdict
  let stages: (Level) -> ReadinessScale.Stage?

  func show(on page: inout TextPage) {
    page.line(Line("Technology readiness levels", .strong))
    page.line(
      Line("the system works at level \(verdict.working.words), ", .strong)
        + Line("graduated \(verdict.graduated.words)"))
    for judged in verdict.components {
      page.heading("\(judged.component.id), a \(judged.component.kind)")
      page.line(Line(judged.levels), indent: 2)
      for gate in judged.gates where gate.isReported {
        page.blank()
        page.line(
          Line("gate \(gate.level)\(stages(gate.level).map { ", \($0.name)" } ?? "")  ", .strong)
            + gate.outcome.sign.line + Line(gate.reason), indent: 2)
        page.table(table(gate), indent: 4)
      }
      let ahead = judged.gates.filter { if case .ahead = $0.reach { true } else { false } }
      if ahead.isEmpty { continue }
      page.blank()
      page.line(
        Line(
          "ahead: " + ahead.map { "gate \($0.level) \($0.metCount) of \($0.askedCount)" }.listed
            + " criteria met", .faint), indent: 2)
    }
  }

  private func table(_ gate: Gate) -> TextTable {
    var table = TextTable([.left, .left, .left])
    for reading in gate.criteria {
      table.row([
        Line(reading.criterion.id.rawValue), reading.state.sign.line,
        Line(reading.criterion.title)
          + Line(" – \(reading.reasons.joined(separator: "; "))", .faint),
      ])
    }
    return table
  }
}

/// The same as Markdown.
struct LevelsMarkdown {
  let verdict: Verdict
  let stages: (Level) -> ReadinessScale.Stage?

  func show(on page: inout MarkdownPage) {
    page.heading(3, "Technology readiness levels")
    for judged in verdict.components {
      page.heading(4, "\(judged.component.id), a \(judged.component.kind)")
      page.paragraph(judged.levels.markdown)
      for gate in judged.gates where gate.isReported {
        page.heading(
          5,
          "Gate \(gate.level)\(stages(gate.level).map { ", \($0.name)" } ?? ""): "
            + "\(gate.outcome.sign.mark) \(gate.outcome.sign.word)")
        page.table(
          ["criterion", "state", "asks", "by"],
          gate.criteria.map { reading in
            [
              reading.criterion.id.rawValue,
              "\(reading.state.sign.mark) \(reading.state.sign.word)", reading.criterion.title,
              reading.reasons.joined(separator: "; "),
            ]
          })
      }
    }
  }
}

extension ComponentVerdict {
  /// Where it entered, works and graduated.
  fileprivate var levels: String {
    let entry = component.entry
    return "entered at level \(entry.level) on \(entry.on.day)"
      + (entry.level == .first ? "" : ", since: \(entry.reason)")
      + "; works at \(working.words), graduated \(graduated.words)"
  }
}

extension Gate {
  fileprivate var isReported: Bool { reach == .next || reach == .behind }
}

extension CriterionReading {
  /// What it rests on or lacks, control by control, with who found it, when and where.
  fileprivate var reasons: [String] {
    if case .notApplicable(let reason) = state { return [reason] }
    return readings.map { reading in
      let origin = reading.origin.map { " (\($0))" } ?? ""
      return self.state(of: reading).blocks
        ? "\(reading.name): \(reading.lack(of: self))\(origin)"
        : "\(reading.name) \(reading.standing.name), \(reading.assurance.name)\(origin)"
    }
  }
}

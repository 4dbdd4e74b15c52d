package import Readiness

/// Markdown, put together line by line; whatever comes from data is escaped.
struct MarkdownPage {
  private var lines: [String] = []

  mutating func heading(_ level: Int, _ text: String) {
    if !lines.isEmpty { lines.append("") }
    lines += [String(repeating: "#", count: level) + " " + text.markdown, ""]
  }

  /// A paragraph that is Markdown already.
  mutating func paragraph(_ markdown: String) { lines += [markdown, ""] }

  mutating func item(_ markdown: String) { lines.append("- " + markdown) }

  /// A table of texts.
  mutating func table(_ header: [String], _ rows: [[String]]) {
    table(header, cells: rows.map { $0.map(\.markdown) })
  }

  /// A table whose cells are Markdown already.
  mutating func table(_ header: [String], cells rows: [[String]]) {
    guard !rows.isEmpty else { return }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    lines.append(row(header.map(\.markdown)))
    lines.append(row(header.map { _ in "---" }))
    lines += rows.map(row)
    lines.append("")
  }

  /// Text that is Markdown already, as it is.
  mutating func verbatim(_ markdown: String) { lines += [markdown, ""] }

  var text: String {
    var result: [String] = []
    for line in lines where !(line.isEmpty && result.last?.isEmpty == true) { result.append(line) }
    while result.last?.isEmpty == true { result.removeLast() }
    return result.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text as Markdown that shows it and nothing else.
  var markdown: String {
    var result = ""
    for character in cleaned {
      if "\\`*_[]<>|~".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result.hasPrefix("#") ? "\\" + result : result
  }
}

/// The status as Markdown, for job summaries and comments.
package struct StatusMarkdown {
  private let verdict: Verdict

  package init(_ verdict: Verdict) { self.verdict = verdict }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, "\(verdict.system.name): \(verdict.headline)")
    page.table(
      ["component", "kind", "works at", "graduated", "next gate", "blockers"],
      verdict.components.map { judged in
        let gate = judged.nextGate
        let place = verdict.system.place(of: judged.component)
        return [
          judged.component.id.rawValue + (place.isEmpty ? "" : ", \(place)"),
          judged.component.kind.rawValue, judged.working.words,
          judged.graduated.words,
          gate.map { "\($0.level) \($0.outcome.sign.mark) \($0.outcome.sign.word)" } ?? "–",
          gate.map { "\($0.blockers.count) of \($0.askedCount)" } ?? "–",
        ]
      })
    if !verdict.concerns.isEmpty {
      page.heading(3, "What speaks against it")
      page.table(
        ["standing", "control", "because"],
        verdict.concerns.map { reading in
          let sign = reading.standing.sign
          return ["\(sign.mark) \(sign.word)", reading.name, reading.because]
        })
    }
    for gate in verdict.openGates where !gate.blockers.isEmpty {
      page.heading(3, "What blocks gate \(gate.level) for \(gate.component)")
      page.table(GateMarkdown.header, GateMarkdown.rows(gate.blockers))
    }
    let steps = verdict.nextSteps
    if !steps.isEmpty {
      page.heading(3, "What to do next")
      for step in steps.prefix(3) {
        page.item(
          "**\(step.control.id.rawValue.markdown)**\(step.whom.markdown), opens "
            + "\(step.gain.markdown): \(step.control.remedy.markdown)")
      }
    }
    page.heading(3, "Scores")
    page.table(ScoreMarkdown.header, ScoreMarkdown.rows(verdict.scores))
    page.paragraph(
      "Judged at \(verdict.at.words) on \(verdict.position.of("event")) and packs "
        + "`\(verdict.packs.prefix(12))`.")
    return page.text
  }
}

/// Gates as Markdown.
package struct GateMarkdown {
  private let gates: [Gate]
  private let stage: ReadinessScale.Stage?

  package init(_ gates: [Gate], stage: ReadinessScale.Stage?) {
    self.gates = gates
    self.stage = stage
  }

  static let header = ["criterion", "state", "asks", "lacking"]

  static func rows(_ criteria: [CriterionReading]) -> [[String]] {
    criteria.map { reading in
      [
        reading.criterion.id.rawValue, "\(reading.state.sign.mark) \(reading.state.sign.word)",
        reading.criterion.title,
        reading.lacking.map { "\($0.control.id): \($0.lack(of: reading))" }
          .joined(separator: "; "),
      ]
    }
  }

  package var text: String {
    var page = MarkdownPage()
    page.heading(2, stage.map { "Gate \($0.level), \($0.name)" } ?? "Next gates")
    for gate in gates {
      page.heading(
        3,
        "\(gate.component), gate \(gate.level): \(gate.outcome.sign.mark) "
          + gate.outcome.sign.word)
      let asked = gate.criteria.filter {
        $0.criterion.phase == .evidence || $0.stateBeforeReview.blocks
      }
      page.table(Self.header, Self.rows(asked))
      for owed in gate.owed {
        page.paragraph("**open: \(owed.words.markdown) by \(owed.task.due.day)**")
      }
    }
    return page.text
  }
}

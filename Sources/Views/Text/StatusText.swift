package import Readiness

/// Where the system stands, what blocks its next gate, and what to do next.
package struct StatusText {
  private let verdict: Verdict
  private let stepsMax: Int
  private let notices: [String]

  package init(_ verdict: Verdict, stepsMax: Int = 3, notices: [String] = []) {
    self.verdict = verdict
    self.notices = notices
    self.stepsMax = stepsMax
  }

  package var page: TextPage {
    var page = TextPage()
    let system = verdict.system
    page.line(
      Line(system.name, .strong)
        + Line("  \(system.id) \(system.versions.code ?? "") · \(verdict.at.words)", .faint))
    page.blank()
    page.line(Line(verdict.headline, verdict.tone))
    for notice in notices { page.line(Line("⚑ ", .unsure) + Line(notice), hanging: 2) }
    page.blank()
    components(on: &page)
    reviews(on: &page)
    concerns(on: &page)
    blockers(on: &page)
    steps(on: &page)
    page.heading("Scores")
    page.table(ScoreText.summary(of: verdict.scores))
    notes(on: &page)
    return page
  }

  private func components(on page: inout TextPage) {
    var table = TextTable([.left, .left, .right, .right, .left])
    table.header(["component", "kind", "works at", "graduated", "next gate"])
    for component in verdict.components {
      let gate = component.nextGate
      let blockers = gate.map { " \($0.blockers.count.of("blocker")) of \($0.askedCount)" } ?? ""
      table.row([
        Line(component.component.id.rawValue) + place(of: component),
        Line(component.component.kind.rawValue),
        Line(component.working.words), Line(component.graduated.words),
        (gate.map { Line("\($0.level)  ") + $0.outcome.sign.line } ?? Line("–"))
          + Line(gate?.blockers.isEmpty == false ? blockers : "", .faint),
      ])
    }
    page.table(table)
    let declared = [
      verdict.working.map { "the \(subject) works at \($0), the least of its components" },
      hasLines ? verdict.working(in: .next).map { "the next one works at \($0)" } : nil,
      verdict.system.target.map { "target \($0)" },
    ]
    page.line(Line(declared.compactMap(\.self).joined(separator: "; "), .faint), indent: 2)
    for note in verdict.levelNotes { page.line(Line(note, .faint), indent: 2, hanging: 2) }
  }

  /// Reviews that can be held, are open, or have left something undone.
  private func reviews(on page: inout TextPage) {
    let lines = verdict.reviewLines
    guard !lines.isEmpty else { return }
    page.heading("Reviews")
    for (sign, words) in lines { page.line(sign.line + Line("  \(words)"), indent: 2, hanging: 2) }
  }

  private var hasLines: Bool { verdict.system.lines.count > 1 }
  private var subject: String { hasLines ? "deployed line" : "system" }

  /// Which component it follows, or is followed by.
  private func place(of judged: ComponentVerdict) -> Line {
    let place = verdict.system.place(of: judged.component)
    return Line(place.isEmpty ? "" : ", \(place)", .faint)
  }

  private func concerns(on page: inout TextPage) {
    let concerns = verdict.concerns
    guard !concerns.isEmpty else { return }
    page.heading("What speaks against it")
    var table = TextTable([.left, .left])
    for reading in concerns.prefix(8) {
      table.row([
        reading.standing.sign.line,
        Line(reading.name) + Line(" – \(reading.because)", .faint),
      ])
    }
    if concerns.count > 8 { table.row(["", Line("and \(concerns.count - 8) more", .faint)]) }
    page.table(table)
  }

  private func blockers(on page: inout TextPage) {
    for gate in verdict.openGates where !gate.blockers.isEmpty {
      page.heading("What blocks gate \(gate.level) for \(gate.component)")
      page.table(GateText.table(gate.blockers, lacking: \.lackingBeforeReview))
    }
    let slipped = verdict.components.flatMap(\.slipped)
    if !slipped.isEmpty {
      page.heading("Gates behind that today's evidence no longer carries")
      for gate in slipped {
        page.line(
          Line("gate \(gate.level) of \(gate.component): ") + gate.evidence.sign.line
            + Line(", \(gate.blockers.map(\.criterion.id.rawValue).listed)", .faint),
          indent: 2, hanging: 2)
      }
    }
  }

  private func steps(on page: inout TextPage) {
    let steps = verdict.nextSteps
    guard !steps.isEmpty else { return }
    page.heading("What to do next, the step that opens most first")
    for (index, step) in steps.prefix(stepsMax).enumerated() {
      page.line(
        Line("\(index + 1). ") + Line("\(step.control.id)\(step.whom)", .strong)
          + Line("  opens \(step.gain)", .faint), indent: 2, hanging: 3)
      page.line(Line(step.control.remedy), indent: 5)
    }
    if steps.count > stepsMax {
      page.line(
        Line(
          "and \((steps.count - stepsMax).of("more step")); 'airworthy gate' lists them by "
            + "criterion", .faint), indent: 2)
    }
  }

  private func notes(on page: inout TextPage) {
    let waivers = verdict.waivers
    page.blank()
    for judged in verdict.components {
      for step in judged.unfounded where step.isOpen {
        page.line(
          Line("✕ ", .bad)
            + Line("event \(step.position) of \(judged.component.id): \(step.words)"),
          indent: 0, hanging: 2)
      }
    }
    for waiver in waivers.expired {
      page.line(
        Line("⚑ ", .bad)
          + Line(
            "the waiver of \(waiver.control) for \(waiver.subject) ended on \(waiver.until.day)"),
        indent: 0, hanging: 2)
    }
    for waiver in waivers.inForce {
      let isUnused = waivers.unused.contains(waiver)
      page.line(
        Line("⚑ ", .unsure)
          + Line(
            "\(waiver.control) of \(waiver.subject) is waived until \(waiver.until.day); "
              + (isUnused ? "it is not needed" : "\(waiver.owner) answers for it")),
        indent: 0, hanging: 2)
    }
    page.line(
      Line(
        "Judged on \(verdict.position.of("event")) and packs \(verdict.packs.prefix(12)).", .faint)
    )
  }
}

extension Verdict {
  var tone: Tone {
    let outcomes = nextGates.map(\.outcome)
    if outcomes.contains(.notMet) { return .bad }
    return outcomes.allSatisfy { $0 == .met } && !outcomes.isEmpty ? .good : .unsure
  }
}

extension Gate {
  /// Criteria that are asked before a review, and that apply.
  package var askedCount: Int {
    criteria.filter { reading in
      if case .notApplicable = reading.state { return false }
      return reading.criterion.phase == .evidence
    }.count
  }

  package var metCount: Int {
    criteria.filter { $0.criterion.phase == .evidence && $0.state == .met }.count
  }
}

extension NextStep {
  /// ` of delay-model`; nothing where it is about the whole system.
  package var whom: String {
    subjects == [.system] ? "" : " of \(subjects.map(\.description).listed)"
  }

  /// `L3.1; counts for X31 and X32`.
  package var gain: String {
    let criteria =
      opens.isEmpty ? "part of \(blocks.map(\.rawValue).listed)" : opens.map(\.rawValue).listed
    let items = counts.isEmpty ? "" : "; counts for \(counts.prefix(6).map(\.rawValue).listed)"
    return criteria + items
  }
}

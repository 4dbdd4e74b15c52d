package import Documents
internal import Readiness

/// What came of holding the text of one card against facts.
package struct CardCheck: Sendable {
  let component: String
  /// `nil` where people keep no text.
  let file: String?
  let remarks: [Diagnostic]
  let held: Int
  let unverifiable: Int

  package init(
    component: String, file: String?, remarks: [Diagnostic] = [], held: Int = 0,
    unverifiable: Int = 0
  ) {
    self.component = component
    self.file = file
    self.remarks = remarks
    self.held = held
    self.unverifiable = unverifiable
  }

  fileprivate var contradictions: Int { remarks.count { $0.severity == .error } }
}

/// Checked cards for the terminal: each contradiction with its line, then a count for each card.
package struct CardCheckText {
  private let checks: [CardCheck]

  package init(_ checks: [CardCheck]) { self.checks = checks }

  package var page: TextPage {
    let remarks = checks.flatMap(\.remarks)
    var page = remarks.isEmpty ? TextPage() : DiagnosticText(remarks).page
    page.blank()
    for check in checks {
      guard let file = check.file else {
        page.line(Line("\(check.component): people keep no text for its card", .faint))
        continue
      }
      let count = check.contradictions
      page.line(
        Line("\(file): ")
          + Line(
            count > 0 ? "✕ \(count.of("contradiction"))" : "✓ no contradiction",
            count > 0 ? .bad : .good)
          + Line(
            "; \(check.held.of("statement")) \(check.held == 1 ? "agrees" : "agree") with facts, "
              + "\(check.unverifiable.of("number or link", "numbers or links")) cannot be checked"),
        hanging: 2)
    }
    return page
  }
}

/// Checked cards as JSON.
package enum CardCheckJSON {
  package static func text(_ checks: [CardCheck]) -> String {
    JSONText.text(
      Body(contradicts: checks.contains { $0.contradictions > 0 }, cards: checks.map(Card.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let contradicts: Bool
    let cards: [Card]
  }

  private struct Card: Encodable {
    let component: String
    let file: String?
    let held: Int
    let unverifiable: Int
    let remarks: [Remark]

    init(_ check: CardCheck) {
      component = check.component
      file = check.file
      held = check.held
      unverifiable = check.unverifiable
      remarks = check.remarks.map(Remark.init)
    }
  }

  private struct Remark: Encodable {
    let severity: String
    let message: String
    let file: String?
    let line: Int?
    let column: Int?
    let fix: String?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      message = diagnostic.message
      file = diagnostic.place?.file
      line = diagnostic.place?.position.line
      column = diagnostic.place?.position.column
      fix = diagnostic.fix
    }
  }
}

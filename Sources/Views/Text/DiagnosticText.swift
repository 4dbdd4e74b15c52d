package import Documents

/// Diagnostics as a good compiler shows them: what, where, the line with a caret, why, and the fix.
package struct DiagnosticText {
  private let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  package var page: TextPage {
    var page = TextPage()
    for diagnostic in diagnostics {
      page.blank()
      show(diagnostic, on: &page)
    }
    let errors = diagnostics.filter { $0.severity == .error }.count
    let warnings = diagnostics.count - errors
    page.blank()
    let counts = [
      errors > 0 ? "\(errors) error\(errors == 1 ? "" : "s")" : nil,
      warnings > 0 ? "\(warnings) warning\(warnings == 1 ? "" : "s")" : nil,
    ]
    page.line(Line(counts.compactMap(\.self).joined(separator: ", "), errors > 0 ? .bad : .unsure))
    return page
  }

  private func show(_ diagnostic: Diagnostic, on page: inout TextPage) {
    let isError = diagnostic.severity == .error
    page.line(
      Line("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", isError ? .bad : .unsure)
        + Line(": \(diagnostic.message)", .strong), hanging: 2)
    if let place = diagnostic.place {
      page.line(Line("--> ", .faint) + Line(place.words), indent: 2)
      if let line = place.line { excerpt(line, of: place, on: &page) }
    }
    if let fix = diagnostic.fix {
      page.line(Line("= fix: ", .faint) + Line(fix), indent: 2, hanging: 7)
    }
    page.line(
      Line("= why: airworthy explain \(diagnostic.code.rawValue)", .faint), indent: 2, hanging: 7)
  }

  /// The line with carets below the wrong part, cut around it where it is long.
  private func excerpt(_ line: String, of place: Diagnostic.Place, on page: inout TextPage) {
    let number = "\(place.position.line)"
    let margin = String(repeating: " ", count: number.count)
    let room = 68
    let characters = Array(line.replacing("\t", with: " "))
    let column = min(place.position.column - 1, characters.count)
    let start = column > room - 10 ? column - 20 : 0
    let shown = String(characters.dropFirst(start).prefix(room))
    let carets = String(repeating: "^", count: max(1, min(place.length, room - (column - start))))
    page.line(Line("\(number) | ", .faint) + Line(start > 0 ? "…" + shown : shown), indent: 1)
    page.line(
      Line("\(margin) | ", .faint)
        + Line(String(repeating: " ", count: column - start + (start > 0 ? 1 : 0)))
        + Line(carets, .bad), indent: 1)
  }
}

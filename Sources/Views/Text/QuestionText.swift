package import Readiness

/// A question with all that helps to answer it.
package struct QuestionText {
  private let question: OpenQuestion

  package init(_ question: OpenQuestion) { self.question = question }

  package var page: TextPage {
    let control = question.control
    var page = TextPage()
    page.line(Line(question.progressWords, .faint))
    page.line(
      Line("\(question.reading.name)  ", .strong) + question.reading.standing.sign.line
        + Line(question.reading.assurance == .none ? "" : ", \(question.reading.assurance.name)"))
    page.line(Line(control.statement))
    page.heading("Why it matters")
    page.line(Line(control.why), indent: 2)
    page.heading("What shows it")
    page.line(Line(control.remedy), indent: 2)
    examples(on: &page)
    readers(on: &page)
    sightings(on: &page)
    if !question.words.isEmpty {
      page.heading("What was said before")
      for word in question.words { page.line(Line(word.words), indent: 2, hanging: 2) }
    }
    page.blank()
    page.line(
      Line(
        "An answer of today counts until \(question.countsUntil.day)\(control.changeWords).", .faint
      ))
    return page
  }

  private func examples(on page: inout TextPage) {
    for example in question.control.examples.holds {
      page.line(
        Line("✓ ", .good) + Line(example.title)
          + Line(example.artefact.map { " (\($0))" } ?? "", .faint),
        indent: 2, hanging: 2)
    }
    for example in question.control.examples.fails {
      page.line(Line("✕ ", .bad) + Line(example.title), indent: 2, hanging: 2)
    }
  }

  private func readers(on page: inout TextPage) {
    guard !question.readers.isEmpty else { return }
    page.heading("What reads it")
    var table = TextTable([.left, .left, .left])
    for (framework, item) in question.readers.items {
      let most = item.isOpenToPeople(in: framework) ? "" : ", and only a check gives more"
      table.row([
        Line(framework.id.rawValue, .faint), Line(item.item.id.rawValue),
        Line(item.item.title)
          + Line(" – \(item.points.brief) of \(item.pointsMax.brief) now\(most)", .faint),
      ])
    }
    for (reading, levels) in question.readers.criteria {
      table.row([
        Line(levels.words, .faint), Line(reading.criterion.id.rawValue),
        Line(reading.criterion.title) + Line(" – asks for \(reading.least.name)", .faint),
      ])
    }
    page.table(table)
  }

  private func sightings(on page: inout TextPage) {
    guard !question.sightings.isEmpty else { return }
    page.heading("What the machine saw")
    for ground in question.sightings {
      guard case .runs(let runs) = ground.source else { continue }
      page.line(
        ground.status.sign.line + Line("  \(ground.words)")
          + Line(", by \(runs.newest.evidence.check)", .faint),
        indent: 2, hanging: 2)
    }
    for (index, place) in question.leads.enumerated() {
      page.line(Line("[\(index + 1)] ", .strong) + Line(place.words), indent: 4, hanging: 4)
    }
  }
}

extension ItemScore {
  /// Whether what a person documents can give points that it has not, or none are left to give.
  fileprivate func isOpenToPeople(in framework: Framework) -> Bool {
    points >= pointsMax || (item.points ?? framework.points)[Assurance.documented.rawValue] > points
  }
}

/// All that a person would be asked, one question below the other.
package struct QuestionListText {
  private let questions: [OpenQuestion]

  package init(_ questions: [OpenQuestion]) { self.questions = questions }

  package var page: TextPage {
    var page = TextPage()
    if questions.isEmpty { page.line("There is nothing to ask.") }
    for question in questions { page.append(QuestionText(question).page) }
    return page
  }
}

extension OpenQuestion {
  /// `12 of 47, code: 3 of 9`.
  package var progressWords: String {
    "\(progress.number) of \(progress.total), \(control.domain): \(domainProgress.number) of "
      + "\(domainProgress.total)"
  }

  /// `code.versioned`, or `code.versioned of model`.
  package var name: String { reading.name }
}

extension Control {
  /// What else than time ends an answer: `, or until the data version changes`.
  var changeWords: String {
    boundTo.isEmpty
      ? "" : ", or until the version of \(boundTo.sorted().map(\.rawValue).alternatives) changes"
  }
}

extension Control.Example {
  /// What a person would point at, in the example.
  package var artefact: String? {
    if case .attestation(_, let artefact, _, _) = shown { artefact } else { nil }
  }
}

extension [String] {
  /// `a, b or c`.
  var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}

extension [Level] {
  /// `gate 4`, or `gates 3–9`.
  var words: String {
    guard let least = self.min(), let most = self.max() else { return "" }
    return least == most ? "gate \(least)" : "gates \(least)–\(most)"
  }
}

internal import Documents
internal import Readiness

/// Rules about fields as a whole, which no single statement breaks.
struct CardRules {
  let facts: CardKnowledge
  let text: CardReview.Text
  let source: Diagnostic.Source

  var remarks: [Diagnostic] {
    history + duties + dataCards + debrief + ethics + age
  }

  /// C.3: the level is the one after the last graduated, or the one entered at.
  private var history: [Diagnostic] {
    facts.judged.history.fault.map { fault in
      [
        Diagnostic(
          .contradicted, "the log's levels of \(facts.component.id) are not in order: \(fault)",
          at: nil)
      ]
    } ?? []
  }

  /// C.5 and C.6, C.7 and C.8: nobody reviews what they own.
  private var duties: [Diagnostic] {
    let (owners, reviewers) = (facts.component.owners, facts.component.reviewers)
    let sides = [(owners.research, reviewers.research), (owners.product, reviewers.product)]
    let both = sides.flatMap { owners, reviewers in owners.filter(reviewers.contains) }
    return Set(both).sorted().map { person in
      Diagnostic(
        .contradicted,
        "\(facts.system.person(person)?.name ?? person.rawValue) is owner and reviewer of "
          + "\(facts.component.id), so nobody else has reviewed it", at: facts.duties,
        fix: "name somebody else as reviewer")
    }
  }

  /// C.22 and C.37: each data set has a card.
  private var dataCards: [Diagnostic] {
    guard (facts.judged.working ?? .first).number >= 1,
      let data = text.sections.first(where: { $0.field == "C.22" })
    else { return [] }
    let links = text.sections.first { $0.field == "C.37" }?.text ?? ""
    let sets = facts.system.parts(of: facts.component).filter { $0.kind == .dataset }
    return sets.filter { set in
      !facts.withCard.contains(set.id) && !links.contains(set.id.rawValue)
        && !(set.versions.data.map(links.contains) ?? false)
    }.map { set in
      warning(
        "the data set \(set.id) has no card of its own, and C.37 links none", at: data.line,
        fix: "write one with 'airworthy card \(set.id) --template', or link it in C.37")
    }
  }

  /// C.26: four answers, dated at or after the last review.
  private var debrief: [Diagnostic] {
    guard let section = text.sections.first(where: { $0.field == "C.26" }) else { return [] }
    var remarks: [Diagnostic] = []
    let answers = Passage.passages(of: section.text, from: section.line).count
    if answers < 4 {
      remarks.append(
        warning(
          "the debrief has \(answers.of("paragraph")); it answers four questions", at: section.line,
          fix: "what was achieved, what was put off, what was learned, which debt was taken on"))
    }
    let days = section.text.matches(of: /\b\d{4}-\d\d-\d\d\b/)
      .compactMap { Instant(String($0.output)) }
    var last: Instant?
    for case .graduated(_, let at) in facts.judged.history.steps { last = at }
    guard let newest = days.max() else {
      remarks.append(
        warning("the debrief bears no date", at: section.line, fix: "write the day of the review"))
      return remarks
    }
    if let last, newest.day < last.day {
      remarks.append(
        Diagnostic(
          .contradicted,
          "the debrief is of \(newest.day), before the last review, of \(last.day)",
          at: source.place(.init(line: section.line, column: 1)),
          fix: "answer the four questions for the newest review"))
    }
    return remarks
  }

  /// C.14: complete when 6 was graduated, and again when 8 was.
  private var ethics: [Diagnostic] {
    guard let passed = facts.judged.graduated else { return [] }
    let entry = facts.judged.history.entry?.level ?? .first
    return [6, 8].compactMap { Level($0) }.filter { entry <= $0 && $0 <= passed }
      .compactMap(ethicsFault).map { words in
        Diagnostic(
          .contradicted, "\(facts.component.id) \(words)", at: nil,
          fix: "complete it, and attest gov.ethics-review with the document")
      }
  }

  /// What was left open when a level was graduated: in its review, or, where there was none, by what
  /// people say now.
  private func ethicsFault(at level: Level) -> String? {
    let review = facts.verdict.reviews.of(facts.component.id).last { review in
      review.level == level && review.decision?.body.content.outcome == .graduate
    }
    if let review {
      guard let answers = review.ethics?.body.answers else {
        return "graduated through \(level) in \(review.id), which ran no ethics checklist"
      }
      let open = answers.count { $0.answer == .open }
      return open == 0
        ? nil
        : "graduated through \(level) in \(review.id) with \(open.of("question")) of the ethics "
          + "checklist open"
    }
    let reading = facts.verdict.readings.reading(
      of: "gov.ethics-review", for: facts.component.id)
    guard let reading, !(reading.standing == .holds && reading.assurance >= .documented) else {
      return nil
    }
    return "graduated through \(level) and its ethics checklist is not complete"
  }

  /// A card that nobody has issued for longer than it counts.
  private var age: [Diagnostic] {
    guard
      let reading = facts.verdict.readings.reading(
        of: "gov.card-current", for: facts.component.id), reading.standing == .stale
    else { return [] }
    return [
      warning(
        "the card that was issued last no longer counts", at: 1,
        fix: "look it over and run 'airworthy card \(facts.component.id) --issue'")
    ]
  }

  private func warning(_ message: String, at line: Int, fix: String) -> Diagnostic {
    Diagnostic(
      .contradicted, message, at: source.place(.init(line: line, column: 1)), fix: fix,
      severity: .warning)
  }
}

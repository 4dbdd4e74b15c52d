package import Readiness

/// A review, from what it is held on to its debrief.
package struct ReviewText {
  private let shown: ShownReview
  private let now: Instant
  private var review: Review { shown.review }

  package init(_ shown: ShownReview, at now: Instant) {
    self.shown = shown
    self.now = now
  }

  package var page: TextPage {
    var page = TextPage()
    let stage = shown.stage.map { ", \($0.name)" } ?? ""
    page.line(Line("\(review.id)  ", .strong) + review.sign.line)
    page.line(
      Line(
        "level \(review.level)\(stage); opened \(review.at.words) by \(review.by)", .faint))
    if let progress = review.opened.progress { page.line(Line(progress), indent: 2, hanging: 2) }
    addPacket(&page)
    addPanel(&page)
    addEthics(&page)
    addQuestions(&page)
    addDecision(&page)
    addDuties(&page)
    addDebrief(&page)
    return page
  }

  private func addPacket(_ page: inout TextPage) {
    let packet = review.opened.packet
    page.heading("Packet \(review.opened.digest.prefix(16))")
    let versions = VersionPart.allCases.compactMap { part in
      packet.versions[part].map { "\(part.rawValue) \($0)" }
    }
    page.line(
      Line(
        "event \(packet.position) of the log; \(versions.joined(separator: ", ")); card "
          + "\(packet.card.prefix(12)); requirements \(packet.requirements.prefix(12))"))
    let states = Dictionary(grouping: packet.criteria, by: \.state).mapValues(\.count)
    page.line(
      Line("the gate was ") + Line(packet.gate, .strong)
        + Line(
          ": "
            + states.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")))
    if let objection = shown.objection { page.line(Line(objection, .bad), hanging: 2) }
    for reason in shown.stale { page.line(Line(reason, .bad), hanging: 2) }
  }

  private func addPanel(_ page: inout TextPage) {
    page.heading("Panel")
    let asked = shown.stage?.panel.map(\.words) ?? []
    page.line(Line("asked for: \(asked.joined(separator: "; "))", .faint), hanging: 2)
    var table = TextTable([.left, .left, .left, .left])
    for kept in review.votes {
      let vote = kept.body.content
      let details =
        [vote.reason].filter { !$0.isEmpty }
        + vote.conditions.map { "if: \($0.text) (\($0.owner), by \($0.due.day))" }
        + (vote.doubts.isEmpty
          ? [] : ["not met: \(vote.doubts.map(\.rawValue).joined(separator: ", "))"])
        + (shown.counts(vote) ? [] : ["does not count"]) + [shown.keyWords(kept.body.key)]
      table.row([
        Line(vote.by.rawValue, .strong), vote.vote.sign.line,
        Line(vote.roles.joined(separator: ", "), .faint),
        Line(details.joined(separator: "; ")),
      ])
    }
    if !table.isEmpty { page.table(table) }
    if !shown.lacks.isEmpty {
      page.line(Line("lacks \(shown.lacks.joined(separator: "; "))", .bad), hanging: 2)
    }
  }

  private func addEthics(_ page: inout TextPage) {
    page.heading("Ethics checklist")
    guard let run = review.ethics else {
      page.line(Line("not run in this review", .unsure))
      return
    }
    let open = run.body.answers.filter { $0.answer == .open }
    page.line(
      Line(
        "\(run.body.checklist), run on \(run.at.day) by \(run.body.by): "
          + "\(run.body.answers.count.of("answer")), \(open.count) open"))
    for answer in open {
      page.line(
        Line("\(answer.question): \(answer.text) (\(answer.owner?.rawValue ?? "nobody"))", .unsure),
        indent: 2, hanging: 2)
    }
  }

  private func addQuestions(_ page: inout TextPage) {
    guard !review.questions.isEmpty else { return }
    page.heading("Questions")
    for (index, question) in review.questions.enumerated() {
      page.line(
        Line("\(index + 1). \(question.asked.body.by): ", .strong) + Line(question.asked.body.text),
        hanging: 3)
      page.line(
        question.answer.map { Line("\($0.body.by): \($0.body.text)") }
          ?? Line("no answer yet", .unsure), indent: 3, hanging: 2)
    }
  }

  private func addDecision(_ page: inout TextPage) {
    guard let kept = review.decision else { return }
    let decision = kept.body.content
    page.heading("Decision")
    page.line(
      review.sign(unless: shown.objection).line
        + Line("  \(decision.by), \(kept.at.words), event \(kept.position)", .faint))
    page.line(Line(decision.reason), hanging: 2)
    if let option = decision.option {
      let text = shown.stage?.options.first { $0.id == option }?.text ?? ""
      page.line(
        Line("\(option): ", .strong) + Line(text) + Line(decision.when.map { " \($0)" } ?? ""))
    }
    if !decision.waivers.isEmpty {
      page.line(
        Line(
          "on waivers of \(decision.waivers.map(\.rawValue).joined(separator: ", "))", .unsure))
    }
    for vote in review.dissent {
      page.line(Line("dissent of \(vote.by): ", .strong) + Line(vote.reason), hanging: 2)
    }
  }

  private func addDuties(_ page: inout TextPage) {
    guard !review.duties.isEmpty else { return }
    page.heading("Tasks and conditions")
    page.table(ReviewListText.table(of: review.duties, at: now))
  }

  private func addDebrief(_ page: inout TextPage) {
    guard let due = review.debriefDue else { return }
    page.heading("Debrief")
    guard let held = review.debrief else {
      page.line(
        now < due
          ? Line("due by \(due.day)", .unsure) : Line("overdue since \(due.day)", .bad))
      return
    }
    page.line(Line("\(held.body.by), \(held.at.day)", .faint))
    for (question, answer) in held.body.answers {
      page.line(Line("\(question): ", .faint) + Line(answer), hanging: 2)
    }
  }
}

/// Reviews, and what they left to do.
package enum ReviewListText {
  /// - Parameters:
  ///   - reviews: In the order that they are shown in.
  ///   - now: For what is due.
  ///   - void: Those whose decision does not count.
  /// - Returns: The page.
  package static func page(
    of reviews: [Review], at now: Instant, void: Set<Review.ID>
  ) -> TextPage {
    var page = TextPage()
    guard !reviews.isEmpty else {
      page.line("no review is on record; 'airworthy review open COMPONENT' opens one")
      return page
    }
    var table = TextTable([.left, .left, .left, .left])
    for review in reviews {
      let open = review.duties.filter { $0.done == nil }.count
      let debrief: Line =
        switch (review.debrief, review.debriefDue) {
        case (nil, let due?) where now < due: Line("debrief by \(due.day)", .unsure)
        case (nil, let due?): Line("debrief overdue since \(due.day)", .bad)
        default: Line("")
        }
      table.row([
        Line(review.id.rawValue, .strong), Line(review.at.day, .faint),
        review.sign(unless: void.contains(review.id) ? "void" : nil).line,
        (open > 0 ? Line("\(open.of("task")) open  ", .unsure) : Line("")) + debrief,
      ])
    }
    page.table(table, indent: 0)
    return page
  }

  package static func tasks(of reviews: [Review], at now: Instant) -> TextPage {
    var page = TextPage()
    let open = reviews.filter { review in review.duties.contains { $0.done == nil } }
    if open.isEmpty { page.line("no task is open") }
    for review in open {
      page.blank()
      page.line(Line(review.id.rawValue, .strong))
      page.table(table(of: review.duties.filter { $0.done == nil }, at: now))
    }
    return page
  }

  static func table(of duties: [Review.Duty], at now: Instant) -> TextTable {
    var table = TextTable([.right, .left, .left, .left])
    for duty in duties {
      let state: Line =
        if let done = duty.done {
          Line("✓ done \(done.at.day): \(done.body.words)", .good)
        } else if duty.due < now {
          Line("✕ due since \(duty.due.day)", .bad)
        } else {
          Line("… by \(duty.due.day)", .unsure)
        }
      let measure = duty.measure.map { " – \($0.words)" } ?? ""
      table.row([
        Line("\(duty.number)"), Line(duty.owner.rawValue, .strong), state,
        Line(duty.text) + Line(measure, .faint),
      ])
    }
    return table
  }
}

internal import Documents
internal import Readiness

// What the log's reviews say of a component.

extension CardFacts {
  private var reviews: [Review] {
    verdict.reviews.of(component.id).filter { $0.withdrawn == nil }
  }

  /// Who is declared, and who signed the newest review that was decided.
  func reviewers(_ declared: [Person.ID], isProduct: Bool) -> String {
    let review = reviews.last { $0.decision != nil }
    let signed = (review?.votes ?? []).map(\.body.content).filter { vote in
      vote.roles.contains { Self.ofProduct.contains($0) } == isProduct
    }
    let said = signed.map { "\(names([$0.by])) (\($0.vote.rawValue))" }.joined(separator: ", ")
    let words = review.flatMap { review in
      said.isEmpty ? nil : "signed \(review.id): \(said)"
    }
    return [names(declared), words ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// Parts that speak for the product and those who use it.
  private static let ofProduct: Set<String> = [
    "design", "product", "product-engineering", "product-management", "stakeholder",
  ]

  /// How the checklist stands, what its newest run left open, and the document that was vouched for.
  var ethics: CardField.Facts {
    let reading = verdict.readings.reading(of: "gov.ethics-review", for: component.id)
    var parts: [CardField.Link] = []
    switch reading?.standing {
    case .holds?: parts.append(.init(isDocumented(reading) ? "complete" : "in progress"))
    case .notReported?, nil: parts.append(.init(newestRun == nil ? "not begun" : "in progress"))
    default: parts.append(.init("in progress: \(reading?.because ?? "")"))
    }
    if let (review, run) = newestRun {
      let open = run.body.answers.count { $0.answer == .open }
      let count = run.body.answers.count.of("question")
      parts.append(
        .init(
          "\(count) of \(run.body.checklist) in \(review), \(run.at.day), "
            + (open == 0 ? "none open" : "\(open) open")))
    }
    let documents = (reading?.grounds ?? []).flatMap { ground -> [Artefact] in
      if case .attestation(let given) = ground.source { given.attestation.artefacts } else { [] }
    }
    parts += documents.map { .init($0.location, to: $0.location) }
    return reading == nil && newestRun == nil ? .line("") : .links(parts)
  }

  private func isDocumented(_ reading: Reading?) -> Bool {
    reading.map { $0.assurance >= .documented } ?? false
  }

  private var newestRun: (Review.ID, Review.Kept<Review.EthicsRun>)? {
    reviews.last { $0.ethics != nil }.flatMap { review in review.ethics.map { (review.id, $0) } }
  }

  /// The four answers of the newest debrief, under the decision that they look back on; before the
  /// first decision there is nothing to tell.
  var debrief: CardField.Facts {
    if reviews.allSatisfy({ $0.decision == nil }) {
      return .line("no review in the log was decided yet")
    }
    guard let review = reviews.last(where: { $0.debrief != nil }), let debrief = review.debrief
    else { return .none }
    let decision = review.decision.map { decision in
      let content = decision.body.content
      return [
        "decision",
        "\(content.outcome.rawValue)\(content.option.map { ", \($0)" } ?? ""), by "
          + "\(names([content.by])) on \(decision.at.day), in \(review.id): \(content.reason)",
      ]
    }
    let body = debrief.body
    return .table(
      ["asked", "answered by \(names([body.by])) on \(debrief.at.day)"],
      [decision].compactMap(\.self) + [
        ["what was achieved, and by whom", body.achieved], ["what was put off", body.postponed],
        ["what was learned", body.learned], ["which debt was taken on or paid back", body.debt],
      ])
  }

  var previousCards: CardField.Facts {
    let issued = material.issued[component.id] ?? []
    // Before the first graduation there is no earlier level to have a card of.
    let hasGraduated = (judged.graduated ?? .first) >= entry
    if issued.isEmpty, !hasGraduated, judged.history.entry?.origin?.card == nil {
      return .line("none: entered at \(entry)")
    }
    let elsewhere = judged.history.entry?.origin.flatMap { origin in
      origin.card.map { CardField.Link("in \(origin.system), SHA-256 \($0.prefix(12))…") }
    }
    return .links(
      [elsewhere].compactMap(\.self)
        + issued.map { card in
          CardField.Link(
            "level \(card.issue.level), event \(card.number), issued \(card.issue.at.day), SHA-256 "
              + "\(card.issue.digest.prefix(12))…",
            command: "airworthy card \(component.id) --as-of \(card.number)")
        })
  }

  private var entry: Level { judged.history.entry?.level ?? .first }

  var history: CardField.Facts {
    .table(
      ["when", "what", "why"],
      judged.history.steps.map { step in
        switch step {
        case .entered(let entry):
          [
            entry.on.day, "entered at \(entry.level)",
            entry.reason + (entry.origin.map { "; \($0.words)" } ?? ""),
          ]
        case .graduated(let graduated, let at):
          [at.day, "graduated through \(graduated.level)", graduated.reason]
        case .switchedBack(let back, let at):
          [at.day, "\(back.kind.rawValue) switchback to \(back.to)", back.reason]
        }
      })
  }
}

package import Readiness

extension Verdict {
  /// What reviews ask of people now: gates that are ready for one, reviews that are open, debriefs and
  /// tasks that are due.
  package var reviewLines: [(sign: Sign, words: String)] {
    let ready = components.compactMap(\.nextGate).filter { gate in
      (gate.evidence == .met || gate.isConditional) && reviews.open(of: gate.component) == nil
    }
    let open = reviews.all.filter(\.isOpen)
    let debriefs = reviews.all.filter { $0.decision != nil && $0.debrief == nil }
    let duties = reviews.all.flatMap { review in
      review.duties.filter { $0.done == nil }.map { (review, $0) }
    }.sorted { $0.1.due < $1.1.due }
    return ready.map { gate in
      (
        gate.evidence.sign,
        "gate \(gate.level) of \(gate.component): 'airworthy review open \(gate.component)'"
      )
    }
      + open.map { review in (review.sign, "\(review.id), since \(review.at.day)") }
      + debriefs.compactMap { review in
        review.debriefDue.map { due in
          at < due
            ? (Sign(mark: "…", word: "debrief", kind: .unsure), "of \(review.id), by \(due.day)")
            : (
              Sign(mark: "✕", word: "debrief overdue", kind: .bad),
              "of \(review.id), since \(due.day)"
            )
        }
      }
      + duties.map { review, duty in
        let words =
          "\(duty.text), \(duty.owner), task \(duty.number) of \(review.id), by \(duty.due.day)"
        return duty.due < at
          ? (Sign(mark: "✕", word: "task overdue", kind: .bad), words)
          : (Sign(mark: "…", word: "task", kind: .unsure), words)
      }
  }
}

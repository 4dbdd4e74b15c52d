package import Readiness

// Words of a change that its pages share.

extension Comparison {
  /// What the change comes to, in one sentence.
  package var headline: String {
    let moved = [
      components.isEmpty ? nil : components.count.of("component"),
      scores.isEmpty ? nil : scores.map(\.items.count).reduce(0, +).of("item"),
      readings.isEmpty ? nil : readings.count.of("control"),
    ].compactMap(\.self)
    if moved.isEmpty { return "Nothing moved." }
    let fell = scores.flatMap(\.items).filter(\.isFall).count
    let falls = fell > 0 ? "; \(fell.of("item")) fell" : ""
    return "Moved: \(moved.listed)\(falls)."
  }

  var tone: Tone {
    if readings.isEmpty { return .plain }
    return scores.flatMap(\.items).contains(where: \.isFall) ? .bad : .good
  }
}

extension Comparison.ScoreMove {
  /// `6.3 of 88 → 4.2 of 88; proved 3.1 of 88 → 1 of 88`.
  var words: String {
    let framework = after.framework
    func pair(_ total: KeyPath<Score, Score.Total>) -> String {
      let now = after[keyPath: total].words(of: framework)
      guard let then = before?[keyPath: total].words(of: framework), then != now else { return now }
      return "\(then) → \(now)"
    }
    return "\(pair(\.stands)); proved \(pair(\.proved))"
  }
}

extension Comparison.ItemMove {
  /// `3 → 0`; what is proved where only that moved.
  var words: String {
    let (then, now) = (before?.counted, after.counted)
    if then == now {
      return "\(now?.brief ?? "–"), proved \(before?.provedPoints.brief ?? "–") → "
        + after.provedPoints.brief
    }
    return "\(then?.brief ?? "–") → \(now?.brief ?? "–")"
  }

  var isFall: Bool {
    (after.counted ?? 0) < (before?.counted ?? 0)
      || after.counted == before?.counted && after.provedPoints < (before?.provedPoints ?? 0)
  }

  var tone: Tone { isFall ? .bad : .good }

  /// The required controls that decide it now.
  var controls: [String] {
    after.readings.filter { $0.assurance == after.assurance }.map(\.name)
  }
}

extension ItemScore {
  /// The points, where the item applies.
  var counted: Double? { notApplicable == nil ? points : nil }
}

extension Comparison.ReadingMove {
  var name: String { (after ?? before)?.name ?? "" }

  /// `holds, demonstrated → stale, claimed`.
  var words: String {
    func words(_ reading: Reading?) -> String {
      reading.map { "\($0.standing.sign.word), \($0.assurance.name)" } ?? "not asked"
    }
    return "\(words(before)) → \(words(after))"
  }

  var tone: Tone {
    let (then, now) = (before?.assurance ?? .none, after?.assurance ?? .none)
    return now < then ? .bad : now > then ? .good : .unsure
  }
}

extension Comparison.Cause {
  package var words: String {
    switch self {
    case .event(let event) where event.position == 0:
      "declared now, not recorded yet: \(event.fact.words)"
    case .event(let event): event.causeWords
    case .lost(let event): "only in the first log: \(event.causeWords)"
    case .aged(let at): "its evidence grew too old on \(at.day)"
    case .waiverEnded(let at): "the waiver ended on \(at.day)"
    case .definitions: "the definitions or the packs are other ones; no event did it"
    }
  }
}

extension Event {
  fileprivate var causeWords: String { "event \(position), \(at.words), \(by.name): \(fact.words)" }
}

extension Comparison.GateMove {
  /// `met → not met, 8 → 7 of 10 criteria`, of which what is the same is left out.
  var words: String {
    let (then, now) = (before.metCount, after.metCount)
    let outcome =
      before.outcome == after.outcome
      ? nil : "\(before.outcome.sign.text) → \(after.outcome.sign.text)"
    let count =
      then == now && before.askedCount == after.askedCount
      ? nil : "\(then) → \(now) of \(after.askedCount) criteria"
    let moved = [outcome, count].compactMap(\.self)
    return moved.isEmpty
      ? "stays at \(now) of \(after.askedCount) criteria" : moved.joined(separator: ", ")
  }
}

extension Sign {
  /// The sign and the word.
  var text: String { "\(mark) \(word)" }
}

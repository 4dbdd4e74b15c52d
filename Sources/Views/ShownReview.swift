package import Readiness

/// A review with what the rules say of it at an instant.
package struct ShownReview: Sendable {
  package let review: Review
  package let stage: ReadinessScale.Stage?
  /// The votes that count.
  package let counted: [Review.Vote]
  /// Whom the panel still lacks.
  package let lacks: [String]
  /// Why its packet is no longer what it was.
  package let stale: [String]
  /// Why what was decided does not count; `nil` where it does.
  package let objection: String?
  package let keys: [KnownKey]

  package init(
    _ review: Review, stage: ReadinessScale.Stage?, counted: [Review.Vote], lacks: [String],
    stale: [String], objection: String?, keys: [KnownKey]
  ) {
    self.review = review
    self.stage = stage
    self.counted = counted
    self.lacks = lacks
    self.stale = stale
    self.objection = objection
    let used = Set(
      review.votes.map(\.body.key) + [review.decision?.body.key].compactMap(\.self))
    self.keys = keys.filter { used.contains($0.key.id) }
  }

  /// With what a vote is signed, and who says whose key that is.
  func keyWords(_ key: PublicKey.ID) -> String {
    guard let known = keys.first(where: { $0.key.id == key }) else { return "no known key" }
    let own = known.by == Actor(.person, known.key.person.rawValue)
    return "key \(key.rawValue.prefix(8)) registered by \(own ? "themselves" : "\(known.by)")"
  }

  func registrar(of key: PublicKey.ID) -> String? {
    keys.first { $0.key.id == key }.map { "\($0.by)" }
  }

  func counts(_ vote: Review.Vote) -> Bool { counted.contains(vote) }
}

extension Review {
  /// How it stands, as a sign.
  package var sign: Sign { sign(unless: nil) }

  /// How it stands, as a sign, where something may speak against what was decided.
  package func sign(unless objection: String?) -> Sign {
    if objection != nil { return Sign(mark: "✕", word: "does not count", kind: .bad) }
    if let withdrawn {
      return Sign(mark: "–", word: "ended: \(withdrawn.body.reason)", kind: .none)
    }
    switch decision?.body.content.outcome {
    case .graduate?: return Sign(mark: "✓", word: "graduate", kind: .good)
    case .tasks?: return Sign(mark: "◐", word: "tasks", kind: .conditional)
    case .switchback?:
      let to = decision?.body.content.to.map { " to \($0)" } ?? ""
      return Sign(mark: "↩", word: "switchback\(to)", kind: .bad)
    case nil: return Sign(mark: "…", word: "open", kind: .unsure)
    }
  }
}

extension Review.Vote.Choice {
  var sign: Sign {
    switch self {
    case .approve: Sign(mark: "✓", word: rawValue, kind: .good)
    case .object: Sign(mark: "✕", word: rawValue, kind: .bad)
    case .abstain: Sign(mark: "–", word: rawValue, kind: .none)
    }
  }
}

extension Review.Task.Measure {
  /// `to reach: recall of 0.80`, or why there is no number.
  var words: String {
    switch self {
    case .number(let number): "to reach: \(number)"
    case .none(let why): "no number: \(why)"
    }
  }
}

extension Review.TaskClosed {
  /// What was done, after the number that was reached.
  var words: String { reached.map { "\($0) reached; \(text)" } ?? text }
}

package import Readiness

/// The signs and words for what can be, the same on every page: a sign, a word, and only then a
/// colour.
package struct Sign: Hashable, Sendable {
  package let mark: String
  package let word: String
  package let kind: Kind

  package enum Kind: String, Sendable {
    case good, conditional, bad, unsure, none
  }

  var tone: Tone {
    switch kind {
    case .good: .good
    case .bad: .bad
    case .conditional, .unsure: .unsure
    case .none: .faint
    }
  }

  /// The sign and the word, toned.
  var line: Line { Line("\(mark) \(word)", tone) }
}

extension Standing {
  package var sign: Sign {
    switch self {
    case .holds: Sign(mark: "✓", word: name, kind: .good)
    case .refuted: Sign(mark: "✕", word: name, kind: .bad)
    case .undecided: Sign(mark: "?", word: name, kind: .unsure)
    case .stale: Sign(mark: "◷", word: name, kind: .unsure)
    case .absent: Sign(mark: "○", word: name, kind: .bad)
    case .notReported: Sign(mark: "?", word: name, kind: .unsure)
    case .waived(let waiver):
      Sign(mark: "⚑", word: "waived until \(waiver.until.day)", kind: .conditional)
    case .notApplicable: Sign(mark: "–", word: name, kind: .none)
    }
  }
}

extension CriterionReading.State {
  package var sign: Sign {
    switch self {
    case .met: Sign(mark: "✓", word: name, kind: .good)
    case .conditional(let until):
      Sign(mark: "◐", word: "conditional until \(until.day)", kind: .conditional)
    case .notApplicable: Sign(mark: "–", word: name, kind: .none)
    case .unmet: Sign(mark: "✕", word: name, kind: .bad)
    case .undecided: Sign(mark: "?", word: name, kind: .unsure)
    case .stale: Sign(mark: "◷", word: name, kind: .unsure)
    case .missing: Sign(mark: "?", word: name, kind: .unsure)
    }
  }
}

extension Gate.Outcome {
  package var sign: Sign {
    switch self {
    case .met: Sign(mark: "✓", word: name, kind: .good)
    case .conditional(let until):
      Sign(mark: "◐", word: "conditional until \(until.day)", kind: .conditional)
    case .notMet: Sign(mark: "✕", word: name, kind: .bad)
    case .undecided: Sign(mark: "?", word: name, kind: .unsure)
    }
  }
}

extension Status {
  package var sign: Sign {
    switch self {
    case .pass: Sign(mark: "✓", word: "pass", kind: .good)
    case .warn: Sign(mark: "△", word: "warn", kind: .conditional)
    case .fail: Sign(mark: "✕", word: "fail", kind: .bad)
    case .inconclusive: Sign(mark: "?", word: "inconclusive", kind: .unsure)
    case .notApplicable: Sign(mark: "–", word: "not applicable", kind: .none)
    case .notReported: Sign(mark: "–", word: "not reported", kind: .none)
    case .absent: Sign(mark: "○", word: "absent", kind: .none)
    case .error: Sign(mark: "!", word: "error", kind: .bad)
    }
  }
}

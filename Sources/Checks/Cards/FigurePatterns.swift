internal import Readiness

/// How people write a figure: `ROC AUC of 0.91`, `0.91 ROC AUC`, or below the name in a table.
struct Patterns {
  let name: Regex<AnyRegexOutput>
  let number: Regex<AnyRegexOutput>
  let nameFirst: Regex<AnyRegexOutput>
  let numberFirst: Regex<AnyRegexOutput>

  /// - Parameter name: The name of a statistic; `nil` where it is none that a text would have.
  init?(of name: String) {
    let isPlain = name.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
    }
    guard isPlain, name.utf8.count <= 60 else { return nil }
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: "[ _-]")
    let names = "(?:" + (Self.spellings[name].map { "\(words)|\($0)" } ?? words) + ")"
    guard let name = Self.regex(#"[\s*_`]*"# + names + #"[\s*_`]*"#),
      let number = Self.regex(#"[\s*_`]*"# + Self.figure + #"[\s*_`]*"#),
      let nameFirst = Self.regex(
        // The name, a few words and signs that say no more than *is*, and the number.
        #"\b"# + names + #"[*_`]*(?:\s*\([^()\n]{0,40}\))?"#
          + #"(?:\s|[:=|*_`]|\b(?:of|is|at|now|currently|stands|lies|between|ranges|equals"#
          + #"|reaches|reached)\b)*"# + Self.figure),
      let numberFirst = Self.regex(
        Self.figure + #"[*_`]*\s+(?:(?:in|of|for|as)\s+)?[*_`]*"# + names + #"\b"#)
    else { return nil }
    (self.name, self.number, self.nameFirst, self.numberFirst) =
      (name, number, nameFirst, numberFirst)
  }

  /// Spellings that are not the name with other signs between its words.
  private static let spellings: [String: String] = [
    "roc-auc": "roc[ -]?auc|auroc|auc[ -]roc|area under the roc curve|auc",
    "pr-auc": "pr[ -]?auc|auprc|average precision",
    "f1": "f1(?:[ -]score)?", "r2": "r2|r²|r squared",
    "mae": "mae|mean absolute error", "rmse": "rmse|root mean squared? error",
    "mse": "mse|mean squared error", "brier": "brier(?:[ -]score)?",
  ]

  /// A bound, a number, and a second one where it is a range: five groups.
  private static let figure: String = {
    let number = #"(\d+(?:\.\d+)?)(\s?%)?"#
    return
      #"(≈|~|≥|>=|>|≤|<=|<|about|around|roughly|nearly|above|over|at least|more than|below|under"#
      + #"|at most|less than)?[\s*_`]*"# + number + #"(?:\s?(?:–|-|to|and)\s?"# + number
      + #")?(?![\w.]*\d)"#
  }()

  private static func regex(_ pattern: String) -> Regex<AnyRegexOutput>? {
    (try? Regex(pattern))?.ignoresCase().wordBoundaryKind(.simple)
      .matchingSemantics(.unicodeScalar)
  }
}

/// A number as people write it: how exactly, and whether as a bound or about.
struct Stated {
  let low: Double
  let high: Double
  /// Half of the last digit written.
  private let slack: Double
  private let kind: Kind

  private enum Kind { case exact, about, atLeast, atMost }

  init?(_ output: AnyRegexOutput) {
    let parts = output.map { $0.substring.map(String.init) }
    guard parts.count == 6, let digits = parts[2], let first = Double(digits) else { return nil }
    let isShare = parts[3] != nil || parts[5] != nil
    let scale = isShare ? 100.0 : 1
    let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
    var unit = 1.0
    for _ in 0..<min(decimals, 15) { unit /= 10 }
    slack = unit / scale * 0.5 * (1 + 1e-9)
    let second = parts[4].flatMap { Double($0) } ?? first
    (low, high) = (min(first, second) / scale, max(first, second) / scale)
    switch parts[1]?.lowercased() {
    case nil: kind = .exact
    case "≈", "~", "about", "around", "roughly", "nearly": kind = .about
    case "≥", ">=", ">", "above", "over", "at least", "more than": kind = .atLeast
    default: kind = .atMost
    }
  }

  /// Whether a measurement agrees: rounded as written; for *about*, by its interval too.
  func isBorne(by measurement: Measurement) -> Bool {
    let value = measurement.value
    switch kind {
    case .atLeast: return value >= low - slack
    case .atMost: return value <= high + slack
    case .exact: return value >= low - slack && value <= high + slack
    case .about:
      let range = measurement.interval.map { $0.lower...max($0.lower, $0.upper) }
      return value >= low - 2 * slack && value <= high + 2 * slack
        || range.map { $0.contains(low) } ?? false
    }
  }
}

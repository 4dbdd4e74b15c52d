internal import Documents
internal import Readiness

/// Figures named beside a metric that the component's newest evidence measures.
struct FigureClaims: CardClaims {
  private let metrics: [Metric]
  private let facts: CardKnowledge

  private struct Metric {
    let name: String
    let pattern: Regex<AnyRegexOutput>
    let values: [Measurement]
    let check: String
    let on: Instant
  }

  init(_ facts: CardKnowledge) {
    self.facts = facts
    var groups: [String: (values: [Measurement], check: String, on: Instant)] = [:]
    for reading in facts.verdict.readings.list
    where reading.subject == .component(facts.component.id) {
      for ground in reading.grounds {
        guard case .runs(let runs) = ground.source else { continue }
        for measurement in runs.newest.evidence.finding.measurements {
          guard let name = Self.name(of: measurement), measurement.value.isFinite,
            measurement.limit != nil
          else { continue }
          var group = groups[name] ?? ([], runs.newest.evidence.check.rawValue, runs.newest.at)
          group.values.append(measurement)
          if runs.newest.at > group.on { group.on = runs.newest.at }
          groups[name] = group
        }
      }
    }
    metrics = groups.sorted { $0.key < $1.key }.compactMap { name, group in
      Self.pattern(of: name).map {
        Metric(name: name, pattern: $0, values: group.values, check: group.check, on: group.on)
      }
    }
  }

  /// The name that people would know a figure by; `nil` for names that are words of any text.
  private static func name(of measurement: Measurement) -> String? {
    let isNamedByItself = !ordinary.contains(measurement.statistic)
    if isNamedByItself { return measurement.of.isEmpty ? measurement.statistic : nil }
    let name = measurement.of.split(separator: ".").last.map(String.init)?.lowercased() ?? ""
    return name.count > 1 && !ordinary.contains(name) ? name : nil
  }

  private static let ordinary: Set<String> = [
    "value", "score", "rows", "errors", "warnings", "tests", "anomalies", "bias", "coverage",
    "figure", "count", "loss", "time", "size",
  ]

  /// Spellings that are not the name with other signs between its words.
  private static let spellings: [String: String] = [
    "roc-auc": "roc[ -]?auc|auroc|auc[ -]roc|area under the roc curve",
    "pr-auc": "pr[ -]?auc|auprc|average precision",
    "f1": "f1(?:[ -]score)?", "r2": "r2|r²|r squared",
    "mae": "mae|mean absolute error", "rmse": "rmse|root mean squared? error",
    "mse": "mse|mean squared error", "brier": "brier(?:[ -]score)?",
  ]

  private static func pattern(of name: String) -> Regex<AnyRegexOutput>? {
    let isPlain = name.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
    }
    guard isPlain, name.utf8.count <= 60 else { return nil }
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: "[ _-]")
    let names = spellings[name].map { "\(words)|\($0)" } ?? words
    let number = #"(\d+(?:\.\d+)?)(\s?%)?"#
    // The name, a few words and signs that say no more than *is*, and the number.
    let pattern =
      #"\b(?:"# + names
      + #")[*_`]*(?:\s*\([^()\n]{0,40}\))?(?:\s|[:=|*_`]|\b(?:of|is|at|now|currently|stands|reaches|reached)\b)*"#
      + #"(≈|~|≥|>=|>|≤|<=|<|about|around|roughly|nearly|above|over|at least|more than|below|under|at most|less than)?"#
      + #"[\s*_`]*"# + number + #"(?:\s?(?:–|-|to|and)\s?"# + number + #")?(?![\w.]*\d)"#
    return (try? Regex(pattern))?.ignoresCase().wordBoundaryKind(.simple)
      .matchingSemantics(.unicodeScalar)
  }

  func claims(in passage: Passage) -> [CardClaim] {
    guard !metrics.isEmpty, passage.text.contains(where: \.isNumber) else { return [] }
    return metrics.flatMap { metric in
      passage.text.matches(of: metric.pattern).compactMap { match in
        guard passage.isFree(match.range.lowerBound, of: "-_"), let stated = Stated(match) else {
          return nil
        }
        return CardClaim(range: match.range, answer: answer(stated, metric, match.range, passage))
      }
    }
  }

  private func answer(
    _ stated: Stated, _ metric: Metric, _ range: Range<String.Index>, _ passage: Passage
  ) -> CardClaim.Answer {
    let sentence = passage.sentence(around: range)
    let named = metric.values.filter { !$0.window.isEmpty && sentence.contains($0.window) }
    if named.isEmpty {
      let words = sentence + " " + passage.context
      guard !Hedge.isHedged(words), !isOfElsewhere(words), !facts.namesAnother(sentence) else {
        return .unknown
      }
    }
    let values = named.isEmpty ? metric.values : named
    // A share is written below one, or as a percentage; else it is no figure of this kind.
    let isShare = values.allSatisfy { abs($0.value) <= 1 }
    guard !(isShare && stated.low > 1) else { return .unknown }
    if values.contains(where: stated.isBorne) { return .holds }
    let seen = Set(values.map(\.value)).sorted()
    let span =
      seen.count == 1
      ? seen[0].brief : "\(seen.first?.brief ?? "") to \(seen.last?.brief ?? "")"
    let windows = values.count == 1 ? "" : " in \(values.count.of("part")) of the data"
    return .contradicted(
      "'\(passage.text[range].onOneLine)' is not what evidence says: \(metric.check) measured "
        + "\(metric.name) \(span)\(windows), on \(metric.on.day)",
      fix: "write what was measured, or leave figures to C.21, which is computed")
  }

  /// Whether words speak of other data than what checks measured on.
  private func isOfElsewhere(_ words: some StringProtocol) -> Bool {
    let parts = Set(words.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    if !parts.isDisjoint(with: Self.elsewhere) { return true }
    let own = VersionPart.allCases.compactMap { facts.component.versions[$0] }
    let rest = own.reduce(String(words)) { $0.replacing($1, with: "") }
    return rest.contains(/\b(?:19|20)\d\d\b|\bQ[1-4]\b|\d+\.\d+\.\d+/)
  }

  private static let elsewhere: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "training", "train", "validation", "fold", "folds", "cross",
    "offline", "pilot", "benchmark", "paper", "spring", "summer", "autumn", "winter", "week",
    "month", "months", "slice", "class", "carrier", "group", "customer", "holdout",
  ]
}

/// A number as people write it: how exactly, and whether as a bound or about.
private struct Stated {
  let low: Double
  let high: Double
  /// Half of the last digit written.
  private let slack: Double
  private let kind: Kind

  private enum Kind { case exact, about, atLeast, atMost }

  init?(_ match: Regex<AnyRegexOutput>.Match) {
    let parts = match.output.map { $0.substring.map(String.init) }
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

extension StringProtocol {
  /// The words with one blank between them.
  var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").shortened(to: 80)
  }
}

internal import Documents
internal import Readiness

/// Figures named beside a metric that the component's newest evidence measures.
struct FigureClaims: CardClaims {
  private let metrics: [Metric]
  private let facts: CardKnowledge

  private struct Metric {
    let name: String
    let patterns: Patterns
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
      Patterns(of: name).map {
        Metric(name: name, patterns: $0, values: group.values, check: group.check, on: group.on)
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

  func claims(in passage: Passage) -> [CardClaim] {
    guard !metrics.isEmpty, passage.text.contains(where: \.isNumber) else { return [] }
    let behind = metrics.flatMap { metric in
      passage.text.matches(of: metric.patterns.nameFirst).compactMap { match in
        claim(match.range, Stated(match.output), metric, passage)
      }
    }
    let before = metrics.flatMap { metric in
      passage.text.matches(of: metric.patterns.numberFirst).compactMap { match in
        claim(match.range, Stated(match.output), metric, passage)
      }
    }.filter { claim in !behind.contains { $0.range.overlaps(claim.range) } }
    return behind + before + claimsOfCells(in: passage)
  }

  private func claim(
    _ range: Range<String.Index>, _ stated: Stated?, _ metric: Metric, _ passage: Passage
  ) -> CardClaim? {
    let start = passage.text[range].firstIndex { !$0.isWhitespace && !"*_`".contains($0) }
    let range = (start ?? range.lowerBound)..<range.upperBound
    guard let stated, passage.isFree(range.lowerBound, of: "-_"),
      !isPartOfLonger(passage.text[range], in: passage)
    else { return nil }
    return CardClaim(range: range, answer: answer(stated, metric, range, passage))
  }

  /// Whether an *AUC* is that of another curve.
  private func isPartOfLonger(_ words: Substring, in passage: Passage) -> Bool {
    guard words.lowercased().hasPrefix("auc") else { return false }
    let before = passage.text[..<words.startIndex].lowercased()
      .split { !$0.isLetter }.last.map(String.init)
    return ["pr", "recall", "partial", "mean", "lift", "gain"].contains(before)
  }

  /// Numbers of a row below the name of a metric in the table's header.
  private func claimsOfCells(in passage: Passage) -> [CardClaim] {
    guard !passage.header.isEmpty, passage.text.hasPrefix("|") else { return [] }
    let names = Markdown.cells(of: passage.header[...])
    return zip(names, Markdown.cells(of: passage.text[...])).flatMap { name, cell in
      metrics.compactMap { metric -> CardClaim? in
        guard name.wholeMatch(of: metric.patterns.name) != nil,
          let match = cell.wholeMatch(of: metric.patterns.number), let stated = Stated(match.output)
        else { return nil }
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
    // Without the name of a part a figure is that of the whole, where the whole was measured.
    let whole = metric.values.filter(\.window.isEmpty)
    let values = named.isEmpty ? (whole.isEmpty ? metric.values : whole) : named
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

extension StringProtocol {
  /// The words with one blank between them.
  var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").shortened(to: 80)
  }
}

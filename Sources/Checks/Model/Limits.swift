internal import Documents
internal import Readiness
internal import Statistics

/// The limits that a team sets for figures, by the figure's name.
struct Limits: Sendable {
  let rules: [(metric: String, rule: Rule)]

  /// The shape of limits for figures with these names.
  static func shape(_ names: [String]) -> Shape<Limits> {
    let rule = Shape<(Double?, Double?)>.object(
      "One bound.",
      .optional("at-least", .number(), "The least value that is good enough."),
      .optional("at-most", .number(), "The greatest value that is good enough."),
      make: { (least: Double?, most: Double?) in (least, most) }
    ).check { (bounds: (Double?, Double?), tree, reader) -> Rule? in
      switch bounds {
      case (let least?, nil): return .atLeast(least)
      case (nil, let most?): return .atMost(most)
      default:
        reader.report(
          .wrongValue, "a limit has exactly one of at-least and at-most", at: tree)
        return nil
      }
    }
    let key = Shape<String>.text(.oneOf(names)).check { name, tree, reader -> String? in
      if names.contains(name) { return name }
      let near = Spelling.nearest(to: name, among: names)
      reader.report(
        .wrongValue,
        "no figure '\(name)' is computed here; there are "
          + names.joined(separator: ", "), at: tree, fix: near.map { "did you mean '\($0)'?" })
      return nil
    }
    return Shape<[(key: Located<String>, value: Rule)]>.dictionary(key, to: rule)
      .check { pairs, tree, reader in
        if pairs.isEmpty {
          reader.report(.wrongValue, "no limit is set, so nothing would be checked", at: tree)
          return nil
        }
        return Limits(rules: pairs.map { ($0.key.value, $0.value) })
      }
  }

  /// A figure held against its limit, if it has one.
  func measurement(
    _ estimate: Estimate, named metric: String, window: String = "",
    familiar: [String: Double] = [:]
  ) -> Measurement {
    let rule = rules.first { $0.metric == metric }?.rule
    let answer = rule.map(estimate.answer)
    let status: Status =
      switch answer {
      case .holds, nil: .pass
      case .broken: .fail
      case .undecided: .inconclusive
      }
    return Measurement(
      window: window, statistic: metric, value: estimate.value,
      interval: .init(lower: estimate.lower, upper: estimate.upper, level: estimate.level),
      rows: estimate.rows, method: estimate.method, limit: rule.map(Measurement.Limit.init),
      status: status,
      rowsNeeded: answer == .undecided ? rule.flatMap(estimate.rowsNeeded) : nil,
      familiar: familiar)
  }
}

extension Measurement.Limit {
  init(_ rule: Rule) {
    switch rule {
    case .atLeast(let value): self.init(.atLeast, value)
    case .atMost(let value): self.init(.atMost, value)
    }
  }
}

extension Measurement {
  /// `roc-auc 0.871 [0.858, 0.884] in 2013-06, needs ≥ 0.88`.
  var sentence: String {
    let range =
      interval.flatMap { interval in
        interval.lower == interval.upper
          ? nil : " [\(interval.lower.brief), \(interval.upper.brief)]"
      } ?? ""
    let place = window.isEmpty ? "" : " in \(window)"
    let bound = limit.map { limit in
      ", needs \(limit.side == .atLeast ? "≥" : "≤") \(limit.value.brief)"
    }
    return "\(statistic) \(value.brief)\(range)\(place)\(bound ?? "")"
  }
}

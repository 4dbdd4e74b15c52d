package import Readiness
package import Worth

extension DecisionModel {
  /// The model with the numbers that the log has, in the place of those that stand in for them.
  ///
  /// - Parameters:
  ///   - ledger: What the log says.
  ///   - now: The present, until which history counts.
  /// - Returns: The model; numbers of which the log has nothing stay unconfirmed.
  package func resolved(by ledger: Ledger, at now: Instant) -> DecisionModel {
    let evidence = WorthEvidence(ledger: ledger, now: now, period: period)
    let known = mapping { quantity in
      guard let reference = quantity.reference else { return quantity }
      guard let (spread, source) = evidence.answer(reference) else {
        return Quantity(
          quantity.name, quantity.value, isConfirmed: false,
          source: "the log has nothing of it yet (\(reference.words)); this stands in",
          bounds: quantity.bounds, reference: reference)
      }
      return Quantity(
        quantity.name, quantity.value, source: source, spread: spread, bounds: quantity.bounds,
        reference: reference)
    }
    guard let monitor = degradation?.monitor else { return known }
    let detection = monitor.detection(in: known)
    return known.mapping { quantity in
      quantity.name != "periods until a break is noticed"
        ? quantity
        : Quantity(
          quantity.name, detection.periods, source: detection.words, bounds: quantity.bounds)
    }
  }
}

/// Numbers of a decision model from what the log holds.
private struct WorthEvidence {
  let ledger: Ledger
  let now: Instant
  let period: String

  func answer(_ reference: Reference) -> (Spread, String)? {
    switch reference {
    case .confusion(let counted):
      guard let (all, day) = counts(of: counted.check),
        let one = all.first(where: {
          $0.segment == counted.segment ?? "" && $0.window == counted.window ?? ""
            && $0.isToday == counted.isToday
        })
      else { return nil }
      let (wrong, rows) = one.share(of: counted.mistake, isOfClass: counted.isOfClass)
      guard rows > 0 else { return nil }
      return (
        .counts(Double(wrong), of: Double(rows)),
        "\(wrong) of \(rows)\(counted.place), by \(counted.check) on \(day)"
      )
    case .hazard(let check):
      guard let (all, day) = counts(of: check) else { return nil }
      let windows = all.filter { !$0.window.isEmpty && !$0.isToday }
        .sorted { $0.window < $1.window }
      guard let first = windows.first, let length = length(of: first.window) else { return nil }
      var (events, healthy) = (0, 0)
      for (index, one) in windows.enumerated() {
        if !one.isFailing { healthy += 1 }
        if one.isFailing, index == 0 || !windows[index - 1].isFailing { events += 1 }
      }
      let periods = max(1, Double(healthy)) * length
      return (
        .events(Double(events), periods: periods),
        "\(check) began to fail \(events) times in \(windows.count) windows, by \(day)"
      )
    case .effect(let check, let mistake, let isOfClass):
      guard let (all, day) = counts(of: check) else { return nil }
      func sum(_ isFailing: Bool) -> (Int, Int) {
        all.filter { !$0.window.isEmpty && !$0.isToday && $0.isFailing == isFailing }
          .reduce((0, 0)) {
            let share = $1.share(of: mistake, isOfClass: isOfClass)
            return ($0.0 + share.wrong, $0.1 + share.rows)
          }
      }
      let (bad, good) = (sum(true), sum(false))
      guard bad.1 > 0, good.1 > 0 else { return nil }
      return (
        .difference(Double(bad.0), of: Double(bad.1), from: Double(good.0), ofAll: Double(good.1)),
        "failing windows of \(check) against the others, by \(day)"
      )
    case .switchbacks:
      let histories = ledger.levels.values
      let days = histories.compactMap { $0.entry?.on }.map { now.days(since: $0) }.reduce(0, +)
      guard days > 0, let length = Self.days[period] else { return nil }
      let back = histories.flatMap(\.steps).count { step in
        if case .switchedBack(let back, at: _) = step { back.kind == .embedded } else { false }
      }
      return (
        .events(Double(back), periods: Double(days) / length),
        "\(back) embedded switchbacks in \(days) days of components"
      )
    }
  }

  /// The newest counts of a check, with their day.
  private func counts(of check: String) -> ([ConfusionCounts], String)? {
    let runs = ledger.runs.values.flatMap { $0.values }.compactMap { $0[.init(check)]?.newest }
      .filter { !$0.evidence.finding.confusions.isEmpty }
    guard let newest = runs.max(by: { $0.position < $1.position }) else { return nil }
    return (newest.evidence.finding.confusions, newest.at.day)
  }

  /// How many periods a window takes, by how it is named.
  private func length(of window: String) -> Double? {
    guard let days = Self.days[period] else { return nil }
    if window.contains("Q") { return Self.quarter / days }
    switch window.count {
    case 4: return Self.year / days
    case 7: return Self.month / days
    case 10: return 1 / days
    default: return nil
    }
  }

  private static let year = 365.25
  private static let quarter = year / 4
  private static let month = year / 12
  private static let days: [String: Double] = [
    "day": 1, "week": 7, "month": month, "quarter": quarter, "year": year,
  ]
}

extension ConfusionCounts {
  fileprivate func share(
    of mistake: Reference.Mistake, isOfClass: Bool
  ) -> (wrong: Int, rows: Int) {
    switch mistake {
    case .missed: (falseNegatives, isOfClass ? positives : rows)
    case .falseAlarm: (falsePositives, isOfClass ? negatives : rows)
    }
  }
}

extension Reference {
  fileprivate var words: String {
    switch self {
    case .confusion(let counted):
      "\(counted.mistake.rawValue) of \(counted.isToday ? "today's process, by " : "")"
        + counted.check + counted.place
    case .hazard(let check), .effect(let check, _, _): "windows of \(check)"
    case .switchbacks: "embedded switchbacks"
    }
  }
}

extension Reference.Counted {
  fileprivate var place: String {
    [segment, window].compactMap(\.self).map { " in \($0)" }.joined()
  }
}

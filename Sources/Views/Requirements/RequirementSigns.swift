package import Readiness

extension StepStanding.State {
  package var sign: Sign {
    switch self {
    case .passed: Sign(mark: "✓", word: rawValue, kind: .good)
    case .open: Sign(mark: "○", word: rawValue, kind: .none)
    case .undecided: Sign(mark: "?", word: rawValue, kind: .unsure)
    case .stale: Sign(mark: "◷", word: rawValue, kind: .unsure)
    case .unshown: Sign(mark: "△", word: rawValue, kind: .bad)
    case .unplanned: Sign(mark: "△", word: rawValue, kind: .bad)
    case .failed, .contradicted: Sign(mark: "✕", word: rawValue, kind: .bad)
    }
  }
}

extension PointerStanding.Bearing {
  package var sign: Sign {
    switch self {
    case .passes, .said, .exists: Sign(mark: "✓", word: rawValue, kind: .good)
    case .undecided: Sign(mark: "?", word: rawValue, kind: .unsure)
    case .unreported: Sign(mark: "?", word: "not reported", kind: .unsure)
    case .stale: Sign(mark: "◷", word: rawValue, kind: .unsure)
    case .missing: Sign(mark: "△", word: rawValue, kind: .bad)
    case .fails: Sign(mark: "✕", word: rawValue, kind: .bad)
    }
  }
}

extension RiskBand {
  package var sign: Sign {
    switch self {
    case .minor: Sign(mark: "·", word: rawValue, kind: .good)
    case .notable: Sign(mark: "+", word: rawValue, kind: .unsure)
    case .grave: Sign(mark: "#", word: rawValue, kind: .bad)
    }
  }
}

extension RequirementStanding {
  /// `2 of 3`, the steps of one kind that passed.
  static func share(_ steps: [StepStanding]) -> String {
    "\(steps.filter { $0.state == .passed }.count) of \(steps.count)"
  }

  /// `3/4`, the steps of both kinds that passed.
  var shares: String { "\(steps.filter { $0.state == .passed }.count)/\(steps.count)" }
}

extension PointerStanding {
  /// When and where what decides was recorded: `event 12, 2026-02-01`; empty for what lies in no log.
  var origin: String {
    [position.map { "event \($0)" }, at.map(\.day)].compactMap(\.self).joined(separator: ", ")
  }
}

extension Requirement.Risk {
  /// `1.4 = 0.2 per release × 7`.
  var words: String { "\(number.brief) = \(probability.brief) per \(period) × \(value)" }
}

/// Requirements as they stand, and of what they were computed.
package struct RequirementsReport: Sendable {
  package let system: System
  package let at: Instant
  package let position: Int
  package let standings: RequirementStandings

  package init(
    of system: System, at instant: Instant, position: Int, standings: RequirementStandings
  ) {
    self.system = system
    at = instant
    self.position = position
    self.standings = standings
  }

  var counts: String {
    let all = standings.all
    let words = StepStanding.State.allCases.reversed().compactMap { state -> String? in
      let count = all.filter { $0.state == state }.count
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    return all.isEmpty
      ? "no requirement" : "\(all.count.of("requirement")): \(words.joined(separator: ", "))"
  }
}

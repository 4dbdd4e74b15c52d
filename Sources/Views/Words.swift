package import Readiness

// Sentences that several pages share.

extension Verdict {
  /// The answer to *can we ship*, in one sentence.
  package var headline: String {
    guard let working else { return "Nothing has entered the ladder yet." }
    let gates = nextGates
    if let unmet = gates.firstGate(with: .notMet) ?? gates.firstGate(with: .undecided) {
      let names = gates.filter { $0.outcome == .notMet || $0.outcome == .undecided }
        .map(\.component.rawValue)
      let word = unmet.outcome == .notMet ? "is not met" : "cannot be decided"
      return "Not ready: it works at level \(working) of 9, and gate \(working) \(word) for "
        + "\(names.listed)."
    }
    if let conditional = gates.first(where: \.isConditional) {
      return "Ready for the review of level \(conditional.level), under conditions: "
        + "\(conditional.outcome.sign.word)."
    }
    return
      "Ready for the review of level \(working): all evidence that gate \(working) asks for is "
      + "there."
  }
}

extension [Gate] {
  fileprivate func firstGate(with outcome: Gate.Outcome) -> Gate? {
    first { $0.outcome == outcome }
  }
}

extension [String] {
  /// `a, b and c`.
  var listed: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}

extension Finding {
  /// `data.schema of flight-data`; the control alone where it is about the whole system.
  var name: String {
    subject == .system ? control.rawValue : "\(control) of \(subject)"
  }
}

extension Reading {
  /// `data.schema of flight-data`; the control alone where it is about the whole system.
  var name: String {
    subject == .system ? control.id.rawValue : "\(control.id) of \(subject)"
  }

  /// What it stands on, or fell by; `nil` where nothing counts.
  package var deciding: Ground? {
    switch standing {
    case .notApplicable: nil
    case .notReported: grounds.first
    case .holds:
      grounds.filter { $0.isFresh && $0.status.passes }.max { $0.lends < $1.lends }
    case .refuted: grounds.first { $0.isFresh && $0.status == .fail }
    case .absent: grounds.first { $0.isFresh && $0.status == .absent }
    case .undecided:
      grounds.first { $0.isFresh && ($0.status == .inconclusive || $0.status == .error) }
    case .stale, .waived: lapsed ?? grounds.first
    }
  }

  /// What went stale and decides: the check that takes away what fresh ones lend, else what lent most
  /// while it was fresh.
  private var lapsed: Ground? {
    let weighing = grounds.filter {
      !$0.isFresh && $0.status != .notReported && $0.status != .absent
    }
    if grounds.contains(where: { $0.isFresh && $0.status.passes }) { return weighing.first }
    return weighing.filter(\.status.passes).max { $0.lends < $1.lends } ?? weighing.first
  }

  /// Why it stands as it does, in a few words.
  package var because: String {
    if case .notApplicable(let reason) = standing { return reason }
    return deciding?.words ?? "nothing says anything about it"
  }
}

extension Ground {
  /// What it says, who says so and since when it no longer counts.
  package var words: String {
    let stale = staleBecause.first.map { " (stale: \($0.words))" } ?? ""
    switch source {
    case .runs(let runs):
      let evidence = runs.newest.evidence
      let report = evidence.provenance.map { " (from \($0.report.location))" } ?? ""
      return evidence.finding.summary + report + stale
    case .attestation(let given):
      let attestation = given.attestation
      let artefact =
        attestation.artefacts.isEmpty
        ? ", with nothing to look at"
        : ", with \(attestation.artefacts.map(\.location).listed)"
      return "\(attestation.by) says \(attestation.says ? "yes" : "no") on "
        + "\(attestation.on.day)\(attestation.says ? artefact : "")"
        + (attestation.note.map { ": \($0)" } ?? "") + stale
    }
  }
}

extension Provenance {
  /// `junit.xml, by pytest, made 2026-11-21 10:00 UTC`.
  package var words: String {
    [
      report.location, tool.map { "by \($0)" }, made.map { "made \($0.words)" },
      beside.map { "with \($0.map(\.location).listed)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}

extension Instant {
  /// `2026-11-21 10:00 UTC`.
  package var words: String {
    let text = text
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}

extension Level? {
  package var words: String { map { "\($0)" } ?? "–" }
}

extension Score.Total {
  /// The total in the framework's own way: `23 of 88`.
  package func words(of framework: Framework) -> String {
    guard let value else { return "no total: too few items apply" }
    switch framework.total {
    case .sum:
      let maximum = framework.sections.filter(\.mandatory).flatMap(\.items)
        .map { ($0.points ?? framework.points).max() ?? 0 }.reduce(0, +)
      return "\(value.tenths) of \(maximum.brief)"
    case .leastSection:
      let most =
        framework.sections.filter(\.mandatory).map { section in
          section.items.map { ($0.points ?? framework.points).max() ?? 0 }.reduce(0, +)
        }.min() ?? 0
      return "\(value.tenths) of \(most.brief)"
    case .everyStatement: return "\(points.brief) of \(pointsMax.brief)"
    }
  }

  /// What the total means: its band, or whether all is there.
  package func meaning(in framework: Framework) -> String {
    if let band { return band.name }
    return isComplete ? "mature" : "not mature"
  }
}

extension Double {
  /// To one decimal at most.
  var tenths: String { ((self * 10).rounded() / 10).brief }
}

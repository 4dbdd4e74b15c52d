/// How a control stands for one subject at one instant, and on what ground.
package struct Reading: Sendable {
  package let control: Control
  package let subject: Subject
  package let standing: Standing
  package let assurance: Assurance
  /// What the standing rests on, and what no longer counts.
  package let grounds: [Ground]
  /// The waiver in force, whether or not it is needed.
  package let waiver: Waiver?

  /// The assurance if only what a machine demonstrated counts.
  package var proved: Assurance { assurance >= .demonstrated ? assurance : .none }

  /// Whether a check has spoken about it.
  package var isChecked: Bool {
    grounds.contains { ground in
      if case .runs = ground.source { ground.status != .notReported } else { false }
    }
  }

  /// Whether a named person vouches for it, freshly.
  package var isVouchedFor: Bool {
    grounds.contains { ground in
      if case .attestation(let given) = ground.source {
        return ground.isFresh && given.attestation.says
      }
      return false
    }
  }
}

/// What can be said of a control besides its assurance.
package enum Standing: Hashable, Sendable {
  case holds
  case refuted
  case undecided
  case stale
  /// A check found that it is not there, and nobody says otherwise.
  case absent
  case notReported
  case waived(Waiver)
  case notApplicable(String)

  package var name: String {
    switch self {
    case .holds: "holds"
    case .refuted: "refuted"
    case .undecided: "undecided"
    case .stale: "stale"
    case .absent: "absent"
    case .notReported: "not reported"
    case .waived: "waived"
    case .notApplicable: "not applicable"
    }
  }

  package var isNotApplicable: Bool {
    if case .notApplicable = self { true } else { false }
  }
}

/// One thing that speaks about a control: the newest run of a check, or an attestation.
package struct Ground: Sendable {
  package let source: Source
  /// Why it no longer counts; empty while it is fresh.
  package let staleBecause: [Staleness]
  /// Until when it counts by age alone.
  package let freshUntil: Instant
  /// Whether the newest run by automation is fresh too, whoever made the newest of all.
  let hasFreshAutomation: Bool

  package enum Source: Sendable {
    case runs(Ledger.Runs)
    case attestation(Ledger.Attested)
  }

  package enum Staleness: Hashable, Sendable {
    case age(days: Int)
    case version(VersionPart, was: String?, is: String?)
    /// The check is declared otherwise now, or no longer.
    case configuration
    /// A file that a person vouched for is another than the one that they looked at.
    case artefact(String)
  }

  package var isFresh: Bool { staleBecause.isEmpty }
  /// When the run was recorded, or the attestation given.
  package var at: Instant {
    switch source {
    case .runs(let runs): runs.newest.at
    case .attestation(let given): given.attestation.on
    }
  }

  /// The run's status; an attestation passes or fails by what it says.
  package var status: Status {
    switch source {
    case .runs(let runs): runs.newest.evidence.status
    case .attestation(let given): given.attestation.says ? .pass : .fail
    }
  }

  /// Whether the last three runs by automation, on three occasions, pass by the same declaration.
  private var runsInARow: Bool {
    guard case .runs(let runs) = source else { return false }
    return runs.automated.count == Keeping.perTopic
      && Set(runs.automated.map(\.occasion)).count == Keeping.perTopic
      && runs.automated.allSatisfy { run in
        run.evidence.status.passes
          && run.evidence.configuration == runs.newest.evidence.configuration
      }
  }

  /// What this ground alone lends to the control while it is fresh and passes.
  package var lends: Assurance {
    switch source {
    case .runs:
      return runsInARow && isFresh && hasFreshAutomation ? .continuous : .demonstrated
    case .attestation(let given):
      return given.attestation.artefacts.isEmpty ? .claimed : .documented
    }
  }
}

extension Ground.Staleness {
  /// Why something no longer counts, in a few words.
  package var words: String {
    switch self {
    case .age(let days): "older than \(days.of("day"))"
    case .version(let part, let was, let now):
      "the \(part.rawValue) went from \(was ?? "no version") to \(now ?? "no version")"
    case .configuration: "the check is declared otherwise now"
    case .artefact(let location): "\(location) changed since; to be confirmed again"
    }
  }
}

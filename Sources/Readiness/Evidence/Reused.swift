/// What another system's log shows of a component that is used again here.
///
/// It was shown in another environment, so here it is a claim at most until it is shown again.
package struct Reused: Sendable {
  /// Where the exported log lies, from the folder of the system.
  package let log: String
  package let origin: Component.Origin
  package let evidence: [Foreign]

  /// One control, as the other log has it.
  package struct Foreign: Hashable, Sendable {
    package let control: Control.ID
    package let holds: Bool
    /// Who or what said so last.
    package let by: String
    package let at: Instant

    /// What it lends here.
    package var assurance: Assurance { holds ? .claimed : .none }
  }

  /// - Parameters:
  ///   - origin: Where the component comes from.
  ///   - log: Where the exported log lies.
  ///   - ledger: What that log says.
  package init(_ origin: Component.Origin, log: String, ledger: Ledger) {
    self.origin = origin
    self.log = log
    let subject = Subject.component(origin.component)
    let runs = ledger.runs[subject] ?? [:]
    let words = ledger.attestations[subject] ?? [:]
    evidence = Set(runs.keys).union(words.keys).sorted().compactMap { control in
      Foreign(control, runs: runs[control]?.values.map(\.newest) ?? [], words[control] ?? [:])
    }
  }
}

extension Reused.Foreign {
  /// A control holds where something says so and nothing denies it.
  fileprivate init?(
    _ control: Control.ID, runs: [Ledger.Run], _ words: [Person.ID: Ledger.Attested]
  ) {
    let checked = runs.filter { $0.evidence.finding.status != .notReported }.map { run in
      (status: run.evidence.finding.status, by: run.evidence.check.rawValue, at: run.since)
    }
    let said = words.values.map(\.attestation).map { attestation in
      (
        status: attestation.says ? Status.pass : .fail, by: attestation.by.rawValue,
        at: attestation.on
      )
    }
    let all = checked + said
    let denials = all.filter { !$0.status.passes }
    guard
      let newest = (denials.isEmpty ? all : denials).max(by: { ($0.at, $0.by) < ($1.at, $1.by) })
    else { return nil }
    self.control = control
    holds = denials.isEmpty
    by = newest.by
    at = newest.at
  }
}

/// Where evidence of another system stands here.
package struct Replay: Sendable {
  package let foreign: Reused.Foreign
  /// The control as it is read here; `nil` where nothing here asks for it of the component.
  package let here: Reading?

  /// Whether a check showed it again in this environment.
  package var isReplayed: Bool {
    here.map { $0.standing == .holds && $0.assurance >= .demonstrated } ?? false
  }
}

extension Verdict {
  /// What a component brings from elsewhere, control by control, and how that stands here.
  package func replays(of reused: Reused, as component: Component.ID) -> [Replay] {
    reused.evidence.map { foreign in
      Replay(foreign: foreign, here: readings.reading(of: foreign.control, for: component))
    }
  }
}

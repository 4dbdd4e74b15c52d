/// Reads controls off a ledger: the first stage of judging.
package struct ControlReader: Sendable {
  package let system: System
  package let packs: Packs
  package let ledger: Ledger
  package let now: Instant

  package init(system: System, packs: Packs, ledger: Ledger, now: Instant) {
    self.system = system
    self.packs = packs
    self.ledger = ledger
    self.now = now
  }

  package func reading(of control: Control, for subject: Subject) -> Reading {
    let grounds = grounds(of: control, for: subject)
    let waiver = ledger.waivers[subject]?[control.id].flatMap { waiver in
      waiver.granted <= now && now < waiver.until ? waiver : nil
    }
    if let exemption = ledger.exemptions[subject]?[control.id] {
      return Reading(
        control: control, subject: subject, standing: .notApplicable(exemption.reason),
        assurance: .none, grounds: grounds, waiver: waiver)
    }
    let (standing, assurance) = weigh(grounds)
    return Reading(
      control: control, subject: subject,
      standing: standing == .holds ? .holds : waiver.map(Standing.waived) ?? standing,
      assurance: assurance, grounds: grounds, waiver: waiver)
  }

  /// What all grounds together come to.
  ///
  /// Fresh evidence against outweighs everything; then not knowing. What has gone stale of a check
  /// that is still declared takes away what other checks lend, since it looked at something of its
  /// own; a fresh word with an artefact still stands. Otherwise the strongest fresh ground counts,
  /// and only where there is none, that a check found it absent.
  private func weigh(_ grounds: [Ground]) -> (Standing, Assurance) {
    let fresh = grounds.filter(\.isFresh)
    let lent = fresh.filter(\.status.passes)
    if fresh.contains(where: { $0.status == .fail }) { return (.refuted, .none) }
    let vouched = lent.filter { $0.lends <= .documented }.map(\.lends).max()
    if fresh.contains(where: { $0.status == .inconclusive || $0.status == .error }) {
      return (.undecided, vouched ?? (lent.isEmpty ? .none : .claimed))
    }
    let stale = grounds.filter { !$0.isFresh && $0.status.weighs }
    if stale.contains(where: isOfDeclaredCheck), !lent.isEmpty {
      return vouched == .documented ? (.holds, .documented) : (.stale, .claimed)
    }
    if let strongest = lent.map(\.lends).max() { return (.holds, strongest) }
    if fresh.contains(where: { $0.status == .absent }) { return (.absent, .none) }
    guard !stale.isEmpty else { return (.notReported, .none) }
    return (.stale, stale.contains(where: \.status.passes) ? .claimed : .none)
  }

  private func isOfDeclaredCheck(_ ground: Ground) -> Bool {
    guard case .runs(let runs) = ground.source else { return false }
    return ledger.checks[runs.newest.evidence.check] != nil
  }

  private func grounds(of control: Control, for subject: Subject) -> [Ground] {
    let runs = ledger.runs[subject]?[control.id] ?? [:]
    let given = ledger.attestations[subject]?[control.id] ?? [:]
    return runs.sorted { $0.key < $1.key }.map { ground(for: $0.value, of: control) }
      + given.sorted { $0.key < $1.key }.map { ground(for: $0.value, of: control) }
  }

  private func ground(for runs: Ledger.Runs, of control: Control) -> Ground {
    Ground(
      source: .runs(runs), staleBecause: staleness(of: runs.newest, control: control),
      freshUntil: runs.newest.since.adding(days: system.freshForDays(control)),
      hasFreshAutomation: runs.automated.first.map {
        staleness(of: $0, control: control).isEmpty
      } ?? false)
  }

  /// Why a run no longer counts for a control; empty while it does.
  func staleness(of run: Ledger.Run, control: Control) -> [Ground.Staleness] {
    let evidence = run.evidence
    var stale = staleness(of: evidence.versions, for: evidence.subject, control: control)
    if now >= run.since.adding(days: system.freshForDays(control)) {
      stale.append(.age(days: system.freshForDays(control)))
    }
    if !evidence.configuration.isEmpty, ledger.checks[evidence.check] != evidence.configuration {
      stale.append(.configuration)
    }
    return stale
  }

  private func ground(for given: Ledger.Attested, of control: Control) -> Ground {
    let attestation = given.attestation
    let byAge = attestation.on.adding(days: system.freshForDays(control))
    let until = min(byAge, attestation.until ?? byAge)
    var stale = staleness(of: given.versions, for: attestation.subject, control: control)
    stale += given.changed.map { .artefact($0.location) }
    if now >= until { stale.append(.age(days: until.days(since: attestation.on))) }
    return Ground(
      source: .attestation(given), staleBecause: stale, freshUntil: until,
      hasFreshAutomation: false)
  }

  private func staleness(
    of versions: Versions, for subject: Subject, control: Control
  )
    -> [Ground.Staleness]
  {
    let current = ledger.versions[subject] ?? Versions()
    return versions.differences(from: current, in: control.boundTo).map { part in
      .version(part, was: versions[part], is: current[part])
    }
  }
}

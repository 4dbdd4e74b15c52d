/// The events that one side of a comparison stands on alone, for finding what moved a reading.
struct Causes {
  /// Those of the later side.
  let events: [Event]
  /// Those of the earlier side.
  let lost: [Event]

  func causes(from before: Reading?, to after: Reading) -> [Comparison.Cause] {
    let all =
      newest(of: lost, concerning: after).map(Comparison.Cause.lost)
      + newest(of: events, concerning: after).map(Comparison.Cause.event)
    let moving = all.filter { $0.fact.map { weighs($0, from: before, to: after) } ?? true }
    var found = moving.isEmpty ? all : moving
    for ground in after.grounds {
      for case .age in ground.staleBecause where wasFresh(ground, in: before) {
        found.append(.aged(ground.freshUntil))
      }
    }
    if case .waived(let waiver)? = before?.standing, after.waiver == nil,
      !found.contains(where: { $0.isOfWaiver })
    {
      found.append(.waiverEnded(waiver.until))
    }
    return found.isEmpty ? [.definitions] : found
  }

  /// Of each topic the newest event, which is what the reading rests on, in order.
  private func newest(of events: [Event], concerning reading: Reading) -> [Event] {
    var seen: Set<String> = []
    return events.reversed().filter { event in
      guard event.fact.concerns(reading) else { return false }
      return event.fact.topic(by: event.by).map { seen.insert($0).inserted } ?? true
    }.reversed()
  }

  /// Whether what a fact brought weighs otherwise than what was there before.
  private func weighs(_ fact: Fact, from before: Reading?, to after: Reading) -> Bool {
    let isBroughtBy: (Ground) -> Bool
    switch fact {
    case .evidenceRecorded(let evidence): isBroughtBy = { $0.check == evidence.check }
    case .attestationTaken(let taken): isBroughtBy = { $0.person == taken.attestation.by }
    default: return true
    }
    let (then, now) = (
      before?.grounds.first(where: isBroughtBy), after.grounds.first(where: isBroughtBy)
    )
    return then?.weight != now?.weight
  }

  private func wasFresh(_ ground: Ground, in before: Reading?) -> Bool {
    before?.grounds.contains { $0.isFresh && $0.at == ground.at } ?? false
  }
}

extension Ground {
  fileprivate var check: Evidence.CheckID? {
    if case .runs(let runs) = source { runs.newest.evidence.check } else { nil }
  }

  fileprivate var person: Person.ID? {
    if case .attestation(let given) = source { given.attestation.by } else { nil }
  }

  /// What it has to say beside others; `nil` for a check that found nothing for or against.
  fileprivate var weight: [String]? {
    status == .notReported ? nil : [status.rawValue, lends.name, isFresh ? "fresh" : "stale"]
  }
}

extension Comparison.Cause {
  fileprivate var fact: Fact? {
    switch self {
    case .event(let event), .lost(let event): event.fact
    case .aged, .waiverEnded, .definitions: nil
    }
  }

  fileprivate var isOfWaiver: Bool {
    switch fact {
    case .waiverGranted?, .waiverWithdrawn?: true
    default: false
    }
  }
}

extension Fact {
  /// Whether it can have moved a reading.
  fileprivate func concerns(_ reading: Reading) -> Bool {
    let (control, subject) = (reading.control.id, reading.subject)
    let staleness = reading.grounds.flatMap(\.staleBecause)
    switch self {
    case .evidenceRecorded(let evidence):
      return evidence.control == control && evidence.subject == subject
    case .attestationTaken(let taken):
      return taken.attestation.control == control && taken.attestation.subject == subject
    case .attestationWithdrawn(let given):
      return given.control == control && given.subject == subject
    case .waiverGranted(let waiver), .waiverWithdrawn(let waiver):
      return waiver.control == control && waiver.subject == subject
    case .exemptionDeclared(let exemption), .exemptionWithdrawn(let exemption):
      return exemption.control == control && exemption.subject == subject
    case .versionsSeen(let seen):
      return seen.subject == subject
        && staleness.contains { if case .version = $0 { true } else { false } }
    case .checkDeclared(let declared), .checkWithdrawn(let declared):
      return reading.grounds.contains { ground in
        guard case .runs(let runs) = ground.source else { return false }
        return runs.newest.evidence.check == declared.check
          && ground.staleBecause.contains(.configuration)
      }
    case .componentEntered, .levelGraduated, .componentSwitchedBack, .cardIssued, .gateIssued,
      .requirementsSeen, .keyRegistered, .keyRevoked, .reviewOpened, .ethicsChecked,
      .questionAsked, .questionAnswered, .reviewSigned, .reviewDecided, .taskClosed,
      .reviewDebriefed, .reviewWithdrawn, .cardTextSeen, .writersTold, .retrainApproved,
      .worthDecided, .worthRealised:
      return false
    }
  }
}

extension Climb {
  /// What would be on record once a route is gone, so that the judging itself says what it opens.
  ///
  /// - Parameters:
  ///   - route: The route.
  ///   - ledger: What is on record before.
  ///   - system: Whose events they are.
  ///   - now: When all of it is taken to have happened.
  /// - Returns: The events, without positions of their own.
  func events(
    after route: Route, on ledger: Ledger, of system: System.ID, at now: Instant
  ) -> [Event] {
    words(after: route, on: ledger, at: now).map { fact in
      Event(
        position: ledger.position, at: now, by: Actor(.person, Self.planned), system: system,
        fact: fact)
    }
      + runs(after: route, on: ledger).map { fact, millisecondsAgo in
        Event(
          position: ledger.position,
          at: Instant(milliseconds: now.milliseconds - millisecondsAgo),
          by: Actor(route.to == .continuous ? .automation : .person, Self.planned),
          system: system, fact: fact)
      }
  }

  private func words(after route: Route, on ledger: Ledger, at now: Instant) -> [Fact] {
    guard route.hasWord || !refusers.isEmpty else { return [] }
    let people = refusers.isEmpty ? [vouchers.first ?? .init(Self.planned)] : refusers
    return people.map { person in
      .attestationTaken(
        .init(
          attestation: Attestation(
            control: reading.control.id, subject: reading.subject, says: true, by: person, on: now,
            artefacts: [Artefact(location: Self.planned)]),
          versions: ledger.versions[reading.subject] ?? Versions()))
    }
  }

  /// Runs that pass, oldest first, with how long before the end they were made.
  private func runs(after route: Route, on ledger: Ledger) -> [(Fact, Int64)] {
    guard route.to > .documented else { return [] }
    let new =
      passing.isEmpty ? [ready.first?.check ?? ways.first?.check ?? .init(Self.planned)] : []
    let once = toPassAgain.isEmpty ? new : toPassAgain
    guard route.to == .continuous, let leading = once.first ?? passing.first else {
      return once.map { (pass(of: $0, on: ledger), 0) }
    }
    let repeated = (0..<Int64(Keeping.perTopic)).reversed().map { ago in
      (pass(of: leading, on: ledger), ago)
    }
    return repeated + once.dropFirst().map { (pass(of: $0, on: ledger), 0) }
  }

  private func pass(of check: Evidence.CheckID, on ledger: Ledger) -> Fact {
    .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: reading.control.id, subject: reading.subject, status: .pass,
          summary: Self.planned),
        check: check, configuration: ledger.checks[check] ?? "",
        versions: ledger.versions[reading.subject] ?? Versions(), tool: ""))
  }

  private static let planned = "planned"
}

/// Reads requirements off a ledger: what their steps' evidence comes to at an instant.
package struct RequirementReader: Sendable {
  private let reader: ControlReader
  /// The newest runs of each check, all of one time.
  private let runs: [Evidence.CheckID: [Ledger.Run]]
  /// The newest result of each test that a requirement names.
  private let tests: [String: (run: Ledger.Run, result: TestResult)]

  package init(_ reader: ControlReader) {
    self.reader = reader
    let all = reader.ledger.runs.values.flatMap(\.values).flatMap(\.values).map(\.newest)
    runs = Dictionary(grouping: all, by: \.evidence.check).mapValues { runs in
      let newest = runs.map(\.at).max()
      return runs.filter { $0.at == newest }.sorted { $0.position < $1.position }
    }
    var tests: [String: (run: Ledger.Run, result: TestResult)] = [:]
    for run in all.sorted(by: { ($0.since, $0.position) < ($1.since, $1.position) }) {
      for result in run.evidence.finding.tests { tests[result.test] = (run, result) }
    }
    self.tests = tests
  }

  package func standing(of requirement: Requirement) -> RequirementStanding {
    func read(_ steps: [Requirement.Step], _ kind: StepStanding.Kind) -> [StepStanding] {
      steps.map { step in
        StepStanding(
          step, kind: kind,
          evidence: step.evidence.map { standing(of: $0, for: requirement.subject) })
      }
    }
    return RequirementStanding(
      requirement: requirement, verification: read(requirement.verification, .verification),
      validation: read(requirement.validation, .validation))
  }

  private func standing(of pointer: Pointer, for subject: Subject) -> PointerStanding {
    switch pointer.target {
    case .control(let id): control(id, pointer, for: subject)
    case .check(let id): check(id, pointer, for: subject)
    case .test(let name, let line): test(name, line, pointer)
    case .artefact(let artefact, let pinned): self.artefact(artefact, pinned, pointer)
    case .statement(let statement): said(statement, pointer)
    case .missing(let path): PointerStanding(pointer, .missing, "\(path) does not exist")
    }
  }

  // MARK: - What is on record

  private func control(
    _ id: Control.ID, _ pointer: Pointer, for subject: Subject
  ) -> PointerStanding {
    guard let control = reader.packs.controls[id] else {
      return PointerStanding(pointer, .missing, "no pack has a control \(id)")
    }
    let all = reader.system.subjects(of: control.scope)
    let asked = all.contains(subject) ? [subject] : all
    let readings = asked.map { reader.reading(of: control, for: $0) }
    let standings = readings.map { standing(of: $0, pointer) }
    return standings.first { $0.bearing == .unreported && standings.worst?.bearing.bears ?? true }
      ?? standings.worst
      ?? PointerStanding(pointer, .unreported, "it is asked of nobody")
  }

  private func standing(of reading: Reading, _ pointer: Pointer) -> PointerStanding {
    let whom = reading.subject == .system ? "" : " of \(reading.subject)"
    func result(
      _ bearing: PointerStanding.Bearing, _ words: String, by grounds: [Ground] = []
    ) -> PointerStanding {
      let ground = grounds.first
      let said = ground.map { ": \($0.saying)" } ?? ""
      return PointerStanding(
        pointer, bearing, "\(reading.control.id)\(whom) \(words)\(said)", at: ground?.at,
        position: ground?.position)
    }
    let fresh = reading.grounds.filter(\.isFresh)
    switch reading.standing {
    case .holds:
      let best = fresh.filter(\.status.passes).max { $0.lends < $1.lends }
      let isRun = best.map(\.isRun) ?? false
      return result(
        isRun ? .passes : .said, "holds, \(reading.assurance)", by: best.map { [$0] } ?? [])
    case .refuted:
      return result(.fails, "is refuted", by: fresh.filter { $0.status == .fail })
    case .absent:
      return result(.fails, "is absent", by: fresh.filter { $0.status == .absent })
    case .undecided:
      return result(
        .undecided, "is undecided",
        by: fresh.filter { $0.status == .inconclusive || $0.status == .error })
    case .stale:
      return result(.stale, "is stale", by: reading.grounds.filter { !$0.isFresh })
    case .waived(let waiver):
      return result(.undecided, "is waived until \(waiver.until.day), which shows nothing")
    case .notApplicable(let reason):
      return result(.unreported, "does not apply, so it shows nothing: \(reason)")
    case .notReported: return result(.unreported, "is not reported")
    }
  }

  private func check(
    _ id: Evidence.CheckID, _ pointer: Pointer, for subject: Subject
  ) -> PointerStanding {
    let newest = runs[id] ?? []
    let own = newest.filter { $0.evidence.subject == subject || $0.evidence.subject == .system }
    let all = subject == .system || own.isEmpty ? newest : own
    return all.compactMap { standing(of: $0, by: $0.evidence.status, pointer) }.worst
      ?? PointerStanding(pointer, .unreported, "no run of \(id) is on record")
  }

  /// What a run says by a status of its own or of a test in it; `nil` where it says nothing.
  private func standing(
    of run: Ledger.Run, by status: Status, _ pointer: Pointer, saying words: String? = nil
  ) -> PointerStanding? {
    guard let control = reader.packs.controls[run.evidence.control] else { return nil }
    let summary = words ?? run.evidence.finding.summary
    if let stale = reader.staleness(of: run, control: control).first, status.weighs {
      return PointerStanding(
        pointer, .stale, "\(summary) (stale: \(stale.words))", at: run.since,
        position: run.position)
    }
    let bearing: PointerStanding.Bearing =
      switch status {
      case .pass, .warn: .passes
      case .fail: .fails
      case .inconclusive, .error: .undecided
      case .notApplicable, .notReported, .absent: .unreported
      }
    return PointerStanding(pointer, bearing, summary, at: run.since, position: run.position)
  }

  private func test(_ name: TestName, _ line: Int?, _ pointer: Pointer) -> PointerStanding {
    if let (run, result) = tests[name.description] {
      let status: Status =
        switch result.outcome {
        case .passed: .pass
        case .failed: .fail
        case .skipped: .inconclusive
        }
      let report = run.evidence.provenance.map { ", says \($0.report.location)" } ?? ""
      let cases = result.cases == 1 ? "" : " in \(result.cases) cases"
      let words = "the test \(result.outcome.rawValue)\(cases)\(report)"
      if let found = standing(of: run, by: status, pointer, saying: words) { return found }
    }
    guard let line else {
      return PointerStanding(
        pointer, .missing, "\(name.file) has no test \(name.parts.joined(separator: "::"))")
    }
    let place = name.parts.isEmpty ? name.file : "\(name.file):\(line)"
    return PointerStanding(
      pointer, .exists, "it is in the tree, at \(place); no result of it is on record")
  }

  // MARK: - What is not in the log

  private func artefact(
    _ artefact: Artefact, _ pinned: String?, _ pointer: Pointer
  ) -> PointerStanding {
    guard let digest = artefact.digest else {
      return PointerStanding(
        pointer, .exists,
        artefact.location.contains("://")
          ? "an address, which nobody asked" : "the folder is there")
    }
    let short = String(digest.prefix(12))
    guard let pinned else {
      return PointerStanding(pointer, .exists, "it is there, SHA-256 \(short)…")
    }
    return digest.hasPrefix(pinned)
      ? PointerStanding(pointer, .exists, "it is as it was, SHA-256 \(short)…")
      : PointerStanding(
        pointer, .stale, "it changed since: SHA-256 was \(pinned.prefix(12))…, is \(short)…")
  }

  private func said(_ statement: PersonsStatement, _ pointer: Pointer) -> PointerStanding {
    let words = "\(statement.by) says on \(statement.on.day): \(statement.text)"
    if let until = statement.until, until <= reader.now {
      return PointerStanding(
        pointer, .stale, "\(words) (stale: it counted until \(until.day))", at: statement.on)
    }
    return PointerStanding(pointer, .said, words, at: statement.on)
  }
}

extension [PointerStanding] {
  /// The one that weighs most against.
  ///
  /// Of a check that answers for many, what was not found or does not apply says nothing as long as
  /// something else was.
  fileprivate var worst: PointerStanding? {
    let order: [PointerStanding.Bearing] = [
      .fails, .missing, .stale, .undecided, .passes, .said, .exists, .unreported,
    ]
    return order.lazy.compactMap { bearing in first { $0.bearing == bearing } }.first
  }
}

extension Ground {
  fileprivate var isRun: Bool { if case .runs = source { true } else { false } }

  /// The event of a run; what a person says may be declared and not recorded yet.
  fileprivate var position: Int? {
    if case .runs(let runs) = source { runs.newest.position } else { nil }
  }

  /// What it says, in a few words.
  fileprivate var saying: String {
    let stale = staleBecause.first.map { " (stale: \($0.words))" } ?? ""
    switch source {
    case .runs(let runs): return runs.newest.evidence.finding.summary + stale
    case .attestation(let given):
      let attestation = given.attestation
      return "\(attestation.by) says \(attestation.says ? "yes" : "no") on "
        + "\(attestation.on.day)\(stale)"
    }
  }
}

/// All that can be said of a system at one instant: computed, never stored.
package struct Verdict: Sendable {
  package let system: System
  package let at: Instant
  /// The newest event that it stands on.
  package let position: Int
  /// The digest of the packs that it was judged by.
  package let packs: String
  package let readings: Readings
  package let components: [ComponentVerdict]
  package let scores: [Score]
  package let waivers: WaiverReport
  package let reviews: Reviews
  /// Components that the log has levels of, and that are not declared.
  package let undeclared: [Component.ID]

  /// The level that the deployed line works at: the least of its components'.
  package var working: Level? { working(in: .deployed) }

  /// The level that every component of the deployed line has graduated through.
  package var graduated: Level? { graduated(in: .deployed) }

  /// The gate that stands before the deployed line: that of its least component.
  package var nextGates: [Gate] {
    components(in: .deployed).filter { $0.working == working }.compactMap(\.nextGate)
  }
}

extension Verdict {
  /// Every component's next gate, the lowest first.
  package var openGates: [Gate] {
    components.compactMap(\.nextGate).enumerated()
      .sorted { ($0.element.level, $0.offset) < ($1.element.level, $1.offset) }.map(\.element)
  }

  /// What speaks against readiness: what checks refute, cannot decide or no longer show, in this
  /// order; then the same of what people said.
  package var concerns: [Reading] {
    let wanted: [Standing] = [.refuted, .undecided, .stale]
    return [true, false].flatMap { isChecked in
      wanted.flatMap { standing in
        readings.list.filter { $0.standing == standing && $0.isChecked == isChecked }
      }
    }
  }
}

package struct ComponentVerdict: Sendable {
  package let component: Component
  package let history: LevelHistory
  /// One gate a level, 0 first.
  package let gates: [Gate]
  /// What the log says of its levels without anything that it stands on.
  package let unfounded: [UnfoundedStep]

  package var working: Level? { history.working }
  package var graduated: Level? { history.graduated }
  /// The gate of the level that it works at.
  package var nextGate: Gate? { gates.first { $0.reach == .next } }
  /// Gates that it once passed and that today's evidence no longer carries.
  package var slipped: [Gate] {
    gates.filter { $0.reach == .behind && $0.evidence != .met && !$0.isConditional }
  }
}

extension Gate {
  package var isConditional: Bool {
    if case .conditional = evidence { true } else { false }
  }
}

/// Waivers, by whether they still carry anything.
package struct WaiverReport: Sendable {
  package let inForce: [Waiver]
  package let expired: [Waiver]
  /// In force for a control that holds without it, or does not apply.
  package let unused: [Waiver]
}

extension Verdict {
  /// Judges a system: a pure function of what is declared, what happened and an instant.
  ///
  /// - Parameters:
  ///   - system: The system as its files describe it; its versions are those that the ledger saw.
  ///   - packs: What to judge by.
  ///   - ledger: The facts, folded; up to `now` for a look at the past.
  ///   - now: The instant to judge at.
  package init(on system: System, by packs: Packs, ledger: Ledger, at now: Instant) {
    let system = system.at(ledger.versions)
    self.system = system
    at = now
    position = ledger.position
    self.packs = packs.digest
    let reader = ControlReader(system: system, packs: packs, ledger: ledger, now: now)
    let readings = Readings(reader)
    self.readings = readings
    let criteria = Level.all.map { (level: $0, asked: packs.scale.criteria(at: $0)) }
    components = system.components.compactMap { component in
      guard let history = ledger.levels[component.id] else { return nil }
      return ComponentVerdict(
        component: component, history: history,
        gates: criteria.map { level, asked in
          let reach = history.reach(of: level)
          let answers = packs.scale.stage(level).flatMap { stage in
            ReviewAnswers(
              of: component.id, at: stage, reach: reach, history: history, ledger: ledger,
              now: now)
          }
          return Gate(
            component: component.id, level: level,
            criteria: asked.map {
              $0.reading(
                at: level, for: component, readings: readings, traits: system.traits,
                answers: answers)
            }, reach: reach,
            owed: reach == .next ? ledger.reviews.owed(of: component.id, at: level) : [])
        }, unfounded: ledger.unfounded[component.id] ?? [])
    }
    scores = packs.frameworks.map { $0.score(readings, traits: system.traits) }
    waivers = WaiverReport(ledger: ledger, readings: readings, now: now)
    reviews = ledger.reviews
    undeclared = ledger.levels.keys.filter { system.component($0) == nil }.sorted()
  }
}

extension LevelHistory {
  func reach(of level: Level) -> Gate.Reach {
    guard let working else { return .ahead(working: .first) }
    if let entry, level < entry.level { return .belowEntry }
    if graduated == .last || level < working { return .behind }
    return level == working ? .next : .ahead(working: working)
  }
}

extension WaiverReport {
  init(ledger: Ledger, readings: Readings, now: Instant) {
    let all = ledger.waivers.sorted { $0.key < $1.key }
      .flatMap { $0.value.sorted { $0.key < $1.key }.map(\.value) }
    expired = all.filter { $0.until <= now }
    inForce = all.filter { $0.granted <= now && now < $0.until }
    unused = inForce.filter { waiver in
      readings[waiver.control].contains { reading in
        reading.subject == waiver.subject
          && (reading.standing.isNotApplicable
            || reading.standing == .holds && reading.assurance >= .demonstrated)
      }
    }
  }
}

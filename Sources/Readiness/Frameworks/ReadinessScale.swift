/// The technology readiness levels: what each is, and the criteria for leaving it.
package struct ReadinessScale: Sendable {
  package let name: String
  package let edition: String
  package let source: String
  package let about: String
  /// The ten levels, 0 first.
  package let levels: [Stage]
  package let criteria: [Criterion]
  /// What a machine has to show of an approved retrain that takes the fast path.
  package let fastPath: [Control.ID]

  /// What a level is for, and who takes part.
  package struct Stage: Sendable {
    package let level: Level
    package let name: String
    package let phase: String
    package let calibre: String
    package let aim: String
    package let works: String
    package let reviews: String
    package let deliverables: String
    package let requirements: String
    package let isKeyDecision: Bool
    package let options: [Option]
    /// Whom its review asks for.
    package let panel: [Demand]
    /// Whom the group that works at it asks for.
    package let group: [Demand]

    package struct Option: Sendable {
      package let id: String
      package let text: String
      /// The outcomes of a review that it goes with.
      package let outcomes: [Review.Outcome]
      /// Whether it names a date or a condition.
      package let asksWhen: Bool

      package init(
        id: String, text: String, outcomes: [Review.Outcome] = Review.Outcome.allCases,
        asksWhen: Bool = false
      ) {
        self.id = id
        self.text = text
        self.outcomes = outcomes
        self.asksWhen = asksWhen
      }
    }

    package init(
      level: Level, name: String, phase: String, calibre: String, aim: String, works: String,
      reviews: String, deliverables: String, requirements: String, isKeyDecision: Bool,
      options: [Option], panel: [Demand] = [], group: [Demand] = []
    ) {
      self.level = level
      self.name = name
      self.phase = phase
      self.calibre = calibre
      self.aim = aim
      self.works = works
      self.reviews = reviews
      self.deliverables = deliverables
      self.requirements = requirements
      self.isKeyDecision = isKeyDecision
      self.options = options
      self.panel = panel
      self.group = group
    }
  }

  package init(
    name: String, edition: String = "1", source: String = "", about: String = "",
    levels: [Stage], criteria: [Criterion], fastPath: [Control.ID] = []
  ) {
    self.name = name
    self.edition = edition
    self.source = source
    self.about = about
    self.levels = levels
    self.criteria = criteria
    self.fastPath = fastPath
  }

  /// The criteria of a level's gate: those of every level that have begun by then, and its own.
  package func criteria(at level: Level) -> [Criterion] {
    criteria.filter { $0.isAsked(at: level) }
  }

  package func stage(_ level: Level) -> Stage? { levels.first { $0.level == level } }
}

/// One exit criterion of a gate.
package struct Criterion: Identifiable, Sendable {
  package typealias ID = Identifier<Criterion>

  package let id: ID
  package let title: String
  package let statement: String
  package let evidence: String
  package let when: When
  package let decidedBy: Decider
  package let phase: Phase
  package let requires: [Control.ID]
  package let supportedBy: [Control.ID]
  package let appliesIf: Set<System.Trait>
  /// The least assurance asked for, from a level on; the last step that has begun counts.
  package let least: [Step]

  package enum When: Hashable, Sendable {
    case at(Level)
    case every(from: Level)
  }

  package enum Decider: String, CaseIterable, Sendable {
    /// A machine can decide it from the evidence.
    case machine
    /// A machine sees that the artefact exists; a person judges whether it is good.
    case artefact
    /// Only a named person can decide it.
    case person
  }

  package enum Phase: String, CaseIterable, Sendable {
    /// Looked at by the review.
    case evidence
    /// Produced by the review itself, so not asked before it is held.
    case review
  }

  package struct Step: Hashable, Sendable {
    package let from: Level
    package let assurance: Assurance

    package init(from level: Level, assurance: Assurance) {
      from = level
      self.assurance = assurance
    }
  }

  package init(
    id: ID, title: String, statement: String, evidence: String = "", when: When,
    decidedBy: Decider, phase: Phase = .evidence, requires: [Control.ID],
    supportedBy: [Control.ID] = [], appliesIf: Set<System.Trait> = [], least: [Step]
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.evidence = evidence
    self.when = when
    self.decidedBy = decidedBy
    self.phase = phase
    self.requires = requires
    self.supportedBy = supportedBy
    self.appliesIf = appliesIf
    self.least = least
  }

  package func isAsked(at level: Level) -> Bool {
    switch when {
    case .at(let own): own == level
    case .every(let from): from <= level
    }
  }

  package func least(at level: Level) -> Assurance {
    least.last { $0.from <= level }?.assurance ?? .documented
  }
}

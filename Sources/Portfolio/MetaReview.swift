package import Readiness
package import Statistics

/// What many systems' logs say together about the way up the ladder.
package struct MetaReview: Sendable {
  package let at: Instant
  package let settings: Settings
  package let systemCount: Int
  /// Components whose way is in order, by name.
  package let travellers: [Traveller]
  /// Components whose log has steps that the rules do not allow; they count nowhere.
  package let broken: [Traveller]
  /// One for each level, 0 first.
  package let times: [LevelTime]
  package let ways: Ways
  package let reviews: ReviewFigures
  package let forecasts: [Forecast]
  package let objectives: [ObjectiveStanding]

  package struct Settings: Hashable, Sendable {
    /// The level to forecast, in place of what each team wants.
    package let to: Level?
    /// Objectives for every system.
    package let objectives: [Objective]
    package let seed: UInt64
    /// How many ways are drawn for each component.
    package let draws: Int
    /// How many stays at a level have to have ended before it is forecast.
    package let staysLeast: Int

    package init(
      to level: Level? = nil, objectives: [Objective] = [], seed: UInt64 = 1, draws: Int = 400,
      staysLeast: Int = 5
    ) {
      to = level
      self.objectives = objectives
      self.seed = seed
      self.draws = max(1, draws)
      self.staysLeast = max(1, staysLeast)
    }
  }

  /// - Parameters:
  ///   - members: The systems.
  ///   - now: The instant to look at them from; their ledgers hold nothing later.
  ///   - settings: What to forecast, and how.
  package init(of members: [Member], at now: Instant, settings: Settings = Settings()) {
    let members = members.sorted { ($0.system, $0.log) < ($1.system, $1.log) }
    let all = members.flatMap { member in
      member.ledger.levels.sorted { $0.key < $1.key }.map { component, history in
        Traveller(
          system: member.system, component: component, log: member.log,
          course: Course(of: history, at: now))
      }
    }
    let sound = all.filter { $0.course.fault == nil }
    let wishes = Wishes(members, settings)
    let forecaster = Forecaster(from: sound, settings: settings)
    let forecasts = forecaster.forecasts(of: sound, wishes: wishes, at: now)
    at = now
    self.settings = settings
    systemCount = members.count
    travellers = sound
    broken = all.filter { $0.course.fault != nil }
    times = Level.all.map { level in
      LevelTime(level: level, stays: sound.flatMap { $0.course.stays.filter { $0.level == level } })
    }
    ways = Ways(of: sound)
    reviews = ReviewFigures(of: members, at: now)
    self.forecasts = forecasts.filter(\.isTarget)
    objectives = wishes.standings(of: sound, forecasts: forecasts, at: now)
  }

  /// Logs whose times go backwards, or ahead of now, with the components that this concerns.
  package var outOfTime: [Traveller] { travellers.filter(\.course.isOutOfTime) }
}

/// How long components work at a level.
package struct LevelTime: Sendable {
  package let level: Level
  /// Days until it is left, by graduating or by going back.
  package let curve: SurvivalCurve
  package let graduatedCount: Int
  package let switchedBackCount: Int
  package let waitingCount: Int

  init(level: Level, stays: [Course.Stay]) {
    self.level = level
    curve = SurvivalCurve(stays.map { Spell($0.days, hasEnded: !$0.isWaiting) })
    waitingCount = stays.filter(\.isWaiting).count
    switchedBackCount =
      stays.filter { if case .switchedBack = $0.end { true } else { false } }.count
    graduatedCount = stays.count - waitingCount - switchedBackCount
  }
}

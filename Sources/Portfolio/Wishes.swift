package import Readiness

/// Which levels components are to reach, and by when.
struct Wishes {
  private let targets: [String: Level]
  /// By component.
  private let objectives: [(key: String, objective: Objective)]
  private let to: Level?
  /// Objectives that name a component that no log has.
  private let unknown: [(system: System.ID, objective: Objective)]

  init(_ members: [Member], _ settings: MetaReview.Settings) {
    to = settings.to
    var targets: [String: Level] = [:]
    var objectives: [(key: String, objective: Objective)] = []
    var unknown: [(system: System.ID, objective: Objective)] = []
    for member in members {
      let components = member.ledger.levels.keys.sorted()
      for component in components {
        let key = Traveller.key(of: component, in: member.system, log: member.log)
        targets[key] = member.targets[component]
        for objective in member.objectives + settings.objectives
        where objective.component == nil || objective.component == component {
          objectives.append((key, objective))
        }
      }
      for objective in member.objectives {
        if let component = objective.component, !components.contains(component) {
          unknown.append((member.system, objective))
        }
      }
    }
    self.targets = targets
    self.objectives = objectives
    self.unknown = unknown
  }

  /// The level that a forecast of a component is about, beside its objectives.
  func target(of traveller: Traveller) -> Level? { to ?? targets[traveller.key] }

  /// Every level that a component is to be forecast for.
  func levels(of traveller: Traveller, among byKey: [String: Set<Level>]) -> Set<Level> {
    (byKey[traveller.key] ?? []).union([target(of: traveller)].compactMap(\.self))
  }

  /// The levels of objectives, by component.
  var levelsByKey: [String: Set<Level>] {
    objectives.reduce(into: [:]) { $0[$1.key, default: []].insert($1.objective.level) }
  }

  func standings(
    of travellers: [Traveller], forecasts: [Forecast], at now: Instant
  ) -> [ObjectiveStanding] {
    let byKey = Dictionary(
      travellers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let forecast = Dictionary(
      forecasts.map { (Key(traveller: $0.traveller.key, level: $0.level), $0) },
      uniquingKeysWith: { first, _ in first })
    let known = objectives.compactMap { key, objective -> ObjectiveStanding? in
      guard let traveller = byKey[key] else { return nil }
      return ObjectiveStanding(
        objective, of: traveller, forecast: forecast[Key(traveller: key, level: objective.level)],
        at: now)
    }
    return known.sorted {
      ($0.state, $0.objective.by, $0.system, $0.component, $0.objective.level)
        < ($1.state, $1.objective.by, $1.system, $1.component, $1.objective.level)
    }
      + unknown.compactMap { system, objective in
        objective.component.map {
          ObjectiveStanding(objective, ofUnknown: $0, in: system)
        }
      }
  }

  private struct Key: Hashable {
    let traveller: String
    let level: Level
  }
}

/// An objective of one component, and how it stands.
package struct ObjectiveStanding: Sendable {
  package let system: System.ID
  package let component: Component.ID
  package let objective: Objective
  package let state: State
  /// The share of drawn ways that are in time; `nil` where nothing could be drawn.
  package let probability: Double?
  /// When it reached the level; `nil` where it has not.
  package let reached: Instant?

  /// The worst first.
  package enum State: String, CaseIterable, Comparable, Sendable {
    /// It did not work there when the day ended, and does not now.
    case missed
    /// Half of the drawn ways at least come too late.
    case notOnTrack = "not-on-track"
    /// More than one in ten of them does.
    case atRisk = "at-risk"
    /// There is no forecast.
    case notKnown = "not-known"
    case onTrack = "on-track"
    /// It works there now, and did not when the day ended.
    case reachedLate = "reached-late"
    /// It worked there when the day ended; before that, it works there now.
    case reached

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  init(_ objective: Objective, of traveller: Traveller, forecast: Forecast?, at now: Instant) {
    system = traveller.system
    component = traveller.component
    self.objective = objective
    let isThere = (traveller.course.current?.level ?? .first) >= objective.level
    reached = traveller.course.reached(objective.level)
    probability = isThere ? nil : forecast?.share(before: objective.end)
    if objective.end <= now {
      // What counts is where it worked when the day ended; what came later, levels say.
      let then = traveller.course.level(at: objective.end)
      let wasThere = then.map { $0 >= objective.level } ?? (isThere && objective.end == now)
      state = wasThere ? .reached : isThere ? .reachedLate : .missed
    } else {
      state = isThere ? .reached : Self.state(probability)
    }
  }

  init(_ objective: Objective, ofUnknown component: Component.ID, in system: System.ID) {
    self.system = system
    self.component = component
    self.objective = objective
    state = .notKnown
    probability = nil
    reached = nil
  }

  private static func state(_ share: Double?) -> State {
    guard let share else { return .notKnown }
    return share >= Forecast.upper ? .onTrack : share > Forecast.middle ? .atRisk : .notOnTrack
  }
}

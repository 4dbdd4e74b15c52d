/// A plan in the making: what would be on record by then, and the stages so far.
struct Planner {
  private let system: System
  private let packs: Packs
  private let means: Means
  private let now: Instant
  private let declared: Set<Evidence.CheckID>
  private var ledger: Ledger
  /// What stands once the stages so far are done.
  private(set) var verdict: Verdict
  private(set) var stages: [Plan.Stage] = []
  private(set) var best: Plan.Best?
  private(set) var waivers: [Waiver] = []
  /// What holds and carries the goal.
  private var carrying: [Cell: Reading] = [:]
  private let everyOwner: [Person.ID]
  private let everyReviewer: [Person.ID]

  init(_ verdict: Verdict, on ledger: Ledger, by packs: Packs, means: Means) {
    self.verdict = verdict
    self.ledger = ledger
    self.packs = packs
    self.means = means
    system = verdict.system
    now = verdict.at
    declared = Set(ledger.checks.keys)
    everyOwner = system.components.flatMap(\.owners.all).distinct
    everyReviewer = system.components.flatMap(\.reviewers.all).distinct
  }

  /// Plans the next gates of some components.
  mutating func plan(_ components: [ComponentVerdict]) {
    let gates = components.compactMap(\.nextGate)
    for level in Set(gates.map(\.level)).sorted() {
      add(gates: gates.filter { $0.level == level }, of: level)
    }
    rejudge()
  }

  /// Plans all gates up to a level, each after the ones below it have been passed.
  mutating func plan(toward goal: Level, _ components: [Component.ID]) {
    for level in Level.all where level < goal {
      let gates = verdict.components.filter { components.contains($0.component.id) }
        .compactMap(\.nextGate).filter { $0.level == level }
      guard !gates.isEmpty else { continue }
      add(gates: gates, of: level)
      for gate in gates {
        fold(
          .levelGraduated(.init(component: gate.component, level: level, reason: "planned")))
      }
      rejudge()
    }
  }

  /// Plans a framework's threshold; what keeps it out of reach, if anything does.
  mutating func plan(toward threshold: Threshold, of id: Framework.ID) -> Obstacle? {
    guard let score = verdict.scores.first(where: { $0.framework.id == id }) else {
      return .nothingAsked
    }
    let start = self
    let needs = ScoreNeeds(score: score, threshold: threshold, verdict: verdict) { reading, need in
      start.climb(reading).route(to: need)?.effort
    }
    switch needs.answer() {
    case .reached: return nil
    case .unreachable(let obstacle): return obstacle
    case .needs(let needs):
      let items = score.items.filter { $0.points > 0 }
      carry(items.flatMap(\.readings))
      add(needs, gates: verdict.openGates, level: nil, reviews: []) { score.gain(of: $0) }
      rejudge()
      return nil
    }
  }

  // MARK: - Stages

  private mutating func add(gates: [Gate], of level: Level) {
    var needs: [Cell: (reading: Reading, need: Need)] = [:]
    for gate in gates {
      for criterion in gate.criteria {
        let lacking = criterion.lackingBeforeReview
        for reading in lacking {
          let need = Need(
            least: criterion.least, isSettled: true,
            isVouched: criterion.criterion.decidedBy == .person)
          let known = needs[Cell(reading)]?.need
          needs[Cell(reading)] = (reading, known.map(need.joined) ?? need)
        }
        guard criterion.criterion.phase == .evidence else { continue }
        let lacked = Set(lacking.map(Cell.init))
        carry(criterion.readings.filter { !lacked.contains(Cell($0)) })
        for reading in criterion.readings {
          guard case .conditional = criterion.state(of: reading), let waiver = reading.waiver,
            !waivers.contains(waiver)
          else { continue }
          waivers.append(waiver)
        }
      }
    }
    add(
      needs.sorted { $0.key < $1.key }.map(\.value), gates: gates, level: level,
      reviews: gates.map(review)
    ) { Double($0.criteria.count) }
  }

  private mutating func add(
    _ needs: [(reading: Reading, need: Need)], gates: [Gate], level: Level?,
    reviews: [Plan.Review], gain: (Opening) -> Double
  ) {
    var moves: [Move] = []
    for (reading, need) in needs {
      let climb = climb(reading)
      guard let route = climb.route(to: need) else { continue }
      for event in climb.events(after: route, on: ledger, of: system.id, at: now) {
        ledger.fold(event)
      }
      moves.append(Move(before: reading, route: route))
    }
    let reader = ControlReader(system: system, packs: packs, ledger: ledger, now: now)
    var board = Board(verdict, gates: gates)
    for index in moves.indices {
      let move = moves[index]
      moves[index].after = reader.reading(of: move.before.control, for: move.before.subject)
      moves[index].effect = board.effect(from: move.before, to: moves[index].after)
    }
    moves.sort(by: Move.precedes)
    let first = stages.map(\.steps.count).reduce(1, +)
    if best == nil { best = Self.best(of: moves, from: first, gain: gain) }
    let steps = moves.enumerated().map { index, move in
      let effect = board.effect(from: move.before, to: move.after)
      board.apply(effect)
      return Plan.Step(
        number: first + index, before: move.before, after: move.after, acts: move.route.acts,
        people: people(for: move), alone: move.opening, inTurn: effect.opening,
        askedInReview: level == nil ? [] : gates.askingInReview(for: move.before))
    }
    stages.append(Plan.Stage(level: level, steps: steps, reviews: reviews))
  }

  /// The move that brings the goal furthest for its effort; else the one that opens most.
  private static func best(
    of moves: [Move], from first: Int, gain: (Opening) -> Double
  ) -> Plan.Best? {
    func leading(_ gains: [Double]) -> Int? {
      gains.indices.filter { gains[$0] > 0 }.max { left, right in
        let efforts = [left, right].map { Double(moves[$0].route.effort.millionths) }
        let rates = (gains[left] * efforts[1], gains[right] * efforts[0])
        return rates.0 == rates.1
          ? (gains[left], right) < (gains[right], left) : rates.0 < rates.1
      }
    }
    let gains = moves.map { gain($0.opening) }
    if let best = leading(gains) { return Plan.Best(step: first + best, gain: gains[best]) }
    return leading(moves.map { Double($0.opening.count) }).map {
      Plan.Best(step: first + $0, gain: 0)
    }
  }

  private func review(of gate: Gate) -> Plan.Review {
    let asked = gate.criteria.filter { criterion in
      if case .notApplicable = criterion.state { return false }
      return criterion.criterion.phase == .review
    }
    return Plan.Review(
      component: gate.component, level: gate.level,
      reviewers: system.component(gate.component)?.reviewers.all.distinct ?? [],
      isKeyDecision: packs.scale.stage(gate.level)?.isKeyDecision ?? false,
      criteria: asked.map(\.criterion.id),
      controls: asked.flatMap(\.lackingInReview).map(\.control.id).distinct)
  }

  // MARK: - What is on record

  private func climb(_ reading: Reading) -> Climb {
    Climb(
      reading: reading, effort: system.policy.effort(of: reading.control),
      ways: means.ways(to: reading.control.id, of: reading.subject),
      kinds: means.kinds(of: reading.control.id), declared: declared)
  }

  private mutating func fold(_ fact: Fact) {
    ledger.fold(
      Event(
        position: ledger.position, at: now, by: Actor(.person, "planned"), system: system.id,
        fact: fact))
  }

  private mutating func rejudge() {
    verdict = Verdict(on: system, by: packs, ledger: ledger, at: now)
  }

  private mutating func carry(_ readings: [Reading]) {
    for reading in readings { carrying[Cell(reading)] = carrying[Cell(reading)] ?? reading }
  }

  /// What carries the goal and grows too old while the work is done by one person, five days of
  /// seven.
  func lapses(within effort: Days) -> [Plan.Lapse] {
    let end = now.adding(days: Int((effort.value * 7 / 5).rounded(.up)))
    let renewed = Set(stages.flatMap(\.steps).map { Cell($0.before) })
    return carrying.sorted { $0.key < $1.key }.compactMap { cell, reading in
      if renewed.contains(cell) { return nil }
      let until = reading.grounds.filter { $0.isFresh && $0.lends == reading.assurance }
        .map(\.freshUntil).max()
      return until.flatMap { $0 < end ? Plan.Lapse(reading: reading, until: $0) : nil }
    }.sorted { ($0.until, Cell($0.reading)) < ($1.until, Cell($1.reading)) }
  }

  private func people(for move: Move) -> [Person.ID] {
    let refusers = move.route.acts.flatMap { act in
      if case .mend(_, let people) = act.what { people } else { [Person.ID]() }
    }
    let isJudged = move.route.acts.contains { $0.what == .judge }
    guard case .component(let id) = move.before.subject, let component = system.component(id) else {
      return (refusers + (isJudged ? everyReviewer : everyOwner)).distinct
    }
    return (refusers + (isJudged ? component.reviewers : component.owners).all).distinct
  }
}

/// A step before it has its place.
private struct Move {
  let before: Reading
  let route: Climb.Route
  var after: Reading
  var effect: Board.Effect?

  init(before: Reading, route: Climb.Route) {
    self.before = before
    self.route = route
    after = before
  }

  var opening: Opening {
    effect?.opening ?? Opening(items: [], criteria: [], gates: [])
  }

  /// What costs nothing comes first, then what opens most for a day of work, then what takes part
  /// in most for it, then names.
  static func precedes(_ left: Move, _ right: Move) -> Bool {
    let (a, b) = (left.route.effort.millionths, right.route.effort.millionths)
    if (a == 0) != (b == 0) { return a == 0 }
    func rates(_ count: (Move) -> Int) -> (Int, Int) {
      a == 0 ? (count(left), count(right)) : (count(left) * b, count(right) * a)
    }
    for (mine, other) in [rates(\.opening.count), rates { $0.effect?.touched ?? 0 }]
    where mine != other { return mine > other }
    return Cell(left.before) < Cell(right.before)
  }
}

extension [Gate] {
  /// Criteria that the reviews settle and that lack a reading.
  fileprivate func askingInReview(for reading: Reading) -> [Criterion.ID] {
    flatMap(\.criteria).filter { criterion in
      criterion.criterion.phase == .review
        && criterion.lackingBeforeReview.contains { Cell($0) == Cell(reading) }
    }.map(\.criterion.id).distinct
  }
}

extension Array where Element: Hashable {
  /// Each once, in the order of the first.
  fileprivate var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

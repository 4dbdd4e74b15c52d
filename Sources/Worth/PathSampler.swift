internal import Statistics

/// Draws histories of a model's health, from one change of state to the next.
struct PathSampler {
  private var switchCost: Double
  private var toDegraded: Stays
  private var toRepair: Stays
  private var toHealthy: Stays
  private var toHealthyAlone: Stays

  init(_ terms: Terms, periods: Int, isTabled: Bool) {
    switchCost = terms.switchCost
    func stays(_ probability: Double) -> Stays {
      Stays(probability, most: periods, isTabled: isTabled)
    }
    toDegraded = stays(terms.hazard)
    toRepair = stays(1 / terms.detection)
    toHealthy = stays(1 / terms.repair)
    toHealthyAlone = stays(1 / terms.repairWithout)
  }

  /// Takes other numbers; without tables.
  mutating func fill(_ terms: Terms) {
    switchCost = terms.switchCost
    toDegraded.change(to: terms.hazard)
    toRepair.change(to: 1 / terms.detection)
    toHealthy.change(to: 1 / terms.repair)
    toHealthyAlone.change(to: 1 / terms.repairWithout)
  }

  /// One history.
  ///
  /// - Parameters:
  ///   - schedule: What the periods earn.
  ///   - fallback: When there is something to fall back to.
  ///   - start: The first period.
  ///   - numbers: The random numbers.
  /// - Returns: Its value as that of ``Schedule/expected(_:_:from:each:)``, and how often the model
  ///   degraded.
  @inline(__always)
  func path(
    _ schedule: borrowing Schedule, _ fallback: Fallback, from start: Int = 1,
    _ numbers: inout SplitMix64
  ) -> (value: Double, incidents: Int) {
    let end = schedule.periods + 1
    var value = -schedule.fixed(from: start, to: end)
    var (t, incidents) = (start, 0)
    while true {
      var next = min(end, t + toDegraded.next(&numbers))
      value += schedule.healthy(from: t, to: next)
      if next == end { break }
      incidents += 1
      t = next
      next = min(end, t + toRepair.next(&numbers))
      value += schedule.degraded(from: t, to: next)
      if next == end { break }
      t = next
      if t >= fallback.ready {
        // Plan B is there and stays: the common case, and a single stay.
        next = min(end, t + toHealthy.next(&numbers))
        value += schedule.planB(from: t, to: next) - switchCost * schedule.discount[t]
        t = next
      } else {
        value += repair(schedule, fallback, &t, end, &numbers)
      }
      if t == end { break }
    }
    return (value, incidents)
  }

  /// The stay in repair, which moves the period on.
  private func repair(
    _ schedule: borrowing Schedule, _ fallback: Fallback, _ t: inout Int, _ end: Int,
    _ numbers: inout SplitMix64
  ) -> Double {
    var value = 0.0
    var isNew = true
    while t < end {
      let kind = fallback.kind(in: t)
      if kind != .nothing, isNew { value -= switchCost * schedule.discount[t] }
      let change = min(end, fallback.end(of: kind))
      // Whoever is still out when things change waits anew: the geometric law has no memory.
      let stay = (kind == .nothing ? toHealthyAlone : toHealthy).next(&numbers)
      let next = min(change, t + stay)
      switch kind {
      case .oldProcess: break
      case .nothing: value += schedule.degraded(from: t, to: next)
      case .planB: value += schedule.planB(from: t, to: next)
      }
      let isBack = t + stay <= change
      t = next
      if isBack { return value }
      isNew = kind == .nothing
    }
    return value
  }
}

internal import Statistics

/// Draws histories of a model's health, from one change of state to the next.
struct PathSampler {
  private let terms: Terms
  private let toDegraded: Double
  private let toRepair: Double
  private let toHealthy: Double
  private let toHealthyAlone: Double

  init(_ terms: Terms) {
    self.terms = terms
    toDegraded = PCG64.geometricScale(terms.hazard)
    toRepair = PCG64.geometricScale(1 / terms.detection)
    toHealthy = PCG64.geometricScale(1 / terms.repair)
    toHealthyAlone = PCG64.geometricScale(1 / terms.repairWithout)
  }

  /// One history.
  ///
  /// - Parameters:
  ///   - schedule: What the periods earn.
  ///   - fallback: When there is something to fall back to.
  ///   - first: The first period.
  ///   - numbers: The random numbers.
  /// - Returns: Its value as that of ``Schedule/expected(_:_:from:each:)``, and how often the model
  ///   degraded.
  @inline(__always)
  func path(
    _ schedule: borrowing Schedule, _ fallback: Fallback, from first: Int = 1,
    _ numbers: inout PCG64
  ) -> (value: Double, incidents: Int) {
    let end = schedule.periods + 1
    var value = schedule.fixed[first - 1] - schedule.fixed[schedule.periods]
    var (t, incidents) = (first, 0)
    while t < end {
      var next = t + numbers.tries(scale: toDegraded, most: end - t)
      value += schedule.healthy[next - 1] - schedule.healthy[t - 1]
      t = next
      if t == end { break }
      incidents += 1
      next = t + numbers.tries(scale: toRepair, most: end - t)
      value += schedule.degraded[next - 1] - schedule.degraded[t - 1]
      t = next
      value += repair(schedule, fallback, &t, end, &numbers)
    }
    return (value, incidents)
  }

  /// The stay in repair, which moves the period on.
  @inline(__always)
  private func repair(
    _ schedule: borrowing Schedule, _ fallback: Fallback, _ t: inout Int, _ end: Int,
    _ numbers: inout PCG64
  ) -> Double {
    var value = 0.0
    var isNew = true
    while t < end {
      let kind = fallback.kind(in: t)
      if kind != .nothing, isNew { value -= terms.switchCost * schedule.discount[t] }
      let change = min(end, fallback.end(of: kind))
      let scale = kind == .nothing ? toHealthyAlone : toHealthy
      // Whoever is still out when things change waits anew: the geometric law has no memory.
      let stay = numbers.tries(scale: scale, most: change - t + 1)
      let next = min(change, t + stay)
      switch kind {
      case .oldProcess: break
      case .nothing: value += schedule.degraded[next - 1] - schedule.degraded[t - 1]
      case .planB: value += schedule.planB[next - 1] - schedule.planB[t - 1]
      }
      let isBack = t + stay <= change
      t = next
      if isBack { return value }
      isNew = kind == .nothing
    }
    return value
  }
}

/// What each period earns in each state, discounted and added up, so that a stay of many periods
/// is one difference.
struct Schedule {
  let periods: Int
  private(set) var healthy: [Double]
  private(set) var degraded: [Double]
  private(set) var planB: [Double]
  /// By how much a period counts less than the present.
  private(set) var discount: [Double]
  /// What the fixed cost comes to, from the first period to each.
  private(set) var fixed: [Double]

  init(periods: Int) {
    self.periods = periods
    let none = [Double](repeating: 0, count: periods + 1)
    (healthy, degraded, planB, discount, fixed) = (none, none, none, none, none)
    discount[0] = 1
  }

  /// Computes it anew for other numbers.
  mutating func fill(_ terms: Terms, _ stream: Stream) {
    var volume = terms.items
    let factor = 1 / (1 + terms.discount)
    let isBounded = terms.capacity.isFinite
    for t in 1..<(periods + 1) {
      let rate = discount[t - 1] * factor
      let automated = volume * stream.share
      var (well, ill) = (automated * stream.healthy, automated * stream.degraded)
      if isBounded {
        let rest = volume * terms.errorsToday - automated * stream.people
        let today = max(0, volume * terms.errorsToday - terms.capacity)
        well -=
          terms.costBeyond * (max(0, rest + automated * stream.model - terms.capacity) - today)
        ill -=
          terms.costBeyond
          * (max(0, rest + automated * stream.modelDegraded - terms.capacity) - today)
      }
      discount[t] = rate
      healthy[t] = healthy[t - 1] + rate * well
      degraded[t] = degraded[t - 1] + rate * ill
      planB[t] = planB[t - 1] + rate * automated * stream.fallback
      fixed[t] = fixed[t - 1] + rate * terms.fixed
      volume *= 1 + terms.growth
    }
  }

  /// The net of one period in the mean, not discounted, where the model is healthy for certain.
  func healthyNet(in period: Int) -> Double {
    (healthy[period] - healthy[period - 1] - fixed[period] + fixed[period - 1]) / discount[period]
  }

  /// The expected value of periods, discounted, beginning healthy: without what is spent at the
  /// start.
  ///
  /// The state in a period earns in it and moves at its end: healthy to degraded with the hazard,
  /// degraded to repair with 1/D, repair to healthy with 1/R.
  ///
  /// - Parameters:
  ///   - terms: The numbers.
  ///   - fallback: When there is something to fall back to.
  ///   - first: The first period.
  ///   - each: Gets for each period its discounted net and the probabilities of the three states.
  /// - Returns: The sum.
  func expected(
    _ terms: Terms, _ fallback: Fallback, from first: Int = 1,
    each: (_ net: Double, _ states: (Double, Double, Double)) -> Void = { _, _ in }
  ) -> Double {
    var (well, ill, out, entering) = (1.0, 0.0, 0.0, 0.0)
    var sum = 0.0
    for t in first..<(periods + 1) {
      let kind = fallback.kind(in: t)
      let earned: Double
      switch kind {
      case .oldProcess: earned = 0
      case .nothing: earned = degraded[t] - degraded[t - 1]
      case .planB: earned = planB[t] - planB[t - 1]
      }
      // Those who had nothing to fall back to switch when plan B comes.
      let comes = t == fallback.ready && t > first && fallback.kind(in: t - 1) == .nothing
      let switches = kind == .nothing ? 0 : comes ? out : entering
      let net =
        well * (healthy[t] - healthy[t - 1]) + ill * (degraded[t] - degraded[t - 1]) + out * earned
        - switches * terms.switchCost * discount[t] - (fixed[t] - fixed[t - 1])
      sum += net
      each(net, (well, ill, out))
      let back = out / (kind == .nothing ? terms.repairWithout : terms.repair)
      entering = ill / terms.detection
      (well, ill, out) = (
        well * (1 - terms.hazard) + back, ill + well * terms.hazard - entering,
        out + entering - back
      )
    }
    return sum
  }
}

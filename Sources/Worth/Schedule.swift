/// What periods earn in each state, discounted and added up, so that a stay of many periods is one
/// difference.
struct Schedule {
  let periods: Int
  /// By how much a period counts less than the present.
  private(set) var discount: [Double]
  /// Discounted periods, from the first to each.
  private(set) var annuity: [Double]
  /// Discounted volume from the first period to each, where the first period's is 1.
  private(set) var volume: [Double]
  /// Discounted money for errors beyond what downstream can handle, from the first period to each, while
  /// healthy and degraded; empty where everything can be handled.
  private var beyond: (healthy: [Double], degraded: [Double]) = ([], [])
  /// Money of the first period, while healthy, degraded and in plan B.
  private var earned = (healthy: 0.0, degraded: 0.0, planB: 0.0)
  private var fixedCost = 0.0
  private var known: (growth: Double, discount: Double)?

  init(periods: Int) {
    self.periods = periods
    let none = [Double](repeating: 0, count: periods + 1)
    (discount, annuity, volume) = (none, none, none)
    discount[0] = 1
  }

  /// Computes it anew for other numbers.
  mutating func fill(_ terms: Terms, _ stream: Stream) {
    if known.map({ $0 != (terms.growth, terms.discount) }) ?? true { spread(terms) }
    let automated = terms.items * stream.share
    earned = (
      automated * stream.healthy, automated * stream.degraded, automated * stream.fallback
    )
    fixedCost = terms.fixed
    if terms.capacity.isFinite { overflow(terms, stream) }
  }

  private mutating func spread(_ terms: Terms) {
    let factor = 1 / (1 + terms.discount)
    var grown = 1.0
    for t in 1..<(periods + 1) {
      discount[t] = discount[t - 1] * factor
      annuity[t] = annuity[t - 1] + discount[t]
      volume[t] = volume[t - 1] + discount[t] * grown
      grown *= 1 + terms.growth
    }
    known = (terms.growth, terms.discount)
  }

  private mutating func overflow(_ terms: Terms, _ stream: Stream) {
    if beyond.healthy.isEmpty {
      let none = [Double](repeating: 0, count: periods + 1)
      beyond = (none, none)
    }
    var items = terms.items
    for t in 1..<(periods + 1) {
      let rest = items * (terms.errorsToday - stream.share * stream.people)
      let today = max(0, items * terms.errorsToday - terms.capacity)
      func cost(_ rate: Double) -> Double {
        discount[t] * terms.costBeyond
          * (max(0, rest + items * stream.share * rate - terms.capacity) - today)
      }
      beyond.healthy[t] = beyond.healthy[t - 1] + cost(stream.model)
      beyond.degraded[t] = beyond.degraded[t - 1] + cost(stream.modelDegraded)
      items *= 1 + terms.growth
    }
  }

  /// What periods earn while healthy, discounted, before fixed costs.
  ///
  /// - Parameters:
  ///   - start: The first of them.
  ///   - end: The one behind the last.
  /// - Returns: Money.
  @inline(__always)
  func healthy(from start: Int, to end: Int) -> Double {
    let value = earned.healthy * (volume[end - 1] - volume[start - 1])
    if beyond.healthy.isEmpty { return value }
    return value - (beyond.healthy[end - 1] - beyond.healthy[start - 1])
  }

  /// The same while degraded.
  @inline(__always)
  func degraded(from start: Int, to end: Int) -> Double {
    let value = earned.degraded * (volume[end - 1] - volume[start - 1])
    if beyond.degraded.isEmpty { return value }
    return value - (beyond.degraded[end - 1] - beyond.degraded[start - 1])
  }

  /// The same in plan B.
  @inline(__always)
  func planB(from start: Int, to end: Int) -> Double {
    earned.planB * (volume[end - 1] - volume[start - 1])
  }

  /// Fixed costs of periods, discounted.
  func fixed(from start: Int, to end: Int) -> Double {
    fixedCost * (annuity[end - 1] - annuity[start - 1])
  }

  /// The net of one period, not discounted, where the model is healthy for certain.
  func healthyNet(in period: Int) -> Double {
    (healthy(from: period, to: period + 1) - fixed(from: period, to: period + 1))
      / discount[period]
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
      case .nothing: earned = degraded(from: t, to: t + 1)
      case .planB: earned = planB(from: t, to: t + 1)
      }
      // Those who had nothing to fall back to switch when plan B comes.
      let comes = t == fallback.ready && t > first && fallback.kind(in: t - 1) == .nothing
      let switches = kind == .nothing ? 0 : comes ? out : entering
      let net =
        well * healthy(from: t, to: t + 1) + ill * degraded(from: t, to: t + 1) + out * earned
        - switches * terms.switchCost * discount[t] - fixed(from: t, to: t + 1)
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

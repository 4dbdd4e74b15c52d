internal import RealModule

/// How far distances between samples stray from those between the distributions.
enum DriftBounds {
  /// McDiarmid's bound for a distance that one row of `n`, or of `m`, moves by 1/n, or 1/m.
  static func boundedDifference(_ n: Double, _ m: Double, errorRate: Double) -> Double {
    (-Double.log(errorRate) / 2 * (1 / n + 1 / m)).squareRoot()
  }

  /// The e with P(sup|(F̂ₙ − F) − (Ĝₘ − G)| > e) ≤ the error rate, for independent samples of any
  /// two distributions.
  ///
  /// The smaller of two. For every n and m: each sample's own greatest deviation is bounded by
  /// DKW–Massart, and the two tails are convolved. For fifty rows and more on each side: the tail of
  /// one bridge, 2·exp(−2e²/(1/n + 1/m)), a tenth wider. The covariance of the difference of two
  /// empirical processes is that of a bridge over the mixed distribution less a positive
  /// semi-definite part, so that Anderson's inequality (1955) bounds it in the limit; what samples
  /// of finite size may add, at most 8.5 % of the probability for equal distributions of n = m ≥ 4
  /// rows (Wei and Dudley, 2012), is what the tenth is for.
  static func greatestDeviation(_ n: Double, _ m: Double, errorRate: Double) -> Double {
    let bridge = (Double.log(2.2 / errorRate) / 2 * (1 / n + 1 / m)).squareRoot()
    guard min(n, m) >= 50 else { return convolved(n, m, errorRate: errorRate) }
    let exceedsBridge = exceeds(bridge, 1 / n.squareRoot(), 1 / m.squareRoot()) > errorRate
    return exceedsBridge ? bridge : convolved(n, m, errorRate: errorRate)
  }

  /// The e that both greatest deviations together stay below.
  ///
  /// Each exceeds t/√n with probability 2·exp(−2t²) at most (Massart, *The Tight Constant in the
  /// Dvoretzky–Kiefer–Wolfowitz Inequality*, 1990).
  static func convolved(_ n: Double, _ m: Double, errorRate: Double) -> Double {
    let (a, b) = (1 / n.squareRoot(), 1 / m.squareRoot())
    func excess(_ e: Double) -> Double {
      Double.log(max(exceeds(e, a, b), 1e-300)) - Double.log(errorRate)
    }
    // Below, one sample alone exceeds it; above, neither does by more than half of the rate.
    var low = (Double.log(2 / errorRate) / 2).squareRoot() * max(a, b)
    var high = (Double.log(4 / errorRate) / 2).squareRoot() * (a + b)
    var (atLow, atHigh) = (excess(low), excess(high))
    // The Illinois form of false position: an end that stays twice counts half.
    var side = 0
    for _ in 0..<60 where high - low > 1e-14 * high && atLow > 0 && atHigh < 0 {
      let next = min(high, max(low, high - atHigh * (high - low) / (atHigh - atLow)))
      let value = excess(next)
      if abs(value) < 1e-12 { return next }
      if value > 0 {
        (low, atLow) = (next, value)
        if side > 0 { atHigh /= 2 }
        side = 1
      } else {
        (high, atHigh) = (next, value)
        if side < 0 { atLow /= 2 }
        side = -1
      }
    }
    return high
  }

  /// P(aX + bY > e), where X and Y exceed t with probability min(1, 2·exp(−2t²)).
  private static func exceeds(_ e: Double, _ a: Double, _ b: Double) -> Double {
    let start = (Double.log(2) / 2).squareRoot()
    // From here on X alone is enough.
    let end = max(start, (e - b * start) / a)
    let alone = 2 * Double.exp(-2 * end * end)
    guard end > start else { return alone }
    // ∫ 16t·exp(−2t² − 2((e − at)/b)²) dt from start to end, the square completed.
    let whole = a * a + b * b
    let steepness = 2 * whole / (b * b)
    let centre = e * a / whole
    func gauss(_ t: Double) -> Double {
      Double.exp(-steepness * (t - centre) * (t - centre)) / (2 * steepness)
    }
    let root = steepness.squareRoot()
    let area = Double.erf(root * (end - centre)) - Double.erf(root * (start - centre))
    let integral =
      gauss(start) - gauss(end) + centre * (Double.pi / steepness).squareRoot() / 2 * area
    return alone + 16 * Double.exp(-2 * e * e / whole) * integral
  }
}

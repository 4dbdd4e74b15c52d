internal import RealModule

/// How far two samples lie apart, by the measures that people know.
///
/// Each equals the reference implementation named at it.
package enum Distance {
  /// The two-sample Kolmogorov–Smirnov statistic: the greatest difference of the two empirical
  /// distribution functions (SciPy `ks_2samp`).
  package static func kolmogorovSmirnov(_ left: ValueCounts, _ right: ValueCounts) -> Double {
    greatestGap(left, right)?.difference ?? 0
  }

  /// Where two empirical distribution functions differ most: the least such value, and the share of
  /// either sample at or below it; `nil` where a sample is empty.
  package static func greatestGap(_ left: ValueCounts, _ right: ValueCounts) -> Gap? {
    guard left.total > 0, right.total > 0 else { return nil }
    var gap = Gap(value: left.values.first ?? 0, left: 0, right: 0)
    walk(left, right) { value, _, below, above in
      if abs(below - above) > gap.difference { gap = Gap(value: value, left: below, right: above) }
    }
    return gap
  }

  package struct Gap: Hashable, Sendable {
    package let value: Double
    package let left: Double
    package let right: Double

    package var difference: Double { abs(left - right) }
  }

  /// The first Wasserstein distance, in the unit of the values (SciPy `wasserstein_distance`).
  package static func wasserstein(_ left: ValueCounts, _ right: ValueCounts) -> Double {
    var sum = 0.0
    walk(left, right) { value, next, below, above in
      if let next { sum += abs(below - above) * (next - value) }
    }
    return sum
  }

  /// Calls back at every distinct value with the next one and both distribution functions.
  private static func walk(
    _ left: ValueCounts, _ right: ValueCounts,
    _ body: (_ value: Double, _ next: Double?, _ left: Double, _ right: Double) -> Void
  ) {
    var (i, j, seenLeft, seenRight) = (0, 0, 0, 0)
    while i < left.values.count || j < right.values.count {
      let a = i < left.values.count ? left.values[i] : .infinity
      let b = j < right.values.count ? right.values[j] : .infinity
      let value = min(a, b)
      if a == value {
        seenLeft += left.counts[i]
        i += 1
      }
      if b == value {
        seenRight += right.counts[j]
        j += 1
      }
      let next = min(
        i < left.values.count ? left.values[i] : .infinity,
        j < right.values.count ? right.values[j] : .infinity)
      body(
        value, next < .infinity ? next : nil, Double(seenLeft) / Double(left.total),
        Double(seenRight) / Double(right.total))
    }
  }

  /// Half the sum of absolute differences of shares: the greatest difference in probability of any
  /// set of categories.
  package static func totalVariation(_ left: [Int], _ right: [Int]) -> Double {
    shares(left, right).map { abs($0 - $1) }.reduce(0, +) / 2
  }

  /// The greatest difference of one category's share.
  package static func maximum(_ left: [Int], _ right: [Int]) -> Double {
    shares(left, right).map { abs($0 - $1) }.max() ?? 0
  }

  /// The Hellinger distance, 0 to 1.
  package static func hellinger(_ left: [Int], _ right: [Int]) -> Double {
    let sum = shares(left, right).map { left, right in
      let difference = left.squareRoot() - right.squareRoot()
      return difference * difference
    }.reduce(0, +)
    return (sum / 2).squareRoot()
  }

  /// The Jensen–Shannon distance (root of the divergence) with logarithms to base 2, 0 to 1
  /// (SciPy `jensenshannon(base=2)`).
  package static func jensenShannon(_ left: [Int], _ right: [Int]) -> Double {
    let sum = shares(left, right).map { left, right in
      let middle = (left + right) / 2
      let first = left > 0 ? left * Double.log2(left / middle) : 0
      let second = right > 0 ? right * Double.log2(right / middle) : 0
      return (first + second) / 2
    }.reduce(0, +)
    return max(0, sum).squareRoot()
  }

  /// The population stability index, natural logarithm; shares below `floor` are raised to it.
  package static func populationStability(
    _ reference: [Int], _ current: [Int], floor: Double = 1e-4
  ) -> Double {
    shares(reference, current).map { reference, current in
      let (r, c) = (max(reference, floor), max(current, floor))
      return (c - r) * Double.log(c / r)
    }.reduce(0, +)
  }

  /// The population stability index over ten bins of equal reference mass (NumPy `quantile`, linear,
  /// and `histogram`); bins that ties make empty fall away.
  package static func populationStability(
    _ reference: ValueCounts, _ current: ValueCounts
  ) -> Double {
    let edges = reference.decileEdges
    return populationStability(
      reference.counts(over: edges, countsUp: true), current.counts(over: edges, countsUp: true))
  }

  private static func shares(_ left: [Int], _ right: [Int]) -> [(Double, Double)] {
    let (a, b) = (Double(left.reduce(0, +)), Double(right.reduce(0, +)))
    guard a > 0, b > 0 else { return [] }
    return zip(left, right).map { (Double($0) / a, Double($1) / b) }
  }
}

extension ValueCounts {
  /// Inner edges of ten bins of equal mass (NumPy `quantile`, linear); ties make them fewer.
  package var decileEdges: [Double] {
    let deciles = (1...9).compactMap { quantileLinear(Double($0) / 10) }
    return Set(deciles).filter { $0 != values.first && $0 != values.last }.sorted()
  }
}

extension ChiSquared {
  /// Pearson's test that two rows of counts come from one distribution (SciPy
  /// `chi2_contingency`, without correction); categories empty in both are left out.
  package static func twoSample(_ left: [Int], _ right: [Int]) -> ChiSquared? {
    let cells = zip(left, right).filter { $0 + $1 > 0 }
    let (a, b) = (Double(left.reduce(0, +)), Double(right.reduce(0, +)))
    guard cells.count > 1, a > 0, b > 0 else { return nil }
    var statistic = 0.0
    for (first, second) in cells {
      let both = Double(first + second)
      let (e, f) = (both * a / (a + b), both * b / (a + b))
      let (x, y) = (Double(first) - e, Double(second) - f)
      statistic += x * x / e + y * y / f
    }
    let freedom = cells.count - 1
    return ChiSquared(
      statistic: statistic, degreesOfFreedom: freedom,
      pValue: SpecialFunctions.upperGamma(Double(freedom) / 2, statistic / 2))
  }
}

package struct ChiSquared: Hashable, Sendable {
  package let statistic: Double
  package let degreesOfFreedom: Int
  package let pValue: Double
}

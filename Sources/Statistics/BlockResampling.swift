internal import RealModule

/// Resampling whole blocks (days, say) of rows that depend on one another within a block.
///
/// Source: Carlstein, *The Use of Subseries Values for Estimating the Variance of a General
/// Statistic from a Stationary Sequence*, 1986; Lahiri, *Resampling Methods for Dependent Data*,
/// 2003.
package enum BlockResampling {
  /// Counts over the same bins, one row of bins for each block.
  package struct Blocks: Sendable {
    package let bins: Int
    /// Block by block, `bins` numbers each.
    package let counts: [Int32]
    /// The greatest of them.
    fileprivate let most: Int32

    package init(bins: Int, counts: [Int32]) {
      precondition(bins > 0 && counts.count % bins == 0, "whole blocks of bins")
      self.bins = bins
      self.counts = counts
      most = counts.max() ?? 0
    }

    package var count: Int { counts.count / bins }
  }

  /// Which of two samples' bins a distance compares.
  package enum Scale: Sendable {
    /// Ordered bins: the greatest difference of cumulative shares.
    case numbers
    /// Unordered bins: half the sum of differences of shares.
    case categories
  }

  /// How far the resampled distance process strays from the samples' own, one number a repetition.
  ///
  /// In each repetition as many blocks as there are, are drawn with replacement from either sample;
  /// the deviation is the distance between the change of the one and the change of the other.
  ///
  /// - Parameters:
  ///   - reference: The reference sample's blocks.
  ///   - current: The current sample's blocks, over the same bins.
  ///   - scale: Whether bins are ordered.
  ///   - repetitions: How many to draw.
  ///   - seed: Where the random numbers start.
  /// - Returns: The deviations, in the order drawn.
  package static func deviations(
    _ reference: Blocks, _ current: Blocks, scale: Scale, repetitions: Int, seed: UInt64
  ) -> [Double] {
    precondition(reference.bins == current.bins, "the same bins")
    var numbers = PCG64(seed: seed)
    let own = (shares(reference.total()), shares(current.total()))
    return (0..<repetitions).map { _ in
      let first = shares(reference.resampled(by: &numbers))
      let second = shares(current.resampled(by: &numbers))
      var (running, greatest, sum) = (0.0, 0.0, 0.0)
      for bin in 0..<reference.bins {
        let change = (first[bin] - own.0[bin]) - (second[bin] - own.1[bin])
        running += change
        greatest = max(greatest, abs(running))
        sum += abs(change)
      }
      return scale == .numbers ? greatest : sum / 2
    }
  }

  /// What deviations stay below with probability 1 − the error rate, for samples of so many blocks.
  ///
  /// Their tail is widened as Student's is against the normal one: resamples of few blocks vary less
  /// than new blocks would.
  ///
  /// - Parameters:
  ///   - deviations: Of resamples.
  ///   - blocks: Of the sample that has fewer; two at least.
  ///   - errorRate: The probability that the bound is exceeded.
  /// - Returns: The bound.
  package static func bound(
    _ deviations: [Double], blocks: Int, errorRate: Double
  ) -> Double {
    let p = 1 - errorRate / 2
    let widening =
      SpecialFunctions.studentQuantile(p, freedom: Double(max(1, blocks - 1)))
      / SpecialFunctions.normalQuantile(p)
    return deviations.tailBound(errorRate: errorRate) * max(1, widening)
  }

  private static func shares(_ counts: [Int]) -> [Double] {
    let total = Double(max(1, counts.reduce(0, +)))
    return counts.map { Double($0) / total }
  }
}

extension BlockResampling.Blocks {
  fileprivate func total() -> [Int] { sum(of: 0..<count) }

  fileprivate func resampled(by numbers: inout PCG64) -> [Int] {
    let drawn = (0..<count).map { _ in numbers.index(below: count) }
    return sum(of: drawn)
  }

  private func sum(of blocks: some Sequence<Int>) -> [Int] {
    guard Int(most) * count <= Int(Int32.max) else { return wideSum(of: blocks) }
    // Four to a register where the sums fit.
    var total = [Int32](repeating: 0, count: bins)
    total.withUnsafeMutableBufferPointer { total in
      counts.withUnsafeBufferPointer { counts in
        for block in blocks {
          let start = block * bins
          for bin in 0..<bins { total[bin] &+= counts[start + bin] }
        }
      }
    }
    return total.map(Int.init)
  }

  private func wideSum(of blocks: some Sequence<Int>) -> [Int] {
    var total = [Int](repeating: 0, count: bins)
    for block in blocks {
      for bin in 0..<bins { total[bin] += Int(counts[block * bins + bin]) }
    }
    return total
  }
}

extension [Double] {
  /// What a deviation stays below with probability 1 − the error rate.
  ///
  /// The empirical quantile, where the repetitions reach that far; beyond, the tail is continued
  /// from the 95 % quantile as 2·exp(−x²/2s²), as that of the greatest deviation of an empirical
  /// process is. The larger of the two counts.
  package func tailBound(errorRate: Double) -> Double {
    guard !isEmpty else { return 1 }
    let ordered = sorted()
    func quantile(_ p: Double) -> Double {
      ordered[Swift.min(count - 1, Int((p * Double(count)).rounded(.up)))]
    }
    let anchor = quantile(0.95)
    let continued = anchor * (Double.log(2 / errorRate) / Double.log(2 / 0.05)).squareRoot()
    return Swift.max(quantile(1 - errorRate), continued)
  }
}

internal import RealModule

/// The stability index and the Jensen–Shannon distance with the bins of Evidently 0.7, for those who
/// compare with its reports.
///
/// More than twenty distinct numbers in the reference go into bins of equal width over both samples,
/// as many as Sturges's rule says (NumPy `histogram_bin_edges`); fewer numbers, and categories, are
/// bins of their own. In the index empty bins count as 0.0001, or as a millionth of the smallest share
/// where that is less; the distance has natural logarithms.
package struct EvidentlyBinning: Hashable, Sendable {
  package let populationStability: Double
  package let jensenShannon: Double

  /// Numbers; `nil` where a sample is empty.
  package init?(_ reference: ValueCounts, _ current: ValueCounts) {
    guard reference.total > 0, current.total > 0, let low = reference.values.first,
      let high = reference.values.last, let lowest = current.values.first,
      let highest = current.values.last
    else { return nil }
    let range = (low: min(low, lowest), high: max(high, highest))
    if reference.values.count > 20 {
      let width =
        (range.high - range.low) / (Double.log2(Double(reference.total + current.total)) + 1)
      let bins = max(1, Int(min(1e6, ((range.high - range.low) / width).rounded(.up))))
      let step = (range.high - range.low) / Double(bins)
      let edges = (1..<max(1, bins)).map { Double($0) * step + range.low }
      self.init(
        reference.counts(over: edges, countsUp: true), current.counts(over: edges, countsUp: true))
    } else {
      let values = reference.merging(current).values
      self.init(reference.counts(of: values), current.counts(of: values))
    }
  }

  /// Counts of the same categories or bins; `nil` where a sample is empty.
  package init?(_ reference: [Int], _ current: [Int]) {
    let totals = (reference.reduce(0, +), current.reduce(0, +))
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    let before = Self.filled(reference, of: totals.0)
    let now = Self.filled(current, of: totals.1)
    populationStability = zip(before, now).map { ($0 - $1) * Double.log($0 / $1) }.reduce(0, +)
    jensenShannon = Distance.jensenShannon(reference, current) * Double.log(2).squareRoot()
  }

  private static func filled(_ counts: [Int], of total: Int) -> [Double] {
    let shares = counts.map { Double($0) / Double(total) }
    let least = shares.filter { $0 > 0 }.min() ?? 1
    let floor = least <= 1e-4 ? least / 1e6 : 1e-4
    return shares.map { $0 == 0 ? floor : $0 }
  }
}

extension ValueCounts {
  /// How often each of some ascending values occurs.
  fileprivate func counts(of wanted: [Double]) -> [Int] {
    var index = 0
    return wanted.map { value in
      while index < values.count, values[index] < value { index += 1 }
      return index < values.count && values[index] == value ? counts[index] : 0
    }
  }
}

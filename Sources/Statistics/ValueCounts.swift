/// A sample of numbers as its distinct values, ascending, with how often each occurs.
package struct ValueCounts: Hashable, Sendable {
  package let values: [Double]
  package let counts: [Int]
  package let total: Int

  /// - Parameters:
  ///   - values: Finite, strictly ascending.
  ///   - counts: Positive, one for each value.
  package init(values: [Double], counts: [Int]) {
    precondition(values.count == counts.count, "one count for each value")
    self.values = values
    self.counts = counts
    total = counts.reduce(0, +)
  }

  package init(_ sample: some Sequence<Double>) { self.init(Array(sample)) }

  /// The same of an array, by code that is made for it.
  package init(_ sample: [Double]) {
    var values: [Double] = []
    var counts: [Int] = []
    for value in sample.sorted() {
      if values.last == value {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    self.init(values: values, counts: counts)
  }

  package var moments: Moments {
    var moments = Moments()
    for (value, count) in zip(values, counts) { moments.add(value, times: count) }
    return moments
  }

  /// The least value with at least a share `p` of the sample at or below it (inverted ECDF).
  package func quantile(_ p: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = max(1, Int((p * Double(total)).rounded(.up)))
    var seen = 0
    for (value, count) in zip(values, counts) {
      seen += count
      if seen >= rank { return value }
    }
    return values.last
  }

  /// The quantile that lies between two order statistics in proportion (SciPy's and NumPy's
  /// default, type 7 of Hyndman and Fan, 1996).
  package func quantileLinear(_ p: Double) -> Double? {
    guard total > 0 else { return nil }
    let position = p * Double(total - 1)
    let below = position.rounded(.down)
    guard let low = orderStatistic(Int(below)) else { return nil }
    guard position > below, let high = orderStatistic(Int(below) + 1) else { return low }
    return low + (high - low) * (position - below)
  }

  /// How many fall into each bin, with open bins at both ends.
  ///
  /// - Parameters:
  ///   - edges: The inner edges, ascending.
  ///   - countsUp: Whether an edge belongs to the bin above it, as in NumPy, and not to that below.
  /// - Returns: One number more than there are edges.
  package func counts(over edges: [Double], countsUp: Bool = false) -> [Int] {
    var bins = Array(repeating: 0, count: edges.count + 1)
    var bin = 0
    for (value, count) in zip(values, counts) {
      while bin < edges.count, value > edges[bin] || countsUp && value == edges[bin] { bin += 1 }
      bins[bin] += count
    }
    return bins
  }

  private func orderStatistic(_ index: Int) -> Double? {
    var seen = 0
    for (value, count) in zip(values, counts) {
      seen += count
      if seen > index { return value }
    }
    return nil
  }
}

extension ValueCounts {
  /// Both samples together; exact whatever the order and the parts.
  package func merging(_ other: ValueCounts) -> ValueCounts {
    var values: [Double] = []
    var counts: [Int] = []
    values.reserveCapacity(self.values.count + other.values.count)
    counts.reserveCapacity(self.values.count + other.values.count)
    var (i, j) = (0, 0)
    while i < self.values.count || j < other.values.count {
      let left = i < self.values.count ? self.values[i] : .infinity
      let right = j < other.values.count ? other.values[j] : .infinity
      let value = min(left, right)
      var count = 0
      if left == value {
        count += self.counts[i]
        i += 1
      }
      if right == value {
        count += other.counts[j]
        j += 1
      }
      values.append(value)
      counts.append(count)
    }
    return ValueCounts(values: values, counts: counts)
  }
}

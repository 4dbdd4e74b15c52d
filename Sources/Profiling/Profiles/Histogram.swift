package import Statistics

/// How often values fall between edges, with open bins at both ends.
package struct Histogram: Hashable, Sendable {
  /// The inner edges, ascending; a value on one belongs to the bin below it.
  package let edges: [Double]
  /// One more than there are edges.
  package let counts: [Int]

  package init(_ values: ValueCounts, over edges: [Double]) {
    self.edges = edges
    counts = values.counts(over: edges)
  }
}

extension ColumnProfile {
  /// Inner edges that cut the numbers into bins of about as many rows each: their quantiles.
  ///
  /// Another profile's counts over them add and compare exactly.
  package func edges(bins: Int = 10) -> [Double] {
    guard let numbers, numbers.total > 0, bins > 1 else { return [] }
    var edges: [Double] = []
    for bin in 1..<bins {
      guard let edge = numbers.quantile(Double(bin) / Double(bins)), edge != edges.last else {
        continue
      }
      edges.append(edge)
    }
    return edges
  }

  /// Bins of one width from the hundredth below to the hundredth above, for a picture: of numbers,
  /// and of times by the day.
  package func picture(bins: Int) -> Histogram? {
    guard let values = numbers ?? days, values.total > 0, bins > 2,
      let low = values.quantile(0.01), let high = values.quantile(0.99), low < high
    else { return nil }
    // Whole numbers of few values get a bin each.
    if high - low < Double(bins), isWhole || type == .time {
      let steps = Int(high - low)
      return Histogram(values, over: (0..<steps).map { low + Double($0) + 0.5 })
    }
    let width = (high - low) / Double(bins)
    return Histogram(values, over: (1..<bins).map { low + width * Double($0) })
  }

  /// How the numbers lean and how heavy their ends are: the third and the fourth moment about the
  /// mean over powers of the second, the fourth less 3; `nil` where they are all one, or estimated.
  package var shape: (skewness: Double, kurtosis: Double)? {
    let deviation = moments.variancePopulation.squareRoot()
    guard isExact, let numbers, deviation > 0 else { return nil }
    var (third, fourth) = (0.0, 0.0)
    for (value, count) in zip(numbers.values, numbers.counts) {
      let score = (value - moments.mean) / deviation
      third += Double(count) * score * score * score
      fourth += Double(count) * score * score * score * score
    }
    let total = Double(numbers.total)
    let shape = (skewness: third / total, kurtosis: fourth / total - 3)
    return shape.skewness.isFinite && shape.kurtosis.isFinite ? shape : nil
  }
}

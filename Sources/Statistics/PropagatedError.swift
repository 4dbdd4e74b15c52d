internal import RealModule

/// The error of one end of a network, with how far each figure may be off by chance of the draw.
package struct PropagatedError: Sendable {
  package let samples: Int
  package let seed: UInt64
  /// The mean error: the bias of the end; of decisions the share of wrong ones.
  package let mean: Estimate
  /// Of errors that have a size: `nil` for decisions.
  package let spread: Spread?
  /// One for each source that the end rests on.
  package let shares: [Share]

  package struct Spread: Sendable {
    package let standardDeviation: Estimate
    package let rootMeanSquare: Estimate
    package let quantiles: [(probability: Double, estimate: Estimate)]
  }

  /// How much of the variance of the end a source accounts for.
  ///
  /// Where all errors are independent and add up, both figures are the same; where errors act
  /// together, the second is greater; where they depend on one another, the two differ by what cannot
  /// be put down to the one or the other.
  ///
  /// Source: Sobol', *Sensitivity Estimates for Nonlinear Mathematical Models*, 1993, by the
  /// correlation of pairs of samples; for errors that depend on one another Mara and Tarantola,
  /// *Variance-Based Sensitivity Indices for Models with Dependent Inputs*, 2012.
  package struct Share: Sendable {
    /// The node with the error.
    package let node: Int
    /// By which share the variance would fall, on average, if this error alone were known.
    package let known: Estimate
    /// Which share of it would be left, on average, if this error alone were unknown.
    package let left: Estimate
    /// Nodes that the end rests on too, and whose errors correlate with this one.
    package let partners: [Int]
  }

  /// Whether all of it could be computed: errors may grow beyond any number.
  package var isFinite: Bool {
    let figures = [mean] + (spread.map { [$0.standardDeviation, $0.rootMeanSquare] } ?? [])
    return figures.allSatisfy { $0.lower.isFinite && $0.upper.isFinite }
  }

  package static let probabilities = [0.05, 0.5, 0.95]
  /// The coverage of all intervals.
  package static let level = 0.95
}

extension ErrorSimulation {
  /// Puts the blocks together, all of them and in their order.
  ///
  /// - Parameter blocks: What ``block(_:)`` gives for 0 to 63.
  /// - Returns: One result for each end.
  package func results(of blocks: [Block]) -> [PropagatedError] {
    precondition(blocks.count == Self.blocks, "all blocks")
    return ends.indices.map { end in
      let errors = blocks.flatMap { $0.errors[end] }
      let moments = Moments(errors)
      let isDecision = network.nodes[ends[end]].combination == .anyError
      return PropagatedError(
        samples: samples, seed: seed,
        mean: isDecision
          ? Proportion.clopperPearson(
            errors.filter { $0 == 1 }.count, of: errors.count, level: PropagatedError.level)
          : Mean.student(moments, level: PropagatedError.level, of: "simulated errors"),
        spread: isDecision ? nil : PropagatedError.Spread(errors, moments),
        shares: shares(of: end, in: blocks, variance: moments.variancePopulation))
    }
  }

  private func shares(
    of end: Int, in blocks: [Block], variance: Double
  ) -> [PropagatedError.Share] {
    guard variance > 0 else { return [] }
    let below = network.sources(below: ends[end])
    return below.map { source in
      let left = common(blocks.map { $0.left[end][source] })
      return PropagatedError.Share(
        node: network.sources[source],
        known: Estimate(share: common(blocks.map { $0.known[end][source] })),
        left: Estimate(
          share: (value: 1 - left.value, half: left.half, count: left.count)),
        partners: network.correlations.partners(of: source).filter(below.contains)
          .map { network.sources[$0] })
    }
  }

  /// The share of the variance that pairs have in common, and half of Student's interval from how it
  /// differs between blocks.
  private func common(_ blocks: [Pairs]) -> (value: Double, half: Double, count: Int) {
    var all = Pairs()
    for block in blocks { all.merge(block) }
    let (part, whole) = all.variances(about: all.mean)
    guard whole > 0 else { return (0, 1, all.count) }
    let share = part / whole
    let between = Moments(
      blocks.map { block in
        let (part, whole) = block.variances(about: all.mean)
        return part - share * whole
      })
    let t = SpecialFunctions.studentQuantile(
      0.5 + PropagatedError.level / 2, freedom: Double(blocks.count - 1))
    let half = t * (between.variance / Double(blocks.count)).squareRoot() / whole
    return (share, half, all.count)
  }
}

extension Estimate {
  fileprivate init(share: (value: Double, half: Double, count: Int)) {
    self.init(
      value: share.value, lower: share.value - share.half, upper: share.value + share.half,
      level: PropagatedError.level, rows: share.count,
      method: "share of variance, from pairs of samples; Student's interval of blocks")
  }
}

extension PropagatedError.Spread {
  /// - Parameters:
  ///   - errors: At least two.
  ///   - moments: Of the same.
  fileprivate init(_ errors: [Double], _ moments: Moments) {
    let level = PropagatedError.level
    let n = Double(errors.count)
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    let sd = moments.variance.squareRoot()
    // The variance of a sample variance is (μ₄ − σ⁴) / n for many samples.
    let squares = Moments(errors.map { ($0 - moments.mean) * ($0 - moments.mean) })
    let slack = sd > 0 ? z * (squares.variance / n).squareRoot() / (2 * sd) : 0
    standardDeviation = Estimate(
      value: sd, lower: max(0, sd - slack), upper: sd + slack, level: level, rows: errors.count,
      method: "standard deviation; normal interval by its fourth moment")
    let meanSquare = Mean.student(Moments(errors.map { $0 * $0 }), level: level, of: "")
    rootMeanSquare = Estimate(
      value: meanSquare.value.squareRoot(), lower: max(0, meanSquare.lower).squareRoot(),
      upper: max(0, meanSquare.upper).squareRoot(), level: level, rows: errors.count,
      method: "root of the mean squared error; Student's interval of the mean")
    let sorted = errors.sorted()
    quantiles = PropagatedError.probabilities.map { p in
      let position = p * (n - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      let value = sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
      // The rank of the true quantile is binomial; of many samples about normal.
      let reach = z * (n * p * (1 - p)).squareRoot()
      let low = max(0, Int((n * p - reach).rounded(.down)) - 1)
      let high = min(sorted.count - 1, Int((n * p + reach).rounded(.up)))
      return (
        probability: p,
        estimate: Estimate(
          value: value, lower: sorted[low], upper: sorted[high], level: level, rows: errors.count,
          method: "quantile; interval of order statistics")
      )
    }
  }
}

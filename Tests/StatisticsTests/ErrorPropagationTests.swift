import Foundation
import Statistics
import Testing

/// Errors that come together give what closed forms say, within four standard errors.
@Suite struct ErrorPropagationTests {
  private typealias Node = ErrorNetwork.Node
  private typealias Input = ErrorNetwork.Input

  /// What the last of some nodes gives, of 20,000 samples.
  private func last(
    _ nodes: [ErrorNetwork.Node], latent: [(Int, Int, Double)] = [], seed: UInt64 = 7
  ) throws -> PropagatedError {
    var matrix = CorrelationMatrix(count: nodes.filter { $0.own != nil }.count)
    for (first, second, value) in latent { matrix[first, second] = value }
    let network = ErrorNetwork(nodes, correlations: matrix)
    let simulation = try #require(
      ErrorSimulation(network, ends: [nodes.count - 1], samples: 20_000, seed: seed))
    return try #require(
      simulation.results(of: (0..<ErrorSimulation.blocks).map(simulation.block)).first)
  }

  /// Expects a figure to lie within four standard errors of its true value.
  private func expect(
    _ estimate: Estimate?, _ value: Double, _ name: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let estimate = try #require(estimate, sourceLocation: sourceLocation)
    let error = (estimate.upper - estimate.lower) / 2 / 1.96
    #expect(
      error > 0 && abs(estimate.value - value) <= 4 * error,
      "\(name) \(estimate.value) ± \(error), not \(value)", sourceLocation: sourceLocation)
  }

  private func normalQuantile(_ p: Double) -> Double { SpecialFunctions.normalQuantile(p) }

  // MARK: - Errors that add up

  @Test(arguments: [-0.8, 0, 0.5, 1])
  func `normal errors that correlate add up to a normal error`(_ correlation: Double) throws {
    let error = try last(
      [
        Node(own: .normal(mean: 1, sd: 2), combination: .additive),
        Node(
          own: .normal(mean: -3, sd: 1), combination: .additive,
          inputs: [Input(0, sensitivity: 1.5)]),
      ], latent: [(0, 1, correlation)])
    let variance = 9 + 1 + 2 * 3 * correlation
    let mean = -1.5
    try expect(error.mean, mean)
    let spread = try #require(error.spread)
    try expect(spread.standardDeviation, variance.squareRoot())
    try expect(spread.rootMeanSquare, (variance + mean * mean).squareRoot())
    for quantile in spread.quantiles {
      try expect(
        quantile.estimate, mean + variance.squareRoot() * normalQuantile(quantile.probability))
    }
  }

  @Test func `three uniform errors add up to the sum of Irwin and Hall`() throws {
    let one = ErrorDistribution.uniform(least: 0, most: 1)
    let error = try last([
      Node(own: one, combination: .additive), Node(own: one, combination: .additive),
      Node(own: one, combination: .additive, inputs: [Input(0), Input(1)]),
    ])
    try expect(error.mean, 1.5)
    try expect(error.spread?.standardDeviation, 0.5)
    // The distribution begins as x³ / 6, so 5 % lie below the cube root of 0.3.
    let low = 0.669_432_950_082_17
    try expect(error.spread?.quantiles[0].estimate, low)
    try expect(error.spread?.quantiles[1].estimate, 1.5)
    try expect(error.spread?.quantiles[2].estimate, 3 - low)
  }

  @Test func `an error reaches what needs it by every way, not by each anew`() throws {
    let error = try last([
      Node(own: .normal(mean: 0, sd: 1), combination: .additive),
      Node(own: nil, combination: .additive, inputs: [Input(0)]),
      Node(own: nil, combination: .additive, inputs: [Input(0, sensitivity: -1)]),
      Node(own: .normal(mean: 0, sd: 3), combination: .additive, inputs: [Input(1), Input(2)]),
    ])
    try expect(error.spread?.standardDeviation, 3)
    let known = try #require(error.shares.first { $0.node == 0 })
    #expect(known.left.value < 1e-9)
  }

  // MARK: - Factors

  @Test(arguments: [0, 0.7])
  func `log-normal factors multiply to a log-normal factor`(_ correlation: Double) throws {
    let error = try last(
      [
        Node(own: .logNormal(logMean: 0.1, logSD: 0.2), combination: .multiplicative),
        Node(
          own: .logNormal(logMean: -0.05, logSD: 0.3), combination: .multiplicative,
          inputs: [Input(0, sensitivity: 2)]),
      ], latent: [(0, 1, correlation)])
    let mean = 0.15
    let variance = 0.16 + 0.09 + 2 * 0.4 * 0.3 * correlation
    let factor = exp(mean + variance / 2)
    try expect(error.mean, factor - 1)
    try expect(error.spread?.standardDeviation, factor * (exp(variance) - 1).squareRoot())
    for quantile in try #require(error.spread).quantiles {
      let z = normalQuantile(quantile.probability)
      try expect(quantile.estimate, exp(mean + variance.squareRoot() * z) - 1)
    }
  }

  @Test func `factors that act together leave more than they take`() throws {
    let error = try last([
      Node(own: .logNormal(logMean: 0, logSD: 0.5), combination: .multiplicative),
      Node(
        own: .logNormal(logMean: 0, logSD: 0.8), combination: .multiplicative, inputs: [Input(0)]),
    ])
    let (first, second) = (exp(0.25) - 1, exp(0.64) - 1)
    let all = exp(0.89) - 1
    try expect(error.shares[0].known, first / all)
    try expect(error.shares[1].known, second / all)
    try expect(error.shares[0].left, first * (second + 1) / all)
    try expect(error.shares[1].left, second * (first + 1) / all)
  }

  // MARK: - Decisions

  @Test func `independent errors spoil a decision unless all are absent`() throws {
    let rates = [0.1, 0.03, 0.2]
    let error = try last(decisions(rates))
    try expect(error.mean, 1 - 0.9 * 0.97 * 0.8)
    #expect(error.spread == nil)
  }

  @Test func `errors that always come together spoil as often as the most frequent`() throws {
    let error = try last(
      decisions([0.1, 0.03, 0.2]), latent: [(0, 1, 1), (0, 2, 1), (1, 2, 1)])
    try expect(error.mean, 0.2)
  }

  @Test(arguments: [-1, -0.5, 0, 0.3, 0.9])
  func `two even errors spoil by the probability of an orthant`(_ correlation: Double) throws {
    // Sheppard, 1899: both are wrong with the probability 1/4 + arcsin ρ / 2π.
    let error = try last(decisions([0.5, 0.5]), latent: [(0, 1, correlation)])
    let both = 0.25 + asin(correlation) / (2 * .pi)
    if correlation == -1 {
      #expect(error.mean.value == 1)
    } else {
      try expect(error.mean, 1 - both)
    }
  }

  @Test func `an error that spoils only by chance counts that much less`() throws {
    let error = try last([
      Node(own: .errorRate(0.4), combination: .anyError),
      Node(own: nil, combination: .anyError, inputs: [Input(0, sensitivity: 0.25)]),
      Node(
        own: .errorRate(0.05), combination: .anyError,
        inputs: [Input(1), Input(0, sensitivity: 0)]),
    ])
    try expect(error.mean, 1 - 0.95 * (1 - 0.1))
  }

  @Test func `decisions that are never or always wrong stay so`() throws {
    #expect(try last(decisions([0, 0])).mean.value == 0)
    #expect(try last(decisions([0, 1])).mean.value == 1)
    #expect(try last(decisions([0, 0])).shares.isEmpty)
  }

  private func decisions(_ rates: [Double]) -> [ErrorNetwork.Node] {
    rates.enumerated().map { place, rate in
      Node(
        own: .errorRate(rate), combination: .anyError,
        inputs: place == rates.count - 1 ? (0..<place).map { Input($0) } : [])
    }
  }

  // MARK: - Shares

  @Test func `independent errors share the variance by their own`() throws {
    let error = try last([
      Node(own: .normal(mean: 5, sd: 3), combination: .additive),
      Node(own: .uniform(least: -2, most: 4), combination: .additive),
      Node(
        own: .normal(mean: 0, sd: 1), combination: .additive,
        inputs: [Input(0), Input(1, sensitivity: 2)]),
    ])
    let parts: [Double] = [9.0 / 22, 12.0 / 22, 1.0 / 22]
    for (share, part) in zip(error.shares, parts) {
      try expect(share.known, part, "known")
      try expect(share.left, part, "left")
      #expect(share.partners.isEmpty)
    }
  }

  @Test func `dependence makes shares unclear, and says between what`() throws {
    let rho = 0.6
    let error = try last(
      [
        Node(own: .normal(mean: 0, sd: 2), combination: .additive),
        Node(own: .normal(mean: 0, sd: 1), combination: .additive, inputs: [Input(0)]),
      ], latent: [(0, 1, rho)])
    let variance = 4 + 1 + 2 * 2 * rho
    try expect(error.shares[0].known, (2 + rho) * (2 + rho) / variance)
    try expect(error.shares[0].left, 4 * (1 - rho * rho) / variance)
    try expect(error.shares[1].known, (1 + 2 * rho) * (1 + 2 * rho) / variance)
    try expect(error.shares[1].left, (1 - rho * rho) / variance)
    #expect(error.shares.map(\.partners) == [[1], [0]])
  }

  // MARK: - The draw

  @Test func `blocks give the same in any order, and another seed other figures`() throws {
    let nodes = [
      Node(own: .studentT(freedom: 4, mean: 0, scale: 1), combination: .additive),
      Node(own: .sample([-1, 0, 3]), combination: .additive, inputs: [Input(0)]),
    ]
    func draw(_ order: [Int], seed: UInt64) throws -> [Double] {
      let simulation = try #require(
        ErrorSimulation(ErrorNetwork(nodes), ends: [0, 1], samples: 6401, seed: seed))
      let drawn = order.map { (place: $0, block: simulation.block($0)) }
      let blocks = drawn.sorted { $0.place < $1.place }.map(\.block)
      return simulation.results(of: blocks).flatMap { result in
        [result.mean.value, result.spread?.standardDeviation.value ?? 0]
          + result.shares.flatMap { [$0.known.value, $0.left.value] }
      }
    }
    let forward = Array(0..<ErrorSimulation.blocks)
    #expect(try draw(forward, seed: 1) == draw(forward.reversed(), seed: 1))
    #expect(try draw(forward, seed: 1) != draw(forward, seed: 2))
  }

  @Test func `intervals cover what is true about as often as they say`() throws {
    let nodes = [
      Node(own: .uniform(least: 0, most: 1), combination: .additive),
      Node(own: .normal(mean: 0, sd: 1), combination: .additive, inputs: [Input(0)]),
    ]
    let network = ErrorNetwork(nodes)
    var hits = [0, 0]
    for seed in 0..<60 as Range<UInt64> {
      let simulation = try #require(
        ErrorSimulation(network, ends: [1], samples: ErrorSimulation.samplesMin, seed: seed))
      let error = simulation.results(of: (0..<64).map(simulation.block))[0]
      let sd = try #require(error.spread).standardDeviation
      hits[0] += error.mean.lower <= 0.5 && 0.5 <= error.mean.upper ? 1 : 0
      let truth = (13.0 / 12).squareRoot()
      hits[1] += sd.lower <= truth && truth <= sd.upper ? 1 : 0
    }
    // Of 60, 57 are expected; fewer than 50 come once in two thousand times.
    #expect(hits.allSatisfy { $0 >= 50 }, "\(hits)")
  }

  // MARK: - Correlations

  @Test func `the room for a correlation is what the determinant leaves`() throws {
    var matrix = CorrelationMatrix(count: 3)
    matrix[0, 1] = 0.9
    matrix[1, 2] = 0.8
    #expect(matrix.factor() == nil)
    // ρ₀₂ lies within ρ₀₁ρ₁₂ ± √((1 − ρ₀₁²)(1 − ρ₁₂²)).
    let room = try #require(matrix.possible(0, 2))
    let half = (0.19 * 0.36).squareRoot()
    #expect(abs(room.lowerBound - (0.72 - half)) < 1e-4)
    #expect(abs(room.upperBound - (0.72 + half)) < 1e-4)
    matrix[0, 2] = 0.7
    #expect(matrix.factor() != nil)
  }

  @Test func `a factor times itself is the matrix, in any order, of perfect correlations too`()
    throws
  {
    var matrix = CorrelationMatrix(count: 4)
    matrix[0, 1] = 1
    for (row, column, value) in [
      (0, 2, 0.4), (1, 2, 0.4), (2, 3, -0.7), (0, 3, -0.1), (1, 3, -0.1),
    ] {
      matrix[row, column] = value
    }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [1, 0, 3, 2]] {
      let lower = try #require(matrix.factor(in: order))
      for row in 0..<4 {
        for column in 0..<4 {
          let product = (0..<4).map { lower[row * 4 + $0] * lower[column * 4 + $0] }.reduce(0, +)
          #expect(abs(product - matrix[order[row], order[column]]) < 1e-9)
        }
      }
    }
    matrix[1, 2] = 0.5
    #expect(matrix.factor() == nil)
  }
}

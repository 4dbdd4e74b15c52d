import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Errors that come together give what NumPy and SciPy give; `Fixtures/make_error_oracles.py` made it.
@Suite struct ErrorOracleTests {
  private struct Oracle: Decodable {
    let samples: Double
    let sample: [Double]
    let additive: Figures
    let multiplicative: Figures
    let decisions: Decisions
    /// Degrees of freedom, normal score, quantile.
    let student: [[Double]]

    struct Figures: Decodable {
      let mean: Double
      let sd: Double
      let rms: Double
      let quantiles: [Double]
    }

    struct Decisions: Decodable {
      let rates: [Double]
      let wrong: Double
    }
  }

  private let oracle: Oracle
  private static let samples = 100_000

  init() throws {
    let path = Checkout.path("Tests/StatisticsTests/Fixtures/errors.json")
    oracle = try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: URL(filePath: path)))
  }

  private func last(
    _ nodes: [ErrorNetwork.Node], _ matrix: CorrelationMatrix
  ) throws -> PropagatedError {
    let network = ErrorNetwork(nodes, correlations: matrix)
    let simulation = try #require(
      ErrorSimulation(network, ends: [nodes.count - 1], samples: Self.samples, seed: 2013))
    return try #require(simulation.results(of: (0..<64).map(simulation.block)).first)
  }

  /// Within four standard errors of both draws together.
  private func expect(_ ours: Estimate, _ theirs: Double, _ name: String) {
    let error = (ours.upper - ours.lower) / 2 / 1.96
    let both = error * (1 + Double(Self.samples) / oracle.samples).squareRoot()
    #expect(abs(ours.value - theirs) <= 4 * both, "\(name): \(ours.value) ± \(both), not \(theirs)")
  }

  private func expect(_ error: PropagatedError, _ theirs: Oracle.Figures) throws {
    let spread = try #require(error.spread)
    expect(error.mean, theirs.mean, "mean")
    expect(spread.standardDeviation, theirs.sd, "standard deviation")
    expect(spread.rootMeanSquare, theirs.rms, "root mean square")
    for (quantile, value) in zip(spread.quantiles, theirs.quantiles) {
      expect(quantile.estimate, value, "\(quantile.probability)")
    }
  }

  @Test func `errors of every distribution add up to NumPy's`() throws {
    var matrix = CorrelationMatrix(count: 4)
    matrix[0, 1] = 0.6
    try expect(
      last(
        [
          .init(own: .normal(mean: 1, sd: 2), combination: .additive),
          .init(own: .uniform(least: -3, most: 4), combination: .additive),
          .init(own: .studentT(freedom: 5, mean: 0, scale: 0.7), combination: .additive),
          .init(
            own: .sample(oracle.sample.sorted()), combination: .additive,
            inputs: [
              .init(0), .init(1, sensitivity: 0.5), .init(2, sensitivity: -2),
            ]),
        ], matrix), oracle.additive)
  }

  @Test func `factors whose ranks correlate multiply to NumPy's`() throws {
    var matrix = CorrelationMatrix(count: 2)
    matrix[0, 1] = CorrelationMatrix.latent(ofRank: 0.5)
    try expect(
      last(
        [
          .init(own: .uniform(least: 0.8, most: 1.3), combination: .multiplicative),
          .init(
            own: .logNormal(logMean: 0.1, logSD: 0.2), combination: .multiplicative,
            inputs: [.init(0, sensitivity: -2)]),
        ], matrix), oracle.multiplicative)
  }

  @Test func `three decisions that correlate are wrong as often as SciPy's normal orthant says`()
    throws
  {
    var matrix = CorrelationMatrix(count: 3)
    matrix[0, 1] = 0.5
    matrix[0, 2] = 0.2
    matrix[1, 2] = -0.3
    let nodes = oracle.decisions.rates.enumerated().map { place, rate in
      ErrorNetwork.Node(
        own: .errorRate(rate), combination: .anyError,
        inputs: place == 2 ? [.init(0), .init(1)] : [])
    }
    try expect(last(nodes, matrix).mean, oracle.decisions.wrong, "share of wrong decisions")
  }

  @Test func `Student's t at a normal score equals SciPy's`() {
    for row in oracle.student {
      let scores = StudentScores(freedom: row[0])
      #expect(agree(scores.value(at: row[1]), row[2], within: 2e-5), "\(row)")
      #expect(scores.value(at: -row[1]) == -scores.value(at: row[1]))
      if row[1] <= 4 { #expect(agree(scores.value(at: row[1]), row[2], within: 1e-6), "\(row)") }
    }
  }
}

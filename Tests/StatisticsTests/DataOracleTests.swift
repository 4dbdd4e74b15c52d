import Foundation
import Statistics
import TestSupport
import Testing

/// What single features say of a target, and shares with their intervals, as SciPy and scikit-learn
/// have them: values to 1e-9, ends of intervals to 1e-6, both relative.
@Suite struct DataOracleTests {
  private struct Kept: Decodable {
    let correlations: [Correlation]
    let areas: [Area]
    let shares: [Share]

    struct Correlation: Decodable {
      let name: String
      let left: [Double]
      let right: [Double]
      let level, value, lower, upper: Double
    }

    struct Area: Decodable {
      let name: String
      let score: [Double]
      let truth: [Int]
      let value: Double
    }

    struct Share: Decodable {
      let hits, rows: Int
      let level, lower, upper: Double
    }
  }

  private let kept: Kept

  init() throws {
    let path = Checkout.path("Tests/StatisticsTests/Fixtures/data_oracles.json")
    kept = try JSONDecoder().decode(Kept.self, from: Data(contentsOf: URL(filePath: path)))
  }

  private func expect(_ ours: Double, _ theirs: Double, within: Double, _ name: String) {
    #expect(abs(ours - theirs) <= within * max(abs(theirs), 1e-12), "\(name): \(ours), \(theirs)")
  }

  @Test func `correlations and their intervals equal SciPy's`() throws {
    #expect(kept.correlations.count > 5)
    for oracle in kept.correlations {
      let ours = try #require(
        LinearRelation.pearson(oracle.left, oracle.right, level: oracle.level))
      expect(ours.value, oracle.value, within: 1e-9, oracle.name)
      expect(ours.lower, oracle.lower, within: 1e-6, oracle.name)
      expect(ours.upper, oracle.upper, within: 1e-6, oracle.name)
    }
  }

  @Test func `the explained share is the square, and its interval covers 0 where the other does`()
    throws
  {
    for oracle in kept.correlations {
      let ours = try #require(
        LinearRelation.determination(oracle.left, oracle.right, level: oracle.level))
      expect(ours.value, oracle.value * oracle.value, within: 1e-9, oracle.name)
      #expect((0...1).contains(ours.lower) && ours.lower <= ours.value && ours.value <= ours.upper)
      if oracle.lower < 0, oracle.upper > 0 { #expect(ours.lower == 0) }
    }
  }

  @Test func `areas under the curve of single features equal scikit-learn's`() throws {
    for oracle in kept.areas {
      let scored = zip(oracle.score, oracle.truth).map { Scored(score: $0, isPositive: $1 == 1) }
      let ours = try #require(Ranking.rocAUC(scored, level: 0.95))
      expect(ours.value, oracle.value, within: 1e-9, oracle.name)
    }
  }

  @Test func `exact intervals of shares equal SciPy's, at any size and level`() {
    #expect(kept.shares.count > 40)
    for oracle in kept.shares {
      let ours = Proportion.clopperPearson(oracle.hits, of: oracle.rows, level: oracle.level)
      let name = "\(oracle.hits) of \(oracle.rows)"
      expect(ours.lower, oracle.lower, within: 1e-6, name)
      expect(ours.upper, oracle.upper, within: 1e-6, name)
    }
  }

  @Test func `what does not vary has no correlation`() {
    #expect(LinearRelation.pearson([1, 1, 1, 1, 1], [1, 2, 3, 4, 5], level: 0.95) == nil)
    #expect(LinearRelation.pearson([1, 2, 3], [1, 2, 3], level: 0.95) == nil)
    let line = LinearRelation.pearson([1, 2, 3, 4], [2, 4, 6, 8], level: 0.95)
    #expect(line.map { $0.value > 0.999_999 && $0.upper <= 1 } == true)
  }
}

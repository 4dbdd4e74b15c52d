import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// Figures of real tables beside those of pandas and SciPy; `Fixtures/make_oracles.py` made them.
@Suite struct ProfileOracleTests {
  private struct Oracles: Decodable {
    let quantiles: [Double]
    let tables: [String: [String: Column]]

    struct Column: Decodable {
      let rows: Int
      let missing: Int
      let texts: Int
      let top: [Top]
      let lengths: [Int]
      let meanLength: Double
      let numbers: Numbers?
    }

    struct Top: Decodable {
      let text: String
      let count: Int
    }

    struct Numbers: Decodable {
      let distinct: Int
      let least: Double
      let most: Double
      let mean: Double
      let deviation: Double
      let shape: [Double]?
      let linear: [Double]
      let inverted: [Double]
    }
  }

  private static let oracles = Result {
    try JSONDecoder().decode(
      Oracles.self,
      from: Data(
        contentsOf: URL(filePath: Checkout.path("Tests/ProfilingTests/Fixtures/oracles.json"))))
  }

  private func isNear(_ value: Double, _ wanted: Double) -> Bool {
    abs(value - wanted) <= 1e-9 * max(1, abs(wanted))
  }

  @Test(arguments: 1...3)
  func `figures of real tables equal those of pandas and SciPy`(_ workers: Int) throws {
    let oracles = try Self.oracles.get()
    #expect(oracles.tables.count == 3)
    for (path, columns) in oracles.tables {
      let file = TableFile(path: Checkout.path("Examples/" + path), blockSize: 1 << 14)
      let profile = try TableProfile(of: file, workers: workers)
      #expect(Set(profile.columns.map(\.name)) == Set(columns.keys))
      for column in profile.columns {
        let wanted = try #require(columns[column.name])
        #expect(column.isExact && column.rows == wanted.rows && column.missing == wanted.missing)
        #expect(column.frequent.prefix(10).map(\.text) == wanted.top.map(\.text), "\(column.name)")
        #expect(column.frequent.prefix(10).map(\.count) == wanted.top.map(\.count))
        #expect(column.lengths.map { [$0.lowerBound, $0.upperBound] } == wanted.lengths)
        #expect(isNear(column.meanLength, wanted.meanLength))
        #expect((column.type == .number) == (wanted.numbers != nil), "\(column.name)")
        if column.type == .category { #expect(column.distinct == wanted.texts) }
        if let numbers = wanted.numbers { try compare(column, numbers, oracles.quantiles) }
      }
    }
  }

  private func compare(
    _ column: ColumnProfile, _ wanted: Oracles.Numbers, _ quantiles: [Double]
  ) throws {
    let numbers = try #require(column.numbers)
    #expect(column.distinct == wanted.distinct)
    #expect(column.range == wanted.least...wanted.most)
    #expect(isNear(column.moments.mean, wanted.mean), "\(column.name)")
    #expect(isNear(column.moments.variance.squareRoot(), wanted.deviation), "\(column.name)")
    for (p, (linear, inverted)) in zip(quantiles, zip(wanted.linear, wanted.inverted)) {
      #expect(isNear(try #require(numbers.quantileLinear(p)), linear), "\(column.name) \(p)")
      #expect(numbers.quantile(p) == inverted, "\(column.name) \(p)")
    }
    guard let shape = wanted.shape else {
      #expect(column.shape == nil)
      return
    }
    let ours = try #require(column.shape)
    #expect(isNear(ours.skewness, shape[0]) && isNear(ours.kurtosis, shape[1]), "\(column.name)")
  }
}

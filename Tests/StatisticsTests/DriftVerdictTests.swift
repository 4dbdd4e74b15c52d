import TestSupport
import Testing

@testable import Statistics

/// The three-way verdict: it does not cry wolf, finds what is there, and says when it cannot tell.
@Suite struct DriftVerdictTests {
  private func normal(_ count: Int, shift: Double, _ numbers: inout PCG64) -> ValueCounts {
    ValueCounts(
      (0..<count).map { _ in
        SpecialFunctions.normalQuantile(min(max(numbers.uniform(), 1e-15), 1 - 1e-15)) + shift
      })
  }

  private func verdicts(
    _ n: Int, _ m: Int, shift: Double, trials: Int, seed: UInt64
  )
    -> [DriftVerdict.Answer: Int]
  {
    var numbers = PCG64(seed: seed)
    var tally: [DriftVerdict.Answer: Int] = [:]
    for _ in 0..<trials {
      let reference = normal(n, shift: 0, &numbers)
      let current = normal(m, shift: shift, &numbers)
      let verdict = DriftVerdict(numbers: reference, current, margin: 0.05, errorRate: 0.01)
      tally[verdict.answer, default: 0] += 1
    }
    return tally
  }

  @Test(arguments: [50, 200, 1000])
  func `identical distributions are never called drift`(_ rows: Int) {
    let tally = verdicts(2000, rows, shift: 0, trials: 300, seed: UInt64(rows))
    #expect(tally[.drift] == nil)
  }

  @Test func `with few rows it says that it cannot tell`() {
    #expect(verdicts(2000, 100, shift: 0, trials: 100, seed: 3)[.undecided] == 100)
  }

  @Test func `with enough rows it says that there is no material drift`() {
    #expect(verdicts(20_000, 20_000, shift: 0, trials: 10, seed: 4)[.noMaterialDrift] == 10)
  }

  @Test func `a shift of no importance is not drift, however many the rows`() {
    let tally = verdicts(60_000, 60_000, shift: 0.02, trials: 6, seed: 5)
    #expect(tally[.noMaterialDrift] == 6)
  }

  @Test func `half a standard deviation is found at 500 rows`() {
    let tally = verdicts(10_000, 500, shift: 0.5, trials: 100, seed: 6)
    #expect((tally[.drift] ?? 0) >= 95)
  }

  @Test func `the interval covers the true distance`() {
    // Two normal distributions half a standard deviation apart are 2Φ(1/4) − 1 apart.
    let truth = 2 * SpecialFunctions.normal(0.25) - 1
    var numbers = PCG64(seed: 7)
    var missed = 0
    for _ in 0..<300 {
      let verdict = DriftVerdict(
        numbers: normal(400, shift: 0, &numbers), normal(300, shift: 0.5, &numbers), margin: 0.05,
        errorRate: 0.1)
      if truth < verdict.distance.lower || truth > verdict.distance.upper { missed += 1 }
    }
    #expect(missed <= 30)
  }

  @Test func `categories from one distribution are never called drift`() {
    var numbers = PCG64(seed: 8)
    func sample(_ rows: Int, _ kinds: Int) -> [Int] {
      var counts = [Int](repeating: 0, count: kinds)
      for _ in 0..<rows { counts[numbers.index(below: kinds)] += 1 }
      return counts
    }
    for kinds in [2, 20, 300] {
      for rows in [50, 500, 5000] {
        for _ in 0..<40 {
          let verdict = DriftVerdict(
            categories: sample(3000, kinds), sample(rows, kinds), margin: 0.05, errorRate: 0.01)
          #expect(verdict.answer != .drift, "\(kinds) kinds, \(rows) rows")
        }
      }
    }
  }

  @Test func `a category that doubles its share is found`() {
    let verdict = DriftVerdict(
      categories: [8000, 2000], [600, 400], margin: 0.05, errorRate: 0.01)
    #expect(verdict.answer == .drift)
  }

  @Test func `an undecided verdict tells how many rows would decide`() throws {
    var numbers = PCG64(seed: 9)
    let reference = normal(20_000, shift: 0, &numbers)
    let current = normal(300, shift: 0.3, &numbers)
    let verdict = DriftVerdict(numbers: reference, current, margin: 0.05, errorRate: 0.01)
    #expect(verdict.answer == .undecided)
    let needed = try #require(verdict.rowsNeeded)
    #expect(needed > 300 && needed < 10_000)
    // At that many rows, with the same distance, the bounds do decide.
    let gap = verdict.distance.value - 0.05
    #expect(DriftBounds.greatestDeviation(20_000, Double(needed), errorRate: 0.01) < gap)
    #expect(DriftBounds.greatestDeviation(20_000, Double(needed - 2), errorRate: 0.01) >= gap)
  }

  @Test func `the deviation of two samples lies between one sample's and the sum of both`() {
    let one = 1.628  // the square root of ln(2/0.01)/2
    for (n, m) in [(400.0, 400.0), (10_000, 200), (100, 100_000)] {
      let bound = DriftBounds.greatestDeviation(n, m, errorRate: 0.01)
      #expect(bound > one * max(1 / n.squareRoot(), 1 / m.squareRoot()))
      #expect(bound < one * (1 / n.squareRoot() + 1 / m.squareRoot()) + 1e-3)
    }
  }

  @Test func `constants, single rows and equal samples are no trouble`() {
    let constant = ValueCounts(values: [1], counts: [500])
    let same = DriftVerdict(numbers: constant, constant, margin: 0.05, errorRate: 0.01)
    #expect(same.distance.value == 0 && same.answer == .undecided)
    let other = DriftVerdict(
      numbers: constant, ValueCounts(values: [2], counts: [500]), margin: 0.05, errorRate: 0.01)
    #expect(other.distance.value == 1 && other.answer == .drift)
    let single = DriftVerdict(
      numbers: ValueCounts(values: [1], counts: [1]), ValueCounts(values: [2], counts: [1]),
      margin: 0.05, errorRate: 0.01)
    #expect(single.answer == .undecided)
  }

  @Test(arguments: [(60, 60), (200, 200), (2000, 80)])
  func `at the margin itself, where a false claim is likeliest, it is as rare as promised`(
    _ n: Int, _ m: Int
  ) {
    let shift = 2 * SpecialFunctions.normalQuantile(0.525)
    var numbers = PCG64(seed: UInt64(n))
    var claims = 0
    for _ in 0..<1000 {
      let verdict = DriftVerdict(
        numbers: normal(n, shift: 0, &numbers), normal(m, shift: shift, &numbers), margin: 0.05,
        errorRate: 0.05)
      if verdict.answer == .drift { claims += 1 }
    }
    #expect(claims <= 50)
  }

  @Test func `rows that depend on one another cry wolf alone, and not in blocks`() {
    var numbers = PCG64(seed: 11)
    func series() -> [Double] {
      var last = 0.0
      return normal(rows: 2000, &numbers).map { step in
        last = 0.95 * last + (1 - 0.9025).squareRoot() * step
        return last
      }
    }
    func blocks(_ series: [Double]) -> BlockResampling.Blocks {
      var counts = [Int32](repeating: 0, count: 20 * 12)
      for (row, value) in series.enumerated() {
        counts[row / 100 * 12 + min(11, max(0, Int((value * 2).rounded(.down)) + 6))] += 1
      }
      return BlockResampling.Blocks(bins: 12, counts: counts)
    }
    var (alone, inBlocks) = (0, 0)
    for trial in 0..<60 {
      let (before, now) = (series(), series())
      let (left, right) = (ValueCounts(before), ValueCounts(now))
      let plain = DriftVerdict(numbers: left, right, margin: 0.05, errorRate: 0.01)
      if plain.answer == .drift { alone += 1 }
      let deviations = BlockResampling.deviations(
        blocks(before), blocks(now), scale: .numbers, repetitions: 300, seed: UInt64(trial))
      let verdict = DriftVerdict(
        distance: Distance.kolmogorovSmirnov(left, right),
        deviation: BlockResampling.bound(deviations, blocks: 20, errorRate: 0.01),
        rows: (2000, 2000), margin: 0.05, errorRate: 0.01, method: "blocks")
      if verdict.answer == .drift { inBlocks += 1 }
    }
    #expect(alone > 10)
    #expect(inBlocks == 0)
  }

  private func normal(rows: Int, _ numbers: inout PCG64) -> [Double] {
    (0..<rows).map { _ in
      SpecialFunctions.normalQuantile(min(max(numbers.uniform(), 1e-15), 1 - 1e-15))
    }
  }
}

import Statistics
import TestSupport
import Testing

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
    #expect(DriftVerdict.greatestDeviation(20_000, Double(needed), errorRate: 0.005) < gap)
    #expect(DriftVerdict.greatestDeviation(20_000, Double(needed - 2), errorRate: 0.005) >= gap)
  }

  @Test func `the deviation of two samples lies between one sample's and the sum of both`() {
    let one = 1.731  // the square root of ln(2/0.005)/2
    for (n, m) in [(400.0, 400.0), (10_000, 200), (100, 100_000)] {
      let bound = DriftVerdict.greatestDeviation(n, m, errorRate: 0.005)
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
}

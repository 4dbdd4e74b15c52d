import Testing

@testable import Statistics

@Suite struct EstimateTests {
  private let estimate = Estimate(
    value: 0.87, lower: 0.85, upper: 0.89, level: 0.95, rows: 1000, method: "test")

  @Test func `a rule is answered by the interval and not by the point`() {
    #expect(estimate.answer(to: .atLeast(0.84)) == .holds)
    #expect(estimate.answer(to: .atLeast(0.86)) == .undecided)
    #expect(estimate.answer(to: .atLeast(0.90)) == .broken)
    #expect(estimate.answer(to: .atMost(0.90)) == .holds)
    #expect(estimate.answer(to: .atMost(0.88)) == .undecided)
    #expect(estimate.answer(to: .atMost(0.80)) == .broken)
  }

  @Test func `twice the precision takes four times the rows`() {
    #expect(estimate.rowsNeeded(for: .atLeast(0.86)) == 4000)
    #expect(estimate.rowsNeeded(for: .atLeast(0.87)) == nil)
  }
}

@Suite struct MomentsTests {
  @Test func `merging parts gives what the whole gives`() {
    var numbers = PCG64(seed: 1)
    let values = (0..<1000).map { _ in numbers.uniform() * 100 - 30 }
    let whole = Moments(values)
    for cut in [0, 1, 500, 999, 1000] {
      var left = Moments(values.prefix(cut))
      left.merge(Moments(values.suffix(1000 - cut)))
      #expect(left.rows == whole.rows)
      #expect(abs(left.mean - whole.mean) < 1e-10 && abs(left.m2 - whole.m2) < 1e-6)
    }
  }

  @Test func `a sample and its value counts have the same moments`() {
    let values = [3.0, 1, 3, 3, 7, -2, 1]
    let counts = ValueCounts(values)
    #expect(counts.values == [-2, 1, 3, 7] && counts.counts == [1, 2, 3, 1])
    #expect(abs(counts.moments.variance - Moments(values).variance) < 1e-12)
  }

  @Test func `value counts merge exactly in any order`() {
    var numbers = PCG64(seed: 2)
    let values = (0..<500).map { _ in Double(numbers.index(below: 60)) }
    let whole = ValueCounts(values)
    let parts = [
      ValueCounts(values[..<100]), ValueCounts(values[100..<101]), ValueCounts(values[101...]),
    ]
    #expect(parts[2].merging(parts[0]).merging(parts[1]) == whole)
    #expect(whole.counts(over: [10, 20]).reduce(0, +) == 500)
  }
}

@Suite struct RandomNumberTests {
  @Test func `PCG64 gives the numbers of its reference implementation`() {
    // The first outputs of pcg64_random_r for seed 42 and stream 54, from the author's demo.
    var numbers = PCG64(seed: 42, stream: 54)
    let drawn = (0..<6).map { _ in numbers.next() }
    #expect(
      drawn == [
        0x86b1_da1d_7206_2b68, 0x1304_aa46_c985_3d39, 0xa367_0e9e_0dd5_0358,
        0xf909_0e52_9a7d_ae00, 0xc85b_9fd8_3799_6f2c, 0x6061_21f8_e391_9196,
      ])
  }
}

@Suite struct ClassificationEdgeTests {
  @Test func `perfect separation has an interval with room below`() throws {
    let scored = (0..<20).map { Scored(score: Double($0) / 20, isPositive: $0 >= 10) }
    let area = try #require(Ranking.rocAUC(scored, level: 0.95))
    #expect(area.value == 1 && area.upper == 1 && area.lower < 0.8)
  }

  @Test func `a class with one row has no area`() {
    let scored = [Scored(score: 1, isPositive: true), Scored(score: 0, isPositive: false)]
    #expect(Ranking.rocAUC(scored, level: 0.95) == nil)
  }

  @Test func `ties count half`() throws {
    let scored = [true, true, false, false].map { Scored(score: 0.5, isPositive: $0) }
    #expect(try #require(Ranking.rocAUC(scored, level: 0.95)).value == 0.5)
  }

  @Test func `no positives leave recall without a value`() {
    let confusion = Confusion([Scored(score: 0.1, isPositive: false)], threshold: 0.5)
    #expect(confusion.recall(level: 0.95) == nil && confusion.precision(level: 0.95) == nil)
    #expect(confusion.accuracy(level: 0.95)?.value == 1)
  }

  @Test func `F1 at the ends of its range keeps an interval`() throws {
    let none = Confusion(truePositives: 0, falsePositives: 3, trueNegatives: 5, falseNegatives: 4)
    let f1 = try #require(none.f1(level: 0.95))
    #expect(f1.value == 0 && f1.lower == 0 && f1.upper > 0.3)
  }
}

@Suite struct PairedTests {
  @Test func `equal flips leave the difference undecided, one-sided ones do not`() throws {
    let even = try #require(
      PairedDecisions(better: 12, worse: 13, rows: 500).difference(level: 0.95))
    #expect(even.lower < 0 && even.upper > 0 && even.value == -0.002)
    let worse = try #require(
      PairedDecisions(better: 2, worse: 60, rows: 500).difference(level: 0.95))
    #expect(worse.upper < -0.05)
  }
}

@Suite struct BlockResamplingTests {
  @Test func `whole days that differ make a wider bound than rows would`() {
    // Each day has one value: 30 days tell no more than 30 rows.
    var numbers = PCG64(seed: 3)
    func days() -> BlockResampling.Blocks {
      var counts: [Int32] = []
      for _ in 0..<30 {
        var bins = [Int32](repeating: 0, count: 10)
        bins[numbers.index(below: 10)] = 200
        counts += bins
      }
      return BlockResampling.Blocks(bins: 10, counts: counts)
    }
    let deviations = BlockResampling.deviations(
      days(), days(), scale: .numbers, repetitions: 500, seed: 4)
    let bound = deviations.tailBound(errorRate: 0.01)
    #expect(bound > 0.2)
    #expect(bound > DriftBounds.greatestDeviation(6000, 6000, errorRate: 0.01) * 4)
  }

  @Test func `the same seed draws the same`() {
    let blocks = BlockResampling.Blocks(bins: 2, counts: [3, 1, 2, 2, 0, 4])
    func draw(_ seed: UInt64) -> [Double] {
      BlockResampling.deviations(blocks, blocks, scale: .categories, repetitions: 50, seed: seed)
    }
    #expect(draw(1) == draw(1) && draw(1) != draw(2))
  }

  @Test func `a bound beyond the repetitions grows with the error rate`() {
    let deviations = (1...1000).map { Double($0) / 1000 }
    #expect(deviations.tailBound(errorRate: 1e-5) > deviations.tailBound(errorRate: 1e-3))
    #expect(deviations.tailBound(errorRate: 0.2) >= 0.8)
  }

  @Test(arguments: [
    (0.975, 1.0, 12.706204736174694), (0.975, 4, 2.7764451051977934),
    (0.995, 27, 2.770682957122211), (0.9995, 29, 3.6594050194663748),
    (0.95, 1000, 1.6463788172854643),
  ])
  func `Student's quantiles equal SciPy's`(_ p: Double, _ freedom: Double, _ theirs: Double) {
    #expect(abs(SpecialFunctions.studentQuantile(p, freedom: freedom) / theirs - 1) < 1e-9)
  }

  @Test func `a mean of few rows decides nothing, however alike they are`() {
    let few = Mean.student(Moments([0.16, 0.16]), level: 0.95, of: "losses")
    #expect(few.answer(to: .atMost(0.2)) == .undecided)
    #expect(few.rowsNeeded(for: .atMost(0.2)) == 30)
    let many = Mean.student(
      Moments([Double](repeating: 0.16, count: 30)), level: 0.95, of: "losses")
    #expect(many.answer(to: .atMost(0.2)) == .holds)
  }

  @Test(arguments: [5, 10, 30, 100])
  func `Student's interval covers the mean of normal values as it says`(_ rows: Int) {
    var numbers = PCG64(seed: 7)
    func normal() -> Double {
      SpecialFunctions.normalQuantile(
        (Double(numbers.index(below: 1 << 30)) + 0.5) / Double(1 << 30))
    }
    let covered = (0..<2000).count { _ in
      let estimate = Mean.student(
        Moments((0..<rows).map { _ in normal() }), level: 0.95, of: "values")
      return estimate.lower <= 0 && estimate.upper >= 0
    }
    // 95 %, give or take four standard errors.
    #expect((1861...1939).contains(covered), "\(covered)")
  }
}

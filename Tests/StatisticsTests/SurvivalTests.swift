import Statistics
import Testing

/// Time until something ends, where not all has ended yet.
@Suite struct SurvivalTests {
  @Test func `curves, their intervals and medians equal those of lifelines`() {
    for oracle in Oracles.kept.survival {
      let curve = oracle.curve
      #expect(curve.steps.map(\.time) == oracle.times, "\(oracle.name)")
      #expect(curve.steps.map(\.atRisk) == oracle.at_risk, "\(oracle.name)")
      for (index, step) in curve.steps.enumerated() {
        #expect(abs(step.survival - oracle.survival[index]) < 1e-12, "\(oracle.name)")
        guard let interval = step.interval else {
          #expect(step.survival == 0)
          continue
        }
        #expect(abs(interval.lowerBound - oracle.lower[index]) < 1e-9, "\(oracle.name)")
        #expect(abs(interval.upperBound - oracle.upper[index]) < 1e-9, "\(oracle.name)")
      }
      #expect(curve.median == oracle.median, "\(oracle.name)")
      // Where nothing is left, lifelines takes the interval for empty, and we say that there is none.
      func isOpen(_ end: Double?) -> Bool {
        curve.steps.contains { $0.time == end && $0.interval == nil }
      }
      let ours = curve.medianInterval
      let theirs = oracle.median_interval
      #expect(ours.lower == theirs[0], "\(oracle.name)")
      let upper = isOpen(theirs[1]) ? nil : theirs[1]
      #expect(ours.upper == upper, "\(oracle.name)")
    }
  }

  @Test func `a hand-computed curve of Kaplan and Meier`() {
    // Ends at 2, 4, 4; still there at 3 and 6: 4/5, then 4/5 · 1/3.
    let curve = SurvivalCurve(
      [(2, true), (3, false), (4, true), (4, true), (6, false)].map { Spell($0, hasEnded: $1) })
    #expect(curve.steps.map(\.atRisk) == [5, 3])
    #expect(agree(curve.steps[0].survival, 4.0 / 5, within: 1e-15))
    #expect(agree(curve.steps[1].survival, 4.0 / 15, within: 1e-15))
    #expect(curve.median == 4)
    #expect([0, 3, 6.5].map { curve.atRisk(after: $0) } == [5, 4, 0])
    #expect(curve.longest == 6 && curve.endedCount == 3)
  }

  @Test func `one that waits longer never shortens a median`() {
    for oracle in Oracles.kept.survival {
      let spells = zip(oracle.lengths, oracle.outcomes).map { Spell($0, hasEnded: $1 > 0) }
      let longer = SurvivalCurve(spells + [Spell(1e6, hasEnded: false)])
      let (before, after) = (oracle.curve.median ?? .infinity, longer.median ?? .infinity)
      #expect(after >= before, "\(oracle.name)")
    }
  }

  @Test func `nothing, and what has no length, has a curve too`() {
    let nothing = SurvivalCurve([])
    #expect(nothing.steps.isEmpty)
    #expect(nothing.median == nil)
    #expect(nothing.medianInterval.lower == nil)
    let negative = SurvivalCurve([Spell(-3, hasEnded: true), Spell(2, hasEnded: true)])
    #expect(negative.steps.map(\.time) == [0, 2])
  }

  @Test func `what is drawn has the lengths of the curve and the outcomes of lifelines`() {
    for oracle in Oracles.kept.survival {
      let estimate = oracle.history.estimate
      var numbers = PCG64(seed: 7)
      let drawn = (0..<20_000).map { _ in estimate.drawn(after: 0, using: &numbers) }
      for step in oracle.curve.steps {
        let longer = drawn.filter { ($0?.length ?? .infinity) > step.time }.count
        #expect(isNear(longer, step.survival), "\(oracle.name)")
      }
      for share in oracle.second_outcome {
        let second = drawn.filter { $0.map { $0.length <= share[0] && $0.outcome == 2 } ?? false }
        #expect(isNear(second.count, share[1]), "\(oracle.name)")
      }
    }
  }

  @Test func `what has lasted a while is drawn from what is left of the curve`() throws {
    let oracle = try #require(Oracles.kept.survival.first { $0.name == "many" })
    let (estimate, curve) = (oracle.history.estimate, oracle.curve)
    let waited = 100.0
    let behind = try #require(curve.steps.last { $0.time <= waited }).survival
    var numbers = PCG64(seed: 7)
    let drawn = (0..<20_000).map { _ in estimate.drawn(after: waited, using: &numbers) }
    let shortest = drawn.map { $0?.length ?? .infinity }.min() ?? 0
    #expect(shortest > waited)
    for step in curve.steps where step.time > waited {
      let longer = drawn.filter { ($0?.length ?? .infinity) > step.time }.count
      #expect(isNear(longer, step.survival / behind))
    }
  }

  @Test func `beyond the longest that ended nothing is drawn`() {
    let history = SpellHistory([(10, 1), (20, 2), (400, nil)])
    var numbers = PCG64(seed: 1)
    #expect(history.estimate.isOver(after: 20))
    #expect(!history.estimate.isOver(after: 19.9))
    #expect(history.estimate.drawn(after: 20, using: &numbers) == nil)
    #expect(SpellHistory([]).estimate.isOver(after: 0))
    let draws = (0..<3_000).map { _ in history.estimate.drawn(after: 0, using: &numbers) }
    // A third of the curve lies beyond what ended.
    let beyond = Double(draws.filter { $0 == nil }.count) / 3_000
    #expect(abs(beyond - 1.0 / 3) < 0.03)
  }

  @Test func `resampled history varies, around the estimate, and the same for the same seed`() {
    let history = SpellHistory((1...40).map { (Double($0), $0 % 3 == 0 ? nil : 1) })
    func shares(seed: UInt64) -> [Double] {
      var numbers = PCG64(seed: seed)
      return (0..<200).map { _ in
        let lengths = history.resampled(using: &numbers)
        let drawn = (0..<50).compactMap { _ in lengths.drawn(after: 0, using: &numbers) }
        return Double(drawn.filter { $0.length <= 20 }.count) / 50
      }
    }
    let found = shares(seed: 3)
    #expect(found == shares(seed: 3))
    #expect(found != shares(seed: 4))
    let curve = SurvivalCurve((1...40).map { Spell(Double($0), hasEnded: $0 % 3 != 0) })
    let expected = 1 - (curve.steps.last { $0.time <= 20 }?.survival ?? 1)
    let moments = Moments(found)
    #expect(abs(moments.mean - expected) < 0.03)
    // Wider than chance within one estimate alone would be.
    let within = expected * (1 - expected) / 50
    #expect(moments.variance > 1.3 * within)
  }

  /// Whether of 20,000 draws a share comes out as it should, within four and a half deviations.
  private func isNear(_ count: Int, _ share: Double) -> Bool {
    abs(Double(count) / 20_000 - share) < 0.016
  }
}

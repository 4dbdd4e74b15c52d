internal import Statistics

/// What policies may come to: numbers and histories drawn at random, the same for each policy.
///
/// The draws are made in 64 blocks, each with a stream of random numbers of its own: so the blocks
/// may be drawn in any order, or at once, and give the same.
package struct Simulation: Sendable {
  package let model: DecisionModel
  package let policies: [Policy]
  package let draws: Int
  package let seed: UInt64
  let cut: Cut?
  let layout: Layout
  private let sampler: Sampler
  private let ranges: [ClosedRange<Double>]

  package static let blocks = 64
  package static let drawsMin = 1_000
  package static let drawsMax = 1_000_000_000
  /// So many draws of a block, at most, also get their expected value computed.
  private static let expectedMax = 320

  /// - Parameters:
  ///   - model: The numbers.
  ///   - cut: What a partial roll-out would automate.
  ///   - policies: What is compared; all that the file tells of unless given.
  ///   - draws: How many histories, ``drawsMin`` to ``drawsMax``.
  ///   - seed: Where the random numbers start.
  package init(
    _ model: DecisionModel, cut: Cut? = nil, policies: [Policy]? = nil, draws: Int, seed: UInt64
  ) {
    self.model = model
    self.cut = cut
    self.policies = policies ?? model.policies(cut: cut)
    self.draws = min(max(draws, Self.drawsMin), Self.drawsMax)
    self.seed = seed
    layout = Layout(model, cut: cut)
    sampler = Sampler(layout, costCorrelation: model.further.costCorrelation)
    ranges = Self.ranges(layout, sampler, self.policies, model, seed)
  }

  /// What one block gives.
  package struct Block: Sendable {
    /// For each policy its values.
    var tallies: [Tally]
    /// The uncertain numbers of the first draws.
    package internal(set) var values: [[Double]] = []
    /// For these draws the expected value of each policy.
    var expected: [[Double]] = []
  }

  /// Draws one block.
  ///
  /// - Parameter number: 0 to 63.
  /// - Returns: What it gives; the same whenever and wherever it is drawn.
  package func block(_ number: Int) -> Block {
    let count = draws / Self.blocks + (number < draws % Self.blocks ? 1 : 0)
    var numbers = PCG64(seed: seed, stream: UInt64(number))
    var block = Block(tallies: ranges.map { Tally(low: $0.lowerBound, high: $0.upperBound) })
    let isFixed = sampler.uncertain.isEmpty
    // Where the numbers stay the same a table of the stays pays for itself.
    var cases = policies.map { PolicyCase($0, model, layout, layout.values, isTabled: isFixed) }
    var chunk = Chunk(layout.values, isFixed: isFixed)
    var done = 0
    while done < count {
      let size = min(Chunk.most, count - done)
      chunk.draw(size, sampler, &numbers)
      let kept = isFixed ? (done == 0 ? 1 : 0) : max(0, min(size, Self.expectedMax - done))
      for row in 0..<kept {
        block.values.append(sampler.uncertain.map { chunk.values(of: row)[$0] })
        block.expected.append([])
      }
      for place in cases.indices {
        // The same random numbers for each policy: what differs is the policy.
        cases[place].run(chunk, layout, into: &block.tallies[place])
        for row in 0..<kept {
          block.expected[block.expected.count - kept + row].append(
            cases[place].expected(of: row, in: chunk, layout))
        }
      }
      done += size
    }
    return block
  }

  /// Where the values of each policy lie, by a first few draws.
  private static func ranges(
    _ layout: Layout, _ sampler: Sampler, _ policies: [Policy], _ model: DecisionModel,
    _ seed: UInt64
  ) -> [ClosedRange<Double>] {
    var numbers = PCG64(seed: seed, stream: UInt64(blocks))
    var moments = policies.map { _ in Moments() }
    let isFixed = sampler.uncertain.isEmpty
    var chunk = Chunk(layout.values, isFixed: isFixed)
    chunk.draw(Chunk.most, sampler, &numbers)
    for place in policies.indices {
      var one = PolicyCase(policies[place], model, layout, layout.values, isTabled: isFixed)
      one.run(chunk, layout) { value, _ in moments[place].add(value) }
    }
    return moments.map { one in
      let half = 8 * one.variance.squareRoot() + abs(one.mean) * 1e-9 + 1e-9
      return (one.mean - half)...(one.mean + half)
    }
  }
}

/// A policy with all that its histories need, for one set of numbers.
struct PolicyCase {
  let policy: Policy
  private let written: DecisionModel.PlanB?
  private let trial: DecisionModel.Trial?
  private let fallback: Fallback
  private let unbuilt: Fallback
  private var terms: Terms
  private var stream: Stream
  private var schedule: Schedule
  private var paths: PathSampler
  private let isTabled: Bool

  init(
    _ policy: Policy, _ model: DecisionModel, _ layout: Layout, _ values: [Double],
    isTabled: Bool = false
  ) {
    self.policy = policy
    written = model.degradation?.planB
    trial = model.further.trial
    fallback = Fallback(policy.planB, written)
    unbuilt = Fallback(policy.planB, written, isBuilt: false)
    terms = Terms(layout, values)
    stream = Stream(policy.rollout, layout, values)
    schedule = Schedule(periods: model.horizonPeriods)
    self.isTabled = isTabled
    paths = PathSampler(terms, periods: model.horizonPeriods, isTabled: isTabled)
    schedule.fill(terms, stream)
  }

  /// Draws a history for each set of numbers.
  mutating func run(_ chunk: borrowing Chunk, _ layout: Layout, into tally: inout Tally) {
    run(chunk, layout) { value, incidents in tally.add(value, incidents: incidents) }
  }

  @inline(__always)
  mutating func run(
    _ chunk: borrowing Chunk, _ layout: Layout, _ each: (_ value: Double, _ incidents: Int) -> Void
  ) {
    for row in chunk.starts.indices {
      if !chunk.isFixed { fill(layout, chunk.rows[row]) }
      let start = chunk.starts[row]
      var own = SplitMix64(state: start)
      let path = path(&own, trial: start)
      each(path.value, path.incidents)
    }
  }

  /// The exact expected value for one set of numbers.
  mutating func expected(of row: Int, in chunk: borrowing Chunk, _ layout: Layout) -> Double {
    fill(layout, chunk.values(of: row))
    return expected(trial: chunk.starts[row])
  }

  mutating func fill(_ layout: Layout, _ values: [Double]) {
    if policy.rollout == .none { return }
    terms = Terms(layout, values)
    stream = Stream(policy.rollout, layout, values)
    schedule.fill(terms, stream)
    // Where there is a table the numbers stay the same.
    if !isTabled { paths.fill(terms) }
  }

  /// Money for plan B, discounted: at the start, or when it is ready.
  private var planBCost: Double {
    switch policy.planB {
    case .now: terms.planBCost
    case .later:
      (written?.readyIn).map {
        $0 <= schedule.periods ? terms.planBCost * schedule.discount[$0] : 0
      }
        ?? 0
    case .never, .unneeded: 0
    }
  }

  /// The exact expected value for these numbers; of a trial, for what it would show by chance.
  func expected(trial start: UInt64) -> Double {
    switch policy.rollout {
    case .none: return 0
    case .trial:
      var numbers = PCG64(seed: start, stream: 1)
      let (begun, goesOn) = tried(&numbers)
      return begun
        + (goesOn ? schedule.expected(terms, fallback, from: tailStart) - planBCost : 0)
    case .full, .partial, .assisted:
      let built = policy.planB == .later ? terms.built : 1
      var value = built * (schedule.expected(terms, fallback) - planBCost)
      if built < 1 { value += (1 - built) * schedule.expected(terms, unbuilt) }
      return value - terms.investment
    }
  }

  /// What each period is expected to earn, not discounted, without what is spent once; of a trial what
  /// follows it, if it goes on.
  var netByPeriod: [Double] {
    if policy.rollout == .none { return [] }
    func nets(_ fallback: Fallback) -> [Double] {
      var (nets, t) = ([Double](), 1)
      _ = schedule.expected(terms, fallback) { net, _ in
        nets.append(net / schedule.discount[t])
        t += 1
      }
      return nets
    }
    let built = policy.planB == .later ? terms.built : 1
    return zip(nets(fallback), nets(unbuilt)).map { built * $0 + (1 - built) * $1 }
  }

  @inline(__always)
  func path(_ numbers: inout SplitMix64, trial start: UInt64) -> (value: Double, incidents: Int) {
    switch policy.rollout {
    case .none: return (0, 0)
    case .trial:
      var own = PCG64(seed: start, stream: 1)
      let (begun, goesOn) = tried(&own)
      guard goesOn, tailStart <= schedule.periods else { return (begun, 0) }
      let tail = paths.path(schedule, fallback, from: tailStart, &numbers)
      return (begun + tail.value - planBCost, tail.incidents)
    case .full, .partial, .assisted:
      var isBuilt = true
      if policy.planB == .later, terms.built < 1 { isBuilt = numbers.uniform() < terms.built }
      let path = paths.path(schedule, isBuilt ? fallback : unbuilt, &numbers)
      return (
        path.value - terms.investment - (isBuilt ? planBCost : 0), path.incidents
      )
    }
  }

  private var tailStart: Int { (trial?.periods ?? 0) + 1 }

  /// What a trial costs and earns, and whether its result says to go on.
  ///
  /// The result is the gain per item, measured on both arms with the chance of so many items; the
  /// model is taken to be healthy meanwhile.
  private func tried(_ numbers: inout PCG64) -> (value: Double, goesOn: Bool) {
    guard let trial else { return (0, false) }
    let last = min(trial.periods, schedule.periods)
    let earned = schedule.healthy(from: 1, to: last + 1) * trial.share
    let items = max(1, terms.items * stream.share * trial.share * Double(last))
    let measured =
      stream.healthy + (stream.variance / items).squareRoot() * numbers.normal()
    let goesOn = terms.items * stream.share * measured > terms.fixed
    return (
      earned - schedule.fixed(from: 1, to: last + 1) - terms.trialCost - terms.investment, goesOn
    )
  }
}

/// What a policy may come to.
package struct Outcome: Sendable {
  package let policy: Policy
  /// The expected value: exact for each set of numbers drawn, and the mean of these.
  package let mean: Double
  /// By how much another seed may move the mean: one standard error.
  package let meanError: Double
  /// The mean of the drawn histories, with its standard error: it says whether draws and formulas
  /// agree.
  package let drawn: (mean: Double, error: Double)
  package let low: Double
  package let middle: Double
  package let high: Double
  /// The probability that the value is below 0.
  package let loss: Double
  package let lossError: Double
  /// The mean of the lowest 5 % of the values.
  package let worst: Double
  /// How often the model degrades over the horizon, in the mean.
  package let incidents: Double
  package let histogram: (edges: [Double], counts: [Int])
}

extension Simulation {
  /// What the blocks come to, all of them and in their order.
  package func result(of blocks: [Block]) -> Result {
    var tallies = blocks.first?.tallies ?? []
    for block in blocks.dropFirst() {
      for place in tallies.indices { tallies[place].merge(block.tallies[place]) }
    }
    let expected = blocks.flatMap(\.expected)
    let outcomes = policies.enumerated().map { place, policy in
      Outcome(policy, tallies[place], expected: expected.map { $0[place] })
    }
    // What rests on an assumption is shown, but nothing is computed from it.
    let sure = policies.indices.filter {
      !(cut?.isAssumed ?? false) || policies[$0].rollout != .partial
    }
    return Result(
      outcomes: outcomes,
      information: Information(
        values: blocks.flatMap(\.values), expected: expected.map { row in sure.map { row[$0] } },
        policies: sure.map { policies[$0] }, names: uncertainNames))
  }

  /// All blocks one after the other.
  package var result: Result { result(of: (0..<Self.blocks).map(block)) }

  package struct Result: Sendable {
    /// In the order of the policies.
    package let outcomes: [Outcome]
    package let information: Information
  }

  private var uncertainNames: [String] {
    layout.quantities.filter(\.isUncertain).map(\.name)
  }
}

extension Outcome {
  fileprivate init(_ policy: Policy, _ tally: Tally, expected: [Double]) {
    let count = Double(max(1, expected.count))
    let mean = expected.reduce(0, +) / count
    let squares = expected.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    let loss = Double(tally.losses) / Double(max(1, tally.count))
    self.init(
      policy: policy, mean: mean, meanError: (squares / max(1, count - 1) / count).squareRoot(),
      drawn: (tally.mean, tally.meanError), low: tally.quantile(0.05), middle: tally.quantile(0.5),
      high: tally.quantile(0.95),
      loss: loss, lossError: (loss * (1 - loss) / Double(max(1, tally.count))).squareRoot(),
      worst: tally.worst(0.05),
      incidents: Double(tally.incidents) / Double(max(1, tally.count)),
      histogram: tally.histogram(bins: 40))
  }
}

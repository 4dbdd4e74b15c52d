/// What it would be worth to know a number exactly before one decides, and how far it drives the
/// result.
///
/// Source: Strong and Oakley, *An efficient method for computing single-parameter partial expected
/// value of perfect information*, Medical Decision Making 33 (2013): draws are sorted by the number
/// and cut into blocks of neighbours; within each the best policy is chosen. What the same cutting
/// gives for draws in no order is chance, and is taken off.
package struct Information: Sendable {
  /// What it would be worth to know everything.
  package let perfect: Double
  package let questions: [Question]

  /// One uncertain number.
  package struct Question: Sendable {
    package let name: String
    /// Money.
    package let worth: Double
    /// The share of the variance of the best policy's expected value that goes with it.
    package let share: Double
  }

  init(values: [[Double]], expected: [[Double]], policies: [Policy], names: [String]) {
    guard expected.count >= 100, !names.isEmpty else {
      (perfect, questions) = (0, [])
      return
    }
    let count = Double(expected.count)
    let means = policies.indices.map { place in
      expected.map { $0[place] }.reduce(0, +) / count
    }
    let best = means.max() ?? 0
    let all = expected.map { $0.max() ?? 0 }.reduce(0, +) / count - best
    // Less than rounding is nothing.
    let least = 1e-9 * expected.joined().reduce(0) { max($0, abs($1)) }
    perfect = all > least ? all : 0
    let chosen = means.indices.max { means[$0] < means[$1] } ?? 0
    // Of doing nothing there is nothing to explain: then the best of the others is looked at.
    let shown =
      policies[chosen].rollout != .none
      ? chosen : means.indices.dropFirst().max { means[$0] < means[$1] } ?? chosen
    let blocks = max(5, min(50, expected.count / 200))
    func inBlocks(_ order: [Int]) -> (gain: Double, variance: Double) {
      var (sum, variance) = (0.0, 0.0)
      for block in 0..<blocks {
        let part = order[(block * order.count / blocks)..<((block + 1) * order.count / blocks)]
        let size = Double(max(1, part.count))
        let inside = policies.indices.map { place in
          part.reduce(0.0) { $0 + expected[$1][place] } / size
        }
        sum += (inside.max() ?? 0) * size
        let off = inside[shown] - means[shown]
        variance += off * off * size
      }
      return (sum / count - best, variance / count)
    }
    let chance = inBlocks(Array(expected.indices))
    let total =
      expected.map { ($0[shown] - means[shown]) * ($0[shown] - means[shown]) }.reduce(0, +) / count
    let perfect = perfect
    questions = names.indices.map { place in
      let order = expected.indices.sorted {
        (values[$0][place], $0) < (values[$1][place], $1)
      }
      let found = inBlocks(order)
      let share =
        total > 0 ? min(1, max(0, (found.variance - chance.variance) / total)) : 0
      // The more goes with the number, the less is left to chance within a block.
      let worth = found.gain - max(0, chance.gain) * (1 - share)
      return Question(
        name: names[place],
        worth: worth > least ? min(perfect, worth) : 0, share: share)
    }
  }
}

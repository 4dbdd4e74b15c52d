extension Fact {
  /// Whether to run the model, as it was decided, with what the decision stood on.
  package struct WorthDecided: Hashable, Codable, Sendable {
    /// What was decided, in the words of those who did.
    package let choice: String
    package let reason: String
    package let by: Person.ID
    /// The policy that was decided for, and whose figures these are: `full, plan B now`.
    package let policy: String
    /// What the numbers advised then, as programs compare it; where guesses kept them from advising,
    /// what they would have.
    package let advice: String
    package let depth: Depth
    /// SHA-256 of `worth.yaml`.
    package let file: String
    package let currency: String
    /// The unit of time.
    package let period: String
    /// The expected value over the horizon, and its 5 % and 95 % points.
    package let mean: Double
    package let low: Double
    package let high: Double
    /// The probability of a loss.
    package let loss: Double
    /// What each period is expected to earn, not discounted and without what is spent once: the
    /// first ones, ``expectedMax`` at most.
    package let expected: [Double]
    package let draws: Int
    package let seed: UInt64

    /// How much of it rests on guesses.
    package enum Depth: String, CaseIterable, Codable, Sendable, Comparable {
      /// Guesses are allowed: to see what matters.
      case draft
      /// The model's error rates are measured or told with a range.
      case refined
      /// No number is a guess.
      case full

      package static func < (left: Self, right: Self) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
      }
    }

    package static let expectedMax = 120

    package init(
      choice: String, reason: String, by: Person.ID, policy: String, advice: String, depth: Depth,
      file: String, currency: String, period: String, mean: Double, low: Double, high: Double,
      loss: Double, expected: [Double], draws: Int, seed: UInt64
    ) {
      self.choice = choice
      self.reason = reason
      self.by = by
      self.policy = policy
      self.advice = advice
      self.depth = depth
      self.file = file
      self.currency = currency
      self.period = period
      self.mean = mean
      self.low = low
      self.high = high
      self.loss = loss
      self.expected = expected
      self.draws = draws
      self.seed = seed
    }
  }

  /// What running the model really earned in a period, against the process of before.
  package struct WorthRealised: Hashable, Codable, Sendable {
    /// The period, `2026-10` say.
    package let window: String
    package let value: Double
    package let source: String

    package init(window: String, value: Double, source: String) {
      self.window = window
      self.value = value
      self.source = source
    }
  }
}

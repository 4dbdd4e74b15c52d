internal import RealModule

/// How long something was waited for, and whether it came.
package struct Spell: Hashable, Sendable {
  /// Not negative.
  package let length: Double
  /// False where it was still waited for when last looked at: the length is a lower bound.
  package let hasEnded: Bool

  package init(_ length: Double, hasEnded: Bool) {
    self.length = max(0, length)
    self.hasEnded = hasEnded
  }
}

/// The share of spells that last longer than a time, with those that have not ended counted for as
/// long as they are known to last.
///
/// Source: Kaplan and Meier, *Nonparametric Estimation from Incomplete Observations*, 1958. The
/// variance is Greenwood's (1926), the interval that of the log-log transformation (Kalbfleisch and
/// Prentice, *The Statistical Analysis of Failure Time Data*, 1980).
package struct SurvivalCurve: Hashable, Sendable {
  /// One for each time at which a spell ended, in order.
  package let steps: [Step]
  package let level: Double
  private let lengths: [Double]

  package struct Step: Hashable, Sendable {
    package let time: Double
    /// Spells of at least this length.
    package let atRisk: Int
    package let ended: Int
    /// The share that lasts longer.
    package let survival: Double
    /// Where the share is 0 there is no interval.
    package let interval: ClosedRange<Double>?
  }

  package init(_ spells: [Spell], level: Double = 0.95) {
    self.level = level
    lengths = spells.map(\.length).sorted()
    let ends = spells.filter(\.hasEnded).map(\.length).sorted()
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    var (steps, survival, variance): ([Step], Double, Double) = ([], 1, 0)
    var (index, shorter) = (0, 0)
    while index < ends.count {
      let time = ends[index]
      let ended = ends[index...].prefix { $0 == time }.count
      while lengths[shorter] < time { shorter += 1 }
      let atRisk = lengths.count - shorter
      survival *= Double(atRisk - ended) / Double(atRisk)
      if ended < atRisk { variance += Double(ended) / (Double(atRisk) * Double(atRisk - ended)) }
      steps.append(
        Step(
          time: time, atRisk: atRisk, ended: ended, survival: survival,
          interval: ended < atRisk ? Self.interval(survival, variance, z) : nil))
      index += ended
    }
    self.steps = steps
  }

  private static func interval(
    _ survival: Double, _ variance: Double, _ z: Double
  ) -> ClosedRange<Double> {
    let log = Double.log(survival)
    let reach = Double.exp(z * variance.squareRoot() / -log)
    let (low, high) = (Double.exp(log * reach), Double.exp(log / reach))
    return min(low, high)...max(low, high)
  }
}

extension SurvivalCurve {
  package var count: Int { lengths.count }
  package var endedCount: Int { steps.map(\.ended).reduce(0, +) }

  /// The length of the longest spell, ended or not; 0 where there is none.
  package var longest: Double { lengths.last ?? 0 }

  /// How many spells are known to have lasted so long.
  package func atRisk(after time: Double) -> Int {
    lengths.count - lengths.prefix { $0 < time }.count
  }

  /// The time by which half of the spells have ended; `nil` where the curve does not come down so
  /// far.
  package var median: Double? { steps.first { $0.survival <= Self.half }?.time }

  /// The interval of the median: all times at which the log-log interval of the curve holds a half.
  ///
  /// An end is `nil` where the curve's bound does not come down to a half: it is not reached.
  ///
  /// Source: Brookmeyer and Crowley, *A Confidence Interval for the Median Survival Time*, 1982.
  package var medianInterval: (lower: Double?, upper: Double?) {
    (
      steps.first { ($0.interval?.lowerBound ?? 0) <= Self.half }?.time,
      steps.first { $0.interval.map { $0.upperBound <= Self.half } ?? false }?.time
    )
  }

  /// A half, with room for what products of shares lose.
  private static let half = 0.5 + 1e-12
}

internal import RealModule

/// How far the output of one step may lie from the truth.
package enum ErrorDistribution: Hashable, Sendable {
  case normal(mean: Double, sd: Double)
  case uniform(least: Double, most: Double)
  /// A positive value whose logarithm is normal.
  case logNormal(logMean: Double, logSD: Double)
  /// Student's t, moved by `mean` and stretched by `scale`; its variance needs `freedom` above 2.
  case studentT(freedom: Double, mean: Double, scale: Double)
  /// Each of these with the same probability; ascending, one at least.
  case sample([Double])
  /// 1, for an error, with this probability, else 0.
  case errorRate(Double)
}

/// A distribution made ready to be drawn from, by normal scores.
///
/// The value at a score z is the quantile of Φ(z): so a vector of correlated scores gives values
/// with these distributions and a Gaussian copula (Nelsen, *An Introduction to Copulas*, 2nd
/// edition, 2006, section 2.3).
struct Marginal: Sendable {
  private let distribution: ErrorDistribution
  private let student: StudentScores?
  /// The score above which there is an error.
  private let threshold: Double

  init(_ distribution: ErrorDistribution) {
    self.distribution = distribution
    student =
      if case .studentT(let freedom, _, _) = distribution { StudentScores(freedom: freedom) } else {
        nil
      }
    threshold =
      if case .errorRate(let rate) = distribution { -SpecialFunctions.normalQuantile(rate) } else {
        0
      }
  }

  /// The value that has as much of the distribution below it as a standard normal has below `z`.
  func value(at z: Double) -> Double {
    switch distribution {
    case .normal(let mean, let sd): return mean + sd * z
    case .uniform(let least, let most):
      return least + (most - least) * SpecialFunctions.normal(z)
    case .logNormal(let logMean, let logSD): return Double.exp(logMean + logSD * z)
    case .studentT(_, let mean, let scale): return mean + scale * (student?.value(at: z) ?? 0)
    case .sample(let values):
      let place = Int(SpecialFunctions.normal(z) * Double(values.count))
      return values[min(values.count - 1, place)]
    case .errorRate: return z > threshold ? 1 : 0
    }
  }
}

/// Student's t as a function of the normal score: exact at scores 1/32 apart, with the exact slope,
/// and a cubic between them (relative error below 2e-5 at a score of 8, below 1e-6 up to 4).
struct StudentScores: Sendable {
  private let values: [Double]
  private let slopes: [Double]

  private static let step = 1.0 / 32
  private static let most = 9.0

  init(freedom: Double) {
    let logNorm =
      SpecialFunctions.logGamma((freedom + 1) / 2) - SpecialFunctions.logGamma(freedom / 2)
      - Double.log(freedom * .pi) / 2
    let scores = (0...Int(Self.most / Self.step)).map { Double($0) * Self.step }
    values = scores.map { z in
      let tail = SpecialFunctions.normal(-z)
      let x = SpecialFunctions.incompleteBetaInverse(2 * tail, freedom / 2, 0.5)
      return x > 0 ? (freedom * (1 - x) / x).squareRoot() : 0
    }
    slopes = zip(scores, values).map { z, t in
      let logDensity =
        logNorm - (freedom + 1) / 2 * Double.log(onePlus: t * t / freedom)
      return Double.exp(-z * z / 2 - Double.log(2 * .pi) / 2 - logDensity)
    }
  }

  func value(at z: Double) -> Double {
    let size = min(abs(z), Self.most)
    let place = min(Int(size / Self.step), values.count - 2)
    let t = size / Self.step - Double(place)
    let (y0, y1) = (values[place], values[place + 1])
    let (m0, m1) = (slopes[place] * Self.step, slopes[place + 1] * Self.step)
    let cubic =
      (1 + 2 * t) * (1 - t) * (1 - t) * y0 + t * (1 - t) * (1 - t) * m0
      + t * t * (3 - 2 * t) * y1 + t * t * (t - 1) * m1
    return z < 0 ? -cubic : cubic
  }
}

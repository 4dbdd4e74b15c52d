internal import RealModule

// Numbers of distributions, from uniform ones.

extension PCG64 {
  /// A number in (0, 1], of 53 random bits: its logarithm is finite.
  package mutating func positiveUniform() -> Double {
    Double((next() >> 11) &+ 1) * 0x1p-53
  }

  /// A standard normal number.
  ///
  /// Source: Marsaglia and Bray, *A convenient method for generating normal variables*, 1964.
  package mutating func normal() -> Double {
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * Double.log(square) / square).squareRoot() }
    }
  }

  /// A number of the gamma distribution with a scale of 1.
  ///
  /// Source: Marsaglia and Tsang, *A simple method for generating gamma variables*, 2000.
  package mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0, "a gamma distribution has a shape above 0")
    if shape < 1 {
      return gamma(shape: shape + 1) * Double.pow(positiveUniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      if Double.log(positiveUniform()) < x * x / 2 + d - d * v + d * Double.log(v) { return d * v }
    }
  }

  /// 1 / ln(1 − p): by it the logarithm of a uniform number becomes the number of failures before the
  /// first of what happens with p.
  package static func geometricScale(_ probability: Double) -> Double {
    1 / Double.log(onePlus: -min(max(probability, 0), 1))
  }
}

/// Elementary functions, for those that compute and import no package of their own.
package enum Elementary {
  package static func exp(_ x: Double) -> Double { Double.exp(x) }
  package static func log(_ x: Double) -> Double { Double.log(x) }
  /// e^x − 1, without loss for a small x.
  package static func expMinusOne(_ x: Double) -> Double { Double.expMinusOne(x) }
}

/// Fitting a rising function.
package enum Isotonic {
  /// The rising sequence that is nearest to values by weighted squares: pool adjacent violators.
  ///
  /// Source: Ayer et al., *An empirical distribution function for sampling with incomplete
  /// information*, 1955; equal to scikit-learn's `isotonic_regression`.
  ///
  /// - Parameters:
  ///   - values: What to fit.
  ///   - weights: How much each counts, above 0; as many.
  /// - Returns: As many values, none below the one before.
  package static func fit(_ values: [Double], weights: [Double]) -> [Double] {
    precondition(values.count == weights.count, "each value has a weight")
    var pools: [(mean: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      pools.append((value, weight, 1))
      while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
        let last = pools.removeLast()
        let before = pools.removeLast()
        let total = before.weight + last.weight
        pools.append(
          (
            (before.mean * before.weight + last.mean * last.weight) / total, total,
            before.count + last.count
          ))
      }
    }
    return pools.flatMap { Array(repeating: $0.mean, count: $0.count) }
  }
}

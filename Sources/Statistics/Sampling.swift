internal import RealModule

// Numbers of distributions, from uniform ones.

extension PCG64 {
  /// A number in (0, 1], of 53 random bits: its logarithm is finite.
  package mutating func positiveUniform() -> Double {
    Double((next() >> 11) &+ 1) * 0x1p-53
  }

  /// A standard normal number, from 128 layers of the same area: nearly always one random number and no
  /// logarithm.
  ///
  /// Source: Marsaglia and Tsang, *The ziggurat method for generating random variables*, 2000, in the
  /// form of Doornik, *An improved ziggurat method to generate normal random samples*, 2005.
  package mutating func normal() -> Double {
    let layers = Ziggurat.layers
    while true {
      let random = next()
      let place = Int(random & 127)
      let u = Double(Int64(bitPattern: random) >> 11) * 0x1p-52
      let layer = layers[place]
      if abs(u) < layer.inside { return u * layer.edge }
      if place == 0 { return tail(isNegative: u < 0) }
      let x = u * layer.edge
      let next = layers[place + 1].edge
      let (low, high) = (
        Double.exp(-0.5 * (layer.edge * layer.edge - x * x)),
        Double.exp(-0.5 * (next * next - x * x))
      )
      if high + uniform() * (low - high) < 1 { return x }
    }
  }

  /// A normal number beyond the last layer.
  private mutating func tail(isNegative: Bool) -> Double {
    while true {
      let x = Double.log(positiveUniform()) / Ziggurat.last
      let y = Double.log(positiveUniform())
      if -2 * y >= x * x { return isNegative ? x - Ziggurat.last : Ziggurat.last - x }
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
      let uniform = positiveUniform()
      // Nearly always so, and without a logarithm.
      if uniform < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
      if Double.log(uniform) < x * x / 2 + d - d * v + d * Double.log(v) { return d * v }
    }
  }

  /// 1 / ln(1 − p): by it the logarithm of a uniform number becomes the number of failures before the
  /// first of what happens with p.
  package static func geometricScale(_ probability: Double) -> Double {
    1 / Double.log(onePlus: -min(max(probability, 0), 1))
  }
}

/// The layers under the normal density.
private enum Ziggurat {
  struct Layer {
    /// How far out it reaches.
    let edge: Double
    /// The part of it that lies under the density for certain.
    let inside: Double
  }

  /// Where the tail begins, and the area of each layer, of 128.
  static let last = 3.442_619_855_899
  private static let area = 9.912_563_035_262_17e-3

  static let layers: [Layer] = {
    var density = Double.exp(-0.5 * last * last)
    var edges = [area / density, last]
    for _ in 2..<128 {
      let edge = (-2 * Double.log(area / (edges.last ?? last) + density)).squareRoot()
      density = Double.exp(-0.5 * edge * edge)
      edges.append(edge)
    }
    edges.append(0)
    return edges.indices.map { place in
      Layer(edge: edges[place], inside: place < 128 ? edges[place + 1] / edges[place] : 0)
    }
  }()
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

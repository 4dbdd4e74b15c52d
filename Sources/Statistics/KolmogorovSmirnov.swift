internal import RealModule

/// P-values of the two-sample Kolmogorov–Smirnov test, two-sided (SciPy `ks_2samp`).
///
/// Shown because people know them. No verdict rests on a p-value: with enough rows any difference
/// is significant, however small.
package enum KolmogorovSmirnov {
  /// The largest sample for which SciPy's automatic choice is the exact distribution.
  private static let exactRowsMax = 10_000

  /// The probability of a statistic at least as large if both samples come from one distribution.
  ///
  /// - Parameters:
  ///   - statistic: The greatest difference of the empirical distribution functions.
  ///   - n: Rows of one sample, at least 1.
  ///   - m: Rows of the other, at least 1.
  /// - Returns: The p-value.
  package static func pValue(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    max(n, m) <= exactRowsMax ? exact(statistic, n, m) : asymptotic(statistic, n, m)
  }

  /// The same by the one-sample distribution with nm/(n + m) rows (SciPy, `method="asymp"`).
  package static func asymptotic(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    let effective = (Double(n) * Double(m) / Double(n + m)).rounded(.toNearestOrEven)
    return oneSample(statistic, Int(max(1, effective)))
  }

  /// The share of lattice paths from (0, 0) to (n, m) that leave the band |i/n − j/m| < d.
  ///
  /// Source: Hodges, *The Significance Probability of the Smirnov Two-Sample Test*, 1958.
  package static func exact(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    if n == m { return exact(statistic, ofEach: n) }
    let (n, m) = (max(n, m), min(n, m))
    let common = greatestCommonDivisor(n, m)
    let (stepN, stepM) = (m / common, n / common)
    let lattice = Double(n / common) * Double(m)
    let edge = Int((statistic * lattice).rounded(.toNearestOrEven))
    if edge == 0 { return 1 }
    // outside[j]: of the paths to (i, j), the share that has left the band.
    var outside = [Double](repeating: 1, count: m + 1)
    outside.withUnsafeMutableBufferPointer { outside in
      for i in 0...n {
        let across = i * stepN
        // Inside are the j with |across − j·stepM| < edge.
        let first = max(0, across - edge < 0 ? 0 : (across - edge) / stepM + 1)
        let last = min(m, (across + edge - 1) / stepM)
        if first > 0 { outside[first - 1] = 1 }
        guard first <= last else { return }
        for j in first...last {
          let total = Double(max(1, i + j))
          let fromBelow = j > 0 ? outside[j - 1] * (Double(j) / total) : 0
          outside[j] = (i > 0 ? outside[j] * (Double(i) / total) : 0) + fromBelow
        }
        if last < m { outside[last + 1] = 1 }
      }
    }
    return min(1, max(0, outside[m]))
  }

  /// The same for two samples of one size, by reflecting the paths at the band's edges.
  ///
  /// Source: Gnedenko and Korolyuk, *On the maximum discrepancy between two empirical
  /// distributions*, 1951.
  private static func exact(_ statistic: Double, ofEach n: Int) -> Double {
    let edge = Int((statistic * Double(n)).rounded(.toNearestOrEven))
    if edge == 0 { return 1 }
    // C(2n, n − kh)/C(2n, n) for k = 1, 2, …, with alternating signs, by Horner's rule.
    var sum = 0.0
    for k in Swift.stride(from: n / edge, through: 1, by: -1) {
      var ratio = 1.0
      for step in 0..<edge {
        let i = Double((k - 1) * edge + step)
        ratio *= (Double(n) - i) / (Double(n) + i + 1)
      }
      sum = ratio * (1 - sum)
    }
    return min(1, max(0, 2 * sum))
  }

  /// The probability that the one-sample statistic of `n` rows is at least `d`.
  ///
  /// Source of the choice of methods: Simard and L'Ecuyer, *Computing the Two-Sided
  /// Kolmogorov–Smirnov Distribution*, Journal of Statistical Software 39(11), 2011.
  package static func oneSample(_ d: Double, _ n: Int) -> Double {
    let rows = Double(n)
    let t = rows * d
    if d >= 1 { return 0 }
    if t <= 0.5 { return 1 }
    if t <= 1 {
      let log = SpecialFunctions.logGamma(rows + 1) - rows * Double.log(rows)
      return 1 - Double.exp(log + rows * Double.log(2 * t - 1))
    }
    if t >= rows - 1 { return 2 * Double.exp(rows * Double.log(onePlus: -d)) }
    let size = t * d
    if d >= 0.5 || size >= (n <= 140 ? 4 : 2.2) {
      return size >= 370 ? 0 : min(1, 2 * oneSided(d, n))
    }
    // So small a statistic has a probability below 1e-12; the matrix would leave its range.
    if n > 140, size < 0.04 { return 1 }
    if n <= 140 || (n <= 100_000 && rows * Double.pow(d, 1.5) <= 1.4) {
      return 1 - durbinMatrix(d, n)
    }
    return 1 - pelzGood(d, n)
  }

  /// The probability that the one-sided statistic is at least `d` (Birnbaum and Tingey, 1951).
  ///
  /// Above a million rows it is SciPy's approximation, so that the figure is the one people know.
  private static func oneSided(_ d: Double, _ n: Int) -> Double {
    let rows = Double(n)
    if n > 1_000_000 {
      let root = 6 * rows * d + 1
      return Double.exp(-root * root / (18 * rows))
    }
    if n > 10_000 { return oneSidedOfMany(d, n) }
    let whole = SpecialFunctions.logGamma(rows + 1)
    var sum = 0.0
    for v in 0...Int((rows * (1 - d)).rounded(.down)) {
      let k = Double(v)
      let rest = 1 - d - k / rows
      if rest <= 0 {
        // The last term is 0 to the power 0 where v is n(1 − d) exactly.
        if v == n { sum += Double.exp((k - 1) * Double.log(d + k / rows)) }
        continue
      }
      let log =
        whole - SpecialFunctions.logGamma(k + 1) - SpecialFunctions.logGamma(rows - k + 1)
        + (k - 1) * Double.log(d + k / rows) + (rows - k) * Double.log(rest)
      sum += Double.exp(log)
    }
    return d * sum
  }

  /// The same sum for many rows, from every so manieth of its terms.
  ///
  /// They are those of a smooth function that falls to nothing at both ends, so that an even share of
  /// them stands for all to the last digit (Euler and Maclaurin). `d` is small here, far below a half.
  private static func oneSidedOfMany(_ d: Double, _ n: Int) -> Double {
    let rows = Double(n)
    let stride = max(1, (rows / 4096).rounded(.down))
    let shift = rows * d
    let last = rows - shift
    var sum = 0.0
    var v = stride
    while v < last {
      // The binomial coefficient by Stirling's series; both powers against their own base.
      let rest = rows - v
      let correction = 1 / rows - 1 / v - 1 / rest
      let cubes = 1 / (rows * rows * rows) - 1 / (v * v * v) - 1 / (rest * rest * rest)
      let log =
        correction / 12 - cubes / 360 + (v - 1) * Double.log(onePlus: shift / v)
        + rest * Double.log(onePlus: -shift / rest)
      sum += Double.exp(log) * (rows / (2 * Double.pi * v * rest)).squareRoot() * rows / v
      v += stride
    }
    return d * sum * stride
  }

  /// The exact distribution function by Durbin's matrix (Marsaglia, Tsang and Wang, 2003).
  private static func durbinMatrix(_ d: Double, _ n: Int) -> Double {
    let t = Double(n) * d
    let k = Int(t.rounded(.down)) + 1
    let size = 2 * k - 1
    let h = Double(k) - t
    var matrix = SquareMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size where row - column + 1 >= 0 { matrix[row, column] = 1 }
    }
    for index in 0..<size {
      matrix[index, 0] -= Double.pow(h, index + 1)
      matrix[size - 1, index] -= Double.pow(h, size - index)
    }
    matrix[size - 1, 0] += 2 * h - 1 > 0 ? Double.pow(2 * h - 1, size) : 0
    for row in 0..<size {
      for column in 0..<size where row - column + 1 > 0 {
        matrix[row, column] /= Double.exp(SpecialFunctions.logGamma(Double(row - column + 2)))
      }
    }
    let (power, exponent) = matrix.power(n)
    // power × 10^exponent × n! / n^n, a factor at a time so that nothing leaves its range.
    var result = power[k - 1, k - 1]
    var scale = exponent
    for factor in 1...n {
      result *= Double(factor) / Double(n)
      if result < 1e-140 {
        result *= 1e140
        scale -= 140
      }
    }
    return result * Double.pow(10, scale)
  }

  /// The distribution function by the series of Pelz and Good (1976), for large `n`.
  private static func pelzGood(_ d: Double, _ n: Int) -> Double {
    let rows = Double(n)
    let z = rows.squareRoot() * d
    let z2 = z * z
    let (z4, z6) = (z2 * z2, z2 * z2 * z2)
    let pi2 = Double.pi * Double.pi
    let root = (Double.pi / 2).squareRoot()
    var (k0, k1, k2, k3, tail2, tail3) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for index in 0..<200 {
      let half = Double(index) + 0.5
      let a = pi2 * half * half
      let weight = Double.exp(-a / (2 * z2))
      if weight == 0 { break }
      // Terms for k and −k − 1 are equal.
      k0 += weight
      k1 += 2 * (a - z2) * weight
      k2 += 2 * (6 * z6 + 2 * z4 + a * (2 * z4 - 5 * z2) + a * a * (1 - 2 * z2)) * weight
      let high = a * a * a * (5 - 30 * z2) + a * a * (-60 * z2 + 212 * z4)
      k3 += 2 * (high + a * (135 * z4 - 96 * z6) - (30 * z6 + 90 * z4 * z4)) * weight
      let b = pi2 * Double((index + 1) * (index + 1))
      let whole = Double.exp(-b / (2 * z2))
      tail2 += 2 * b * whole
      tail3 += 2 * (3 * b * z2 - b * b) * whole
    }
    let first = (2 * Double.pi).squareRoot() / z * k0
    let second = root / (6 * z4) * k1
    let third = root / (72 * z6 * z) * k2 - root / (36 * z2 * z) * tail2
    let fourth = root / (6480 * z4 * z6) * k3 + root / (216 * z6) * tail3
    let sum = first + second / rows.squareRoot() + third / rows
    return min(1, max(0, sum + fourth / (rows * rows.squareRoot())))
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}

/// A square matrix of doubles, by rows.
private struct SquareMatrix {
  let size: Int
  private var cells: [Double]

  init(size: Int) {
    self.size = size
    cells = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { cells[row * size + column] }
    set { cells[row * size + column] = newValue }
  }

  /// The matrix to a power, as a matrix and a power of ten to multiply it by.
  func power(_ exponent: Int) -> (SquareMatrix, scale: Int) {
    if exponent == 1 { return (self, 0) }
    let (root, scale) = power(exponent / 2)
    var result = root.times(root)
    var total = 2 * scale
    if exponent % 2 == 1 { result = times(result) }
    if result[size / 2, size / 2] > 1e140 {
      for index in result.cells.indices { result.cells[index] *= 1e-140 }
      total += 140
    }
    return (result, total)
  }

  private func times(_ other: SquareMatrix) -> SquareMatrix {
    var product = SquareMatrix(size: size)
    for row in 0..<size {
      for inner in 0..<size {
        let factor = cells[row * size + inner]
        for column in 0..<size {
          product.cells[row * size + column] += factor * other.cells[inner * size + column]
        }
      }
    }
    return product
  }
}

internal import RealModule

/// Functions that distributions rest on, to double precision.
package enum SpecialFunctions {
  /// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
  ///
  /// Source: Press et al., *Numerical Recipes*, 3rd edition, section 6.4.
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = Double.exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * Double.log(x)
        + b * Double.log(onePlus: -x))
    // The fraction converges fast on the side of the mean where x lies.
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a
      : 1 - front * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func keepAway(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / keepAway(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / keepAway(1 + even * d)
      c = keepAway(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / keepAway(1 + odd * d)
      c = keepAway(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }

  /// The x at which I_x(a, b) is `p`, by bisection to the last bit.
  package static func incompleteBetaInverse(_ p: Double, _ a: Double, _ b: Double) -> Double {
    if p <= 0 { return 0 }
    if p >= 1 { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<1100 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if incompleteBeta(middle, a, b) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised upper incomplete gamma function Q(a, x).
  ///
  /// Source: Press et al., *Numerical Recipes*, 3rd edition, section 6.2.
  package static func upperGamma(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 1 }
    let front = Double.exp(a * Double.log(x) - x - logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      repeat {
        n += 1
        term *= x / n
        sum += term
      } while abs(term) > abs(sum) * 1e-17
      return 1 - front * sum
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1...100_000 {
      let i = Double(step)
      let an = -i * (i - a)
      b += 2
      d = an * d + b
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = b + an / c
      if abs(c) < tiny { c = tiny }
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return front * result
  }

  /// The probability that a standard normal variable is at most `z`.
  package static func normal(_ z: Double) -> Double {
    Double.erfc(-z / 2.squareRoot()) / 2
  }

  /// The value below which a standard normal variable lies with probability `p`.
  ///
  /// Rational approximation of Wichura, Algorithm AS 241 (1988), PPND16: about 1e-16 relative.
  package static func normalQuantile(_ p: Double) -> Double {
    if p <= 0 { return -.infinity }
    if p >= 1 { return .infinity }
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(r, centreAbove) / polynomial(r, centreBelow)
    }
    let r = (-Double.log(q < 0 ? p : 1 - p)).squareRoot()
    let size =
      r <= 5
      ? polynomial(r - 1.6, middleAbove) / polynomial(r - 1.6, middleBelow)
      : polynomial(r - 5, tailAbove) / polynomial(r - 5, tailBelow)
    return q < 0 ? -size : size
  }

  /// The quantile of Student's t, for p above a half (SciPy `t.ppf`).
  package static func studentQuantile(_ p: Double, freedom: Double) -> Double {
    let x = incompleteBetaInverse(2 * (1 - p), freedom / 2, 0.5)
    return x > 0 ? (freedom * (1 - x) / x).squareRoot() : .greatestFiniteMagnitude
  }

  static func logGamma(_ x: Double) -> Double { Double.logGamma(x) }

  /// Coefficients from the constant term up.
  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private static let centreAbove = [
    3.387_132_872_796_366_608, 133.141_667_891_784_377_45, 1971.590_950_306_551_442_7,
    13731.693_765_509_461_125, 45921.953_931_549_871_457, 67265.770_927_008_700_853,
    33430.575_583_588_128_105, 2509.080_928_730_122_672_7,
  ]
  private static let centreBelow = [
    1, 42.313_330_701_600_911_252, 687.187_007_492_057_908_3, 5394.196_021_424_751_107_7,
    21213.794_301_586_595_867, 39307.895_800_092_710_61, 28729.085_735_721_942_674,
    5226.495_278_852_854_561,
  ]
  private static let middleAbove = [
    1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_9, 5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 0.241_780_725_177_450_611_77,
    0.022_723_844_989_269_184_583_1, 7.745_450_142_783_414_076_4e-4,
  ]
  private static let middleBelow = [
    1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_4, 0.689_767_334_985_100_004_55,
    0.148_103_976_427_480_074_59, 0.015_198_666_563_616_457_196_6, 5.475_938_084_995_344_946e-4,
    1.050_750_071_644_416_843_24e-9,
  ]
  private static let tailAbove = [
    6.657_904_643_501_103_777_2, 5.463_784_911_164_114_369_9, 1.784_826_539_917_291_335_8,
    0.296_560_571_828_504_891_23, 0.026_532_189_526_576_123_093, 0.001_242_660_947_388_078_438_6,
    2.711_555_568_743_487_578_15e-5, 2.010_334_399_292_288_132_65e-7,
  ]
  private static let tailBelow = [
    1, 0.599_832_206_555_887_937_69, 0.136_929_880_922_735_805_31, 0.014_875_361_290_850_615_025,
    7.868_691_311_456_132_591e-4, 1.846_318_317_510_054_681_8e-5, 1.421_511_758_316_445_888_7e-7,
    2.044_263_103_389_939_785_64e-15,
  ]
}

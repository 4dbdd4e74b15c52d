import Foundation
import Statistics

/// How data are distributed, and how a sample of them is drawn.
///
/// Samples of fewer than 10,000 rows are drawn row by row; larger ones as counts over a thousand
/// cells of equal probability, which is the same sample with its values rounded to the cells.
enum Shape: String, CaseIterable {
  case normal, skewed, tied, categorical
  /// First-order dependence of 0.9 from row to row, the values normal.
  case autocorrelated

  static let cellsFrom = 10_000
  private static let cells = 1000

  /// Where the normal distribution is cut into cells; the outermost are open.
  private static let edges = (1..<cells).map {
    SpecialFunctions.normalQuantile(Double($0) / Double(cells))
  }
  /// A value in each cell.
  private static let middles = (0..<cells).map {
    SpecialFunctions.normalQuantile((Double($0) + 0.5) / Double(cells))
  }

  /// A sample of numbers whose normal scores are shifted.
  func numbers(_ rows: Int, shift: Double, _ generator: inout Normals) -> ValueCounts {
    guard rows >= Self.cellsFrom, self != .autocorrelated else {
      return ValueCounts(series(rows, shift: shift, &generator).map(value))
    }
    let counts = Self.counts(rows, shift: shift, &generator)
    if self == .tied {
      var byValue: [Double: Int] = [:]
      for (middle, count) in zip(Self.middles, counts) {
        byValue[value(middle), default: 0] += count
      }
      let kept = byValue.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      return ValueCounts(values: kept.map(\.key), counts: kept.map(\.value))
    }
    let kept = zip(Self.middles, counts).filter { $0.1 > 0 }
    return ValueCounts(values: kept.map { value($0.0) }, counts: kept.map(\.1))
  }

  /// How many of some rows fall to each cell.
  private static func counts(_ rows: Int, shift: Double, _ generator: inout Normals) -> [Int] {
    if shift == 0, rows <= 20_000 {
      var counts = [Int](repeating: 0, count: cells)
      for _ in 0..<rows { counts[generator.index(below: cells)] += 1 }
      return counts
    }
    var below = 0.0
    let shares = (0..<cells).map { cell -> Double in
      let upTo = cell < cells - 1 ? SpecialFunctions.normal(edges[cell] - shift) : 1
      defer { below = upTo }
      return upTo - below
    }
    return generator.multinomial(rows, shares)
  }

  /// Normal scores in the order of the rows.
  func series(_ rows: Int, shift: Double, _ generator: inout Normals) -> [Double] {
    var last = generator.next()
    return (0..<rows).map { _ in
      if self == .autocorrelated {
        last = 0.9 * last + (1 - 0.81).squareRoot() * generator.next()
      } else {
        last = generator.next()
      }
      return last + shift
    }
  }

  private func value(_ score: Double) -> Double {
    switch self {
    case .skewed: Foundation.exp(score)
    case .tied: (score * 2).rounded() / 2
    default: score
    }
  }

  /// Ten categories whose shares fall as 1, 1/2, 1/3, …; as much probability goes from the first to
  /// the last as a normal distribution's greatest difference is under the same shift.
  func categories(_ rows: Int, shift: Double, _ generator: inout Normals) -> [Int] {
    let whole = (1...10).map { 1 / Double($0) }.reduce(0, +)
    var shares = (1...10).map { 1 / Double($0) / whole }
    let moved = 2 * SpecialFunctions.normal(shift / 2) - 1
    shares[0] -= moved
    shares[9] += moved
    return generator.multinomial(rows, shares)
  }
}

/// Random numbers of the distributions that the shapes take.
struct Normals {
  private var source: PCG64
  private var spare: Double?

  init(seed: UInt64, stream: UInt64) { source = PCG64(seed: seed, stream: stream) }

  /// A standard normal number, by Marsaglia's polar method.
  mutating func next() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let (x, y) = (2 * source.uniform() - 1, 2 * source.uniform() - 1)
      let square = x * x + y * y
      if square >= 1 || square == 0 { continue }
      let factor = (-2 * Foundation.log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  mutating func index(below bound: Int) -> Int { source.index(below: bound) }

  /// How many of some rows fall to each share, one binomial number after the other.
  mutating func multinomial(_ rows: Int, _ shares: [Double]) -> [Int] {
    var (rest, left) = (rows, 1.0)
    return shares.indices.map { index in
      if rest == 0 { return 0 }
      let p = index == shares.count - 1 ? 1 : Swift.min(1, Swift.max(0, shares[index] / left))
      let count = binomial(rest, p)
      rest -= count
      left -= shares[index]
      return count
    }
  }

  /// A binomial number, by inversion from the mode outwards.
  private mutating func binomial(_ n: Int, _ p: Double) -> Int {
    if p <= 0 { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    let odds = p / (1 - p)
    let mode = Swift.min(n, Int((Double(n) + 1) * p))
    func logFactorial(_ k: Int) -> Double { Foundation.lgamma(Double(k) + 1) }
    let atMode = Foundation.exp(
      logFactorial(n) - logFactorial(mode) - logFactorial(n - mode) + Double(mode)
        * Foundation.log(p)
        + Double(n - mode) * Foundation.log1p(-p))
    var u = source.uniform() - atMode
    if u < 0 { return mode }
    var (low, high) = (mode, mode)
    var (below, above) = (atMode, atMode)
    while low > 0 || high < n {
      if high < n {
        above *= Double(n - high) / Double(high + 1) * odds
        high += 1
        u -= above
        if u < 0 { return high }
      }
      if low > 0 {
        below *= Double(low) / Double(n - low + 1) / odds
        low -= 1
        u -= below
        if u < 0 { return low }
      }
      // What is left lies beyond the precision of the sum.
      if below + above < 1e-18 { return mode }
    }
    return mode
  }
}

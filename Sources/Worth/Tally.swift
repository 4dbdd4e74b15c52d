/// Values that were drawn, kept in bounded memory: sums, and counts over fine bins.
///
/// Tallies of parts add up to that of the whole; sums of floating-point numbers do so to the bit only
/// in one order, which is that of the blocks.
struct Tally: Sendable {
  private(set) var count = 0
  private(set) var sum = 0.0
  /// Of squared distances from the middle of the range.
  private var squares = 0.0
  private(set) var losses = 0
  private(set) var incidents = 0
  private let low: Double
  private let centre: Double
  private let scale: Double
  private(set) var counts: [Int32]
  private(set) var sums: [Double]

  static let bins = 4096

  /// - Parameters:
  ///   - low: Below it everything is in the first bin.
  ///   - high: Above it everything is in the last one.
  init(low: Double, high: Double) {
    self.low = low
    centre = (low + high) / 2
    scale = high > low ? Double(Self.bins) / (high - low) : 0
    counts = [Int32](repeating: 0, count: Self.bins)
    sums = [Double](repeating: 0, count: Self.bins)
  }

  mutating func add(_ value: Double, incidents more: Int) {
    count += 1
    sum += value
    squares += (value - centre) * (value - centre)
    if value < 0 { losses += 1 }
    incidents += more
    let place = min(max((value - low) * scale, 0), Double(Self.bins - 1))
    let bin = Int(place)
    counts[bin] &+= 1
    sums[bin] += value
  }

  mutating func merge(_ other: Tally) {
    count += other.count
    sum += other.sum
    squares += other.squares
    losses += other.losses
    incidents += other.incidents
    for bin in counts.indices {
      counts[bin] &+= other.counts[bin]
      sums[bin] += other.sums[bin]
    }
  }

  var mean: Double { count > 0 ? sum / Double(count) : 0 }

  /// By how much another seed may move the mean: one standard error.
  var meanError: Double {
    let number = Double(max(1, count))
    let off = mean - centre
    return (max(0, squares / number - off * off) / max(1, number - 1)).squareRoot()
  }

  /// The mean of the bin in which a quantile lies.
  func quantile(_ p: Double) -> Double {
    let wanted = p * Double(count)
    var below = 0
    for bin in counts.indices where counts[bin] > 0 {
      below += Int(counts[bin])
      if Double(below) >= wanted { return sums[bin] / Double(counts[bin]) }
    }
    return mean
  }

  /// The mean of the lowest share of the values.
  func worst(_ share: Double) -> Double {
    let wanted = max(1, share * Double(count))
    var (left, total) = (wanted, 0.0)
    for bin in counts.indices where counts[bin] > 0 {
      let taken = min(left, Double(counts[bin]))
      total += sums[bin] / Double(counts[bin]) * taken
      left -= taken
      if left <= 0 { break }
    }
    return total / (wanted - max(0, left))
  }

  /// Counts between the 0.1 % and the 99.9 % point, in bins with 0 at an edge.
  func histogram(bins asked: Int) -> (edges: [Double], counts: [Int]) {
    let (from, to) = (quantile(0.001), quantile(0.999))
    guard to > from, asked > 1 else { return ([mean, mean], [count]) }
    let step = ((to - from) / Double(asked)).niceStep
    let first = (from / step).rounded(.down)
    let number = min(4 * asked, Int((to / step).rounded(.down) - first) + 1)
    var shown = [Int](repeating: 0, count: number)
    for bin in counts.indices where counts[bin] > 0 {
      let value = sums[bin] / Double(counts[bin])
      let place = min(max((value / step).rounded(.down) - first, 0), Double(number - 1))
      shown[Int(place)] += Int(counts[bin])
    }
    return ((0...number).map { (first + Double($0)) * step }, shown)
  }
}

extension Double {
  /// The next of 1, 2 and 5 times a power of ten that is not below.
  package var niceStep: Double {
    guard isFinite, self > 0 else { return 1 }
    var unit = 1.0
    while unit * 10 <= self { unit *= 10 }
    while unit > self { unit /= 10 }
    return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= self * 0.999_999 } ?? 10 * unit
  }
}

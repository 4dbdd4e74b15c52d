/// What is kept of a column with more distinct values than can be counted one by one.
///
/// Every part is the same whatever the order of the values and however they were split. All readings
/// go on beside each other, since a type may be declared later.
struct ColumnSketch: Hashable, Sendable {
  let limits: ProfileLimits
  /// Cells that are not missing.
  var present = 0
  var texts: DistinctSketch
  var frequent: FrequentSketch
  var lengths = TextLengths()
  /// How often each pattern occurs; `nil` once there are too many.
  var patterns: [String: Int]? = [:]
  var numbers: NumberSketch
  var times: TimeSketch
  /// The first texts that are no number, and no time.
  var firstNotNumbers = FirstTexts()
  var firstNotTimes = FirstTexts()

  static let patternsMax = 64

  init(limits: ProfileLimits) {
    self.limits = limits
    texts = DistinctSketch(bits: limits.registerBits)
    frequent = FrequentSketch(width: limits.counters)
    numbers = NumberSketch(limits: limits)
    times = TimeSketch(limit: limits.grid)
  }

  mutating func add(_ text: String, count: Int, line: Int) {
    present += count
    let hash = CellHash.of(text)
    texts.add(hash: hash)
    frequent.add(text, hash: hash, count: count)
    lengths.add(text, count: count)
    if patterns != nil {
      patterns?[TextPattern.of(text), default: 0] += count
      if patterns?.count ?? 0 > Self.patternsMax { patterns = nil }
    }
    if let number = text.asNumber {
      numbers.add(number, count: count)
    } else {
      firstNotNumbers.add(text, line: line)
    }
    if let moment = text.asMoment {
      times.add(moment, count: count)
    } else {
      firstNotTimes.add(text, line: line)
    }
  }

  /// - Precondition: Both have the same limits.
  mutating func merge(_ other: ColumnSketch) {
    precondition(limits == other.limits, "sketches of one size")
    present += other.present
    texts.merge(other.texts)
    frequent.merge(other.frequent)
    lengths.merge(other.lengths)
    if let theirs = other.patterns, let ours = patterns {
      let all = ours.merging(theirs, uniquingKeysWith: +)
      patterns = all.count > Self.patternsMax ? nil : all
    } else {
      patterns = nil
    }
    numbers.merge(other.numbers)
    times.merge(other.times)
    firstNotNumbers.merge(other.firstNotNumbers)
    firstNotTimes.merge(other.firstNotTimes)
  }
}

/// The numbers of a column that is sketched.
struct NumberSketch: Hashable, Sendable {
  /// Finite numbers.
  var count = 0
  var infinities = 0
  /// Finite numbers with a fraction.
  var fractions = 0
  var range: ClosedRange<Double>?
  var sum = ExactSum()
  var squares = ExactSum()
  var grid: NumberGrid
  var distinct: DistinctSketch

  init(limits: ProfileLimits) {
    grid = NumberGrid(limit: limits.grid)
    distinct = DistinctSketch(bits: limits.registerBits)
  }

  mutating func add(_ read: Double, count times: Int) {
    guard read.isFinite else {
      infinities += times
      return
    }
    // Zero has two signs, and only one value.
    let number = read == 0 ? 0 : read
    count += times
    if number != number.rounded(.towardZero) { fractions += times }
    range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    sum.add(number, times: Double(times))
    let square = number * number
    squares.add(square, times: Double(times))
    squares.add((-square).addingProduct(number, number), times: Double(times))
    grid.add(number, count: times)
    distinct.add(hash: CellHash.mix(number.bitPattern))
  }

  mutating func merge(_ other: NumberSketch) {
    count += other.count
    infinities += other.infinities
    fractions += other.fractions
    range = [range, other.range].compactMap(\.self).reduce(nil) { joined, next in
      joined.map { min($0.lowerBound, next.lowerBound)...max($0.upperBound, next.upperBound) }
        ?? next
    }
    sum.add(other.sum)
    squares.add(other.squares)
    grid.merge(other.grid)
    distinct.merge(other.distinct)
  }

  var mean: Double { count > 0 ? sum.value / Double(count) : 0 }

  /// The sum of squared deviations from the mean, added without rounding.
  var m2: Double {
    guard count > 0, let range, range.lowerBound < range.upperBound else { return 0 }
    let mean = mean
    var deviations = squares
    // Σx² − 2mΣx + nm², where Σx is its nearest double and what is left of it.
    let near = sum.value
    var rest = sum
    rest.add(-near)
    for part in [near, rest.value] { deviations.add(-2 * mean, times: part) }
    let square = mean * mean
    deviations.add(square, times: Double(count))
    deviations.add((-square).addingProduct(mean, mean), times: Double(count))
    return max(0, deviations.value)
  }
}

/// The moments of a column that is sketched.
struct TimeSketch: Hashable, Sendable {
  var count = 0
  var range: ClosedRange<Moment>?
  /// How often each span of two to the level days occurs, counted from 1970-01-01.
  var level = 0
  var spans: [Int: Int] = [:]
  let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(_ moment: Moment, count times: Int) {
    count += times
    range = range.map { min($0.lowerBound, moment)...max($0.upperBound, moment) } ?? moment...moment
    spans[moment.day >> level, default: 0] += times
    while spans.count > limit { coarsen() }
  }

  mutating func merge(_ other: TimeSketch) {
    var other = other
    while level < other.level { coarsen() }
    while other.level < level { other.coarsen() }
    count += other.count
    range = [range, other.range].compactMap(\.self).reduce(nil) { joined, next in
      joined.map { min($0.lowerBound, next.lowerBound)...max($0.upperBound, next.upperBound) }
        ?? next
    }
    spans.merge(other.spans, uniquingKeysWith: +)
    while spans.count > limit { coarsen() }
  }

  private mutating func coarsen() {
    level += 1
    spans = Dictionary(spans.map { ($0.key >> 1, $0.value) }, uniquingKeysWith: +)
  }
}

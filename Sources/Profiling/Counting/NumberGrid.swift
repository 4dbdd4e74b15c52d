internal import Statistics

/// Counts of numbers on a grid that is the same for every column: cells as wide as a fixed share of
/// the numbers in them, told by sign, exponent and the first bits of the mantissa.
///
/// Counts on it add exactly, in any order. Where more than `limit` cells are in use, two and two
/// become one until they are not; that too does not depend on the order.
struct NumberGrid: Hashable, Sendable {
  /// How often the number of cells was halved.
  private(set) var level = 0
  private(set) var cells: [Int32: Int] = [:]
  let limit: Int

  static let levelMax = 19

  init(limit: Int) { self.limit = limit }

  init?(level: Int, cells: [Int32: Int], limit: Int) {
    guard (0...Self.levelMax).contains(level), limit > 0, cells.count <= limit,
      cells.allSatisfy({ $0.value > 0 && $0.key.magnitude <= (1 << 20) >> UInt32(level) + 1 })
    else { return nil }
    self.level = level
    self.cells = cells
    self.limit = limit
  }

  /// How far the number that stands for a cell may be from one in it, as a share of it.
  var error: Double { Double(sign: .plus, exponent: level - 10, significand: 1) }

  mutating func add(_ number: Double, count: Int) {
    cells[key(of: number), default: 0] += count
    while cells.count > limit, level < Self.levelMax { coarsen() }
  }

  mutating func merge(_ other: NumberGrid) {
    var other = other
    while level < other.level { coarsen() }
    while other.level < level { other.coarsen() }
    cells.merge(other.cells, uniquingKeysWith: +)
    while cells.count > limit, level < Self.levelMax { coarsen() }
  }

  /// The numbers in the middle of the cells, with their counts; one each of the least and the most,
  /// which are known.
  func counts(within range: ClosedRange<Double>) -> ValueCounts {
    var values: [Double] = []
    var counts: [Int] = []
    func add(_ value: Double, _ count: Int) {
      if values.last == value, let last = counts.popLast() {
        counts.append(last + count)
      } else if count > 0 {
        values.append(value)
        counts.append(count)
      }
    }
    let total = cells.values.reduce(0, +)
    add(range.lowerBound, min(1, total))
    for (key, count) in cells.sorted(by: { $0.key < $1.key }) {
      let isFirst = key == self.key(of: range.lowerBound)
      let isLast = key == self.key(of: range.upperBound)
      let rest = count - (isFirst ? 1 : 0) - (isLast && total > 1 ? 1 : 0)
      add(min(max(middle(of: key), range.lowerBound), range.upperBound), max(0, rest))
    }
    if total > 1 { add(range.upperBound, 1) }
    return ValueCounts(values: values, counts: counts)
  }

  /// Zero has a cell of its own; the sign of the key is that of the number.
  private func key(of number: Double) -> Int32 {
    guard number != 0 else { return 0 }
    let key = Int32(number.magnitude.bitPattern >> UInt64(43 + level)) + 1
    return number < 0 ? -key : key
  }

  private func middle(of key: Int32) -> Double {
    guard key != 0 else { return 0 }
    let step = UInt64(key.magnitude - 1)
    let low = Double(bitPattern: step << UInt64(43 + level))
    let high = Double(bitPattern: (step + 1) << UInt64(43 + level))
    let middle = high.isFinite ? low + (high - low) / 2 : low
    return key < 0 ? -middle : middle
  }

  private mutating func coarsen() {
    level += 1
    var fewer: [Int32: Int] = [:]
    for (key, count) in cells {
      let half = key == 0 ? 0 : ((Int32(key.magnitude) - 1) / 2 + 1) * key.signum()
      fewer[half, default: 0] += count
    }
    cells = fewer
  }
}

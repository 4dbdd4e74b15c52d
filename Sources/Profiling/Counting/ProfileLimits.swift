/// How much of a column is kept; by the number of columns alone, so that memory is bounded and the
/// answer depends neither on the order nor on the machine.
package struct ProfileLimits: Hashable, Sendable {
  /// Distinct values that are counted one by one.
  package let values: Int
  /// Cells of a grid.
  let grid: Int
  /// Counters in each row of a sketch of frequent values.
  let counters: Int
  /// The binary logarithm of the registers of a sketch of distinct values.
  let registerBits: Int

  package init(columns: Int) {
    let columns = max(1, columns)
    values = Self.share(1 << 19, columns, 128...1 << 16)
    grid = Self.share(1 << 17, columns, 128...4096)
    counters = Self.share(1 << 18, columns, 128...4096)
    registerBits = columns <= 256 ? 12 : 10
  }

  /// The same with every distinct value counted, however many there are.
  var unbounded: ProfileLimits {
    ProfileLimits(values: .max, grid: grid, counters: counters, registerBits: registerBits)
  }

  private init(values: Int, grid: Int, counters: Int, registerBits: Int) {
    self.values = values
    self.grid = grid
    self.counters = counters
    self.registerBits = registerBits
  }

  private static func share(_ whole: Int, _ columns: Int, _ range: ClosedRange<Int>) -> Int {
    // A power of two, so that a column more seldom changes it.
    let share = max(1, whole / columns)
    let power = 1 << (Int.bitWidth - 1 - share.leadingZeroBitCount)
    return min(max(power, range.lowerBound), range.upperBound)
  }
}

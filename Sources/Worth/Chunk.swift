internal import Statistics

/// Some sets of numbers with where the random numbers of their histories start: so many that policies
/// can take turns over them, and so few that they stay at hand.
struct Chunk {
  private(set) var starts: [UInt64] = []
  private(set) var rows: [[Double]]
  /// Whether all sets are the same.
  let isFixed: Bool

  static let most = 512

  init(_ values: [Double], isFixed: Bool) {
    self.isFixed = isFixed
    rows = Array(repeating: values, count: isFixed ? 1 : Self.most)
    starts.reserveCapacity(Self.most)
  }

  func values(of row: Int) -> [Double] { rows[isFixed ? 0 : row] }

  mutating func draw(_ count: Int, _ sampler: Sampler, _ numbers: inout PCG64) {
    starts.removeAll(keepingCapacity: true)
    for row in 0..<count {
      if !isFixed { sampler.draw(into: &rows[row], &numbers) }
      starts.append(numbers.next())
    }
  }
}

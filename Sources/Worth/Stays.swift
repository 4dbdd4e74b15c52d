internal import Statistics

/// How long one stays in a state that one leaves with a probability at the end of each period.
///
/// Both ways are by inversion, one random number a stay: by the logarithm, or from a table of the
/// distribution, which takes longer to make and less to ask.
struct Stays {
  private var scale: Double
  private var probability: Double
  private let most: Int
  /// For each length the probability of at most that, in 2^64ths; empty without a table.
  private var upTo: [UInt64] = []
  /// For each beginning of a random number the first length that it may mean.
  private var first: [UInt16] = []

  private static let bits: UInt64 = 10

  /// - Parameters:
  ///   - probability: With which one leaves.
  ///   - most: The longest stay that differs from a longer one.
  ///   - isTabled: Whether to make a table; it takes a `most` of no more than 1000.
  init(_ probability: Double, most: Int, isTabled: Bool) {
    self.most = most
    self.probability = probability
    scale = PCG64.geometricScale(probability)
    guard isTabled, most <= 1000 else { return }
    var stays = 1.0
    upTo.reserveCapacity(most + 1)
    for _ in 0..<most {
      stays *= 1 - probability
      let below = (1 - stays) * 0x1p64
      upTo.append(below >= 0x1p64 ? .max : UInt64(max(0, below)))
    }
    upTo.append(.max)
    var place: UInt16 = 0
    for cell in 0..<(1 << Self.bits) {
      let start = UInt64(cell) << (64 - Self.bits)
      while upTo[Int(place)] <= start, Int(place) < most { place += 1 }
      first.append(place)
    }
  }

  /// Takes another probability; without a table.
  mutating func change(to probability: Double) {
    if probability == self.probability { return }
    self.probability = probability
    scale = PCG64.geometricScale(probability)
  }

  /// 1 or more; what is beyond the longest that matters comes as one more than that.
  @inline(__always)
  func next(_ numbers: inout SplitMix64) -> Int {
    let random = numbers.next()
    if upTo.isEmpty {
      if scale == 0 { return 1 }
      let failures = Elementary.log(Double((random >> 11) &+ 1) * 0x1p-53) * scale
      return failures < Double(most) ? Int(failures) &+ 1 : most &+ 1
    }
    var place = Int(first[Int(random >> (64 - Self.bits))])
    while random >= upTo[place], place < most { place &+= 1 }
    return place &+ 1
  }
}

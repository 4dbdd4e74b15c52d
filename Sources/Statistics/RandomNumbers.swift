/// The permuted congruential generator PCG64 (XSL RR 128/64): the same numbers for the same seed,
/// on every machine.
///
/// Source: O'Neill, *PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation*, 2014.
package struct PCG64: RandomNumberGenerator, Sendable {
  private var state: UInt128
  private let increment: UInt128

  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

  /// - Parameters:
  ///   - seed: Where the sequence starts.
  ///   - stream: Which of 2^64 sequences; different streams are independent.
  package init(seed: UInt64, stream: UInt64 = 0) {
    increment = (UInt128(stream) << 1) | 1
    state = 0
    step()
    state &+= UInt128(seed)
    step()
  }

  package mutating func next() -> UInt64 {
    step()
    let rotation = UInt64(truncatingIfNeeded: state >> 122)
    let mixed = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    return (mixed >> rotation) | (mixed << ((64 &- rotation) & 63))
  }

  /// A number below `bound`, each equally likely.
  package mutating func index(below bound: Int) -> Int {
    Int(next(upperBound: UInt64(bound)))
  }

  /// A number in [0, 1), of 53 random bits.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  private mutating func step() {
    state = state &* Self.multiplier &+ increment
  }
}

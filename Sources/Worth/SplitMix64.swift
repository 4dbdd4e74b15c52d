/// A generator with 64 bits of state, for short sequences that begin in many places: a history has one
/// of its own, which begins where a `PCG64` says.
///
/// It stands beside what draws histories, so that it becomes part of that.
///
/// Source: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(state: UInt64) { self.state = state }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in [0, 1), of 53 random bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

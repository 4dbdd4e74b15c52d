/// A sum of doubles without any rounding, so that it does not depend on their order: a number in
/// fixed point that is wide enough for every double, in digits of 32 bits with room for carries
/// (the small superaccumulator of Neal, 2015).
struct ExactSum: Hashable, Sendable {
  /// Digit i counts units of 2^(32i − 1075).
  private(set) var digits = [Int64](repeating: 0, count: Self.digitCount)
  private var additions = 0

  static let digitCount = 67
  /// Additions after which carries are passed on: each adds less than 2^53 to a digit.
  private static let additionsMax = 1 << 9

  init() {}

  /// - Parameter digits: As ``normalized`` gives them; `nil` for what it never gives.
  init?(digits: [Int64]) {
    guard digits.count == Self.digitCount,
      digits.dropLast().allSatisfy({ (0..<1 << 32).contains($0) }),
      (-1 << 40..<1 << 40).contains(digits[Self.digitCount - 1])
    else { return nil }
    self.digits = digits
  }

  /// - Parameter value: A finite number.
  mutating func add(_ value: Double) {
    let exponent = Int(value.exponentBitPattern)
    let mantissa = value.significandBitPattern | (exponent > 0 ? 1 << 52 : 0)
    let place = max(1, exponent)
    let (digit, shift) = (place >> 5, UInt64(place & 31))
    let low = Int64(mantissa << shift & 0xFFFF_FFFF)
    let high = Int64(mantissa >> (32 - shift))
    digits[digit] += value.sign == .minus ? -low : low
    digits[digit + 1] += value.sign == .minus ? -high : high
    additions += 1
    if additions >= Self.additionsMax { normalize() }
  }

  /// Adds a product with its rounding error.
  mutating func add(_ left: Double, times right: Double) {
    let product = left * right
    add(product)
    add((-product).addingProduct(left, right))
  }

  mutating func add(_ other: ExactSum) {
    normalize()
    let other = other.normalized
    for digit in digits.indices { digits[digit] += other.digits[digit] }
    normalize()
  }

  /// The same sum with all carries passed on; equal sums then have equal digits.
  var normalized: ExactSum {
    var sum = self
    sum.normalize()
    return sum
  }

  private mutating func normalize() {
    for digit in 0..<(Self.digitCount - 1) {
      digits[digit + 1] += digits[digit] >> 32
      digits[digit] &= 0xFFFF_FFFF
    }
    additions = 0
  }

  /// The nearest double.
  var value: Double {
    let sum = normalized
    guard sum.digits[Self.digitCount - 1] >= 0 else {
      var opposite = ExactSum()
      for digit in digits.indices { opposite.digits[digit] = -sum.digits[digit] }
      return -opposite.value
    }
    guard let top = sum.digits.lastIndex(where: { $0 != 0 }) else { return 0 }
    func digit(_ index: Int) -> UInt64 { index >= 0 ? UInt64(sum.digits[index]) : 0 }
    // 64 bits from the highest that is set, the lowest of them set too where anything is left below:
    // with them the rounding to 53 is decided.
    let high = digit(top) << 32 | digit(top - 1)
    let low = digit(top - 2) << 32 | digit(top - 3)
    let shift = UInt64(high.leadingZeroBitCount)
    var bits = high << shift | low >> (64 - shift)
    let isMore = low << shift != 0 || sum.digits.prefix(max(0, top - 3)).contains { $0 != 0 }
    if isMore { bits |= 1 }
    return Double(
      sign: .plus, exponent: 32 * (top - 1) - 1075 - Int(shift), significand: Double(bits))
  }
}

internal import Foundation

/// An estimate of how many distinct values there are, from the longest runs of zeros in their
/// hashes (Flajolet, Fusy, Gandouet and Meunier, 2007), read off as Ertl (2017) has it, without bias
/// from none to any number.
struct DistinctSketch: Hashable, Sendable {
  private(set) var registers: [UInt8]
  private let bits: Int

  /// - Parameter bits: Registers are two to this; 4 to 16.
  init(bits: Int) {
    self.bits = bits
    registers = Array(repeating: 0, count: 1 << bits)
  }

  init?(registers: [UInt8]) {
    let bits = registers.count.trailingZeroBitCount
    guard (4...16).contains(bits), registers.count == 1 << bits,
      registers.allSatisfy({ $0 <= 65 - bits })
    else { return nil }
    self.bits = bits
    self.registers = registers
  }

  mutating func add(hash: UInt64) {
    let register = Int(hash >> UInt64(64 - bits))
    let rank = UInt8((hash << UInt64(bits) | 1 << UInt64(bits - 1)).leadingZeroBitCount + 1)
    if registers[register] < rank { registers[register] = rank }
  }

  /// - Precondition: Both have as many registers.
  mutating func merge(_ other: DistinctSketch) {
    precondition(other.bits == bits, "sketches of one size")
    for index in registers.indices {
      registers[index] = max(registers[index], other.registers[index])
    }
  }

  /// The standard error, relative.
  var error: Double { 1.04 / Double(registers.count).squareRoot() }

  /// The estimate as a whole number.
  var count: Int { Int(min(estimate.rounded(), 1e18)) }

  var estimate: Double {
    let longest = 64 - bits
    var counts = Array(repeating: 0.0, count: longest + 2)
    for register in registers { counts[Int(register)] += 1 }
    let size = Double(registers.count)
    var sum = size * Self.tau(1 - counts[longest + 1] / size)
    for rank in stride(from: longest, through: 1, by: -1) { sum = (sum + counts[rank]) / 2 }
    sum += size * Self.sigma(counts[0] / size)
    return sum.isFinite ? size * size / (2 * log(2) * sum) : 0
  }

  private static func sigma(_ share: Double) -> Double {
    guard share < 1 else { return .infinity }
    var (power, step, sum, last) = (share, 1.0, share, -1.0)
    while sum != last {
      power *= power
      last = sum
      sum += power * step
      step += step
    }
    return sum
  }

  private static func tau(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    var (root, step, sum, last) = (share, 1.0, 1 - share, -1.0)
    while sum != last {
      root.formSquareRoot()
      last = sum
      step /= 2
      sum -= (1 - root) * (1 - root) * step
    }
    return sum / 3
  }
}

import Foundation
import Profiling

/// Reads damaged tables for a while, reader by reader: `reader-fuzzer FOLDER SECONDS [SEED]`.
///
/// FOLDER holds sound tables; each is damaged and read, as long as it may be. Every damaged file is
/// written before it is read, so that what stops the program lies in the working folder as `damaged.*`.
/// What is read has to be in itself as it should be; what is refused has to say why.
@main
enum Fuzzer {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let seconds = Double(arguments[2]) else {
      print("usage: reader-fuzzer FOLDER SECONDS [SEED]")
      exit(2)
    }
    let folder = URL(filePath: arguments[1])
    var numbers = Chance(seed: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { !$0.hasPrefix(".") }
    let readers = Dictionary(grouping: names) {
      $0.split(separator: ".").dropFirst().joined(separator: ".")
    }
    for (reader, names) in readers.sorted(by: { $0.key < $1.key }) {
      let seeds = try names.map { try Array(Data(contentsOf: folder.appending(path: $0))) }
      let count = try run(reader, seeds, for: seconds, &numbers)
      print("\(reader): \(count.read) read, \(count.refused) refused, none worse")
    }
  }

  private static func run(
    _ reader: String, _ seeds: [[UInt8]], for seconds: Double, _ numbers: inout Chance
  ) throws -> (read: Int, refused: Int) {
    let file = URL(filePath: "damaged.\(reader)")
    let end = ContinuousClock.now + .seconds(seconds)
    var (read, refused) = (0, 0)
    while ContinuousClock.now < end {
      let seed = seeds[Int.random(in: 0..<seeds.count, using: &numbers)]
      try Data(damage(seed, &numbers)).write(to: file)
      let blockSize = [16, 997, 256 << 10][Int.random(in: 0..<3, using: &numbers)]
      if try isRead(TableFile(path: file.path, blockSize: blockSize)) {
        read += 1
      } else {
        refused += 1
      }
    }
    try FileManager.default.removeItem(at: file)
    return (read, refused)
  }

  /// Reads a table in each way; false where it is refused.
  private static func isRead(_ file: TableFile) throws -> Bool {
    do throws(TableFile.Failure) {
      let profile = try TableProfile(of: file)
      var rows = 0
      try file.scan { columns in
        { _, row in
          rows += 1
          for column in 0..<row.count { _ = (row[column].number, row[column].moment) }
          return true
        }
      }
      guard rows == profile.rows, profile.columns.allSatisfy({ $0.rows == rows }) else {
        fatal("\(rows) rows one by one, \(profile.rows) counted")
      }
      let stored = profile.stored(as: .binary)
      guard let again = try? TableProfile(stored: stored, path: ""),
        again.stored(as: .binary) == stored
      else { fatal("what was stored is not read back") }
      return true
    } catch {
      return false
    }
  }

  private static func fatal(_ words: String) -> Never {
    print("wrong: \(words); see damaged.*")
    exit(1)
  }

  /// Some bytes changed, left out, repeated, or moved.
  private static func damage(_ seed: [UInt8], _ numbers: inout Chance) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      let count = min(bytes.count - place, Int.random(in: 1...64, using: &numbers))
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      case 2: bytes.removeSubrange(place..<(place + count))
      case 3: bytes.insert(contentsOf: bytes[place..<(place + count)], at: place)
      case 4: bytes[place] = Array("\",\n\\{}[]:0-eE.u".utf8).randomElement(using: &numbers) ?? 0
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }
}

/// Numbers that a seed draws, the same in every run (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The texts that make up at least one in ``shareMin`` of a column, with counts that are never too
/// low.
///
/// Counts are those of a Count-Min sketch (Cormode and Muthukrishnan, 2005), which adds exactly.
/// Which texts to ask it for is known from the summary of Misra and Gries (1982), which keeps every
/// text that is more frequent than one in ``candidatesMax``, whatever the order and the parts
/// (Agarwal and others, 2012). So what is reported does not depend on them either.
struct FrequentSketch: Hashable, Sendable {
  let width: Int
  private(set) var counters: [Int]
  /// Texts that may be frequent, with what their counts are at least.
  private var candidates: [UInt64: Candidate] = [:]

  /// A text by its hash.
  private struct Candidate: Hashable {
    let text: String
    var count: Int
  }

  static let shareMin = 64
  static let depth = 4
  private static let candidatesMax = 256

  init(width: Int) {
    self.width = width
    counters = Array(repeating: 0, count: Self.depth * width)
  }

  /// - Returns: `nil` for what no sketch holds.
  init?(width: Int, counters: [Int], texts: [String]) {
    guard width > 0, width <= 1 << 20, counters.count == Self.depth * width,
      counters.allSatisfy({ $0 >= 0 }), texts.count <= Self.candidatesMax
    else { return nil }
    self.width = width
    self.counters = counters
    for text in texts {
      let hash = CellHash.of(text)
      candidates[hash] = Candidate(text: text, count: estimate(hash))
    }
  }

  mutating func add(_ text: String, hash: UInt64, count: Int) {
    for row in 0..<Self.depth { counters[slot(hash, row)] += count }
    candidates[hash, default: Candidate(text: text, count: 0)].count += count
    if candidates.count > 2 * Self.candidatesMax { prune() }
  }

  /// - Precondition: Both are of one width.
  mutating func merge(_ other: FrequentSketch) {
    precondition(other.width == width, "sketches of one size")
    for index in counters.indices { counters[index] += other.counters[index] }
    candidates.merge(other.candidates) { .init(text: $0.text, count: $0.count + $1.count) }
    if candidates.count > 2 * Self.candidatesMax { prune() }
  }

  /// The frequent texts of `total`, most frequent first, then by text.
  func texts(of total: Int) -> [ColumnProfile.Category] {
    let least = max(1, (total + Self.shareMin - 1) / Self.shareMin)
    return candidates.map { .init(text: $0.value.text, count: estimate($0.key)) }
      .filter { $0.count >= least }
      .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) }
  }

  /// By how much a count is too high at most, in 98 of 100 cases, as a share of all.
  var error: Double { 2.718281828459045 / Double(width) }

  private func estimate(_ hash: UInt64) -> Int {
    (0..<Self.depth).map { counters[slot(hash, $0)] }.min() ?? 0
  }

  private func slot(_ hash: UInt64, _ row: Int) -> Int {
    let mixed = CellHash.mix(hash ^ UInt64(row + 1) &* 0x9E37_79B9_7F4A_7C15)
    return row * width + Int(mixed.multipliedFullWidth(by: UInt64(width)).high)
  }

  /// Lowers all by the first count that does not find a place.
  private mutating func prune() {
    let counts = candidates.values.map(\.count).sorted(by: >)
    let toll = counts[Self.candidatesMax]
    candidates = candidates.compactMapValues {
      $0.count > toll ? Candidate(text: $0.text, count: $0.count - toll) : nil
    }
  }
}

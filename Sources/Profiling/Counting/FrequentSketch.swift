/// The texts that make up at least one in ``shareMin`` of a column, with counts that are never too
/// low.
///
/// Counts are those of a Count-Min sketch (Cormode and Muthukrishnan, 2005), which adds exactly. A text
/// is a candidate from the time when its count is one in twice ``shareMin`` of all so far, which holds
/// at its last occurrence at the latest if it is frequent in the end. So what is reported does not
/// depend on the order or the parts.
struct FrequentSketch: Hashable, Sendable {
  let width: Int
  private(set) var counters: [Int]
  private var total = 0
  private var candidates: [UInt64: String] = [:]

  static let shareMin = 64
  static let depth = 4
  /// No more than twice ``shareMin`` can be as frequent as a candidate, but for errors of counts.
  private static let candidatesMax = 1024

  init(width: Int) {
    self.width = width
    counters = Array(repeating: 0, count: Self.depth * width)
  }

  /// - Returns: `nil` for what no sketch holds.
  init?(width: Int, counters: [Int], texts: [String], total: Int) {
    guard width > 0, width <= 1 << 20, counters.count == Self.depth * width,
      counters.allSatisfy({ $0 >= 0 }), texts.count <= Self.candidatesMax
    else { return nil }
    self.width = width
    self.counters = counters
    self.total = total
    for text in texts { candidates[CellHash.of(text)] = text }
  }

  mutating func add(_ text: String, hash: UInt64, count: Int) {
    total += count
    var least = Int.max
    for row in 0..<Self.depth {
      let slot = slot(hash, row)
      counters[slot] += count
      least = min(least, counters[slot])
    }
    guard least * 2 * Self.shareMin >= total, candidates[hash] == nil else { return }
    candidates[hash] = text
    if candidates.count > Self.candidatesMax { prune() }
  }

  /// - Precondition: Both are of one width.
  mutating func merge(_ other: FrequentSketch) {
    precondition(other.width == width, "sketches of one size")
    for index in counters.indices { counters[index] += other.counters[index] }
    total += other.total
    candidates.merge(other.candidates) { first, _ in first }
    prune()
  }

  /// The frequent texts, most frequent first, then by text.
  var texts: [ColumnProfile.Category] {
    candidates.map { ColumnProfile.Category(text: $0.value, count: estimate($0.key)) }
      .filter { $0.count >= max(1, (total + Self.shareMin - 1) / Self.shareMin) }
      .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) }
  }

  private func estimate(_ hash: UInt64) -> Int {
    (0..<Self.depth).map { counters[slot(hash, $0)] }.min() ?? 0
  }

  private func slot(_ hash: UInt64, _ row: Int) -> Int {
    let mixed = CellHash.mix(hash ^ UInt64(row + 1) &* 0x9E37_79B9_7F4A_7C15)
    return row * width + Int(mixed.multipliedFullWidth(by: UInt64(width)).high)
  }

  private mutating func prune() {
    candidates = candidates.filter { estimate($0.key) * 2 * Self.shareMin >= total }
  }
}

/// Spells with what each ended in, to draw further ones from.
///
/// A length is drawn from the Kaplan–Meier estimate, and its outcome with it: what the estimate puts
/// on each end is the increment of Aalen and Johansen (1978) for that outcome. A spell that has
/// lasted a while already is drawn from what the estimate leaves beyond.
package struct SpellHistory: Sendable {
  /// By length; of equal ones those that ended first.
  private let spells: [(length: Double, outcome: Int?)]
  package let endedCount: Int

  /// - Parameter spells: The length of each, and the number of what it ended in; `nil` where it has
  ///   not ended.
  package init(_ spells: [(length: Double, outcome: Int?)]) {
    endedCount = spells.count { $0.outcome != nil }
    self.spells = spells.sorted {
      ($0.length, $0.outcome == nil ? 1 : 0) < ($1.length, $1.outcome == nil ? 1 : 0)
    }
  }

  /// The estimate from all spells.
  package var estimate: Lengths { Lengths(spells, weights: spells.map { _ in 1 }) }

  /// The estimate from as many spells drawn from these with replacement: other estimates that might
  /// as well have come out.
  ///
  /// Source: Efron, *Censored Data and the Bootstrap*, 1981.
  package func resampled(using numbers: inout PCG64) -> Lengths {
    var weights = [Int](repeating: 0, count: spells.count)
    for _ in spells { weights[numbers.index(below: spells.count)] += 1 }
    return Lengths(spells, weights: weights)
  }

  /// A distribution of lengths and outcomes.
  package struct Lengths: Sendable {
    private var ends: [(length: Double, outcome: Int)] = []
    /// The share of spells that last no longer than each end.
    private var shares: [Double] = []

    fileprivate init(_ spells: [(length: Double, outcome: Int?)], weights: [Int]) {
      var atRisk = weights.reduce(0, +)
      var (survival, share, first) = (1.0, 0.0, 0)
      while first < spells.count {
        var (next, ended, all) = (first, 0, 0)
        while next < spells.count, spells[next].length == spells[first].length {
          if spells[next].outcome != nil { ended += weights[next] }
          all += weights[next]
          next += 1
        }
        if ended > 0 {
          for index in first..<next where weights[index] > 0 {
            guard let outcome = spells[index].outcome else { continue }
            share += survival * Double(weights[index]) / Double(atRisk)
            ends.append((spells[first].length, outcome))
            shares.append(share)
          }
          survival *= Double(atRisk - ended) / Double(atRisk)
        }
        atRisk -= all
        first = next
      }
    }

    /// A spell that has lasted a while already.
    ///
    /// - Parameters:
    ///   - waited: How long it has lasted.
    ///   - numbers: Where chance comes from.
    /// - Returns: How long it lasts in all and what it ends in; `nil` where it lasts longer than any
    ///   that ended.
    package func drawn(
      after waited: Double, using numbers: inout PCG64
    ) -> (length: Double, outcome: Int)? {
      let known = partition { ends[$0].length <= waited }
      let behind = known > 0 ? shares[known - 1] : 0
      let wanted = behind + numbers.uniform() * (1 - behind)
      let index = max(known, partition { shares[$0] <= wanted })
      return index < ends.count ? ends[index] : nil
    }

    /// Whether no spell that ended lasted longer than this one has lasted already.
    package func isOver(after waited: Double) -> Bool {
      ends.last.map { $0.length <= waited } ?? true
    }

    /// How many at the beginning have a property, which none after them has.
    private func partition(_ has: (Int) -> Bool) -> Int {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if has(middle) { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}

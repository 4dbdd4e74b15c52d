/// The least effort by which items come to enough points, found exactly.
///
/// An item has the points of its weakest lever, and a lever may count for several items, in several
/// sections. Items are taken one after the other, in an order that keeps few levers open; for each
/// way in which the open levers can stand, the ways so far are kept that no other one beats in
/// points and effort. So the work grows with the levers that are open at once, not with their number.
struct ScoreSearch {
  /// Something to raise, from one rung to the next; levers stand in the order of their names.
  struct Lever {
    /// The first is how it stands, without effort; assurance and effort rise from there.
    var rungs: [Rung]
  }

  struct Rung: Hashable {
    let assurance: Assurance
    let cost: Int
    /// How many steps it takes; of two ways of equal effort the one with fewer is better.
    let steps: Int
  }

  struct Item {
    var levers: [Int]
    /// By assurance; they do not fall.
    var points: [Int]
    let section: Int
  }

  /// The items share levers in too many ways to look at all of them.
  struct TooEntangled: Error {}

  let levers: [Lever]
  let items: [Item]
  /// The points that each section needs.
  let needs: [Int]

  /// How many ways are looked at at once, at most.
  static let waysMax = 200_000

  /// The best way.
  ///
  /// - Returns: For each lever the assurance to raise it to at least, `nil` where it stays; `nil`
  ///   where no way gives every section what it needs.
  /// - Throws: ``TooEntangled`` where there would be too many ways to look at.
  func best() throws(TooEntangled) -> [Assurance?]? {
    let reduced = reduced()
    var result: [Assurance?] = Array(repeating: nil, count: levers.count)
    for cluster in reduced.search.clusters {
      guard let way = try cluster.sweep() else { return nil }
      for (lever, rung) in way.rungs.enumerated() where rung > 0 {
        let assurance = reduced.search.levers[lever].rungs[rung].assurance
        for member in reduced.members[lever]
        where levers[member].rungs[0].assurance < assurance {
          result[member] = assurance
        }
      }
    }
    return result
  }
}

// MARK: - Making it small

extension ScoreSearch {
  /// The same search with what always goes together taken together: levers that count for the same
  /// items, and items that have the same levers; without rungs that give no item more.
  private func reduced() -> (search: ScoreSearch, members: [[Int]]) {
    var uses: [[Int]] = Array(repeating: [], count: levers.count)
    for (index, item) in items.enumerated() {
      for lever in item.levers { uses[lever].append(index) }
    }
    var groups: [[Int]: Int] = [:]
    var members: [[Int]] = []
    var group: [Int: Int] = [:]
    for lever in levers.indices where !uses[lever].isEmpty {
      let known = groups[uses[lever]] ?? members.count
      if known == members.count { members.append([]) }
      groups[uses[lever]] = known
      members[known].append(lever)
      group[lever] = known
    }
    var merged: [[Int]: Item] = [:]
    for item in items {
      let own = Set(item.levers.compactMap { group[$0] }).sorted()
      var whole =
        merged[own + [-1, item.section]]
        ?? Item(
          levers: own, points: Array(repeating: 0, count: item.points.count), section: item.section)
      whole.points = zip(whole.points, item.points).map { $0 + $1 }
      merged[own + [-1, item.section]] = whole
    }
    let items = merged.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    let joined = members.enumerated().map { index, members in
      Lever(members.map { levers[$0] }).useful(
        in: items.filter { $0.levers.contains(index) }.map(\.points))
    }
    return (ScoreSearch(levers: joined, items: items, needs: needs), members)
  }

  /// The parts that have no lever and no section in common.
  private var clusters: [Cluster] {
    var parent = Array(needs.indices)
    func root(_ section: Int) -> Int {
      var section = section
      while parent[section] != section { section = parent[section] }
      return section
    }
    var first: [Int: Int] = [:]
    for item in items {
      for lever in item.levers {
        if let other = first[lever] { parent[root(item.section)] = root(other) }
        first[lever] = first[lever] ?? item.section
      }
    }
    return Dictionary(grouping: needs.indices, by: root).values
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
      .map { sections in
        Cluster(
          levers: levers,
          items: items.compactMap { item in
            sections.firstIndex(of: item.section).map {
              Item(levers: item.levers, points: item.points, section: $0)
            }
          },
          needs: sections.map { needs[$0] })
      }
  }
}

extension ScoreSearch.Lever {
  /// Levers that are raised together: each rung raises all of them that stand lower.
  fileprivate init(_ levers: [Self]) {
    let low = levers.map { $0.rungs[0].assurance }.min() ?? .none
    let asked = Set(levers.flatMap(\.rungs).map(\.assurance)).filter { $0 > low }.sorted()
    rungs =
      [.init(assurance: low, cost: 0, steps: 0)]
      + asked.map { assurance in
        let own = levers.compactMap { lever in
          lever.rungs.first { $0.assurance >= assurance } ?? lever.rungs.last
        }
        return .init(
          assurance: assurance, cost: own.map(\.cost).reduce(0, +),
          steps: own.map(\.steps).reduce(0, +))
      }
  }

  /// The lever without rungs that give no item more points than the one before.
  fileprivate func useful(in points: [[Int]]) -> Self {
    var lever = self
    lever.rungs = []
    for rung in rungs {
      guard let last = lever.rungs.last else {
        lever.rungs.append(rung)
        continue
      }
      let (low, high) = (last.assurance.rawValue, rung.assurance.rawValue)
      if points.contains(where: { $0[low] < $0[high] }) { lever.rungs.append(rung) }
    }
    return lever
  }
}

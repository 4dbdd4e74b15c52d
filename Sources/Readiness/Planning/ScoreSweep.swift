extension ScoreSearch {
  /// Sections that share levers, with their items.
  struct Cluster {
    let levers: [Lever]
    let items: [Item]
    let needs: [Int]
  }

  /// One way to raise the levers that were looked at so far.
  struct Way {
    /// By section, no more than it needs.
    var points: [Int]
    var cost = 0
    var steps = 0
    /// By lever, 0 where it stays or was not looked at.
    var rungs: [Int]

    /// Whether it comes first: less effort, then fewer steps, then the earlier names.
    ///
    /// What is added to both alike does not change which comes first, so the best whole is made of
    /// the best parts.
    static func precedes(_ left: Way, _ right: Way) -> Bool {
      if left.cost != right.cost { return left.cost < right.cost }
      if left.steps != right.steps { return left.steps < right.steps }
      func rank(_ rung: Int) -> Int { rung == 0 ? .max : rung }
      return left.rungs.lexicographicallyPrecedes(right.rungs) { rank($0) < rank($1) }
    }
  }
}

extension ScoreSearch.Cluster {
  private typealias Way = ScoreSearch.Way

  /// The best way to give every section what it needs; `nil` where there is none.
  func sweep() throws(ScoreSearch.TooEntangled) -> ScoreSearch.Way? {
    var open: [Int] = []
    let start = Way(
      points: needs.map { min(0, $0) }, rungs: Array(repeating: 0, count: levers.count))
    var states: [[Int]: [Way]] = [[]: [start]]
    var rest = items
    while let next = nearest(in: rest, to: open) {
      let item = rest.remove(at: next)
      let new = item.levers.filter { !open.contains($0) }
      let all = open + new
      let stays = all.indices.filter { index in
        rest.contains { $0.levers.contains(all[index]) }
      }
      try refuseMany(states, times: new)
      var after: [[Int]: [Way]] = [:]
      for (rungs, ways) in states {
        for added in choices(of: new) {
          let standing = rungs + added
          let points = points(of: item, open: all, rungs: standing)
          after[stays.map { standing[$0] }, default: []] += ways.map {
            adding(points, section: item.section, raising: zip(new, added), to: $0)
          }
        }
      }
      states = after.mapValues(Self.unbeaten)
      open = stays.map { all[$0] }
    }
    return states[[]]?.first { $0.points == needs }
  }

  /// Of the items that touch an open lever the one that opens the fewest more; any where none is.
  private func nearest(in rest: [ScoreSearch.Item], to open: [Int]) -> Int? {
    let touching = rest.indices.filter { index in
      open.isEmpty || rest[index].levers.contains(where: open.contains)
    }
    func added(_ index: Int) -> Int { rest[index].levers.filter { !open.contains($0) }.count }
    return (touching.isEmpty ? Array(rest.indices) : touching).min {
      (added($0), $0) < (added($1), $1)
    }
  }

  /// Refuses to look at more ways at once than can be looked at.
  private func refuseMany(
    _ states: [[Int]: [Way]], times new: [Int]
  ) throws(ScoreSearch.TooEntangled) {
    var count = states.values.map(\.count).reduce(0, +)
    for lever in new {
      count *= levers[lever].rungs.count
      if count > ScoreSearch.waysMax { throw .init() }
    }
  }

  /// Every combination of rungs.
  private func choices(of new: [Int]) -> [[Int]] {
    new.reduce([[]]) { made, lever in
      made.flatMap { choice in levers[lever].rungs.indices.map { choice + [$0] } }
    }
  }

  private func points(of item: ScoreSearch.Item, open: [Int], rungs: [Int]) -> Int {
    let standing = zip(open, rungs).filter { item.levers.contains($0.0) }
      .map { levers[$0.0].rungs[$0.1].assurance }
    return item.points[(standing.min() ?? .none).rawValue]
  }

  private func adding(
    _ points: Int, section: Int, raising levers: some Sequence<(Int, Int)>, to way: Way
  ) -> Way {
    var way = way
    way.points[section] = min(needs[section], way.points[section] + points)
    for (lever, rung) in levers {
      way.cost += self.levers[lever].rungs[rung].cost
      way.steps += self.levers[lever].rungs[rung].steps
      way.rungs[lever] = rung
    }
    return way
  }

  /// The ways, best first, without those that another one beats in effort and in all points.
  private static func unbeaten(_ ways: [Way]) -> [Way] {
    var kept: [Way] = []
    for way in ways.sorted(by: Way.precedes) {
      let isBeaten = kept.reversed().contains { other in
        zip(other.points, way.points).allSatisfy { $0 >= $1 }
      }
      if !isBeaten { kept.append(way) }
    }
    return kept
  }
}

import TestSupport
import Testing

@testable import Readiness

/// The search for the least effort, against trying everything.
@Suite struct ScoreSearchTests {
  private typealias Rung = ScoreSearch.Rung

  @Test(arguments: 0..<400)
  func `no way that there is beats the one found`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let search = Self.random(&numbers)
    let found = try search.best()
    let tried = Self.everyWay(in: search)
    guard let found else {
      #expect(tried.isEmpty)
      return
    }
    let least = try #require(tried.min { $0.isBetter(than: $1) })
    let own = Self.worth(of: Self.rungs(found, in: search), in: search)
    #expect(own.isEnough)
    #expect(own.cost == least.cost && own.steps == least.steps, "\(own) \(least)")
  }

  @Test(arguments: 0..<40)
  func `the same search finds the same way, in whatever order its items stand`(
    _ seed: UInt64
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    let search = Self.random(&numbers)
    let turned = ScoreSearch(
      levers: search.levers, items: search.items.shuffled(using: &numbers), needs: search.needs)
    #expect(try search.best() == turned.best())
  }

  @Test func `of two ways alike the one with fewer steps, then the earlier names are taken`() throws
  {
    func lever(_ cost: Int, _ steps: Int) -> ScoreSearch.Lever {
      .init(rungs: [
        Rung(assurance: .none, cost: 0, steps: 0),
        Rung(assurance: .documented, cost: cost, steps: steps),
      ])
    }
    func item(_ lever: Int) -> ScoreSearch.Item {
      .init(levers: [lever], points: [0, 0, 1, 1, 1], section: 0)
    }
    let steps = ScoreSearch(
      levers: [lever(4, 3), lever(4, 1), lever(4, 2)], items: [item(0), item(1), item(2)],
      needs: [1])
    #expect(try steps.best() == [nil, .documented, nil])
    let names = ScoreSearch(
      levers: [lever(4, 1), lever(4, 1), lever(4, 1)], items: [item(2), item(1), item(0)],
      needs: [2])
    #expect(try names.best() == [.documented, .documented, nil])
  }

  @Test func `a lever that counts in two sections is paid once`() throws {
    // One lever of 5 serves both sections; one of 3 for each would take 6.
    func lever(_ cost: Int) -> ScoreSearch.Lever {
      .init(rungs: [
        Rung(assurance: .none, cost: 0, steps: 0),
        Rung(assurance: .demonstrated, cost: cost, steps: 1),
      ])
    }
    func item(_ lever: Int, _ section: Int) -> ScoreSearch.Item {
      .init(levers: [lever], points: [0, 0, 0, 2, 2], section: section)
    }
    let search = ScoreSearch(
      levers: [lever(3), lever(3), lever(5)],
      items: [item(0, 0), item(1, 1), item(2, 0), item(2, 1)], needs: [2, 2])
    #expect(try search.best() == [nil, nil, .demonstrated])
  }

  @Test func `a large framework in which everything leans on one control is searched at once`()
    throws
  {
    // 80 items, each with a lever of its own beside the one that all of them have.
    let rungs = [Assurance.none, .documented, .demonstrated, .continuous].enumerated().map {
      Rung(assurance: $0.element, cost: $0.offset * 2, steps: min(1, $0.offset))
    }
    let search = ScoreSearch(
      levers: Array(repeating: .init(rungs: rungs), count: 81),
      items: (1...80).map {
        .init(levers: [0, $0], points: [0, 1, 2, 3, 4], section: 0)
      }, needs: [160])
    // 80 items at 2 points: 2 for each one's lever, and 2 for the one in common.
    let best = try #require(try search.best())
    #expect(Self.worth(of: Self.rungs(best, in: search), in: search).cost == 162)
  }

  @Test func `what is too entangled to be searched whole is refused`() {
    // Each of 40 items has its own choice of 20 levers out of 40, so that all stay open.
    var numbers = SeededNumbers(seed: 5)
    let rungs = [Assurance.none, .documented, .demonstrated, .continuous].enumerated().map {
      Rung(assurance: $0.element, cost: $0.offset, steps: min(1, $0.offset))
    }
    let search = ScoreSearch(
      levers: Array(repeating: .init(rungs: rungs), count: 40),
      items: (0..<40).map { _ in
        .init(
          levers: Array((0..<40).shuffled(using: &numbers).prefix(20)), points: [0, 1, 2, 3, 4],
          section: 0)
      }, needs: [100])
    #expect(throws: ScoreSearch.TooEntangled.self) { try search.best() }
  }

  // MARK: - Trying everything

  private struct Worth: CustomStringConvertible {
    let cost: Int
    let steps: Int
    let isEnough: Bool

    var description: String { "\(cost) in \(steps)" }

    func isBetter(than other: Worth) -> Bool { (cost, steps) < (other.cost, other.steps) }
  }

  /// A search of up to five levers, six items and three sections.
  private static func random(_ numbers: inout SeededNumbers) -> ScoreSearch {
    let sections = Int.random(in: 1...3, using: &numbers)
    let levers = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
      var rungs = [
        Rung(
          assurance: Assurance(rawValue: .random(in: 0...3, using: &numbers)) ?? .none, cost: 0,
          steps: 0)
      ]
      for assurance in [Assurance.documented, .demonstrated, .continuous]
      where assurance > rungs[0].assurance {
        rungs.append(
          Rung(
            assurance: assurance,
            cost: (rungs.last?.cost ?? 0) + .random(in: 0...4, using: &numbers),
            steps: max(rungs.last?.steps ?? 0, .random(in: 1...2, using: &numbers))))
      }
      return ScoreSearch.Lever(rungs: rungs)
    }
    let items = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
      let scale = (0..<4).map { _ in Int.random(in: 0...3, using: &numbers) }
      return ScoreSearch.Item(
        levers: Array(
          levers.indices.shuffled(using: &numbers).prefix(.random(in: 1...3, using: &numbers))),
        points: scale.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) },
        section: .random(in: 0..<sections, using: &numbers))
    }
    return ScoreSearch(
      levers: levers, items: items,
      needs: (0..<sections).map { _ in .random(in: -1...12, using: &numbers) })
  }

  private static func everyWay(in search: ScoreSearch) -> [Worth] {
    search.levers.reduce([[]]) { made, lever in
      made.flatMap { way in lever.rungs.map { way + [$0] } }
    }.map { worth(of: $0, in: search) }.filter(\.isEnough)
  }

  private static func worth(of rungs: [Rung], in search: ScoreSearch) -> Worth {
    var points = Array(repeating: 0, count: search.needs.count)
    for item in search.items {
      let least = item.levers.map { rungs[$0].assurance }.min() ?? .none
      points[item.section] += item.points[least.rawValue]
    }
    return Worth(
      cost: rungs.map(\.cost).reduce(0, +), steps: rungs.map(\.steps).reduce(0, +),
      isEnough: zip(points, search.needs).allSatisfy { $0 >= $1 })
  }

  private static func rungs(_ raised: [Assurance?], in search: ScoreSearch) -> [Rung] {
    zip(raised, search.levers).map { assurance, lever in
      assurance.flatMap { assurance in lever.rungs.first { $0.assurance >= assurance } }
        ?? lever.rungs[0]
    }
  }
}

package import Readiness
internal import Statistics

/// When a component may come to work at a level.
package struct Forecast: Sendable {
  package let traveller: Traveller
  package let level: Level
  /// Whether it is the level that its team wants, and not only one of an objective.
  package let isTarget: Bool
  package let answer: Answer

  package enum Answer: Sendable {
    /// It works there, or above, since then.
    case reached(since: Instant)
    /// Days from now that drawn ways take, in order; infinite where one leads beyond all history.
    case drawn(days: [Double], from: Instant)
    /// Too few stays have ended at a level on the way.
    case notEnough(Level, ended: Int)
    /// It works at its level for longer than any stay that ended there.
    case beyondHistory(Level)
    /// Its log ends in no stay.
    case unknown
  }

  package static let lower = 0.1
  package static let middle = 0.5
  package static let upper = 0.9

  /// The instant by which a share of the drawn ways is there; `nil` where that is not reached.
  package func instant(_ share: Double) -> Instant? {
    guard case .drawn(let days, let now) = answer, !days.isEmpty else { return nil }
    let rank = Int((share * Double(days.count)).rounded(.up))
    let value = days[min(max(rank, 1), days.count) - 1]
    return value.isFinite ? now.adding(days: value) : nil
  }

  /// The share of drawn ways that are there before an instant.
  package func share(before end: Instant) -> Double? {
    guard case .drawn(let days, let now) = answer, !days.isEmpty else { return nil }
    return Double(days.prefix { now.adding(days: $0) < end }.count) / Double(days.count)
  }
}

extension Instant {
  fileprivate func adding(days: Double) -> Instant {
    // No stay is longer than instants can be apart, and a way has few of them.
    Instant(milliseconds: milliseconds + Int64((min(days, 1e8) * 86_400_000).rounded()))
  }
}

/// Draws ways up the ladder from what all components did.
///
/// A way begins with the stay that a component is in, given how long it has lasted; each stay ends as
/// a stay in history did, by graduating or by going back, and the next begins there (a semi-Markov
/// process). Each way is drawn from history resampled anew, so that the interval holds both chance and
/// how little is known. Stays are taken for independent of each other and of the system.
struct Forecaster {
  private let history: [SpellHistory]
  private let estimates: [SpellHistory.Lengths]
  private let settings: MetaReview.Settings

  /// Ways that go round more often than this are taken to lead nowhere.
  private static let staysMost = 100

  init(from travellers: [Traveller], settings: MetaReview.Settings) {
    self.settings = settings
    var spells = [[(length: Double, outcome: Int?)]](repeating: [], count: Level.all.count)
    for stay in travellers.flatMap(\.course.stays) {
      let outcome: Level? =
        switch stay.end {
        case .graduated(let graduated): graduated.level.next
        case .switchedBack(let back): back.to
        case .waiting, .broken: nil
        }
      spells[stay.level.number].append((stay.days, outcome?.number))
    }
    history = spells.map(SpellHistory.init)
    estimates = history.map(\.estimate)
  }

  func forecasts(of travellers: [Traveller], wishes: Wishes, at now: Instant) -> [Forecast] {
    let byKey = wishes.levelsByKey
    var open: [Way] = []
    var done: [Forecast] = []
    for traveller in travellers {
      let levels = wishes.levels(of: traveller, among: byKey).sorted()
      let target = wishes.target(of: traveller)
      var wanted: [Level] = []
      for level in levels {
        if let answer = answer(for: traveller, level) {
          done.append(
            Forecast(
              traveller: traveller, level: level, isTarget: level == target, answer: answer))
        } else {
          wanted.append(level)
        }
      }
      if let stay = traveller.course.current, !wanted.isEmpty {
        open.append(Way(traveller: traveller, stay: stay, wanted: wanted))
      }
    }
    draw(&open)
    done += open.flatMap { way in
      zip(way.wanted, way.days).map { level, days in
        Forecast(
          traveller: way.traveller, level: level,
          isTarget: level == wishes.target(of: way.traveller),
          answer: .drawn(days: days.sorted(), from: now))
      }
    }
    return done.sorted {
      ($0.traveller.name, $0.traveller.log, $0.level)
        < ($1.traveller.name, $1.traveller.log, $1.level)
    }
  }

  /// What can be said without drawing; `nil` where ways are to be drawn.
  private func answer(for traveller: Traveller, _ level: Level) -> Forecast.Answer? {
    guard let stay = traveller.course.current else { return .unknown }
    if stay.level >= level {
      let run = traveller.course.stays.reversed().prefix { $0.level >= level }
      return .reached(since: run.last?.from ?? stay.from)
    }
    for below in Level.all where stay.level <= below && below < level {
      let ended = history[below.number].endedCount
      if ended < settings.staysLeast { return .notEnough(below, ended: ended) }
    }
    return estimates[stay.level.number].isOver(after: stay.days)
      ? .beyondHistory(stay.level) : nil
  }

  /// How many draws have numbers of their own, so that blocks can be drawn side by side.
  private static let blockSize = 50

  private func draw(_ ways: inout [Way]) {
    guard !ways.isEmpty else { return }
    let (fresh, count) = (ways, settings.draws)
    let blocks = Array(stride(from: 0, to: count, by: Self.blockSize))
    for drawn in blocks.sideBySide({ first in
      block(of: fresh, first..<min(first + Self.blockSize, count))
    }) {
      for index in ways.indices { ways[index].append(drawn[index]) }
    }
  }

  private func block(of ways: [Way], _ draws: Range<Int>) -> [Way] {
    var numbers = PCG64(seed: settings.seed, stream: UInt64(draws.lowerBound))
    var ways = ways.map { $0.begun(seed: settings.seed, block: draws.lowerBound) }
    for _ in draws {
      let replicate = history.map { spells in
        spells.endedCount < settings.staysLeast ? nil : spells.resampled(using: &numbers)
      }
      for index in ways.indices { ways[index].draw(from: replicate, staysMost: Self.staysMost) }
    }
    return ways
  }

  /// One component's drawn ways.
  private struct Way: Sendable {
    let traveller: Traveller
    let stay: Course.Stay
    let wanted: [Level]
    /// Of each wanted level, the days that each drawn way takes to it.
    private(set) var days: [[Double]]
    private var numbers: PCG64

    init(traveller: Traveller, stay: Course.Stay, wanted: [Level]) {
      self.traveller = traveller
      self.stay = stay
      self.wanted = wanted
      numbers = PCG64(seed: 0)
      days = wanted.map { _ in [] }
    }

    /// The same without a draw, with the numbers of a block.
    func begun(seed: UInt64, block: Int) -> Way {
      var way = Way(traveller: traveller, stay: stay, wanted: wanted)
      way.numbers = PCG64(seed: seed, stream: traveller.stream &+ UInt64(block))
      return way
    }

    mutating func append(_ other: Way) {
      for index in days.indices { days[index] += other.days[index] }
    }

    mutating func draw(from history: [SpellHistory.Lengths?], staysMost: Int) {
      var (level, waited, passed, next) = (stay.level, stay.days, 0.0, 0)
      for _ in 0..<staysMost where next < wanted.count {
        guard let lengths = history[level.number],
          let (length, outcome) = lengths.drawn(after: waited, using: &numbers)
        else { break }
        passed += length - waited
        (level, waited) = (Level.all[outcome], 0)
        while next < wanted.count, wanted[next] <= level {
          days[next].append(passed)
          next += 1
        }
      }
      for rest in next..<max(next, wanted.count) { days[rest].append(.infinity) }
    }
  }
}

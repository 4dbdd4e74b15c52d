package import Readiness

/// The ways that components take: where they go back, where they go round, and whole paths.
package struct Ways: Sendable {
  /// The most frequent first.
  package let switchbacks: [Switchback]
  package let loops: [Loop]
  package let paths: [Path]

  package struct Switchback: Hashable, Sendable {
    package let from: Level
    package let to: Level
    package let kind: Fact.ComponentSwitchedBack.Kind
    package let count: Int
    package let components: Int
  }

  /// Back from a level, and up to it again.
  package struct Loop: Hashable, Sendable {
    package let upper: Level
    package let lower: Level
    /// How often it was gone round.
    package let count: Int
    package let components: Int
    /// Switchbacks of the kind that have not come up again.
    package let open: Int
  }

  /// The levels that a component worked at, in order, to date.
  package struct Path: Hashable, Sendable {
    package let levels: [Level]
    package let count: Int
    /// One of those that took it, by name.
    package let example: String
  }

  init(of travellers: [Traveller]) {
    var backs: [BackKey: (count: Int, names: Set<String>)] = [:]
    var rounds: [LoopKey: (count: Int, open: Int, names: Set<String>)] = [:]
    var paths: [[Level]: (count: Int, example: String)] = [:]
    for traveller in travellers {
      let stays = traveller.course.stays
      for (index, stay) in stays.enumerated() {
        guard case .switchedBack(let back) = stay.end else { continue }
        let key = BackKey(from: stay.level, to: back.to, kind: back.kind)
        backs[key, default: (0, [])].count += 1
        backs[key]?.names.insert(traveller.name)
        let loop = LoopKey(upper: stay.level, lower: back.to)
        let isClosed = stays[(index + 1)...].contains { $0.level == stay.level }
        rounds[loop, default: (0, 0, [])].count += isClosed ? 1 : 0
        rounds[loop]?.open += isClosed ? 0 : 1
        if isClosed { rounds[loop]?.names.insert(traveller.name) }
      }
      let path = stays.map(\.level)
      if !path.isEmpty { paths[path, default: (0, traveller.name)].count += 1 }
    }
    switchbacks = backs.map { key, value in
      Switchback(
        from: key.from, to: key.to, kind: key.kind, count: value.count,
        components: value.names.count)
    }.sorted {
      (-$0.count, $0.from, $0.to, $0.kind.rawValue) < (-$1.count, $1.from, $1.to, $1.kind.rawValue)
    }
    loops = rounds.filter { $0.value.count > 0 }.map { key, value in
      Loop(
        upper: key.upper, lower: key.lower, count: value.count, components: value.names.count,
        open: value.open)
    }.sorted { (-$0.count, $0.lower, $0.upper) < (-$1.count, $1.lower, $1.upper) }
    self.paths = paths.map {
      Path(levels: $0.key, count: $0.value.count, example: $0.value.example)
    }
    .sorted { ($1.count, $0.words) < ($0.count, $1.words) }
  }

  private struct BackKey: Hashable {
    let from: Level
    let to: Level
    let kind: Fact.ComponentSwitchedBack.Kind
  }

  private struct LoopKey: Hashable {
    let upper: Level
    let lower: Level
  }
}

extension Ways.Path {
  /// Steps up run together, and a step back is shown: `3–6, 4–7`.
  package var words: String {
    var runs: [(Level, Level)] = []
    for level in levels {
      if let last = runs.last, last.1.next == level {
        runs[runs.count - 1].1 = level
      } else {
        runs.append((level, level))
      }
    }
    return runs.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)–\($0.1)" }.joined(separator: ", back to ")
  }
}

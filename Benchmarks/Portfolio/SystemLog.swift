import EventLog
import Foundation
import Readiness

/// One system of a made-up organisation: two components on their way up, with reviews, tasks,
/// switchbacks, and evidence between them.
struct SystemLog {
  private let number: Int
  private let id: System.ID
  private var numbers: Numbers
  private static let start = Instant(milliseconds: 1_640_995_200_000)
  private static let end = Instant(milliseconds: 1_790_000_000_000)

  init(_ number: Int) {
    self.number = number
    id = .init("system-\(number)")
    numbers = Numbers(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1)
  }

  /// Writes the log and a definition file with targets.
  ///
  /// - Parameter folder: Where the system's folder is made.
  /// - Returns: How many events the log has.
  /// - Throws: What the disk or the log says.
  func write(below folder: URL) throws -> Int {
    let own = folder.appending(path: "team-\(number % 40)/system-\(number)")
    try FileManager.default.createDirectory(
      at: own.appending(path: ".airworthy"), withIntermediateDirectories: true)
    try Data(manifest.utf8).write(to: own.appending(path: "airworthy.yaml"))
    var copy = self
    let entries = copy.entries().sorted { $0.at < $1.at }
    let store = try SQLiteEventStore(
      path: own.appending(path: ".airworthy/log.db").path, access: .write)
    return try store.append(entries, expecting: nil)
  }

  private var manifest: String {
    let components = ["data", "model"].map { name in
      """
        \(name):
          kind: \(name == "data" ? "dataset" : "model")
          versions: {code: 1.0.0, \(name): 1.0.0}
          entry: {level: 0, on: 2022-01-01, reason: new}

      """
    }
    return """
      apiVersion: airworthy/v1
      kind: system
      system:
        id: \(id)
        name: System \(number)
        purpose: To be timed.
        version: 1.0.0
        serving: [batch]
        target: 9
      components:
      \(components.joined())
      """
  }

  private mutating func entries() -> [Entry] {
    ["data", "model"].flatMap { way(of: .init($0)) } + evidence(of: 60)
  }

  private mutating func way(of component: Component.ID) -> [Entry] {
    var clock = Self.start.adding(days: numbers.below(900))
    let floor = Level(numbers.below(4)) ?? .first
    var level = floor
    var entries = [
      entry(
        .componentEntered(
          .init(component: component, entry: .init(level: level, on: clock, reason: "new"))), clock)
    ]
    var reviews = 0
    while level < .last {
      clock = clock.adding(days: 10 + numbers.below(60 + 25 * level.number))
      if clock > Self.end { break }
      reviews += 1
      let review = Review.ID("\(component)-\(level)-\(reviews)")
      let roll = numbers.below(10)
      let outcome: Review.Outcome = roll < 6 ? .graduate : roll < 9 ? .tasks : .switchback
      entries += held(review, on: component, at: level, outcome: outcome, on: clock)
      let decided = clock.adding(days: 2)
      if outcome == .graduate, let next = level.next {
        entries.append(
          entry(
            .levelGraduated(
              .init(component: component, level: level, reason: "met", review: review)), decided))
        level = next
      } else if outcome == .switchback, level > floor,
        let back = Level(max(floor.number, level.number - 1 - numbers.below(2)))
      {
        entries.append(
          entry(
            .componentSwitchedBack(
              .init(component: component, kind: .review, to: back, reason: "gap", review: review)),
            decided))
        level = back
      }
    }
    return entries
  }

  private mutating func held(
    _ review: Review.ID, on component: Component.ID, at level: Level, outcome: Review.Outcome,
    on clock: Instant
  ) -> [Entry] {
    let packet = Packet(
      system: id, component: component, level: level,
      versions: Versions(code: "1.0.0", model: "1.0.0"), position: 1, at: clock,
      packs: hex, card: hex, text: hex, requirements: hex, gate: "met",
      criteria: (1...11).map { number in
        Packet.Line(
          criterion: .init("L\(level).\(number)"), state: "met",
          controls: (0..<2).map { index in
            Packet.Basis(
              control: .init("data.control-\(number)-\(index)"), subject: .component(component),
              standing: "holds", assurance: .demonstrated, events: [number, number + 40])
          })
      })
    let votes = ["mara", "kofi", "lin"].map { person in
      Review.Vote(
        review: review, packet: hex, by: .init(person), roles: ["research"], vote: .approve,
        reason: "it is shown", on: clock.adding(days: 1))
    }
    let tasks =
      outcome == .tasks
      ? [
        Review.Task(
          text: "Test the join of the weather on a month that was never seen", owner: "mara",
          due: clock.adding(days: 30), measure: .number("0 rows without weather"))
      ] : []
    let decision = Review.Decision(
      review: review, packet: hex, by: "lin", outcome: outcome, reason: "as the panel says",
      tasks: tasks, on: clock.adding(days: 2))
    var entries = [entry(.reviewOpened(.init(review: review, packet: packet, digest: hex)), clock)]
    entries += votes.map {
      entry(
        .reviewSigned(.init(content: $0, key: "k1", signature: hex)), clock.adding(days: 1))
    }
    entries.append(
      entry(
        .reviewDecided(.init(content: decision, key: "k1", signature: hex)), clock.adding(days: 2)))
    if numbers.below(10) < 8 {
      entries.append(
        entry(
          .reviewDebriefed(
            .init(
              review: review, by: "mara", achieved: "the gate", postponed: "nothing",
              learned: "to look earlier", debt: "none")), clock.adding(days: 9)))
    }
    if outcome == .tasks, numbers.below(10) < 7 {
      entries.append(
        entry(
          .taskClosed(.init(review: review, task: 1, by: "mara", text: "done", reached: "0")),
          clock.adding(days: 20)))
    }
    return entries
  }

  private mutating func evidence(of count: Int) -> [Entry] {
    (0..<count).map { index in
      entry(
        .evidenceRecorded(
          Evidence(
            finding: Finding(
              control: .init("data.control-\(index)"), subject: .component("data"), status: .pass,
              summary: "the table keeps all rules of content over 48000 rows"),
            check: "quality", configuration: "", versions: Versions(code: "1.0.0"),
            tool: "0.1.0")), Self.start.adding(days: numbers.below(1_500)))
    }
  }

  private let hex = String(repeating: "5f1c9a02", count: 8)

  private func entry(_ fact: Fact, _ at: Instant) -> Entry {
    Entry(at: at, by: Actor(.person, "mara"), system: id, fact: fact)
  }

  private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }
}

import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

/// Reading levels and reviews from a log without reading all of it.
@Suite struct LevelEventTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A log with evidence, levels and reviews of two systems, with texts that look like keys.
  private func store() throws -> SQLiteEventStore {
    let log = try SQLiteEventStore(path: folder.path + "/log.db", access: .write)
    try log.append(RandomHistory.events(80, seed: 5).map(Entry.init), expecting: 0)
    let packet = Packet(
      system: "random", component: "m", level: .first, versions: Versions(code: "1.0.0"),
      position: 3, at: "2026-01-01", packs: "p", card: "c", text: "t", requirements: "r",
      gate: "met",
      criteria: [.init(criterion: "L0.1", state: "met", controls: [])])
    let facts: [Fact] = [
      .componentEntered(
        .init(component: "m", entry: .init(level: .first, on: "2026-01-01", reason: "new"))),
      .reviewOpened(
        .init(review: "m-0-1", packet: packet, digest: "d", progress: "\",\"kind\":\"card-issued\"")
      ),
      .questionAsked(.init(review: "m-0-1", by: "mara", text: "why?")),
      .reviewWithdrawn(.init(review: "m-0-1", reason: "\\\",\\\"kind\\\":\\\"evidence-recorded")),
      .levelGraduated(.init(component: "m", level: .first, reason: ",\"kind\":\"versions-seen\"")),
    ]
    for (index, fact) in facts.enumerated() {
      for system in ["random", "other \",\"kind\":\"x"] as [System.ID] {
        try log.append(
          [
            Entry(
              at: Instant(milliseconds: 1_780_000_000_000 + Int64(index)),
              by: Actor(.person, "mara"), system: system, fact: fact)
          ], expecting: nil)
      }
    }
    return log
  }

  private func isOfLevels(_ event: Event) -> Bool {
    switch event.fact {
    case .componentEntered, .levelGraduated, .componentSwitchedBack, .reviewOpened, .reviewSigned,
      .reviewDecided, .taskClosed, .reviewDebriefed, .reviewWithdrawn:
      true
    default: false
    }
  }

  /// The event as a line, without what is left out of packets.
  private func line(_ event: Event) -> String {
    if case .reviewOpened(let opened) = event.fact {
      let packet = opened.packet
      return "\(event.position) \(event.system) \(event.at.text) opened \(opened.review) "
        + "\(packet.component) \(packet.level) \(packet.gate) \(packet.position) \(packet.at.text)"
    }
    return "\(event.position) \(event.system) \(event.at.text) \(event.fact)"
  }

  @Test func `what is read are the events of levels and reviews, and no other`() throws {
    let log = try store()
    let all = try log.events(of: nil, until: nil, keeping: .all)
    let expected = all.filter(isOfLevels).map(line)
    #expect(expected.count == 8)
    let found = try log.levelEvents()
    #expect(found.events.map(line) == expected)
    #expect(found.count == all.count && !found.isVerified)
    #expect(try log.verifiedLevelEvents().isVerified)
  }

  @Test func `an export gives the same, and its origin is that of the log`() throws {
    let log = try store()
    var lines: [String] = []
    try log.export { lines.append($0) }
    let found = try log.levelEvents()
    let text = lines.map { $0[...] }
    let exported = try SQLiteEventStore.levelEvents(of: text)
    #expect(exported.events == found.events)
    #expect(exported.origin == found.origin && exported.count == found.count)
    #expect(try SQLiteEventStore.verifiedLevelEvents(of: text).events == found.events)
  }

  @Test func `a line that is cut, moved or no export is told by its number`() throws {
    let log = try store()
    var lines: [String] = []
    try log.export { lines.append($0) }
    let damaged: [[String]] = [
      lines.dropLast() + [String(lines[lines.count - 1].dropLast(9))],
      Array(lines.dropFirst()), Array(lines.reversed()), ["{}"], ["\u{0}"],
      ["{\"event\":1,\"hash\":\"\(String(repeating: "0", count: 64))\",\"position\":1}"],
    ]
    for lines in damaged {
      #expect(throws: StoreFailure.self) {
        try SQLiteEventStore.levelEvents(of: lines.map { $0[...] })
      }
    }
  }

  @Test func `any damage to a byte is refused, or changes no event that is read when verified`()
    throws
  {
    let log = try store()
    var lines: [String] = []
    try log.export { lines.append($0) }
    let sound = try log.levelEvents().events
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<150 {
      var bytes = Array(lines.joined(separator: "\n").utf8)
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[place] = UInt8.random(in: 0x20...0x7E, using: &numbers)
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      // It never traps, verified or not.
      _ = try? SQLiteEventStore.levelEvents(of: parts)
      if let found = try? SQLiteEventStore.verifiedLevelEvents(of: parts) {
        #expect(found.events == sound)
      }
    }
  }
}

import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

/// Moving events between logs, and logs that older versions wrote.
@Suite struct TransferTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store(_ name: String) throws -> SQLiteEventStore {
    try SQLiteEventStore(path: folder.path + "/" + name, access: .write)
  }

  private func exported(_ store: SQLiteEventStore) throws -> [String] {
    var lines: [String] = []
    try store.export { lines.append($0) }
    return lines
  }

  private func importing(
    _ lines: [String], into store: SQLiteEventStore
  ) throws
    -> [Int]
  {
    let text = lines.joined(separator: "\n")
    let done = try store.importing(text.split(separator: "\n", omittingEmptySubsequences: false))
    return [done.read, done.added]
  }

  @Test func `an export makes the same log again, to the hash`() throws {
    let first = try store("a.db")
    try first.append(RandomHistory.events(50, seed: 3).map(Entry.init), expecting: 0)
    let lines = try exported(first)
    let second = try store("b.db")
    #expect(try importing(lines, into: second) == [50, 50])
    #expect(try second.headHash == first.headHash && exported(second) == lines)
    #expect(try importing(lines, into: second) == [50, 0])
  }

  @Test func `what continues the log is added, and another history is refused`() throws {
    let (one, two, three) = (try store("a.db"), try store("b.db"), try store("c.db"))
    let events = RandomHistory.events(9, seed: 3).map(Entry.init)
    try one.append(Array(events.prefix(5)), expecting: 0)
    try two.append(events, expecting: 0)
    #expect(try importing(exported(two), into: one) == [9, 4])
    #expect(try one.headHash == two.headHash)
    try three.append(RandomHistory.events(5, seed: 4).map(Entry.init), expecting: 0)
    let error = #expect(throws: StoreFailure.self) {
      try importing(exported(two), into: three)
    }
    guard case .refused(let text)? = error else { return }
    #expect(text.contains("different histories"))
    #expect(try three.head == 5)
  }

  @Test(arguments: ["drop", "swap", "edit", "twice", "cut", "rehash", "keys"])
  func `an export that was touched is refused whole`(_ how: String) throws {
    let first = try store("a.db")
    try first.append(RandomHistory.events(6, seed: 3).map(Entry.init), expecting: 0)
    var lines = try exported(first)
    switch how {
    case "drop": lines.remove(at: 2)
    case "swap": lines.swapAt(2, 3)
    case "edit": lines[2].replace("random", with: "rondam")
    case "twice": lines.insert(lines[2], at: 2)
    case "cut": lines[2].removeLast(9)
    case "rehash": lines[2].replace("\"position\":3", with: "\"position\":4")
    default: lines[2].replace("{\"event\":{", with: "{\"event\":{\"at\":0,")
    }
    let second = try store("b.db")
    let error = #expect(throws: StoreFailure.self) { try importing(lines, into: second) }
    guard case .damaged(let line, _)? = error else {
      Issue.record("\(how): \(String(describing: error))")
      return
    }
    #expect(line == (how == "twice" ? 4 : 3))
    #expect(try second.head == 0)
  }

  @Test func `the log of format 1 reads, verifies and is written the same today`() throws {
    let path = Checkout.path("Tests/EventLogTests/Fixtures/format-1.jsonl")
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    let lines = kept.split(separator: "\n").map(String.init)
    let store = try store("a.db")
    #expect(try importing(lines, into: store) == [lines.count, lines.count])
    #expect(try exported(store) == lines)
    let events = try store.events(of: nil, until: nil, keeping: .all)
    #expect(Set(events.map { Self.name(of: $0.fact) }).count == 15)
    let ledger = Ledger(folding: events)
    #expect(ledger.levels["m"]?.entry?.level == Level(3))
  }

  private static func name(of fact: Fact) -> String {
    String(describing: fact).prefix { $0 != "(" }.description
  }
}

import EventLog
import Readiness
import TestSupport
import Testing

/// What every event store promises, asked of each.
@Suite struct StoreContractTests {
  enum Kind: CaseIterable {
    case memory, sqlite
  }

  /// A store, with what has to live as long.
  private struct Opened {
    let store: any EventStore
    let folder: TemporaryFolder
  }

  private func open(_ kind: Kind) throws -> Opened {
    let folder = try TemporaryFolder()
    switch kind {
    case .memory: return Opened(store: MemoryEventStore(), folder: folder)
    case .sqlite:
      let store = try SQLiteEventStore(path: folder.path + "/log.db", access: .write)
      return Opened(store: store, folder: folder)
    }
  }

  private let history = RandomHistory.events(400, seed: 1)

  @Test(arguments: Kind.allCases)
  func `what was appended comes back in order, numbered from one`(_ kind: Kind) throws {
    let opened = try open(kind)
    #expect(try opened.store.head == 0 && opened.store.newest == nil)
    let head = try opened.store.append(history.map(Entry.init), expecting: 0)
    #expect(try opened.store.events(of: nil, until: nil, keeping: .all) == history)
    #expect(try head == 400 && opened.store.head == 400)
    #expect(try opened.store.newest == history.last?.at)
  }

  @Test(arguments: Kind.allCases)
  func `an event is found by its position, and what was before it`(_ kind: Kind) throws {
    let store = try open(kind)
    try store.store.append(history.map(Entry.init), expecting: 0)
    #expect(try store.store.event(at: 7) == history[6])
    #expect(try store.store.event(at: 401) == nil && store.store.event(at: 0) == nil)
    let before = try store.store.events(of: nil, until: nil, before: 7, keeping: .all)
    #expect(before == Array(history.prefix(6)))
    let newest = try store.store.events(
      of: RandomHistory.system.id, until: nil, before: 7, keeping: .newest)
    #expect(newest == before)
  }

  @Test(arguments: Kind.allCases)
  func `appending the same again adds nothing`(_ kind: Kind) throws {
    let opened = try open(kind)
    try opened.store.append(history.prefix(9).map(Entry.init), expecting: nil)
    #expect(try opened.store.append(history.prefix(10).map(Entry.init), expecting: nil) == 10)
    let twice = [Entry(history[10]), Entry(history[10])]
    #expect(try opened.store.append(twice, expecting: nil) == 11)
    #expect(
      try opened.store.events(of: nil, until: nil, keeping: .all) == Array(history.prefix(11)))
  }

  @Test(arguments: Kind.allCases)
  func `a writer that is behind is refused, with nothing kept`(_ kind: Kind) throws {
    let opened = try open(kind)
    try opened.store.append([Entry(history[0])], expecting: 0)
    #expect {
      try opened.store.append([Entry(history[1])], expecting: 0)
    } throws: { error in
      guard case StoreFailure.refused(let text) = error else { return false }
      return text.contains("from position 0 to 1")
    }
    #expect(try opened.store.head == 1)
  }

  @Test(arguments: Kind.allCases)
  func `a past instant shows what was recorded until then`(_ kind: Kind) throws {
    let opened = try open(kind)
    try opened.store.append(history.map(Entry.init), expecting: nil)
    let middle = history[200].at
    let until = try opened.store.events(of: "random", until: middle, keeping: .all)
    #expect(until == history.filter { $0.at <= middle } && until.contains(history[200]))
  }

  @Test(arguments: Kind.allCases)
  func `systems do not see each other's events`(_ kind: Kind) throws {
    let opened = try open(kind)
    let other = Entry(
      at: history[0].at, by: history[0].by, system: "other", fact: history[0].fact)
    try opened.store.append([Entry(history[0]), other], expecting: nil)
    for keeping in [Keeping.all, .newest] {
      let seen = try opened.store.events(of: "other", until: nil, keeping: keeping)
      #expect(seen.map(\.system) == ["other"] && seen.map(\.position) == [2])
    }
    #expect(try opened.store.events(of: "none", until: nil, keeping: .newest).isEmpty)
  }

  @Test(arguments: [2, 3, 5, 8])
  func `both stores leave out the same, which judging does not need`(_ seed: UInt64) throws {
    let events = RandomHistory.events(700, seed: seed)
    let (memory, sqlite) = (try open(.memory).store, try open(.sqlite))
    for store in [memory, sqlite.store] {
      try store.append(events.map(Entry.init), expecting: nil)
    }
    for until in [nil, events[90].at, events[350].at] {
      let kept = try memory.events(of: "random", until: until, keeping: .newest)
      #expect(try sqlite.store.events(of: "random", until: until, keeping: .newest) == kept)
      let all = try memory.events(of: "random", until: until, keeping: .all)
      #expect(kept.count < all.count)
    }
  }
}

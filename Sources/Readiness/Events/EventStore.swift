/// Keeps events, in order, for ever.
///
/// `MemoryEventStore` is the reference; one suite of contract tests runs against every conformer.
package protocol EventStore: AnyObject {
  /// Appends facts in one go: after it returns all of them are kept, after it throws
  /// ``StoreFailure/refused(_:)`` none is.
  ///
  /// A fact that the same actor recorded at the same instant for the same system is the same
  /// event: appending it again keeps the first and is no error, so a writer that does not know
  /// whether its write was kept can repeat it.
  ///
  /// - Parameters:
  ///   - entries: What to keep, in order.
  ///   - head: The position that the writer believes to be the newest; another one refuses.
  ///     `nil` appends wherever the log stands.
  /// - Returns: The position of the newest event.
  /// - Throws: ``StoreFailure``.
  @discardableResult
  func append(_ entries: [Entry], expecting head: Int?) throws(StoreFailure) -> Int

  /// A system's events, oldest first, recorded at or before an instant.
  ///
  /// - Parameters:
  ///   - system: The system; `nil` for every one in the log.
  ///   - instant: The latest time of recording; `nil` for no bound.
  ///   - position: The first position that no longer counts; `nil` for no bound.
  ///   - keeping: `.all`, or `.newest` to leave out what judging does not need.
  /// - Returns: The events by position.
  /// - Throws: ``StoreFailure``.
  func events(
    of system: System.ID?, until instant: Instant?, before position: Int?, keeping: Keeping
  ) throws(StoreFailure) -> [Event]

  /// The event at a position; `nil` where there is none.
  func event(at position: Int) throws(StoreFailure) -> Event?

  /// The position of the newest event; 0 in an empty log.
  var head: Int { get throws(StoreFailure) }

  /// When the newest event was recorded; `nil` in an empty log.
  var newest: Instant? { get throws(StoreFailure) }
}

extension EventStore {
  /// A system's events, oldest first, wherever the log stands.
  package func events(
    of system: System.ID?, until instant: Instant?, keeping: Keeping
  ) throws(StoreFailure) -> [Event] {
    try events(of: system, until: instant, before: nil, keeping: keeping)
  }
}

/// An event that has no position yet.
package struct Entry: Hashable, Sendable {
  package let at: Instant
  package let by: Actor
  package let system: System.ID
  package let fact: Fact

  package init(at: Instant, by actor: Actor, system: System.ID, fact: Fact) {
    self.at = at
    by = actor
    self.system = system
    self.fact = fact
  }

  package init(_ event: Event) {
    self.init(at: event.at, by: event.by, system: event.system, fact: event.fact)
  }
}

package enum Keeping: Sendable {
  case all
  /// The three newest of each topic, all that have none, and all of ``Fact/wholeTopics``.
  case newest

  /// How many events of one topic judging can need.
  package static let perTopic = 3
}

/// The store said no, or could not say.
package enum StoreFailure: Error, Sendable {
  /// Nothing was written; the text says why and what to do.
  case refused(String)
  /// It may or may not have been written; repeating the same append is safe.
  case unknown(String)
  /// What is stored cannot be read as what it should be.
  case damaged(position: Int, String)
}

/// The reference store, which forgets with the process.
package final class MemoryEventStore: EventStore {
  private var events: [Event] = []
  private var kept: Set<Entry> = []

  package init() {}

  package var head: Int { events.count }
  package var newest: Instant? { events.last?.at }

  @discardableResult
  package func append(_ entries: [Entry], expecting head: Int?) throws(StoreFailure) -> Int {
    if let head, head != events.count {
      throw .refused("the log has moved on from position \(head) to \(events.count)")
    }
    for entry in entries where kept.insert(entry).inserted {
      events.append(
        Event(
          position: events.count + 1, at: entry.at, by: entry.by, system: entry.system,
          fact: entry.fact))
    }
    return events.count
  }

  package func event(at position: Int) -> Event? {
    events.indices.contains(position - 1) ? events[position - 1] : nil
  }

  package func events(
    of system: System.ID?, until instant: Instant?, before position: Int?, keeping: Keeping
  ) -> [Event] {
    let asked = events.prefix(position.map { max(0, $0 - 1) } ?? events.count).filter { event in
      (system == nil || event.system == system) && instant.map { event.at <= $0 } ?? true
    }
    guard keeping == .newest else { return asked }
    var seen: [String: Int] = [:]
    return asked.reversed().filter { event in
      guard let topic = event.fact.topic(by: event.by), !topic.hasPrefix(Fact.wholeTopics) else {
        return true
      }
      seen["\(event.system) \(topic)", default: 0] += 1
      return seen["\(event.system) \(topic)", default: 0] <= Keeping.perTopic
    }.reversed()
  }
}

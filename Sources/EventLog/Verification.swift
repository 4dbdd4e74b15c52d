internal import Digests
internal import GRDB
package import Readiness

extension SQLiteEventStore {
  /// The first thing that is wrong with a log.
  package struct Fault: Hashable, Sendable {
    /// The event; `nil` where the events are in order, and what is around them is not.
    package let position: Int?
    package let reason: String
  }

  /// What a verification found.
  package struct Verification: Hashable, Sendable {
    /// Events that were looked at and are in order.
    package let sound: Int
    /// The hash after the last of them, in hexadecimal.
    package let hash: String
    package let fault: Fault?
  }

  /// Checks every event and every link of the chain, from the first on; then what guards them, and
  /// the index by which they are found.
  ///
  /// A chain proves that nothing in the middle was changed, not that nothing was cut off its end:
  /// for that, compare the hash with one that was kept elsewhere.
  ///
  /// - Parameter head: The hash of a state that was kept; it must occur in the chain.
  /// - Returns: How far the log is in order.
  /// - Throws: ``Readiness/StoreFailure``.
  package func verify(knownHead head: String? = nil) throws(StoreFailure) -> Verification {
    var previous = EventBytes.start
    var position = 0
    var fault: Fault?
    let known = head.map { Digest(hex: $0)?.bytes ?? [] }
    var hasHead = known == nil || known == previous
    try scan { row in
      if let reason = row.fault(after: previous, at: position + 1) {
        fault = Fault(position: min(row.position, position + 1), reason: reason)
        return false
      }
      previous = row.hash
      position += 1
      if known == previous { hasHead = true }
      return true
    }
    if fault == nil, !hasHead {
      fault = Fault(
        position: nil,
        reason: "the known head is not in the chain: events are missing, or "
          + "this is another log")
    }
    if fault == nil {
      fault = try read { try LogSchema.fault(in: $0) }.map { Fault(position: nil, reason: $0) }
    }
    return Verification(sound: position, hash: previous.hex, fault: fault)
  }
}

extension SQLiteEventStore {
  /// What is wrong with the newest events, or with the number of all: what a writer looks at, which
  /// cannot wait for all of a long log.
  func tailFault() throws(StoreFailure) -> Fault? {
    let head = try head
    let first = max(1, head - 999)
    var previous: [UInt8]?
    var expected = first
    var fault: Fault?
    try scan(from: first) { row in
      if let reason = row.fault(after: previous ?? row.previous, at: expected) {
        fault = Fault(position: expected, reason: reason)
        return false
      }
      previous = row.hash
      expected += 1
      return true
    }
    let count = try read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM event") }
    if fault == nil, count != head {
      fault = Fault(position: nil, reason: "\(head - (count ?? 0)) events are missing")
    }
    return fault
  }
}

extension StoredRow {
  /// What is wrong with this row, if it should be the one at a position, after another.
  fileprivate func fault(after previous: [UInt8], at expected: Int) -> String? {
    if position != expected { return "the event at position \(expected) is missing" }
    let record = EventBytes(bytes: bytes)
    if record.leaf == leaf {
      if self.previous != previous { return "it is not chained to the event before" }
      if record.chained(to: previous) != hash { return "its link in the chain is not right" }
    }
    do throws(StoreFailure) {
      _ = try event()
      return nil
    } catch {
      guard case .damaged(_, let reason) = error else { return "it cannot be read" }
      return reason
    }
  }
}

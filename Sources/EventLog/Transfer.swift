internal import Digests
internal import Foundation
package import Readiness

extension SQLiteEventStore {
  /// Writes every event as a line of JSON: its position, the chain's hash after it, and itself.
  ///
  /// - Parameter line: Gets each line, without line end.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` at the first event that breaks the chain, after
  ///   the lines before it.
  package func export(_ line: (String) throws -> Void) throws(StoreFailure) {
    var previous = EventBytes.start
    try scan { row in
      guard EventBytes(bytes: row.bytes).chained(to: previous) == row.hash else {
        throw StoreFailure.damaged(
          position: row.position, "it does not follow from the events before it")
      }
      previous = row.hash
      let event = String(decoding: row.bytes, as: UTF8.self)
      try line("{\"event\":\(event),\"hash\":\"\(row.hash.hex)\",\"position\":\(row.position)}")
      return true
    }
  }

  /// What an import did.
  package struct Import: Hashable, Sendable {
    package let read: Int
    /// Of these, events that the log did not have yet.
    package let added: Int
  }

  /// Appends the events of an export that this log does not have yet; all of them or none.
  ///
  /// Every link of the exported chain is checked first. The log must be the beginning of the export,
  /// or the export that of the log: what came later decides, so events of two histories cannot be
  /// put one behind the other.
  ///
  /// - Parameter lines: The lines of an export.
  /// - Returns: How many events were read and added.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` names the line by its number.
  package func importing(_ lines: some Sequence<Substring>) throws(StoreFailure) -> Import {
    let entries = try Self.entries(of: lines)
    let before = try head
    let own = try events(of: nil, until: nil, keeping: .all).map(Entry.init)
    guard zip(own, entries).allSatisfy({ $0 == $1 }) else {
      throw .refused(
        "this log and the export have different histories, of which neither continues the other; "
          + "import into a folder without a log")
    }
    let after = try append(entries, expecting: before)
    return Import(read: entries.count, added: after - before)
  }

  /// The events of an export, each link of whose chain is checked.
  ///
  /// - Parameter lines: The lines of an export.
  /// - Returns: The events, ready to be appended.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` names the line by its number.
  package static func entries(
    of lines: some Sequence<Substring>
  ) throws(StoreFailure) -> [Entry] {
    try chain(of: lines).entries
  }

  /// The events of an export, each link of whose chain is checked, and where the chain ends.
  ///
  /// - Parameter lines: The lines of an export.
  /// - Returns: The events, and the hash after the newest one in hexadecimal.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` names the line by its number.
  package static func chain(
    of lines: some Sequence<Substring>
  ) throws(StoreFailure) -> (entries: [Entry], head: String) {
    var entries: [Entry] = []
    var previous = EventBytes.start
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let number = index + 1
      let exported: Exported
      do {
        exported = try JSONDecoder().decode(Exported.self, from: Data(line.utf8))
      } catch {
        throw .damaged(position: number, "the line is no exported event: \(words(error))")
      }
      let envelope = exported.event
      let entry = Entry(
        at: envelope.at, by: envelope.by, system: envelope.system, fact: envelope.fact)
      let record = try EventBytes(entry)
      let isVerbatim = line.utf8.starts(with: Array("{\"event\":".utf8) + record.bytes)
      guard isVerbatim else {
        throw .damaged(
          position: number, "the event is not written as an export writes it, or has keys twice")
      }
      previous = record.chained(to: previous)
      guard previous.hex == exported.hash, exported.position == entries.count + 1 else {
        throw .damaged(position: number, "the event does not follow from the ones before it")
      }
      entries.append(entry)
    }
    return (entries, previous.hex)
  }

  private struct Exported: Decodable {
    let event: Envelope
    let hash: String
    let position: Int
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context):
      context.codingPath.isEmpty ? "it is no whole JSON" : context.debugDescription
    case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    default: "it has another form"
    }
  }
}

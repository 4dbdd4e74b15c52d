internal import Digests
internal import Foundation
internal import GRDB
package import Readiness

/// The events of one log that tell of levels and reviews, and what was looked at to get them.
package struct LevelEvents: Sendable {
  /// In the order of the log, of all its systems.
  package let events: [Event]
  /// The hash of the chain after its first event: the same in every copy of a log.
  package let origin: String
  /// How many events the log has.
  package let count: Int
  /// Whether every link of the chain was checked, and not only what each event that was read says.
  package let isVerified: Bool

  /// The kinds that are read.
  static let kinds: Set<String> = Set(
    [
      FactKind.componentEntered, .levelGraduated, .componentSwitchedBack, .reviewOpened,
      .reviewSigned, .reviewDecided, .taskClosed, .reviewDebriefed, .reviewWithdrawn,
      .retrainApproved,
    ].map(\.rawValue))
}

extension SQLiteEventStore {
  /// Reads the events of levels and reviews, and leaves the rest of the log where it lies.
  ///
  /// They have no topic, so an index finds them. What a review's packet lists criterion by criterion
  /// is left out.
  ///
  /// - Returns: The events; the chain is not checked.
  /// - Throws: ``Readiness/StoreFailure``.
  package func levelEvents() throws(StoreFailure) -> LevelEvents {
    let (rows, origin, count) = try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH RECURSIVE systems (system) AS (
            SELECT (SELECT system FROM event ORDER BY system LIMIT 1)
            UNION ALL
            SELECT (SELECT system FROM event WHERE system > systems.system
                    ORDER BY system LIMIT 1)
            FROM systems WHERE systems.system IS NOT NULL
          )
          SELECT event.position, event.bytes, event.leaf
          FROM systems JOIN event INDEXED BY eventByTopic
            ON event.system = systems.system AND event.topic IS NULL
          ORDER BY event.position
          """)
      let origin = try Data.fetchOne(db, sql: "SELECT hash FROM event WHERE position = 1")
      return (
        rows.map { row -> (Int, [UInt8], [UInt8]) in
          let (bytes, leaf): (Data?, Data?) = (row["bytes"], row["leaf"])
          return (row["position"] ?? 0, bytes.map(Array.init) ?? [], leaf.map(Array.init) ?? [])
        }, origin.map(Array.init) ?? [],
        try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(position), 0) FROM event") ?? 0
      )
    }
    var wanted: [(position: Int, bytes: [UInt8])] = []
    for (position, bytes, leaf) in rows where KindedBytes.isWanted(bytes) {
      guard EventBytes(bytes: bytes).leaf == leaf else {
        throw .damaged(position: position, "its content is not what its hash was made of")
      }
      wanted.append((position, bytes))
    }
    return LevelEvents(
      events: try KindedBytes.events(wanted), origin: origin.hex, count: count, isVerified: false)
  }

  /// Reads the events of levels and reviews from an export, without checking its chain.
  ///
  /// - Parameter lines: The lines of an export.
  /// - Returns: The events.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` names the line by its number.
  package static func levelEvents(
    of lines: some Sequence<Substring>
  ) throws(StoreFailure) -> LevelEvents {
    var events: [Event] = []
    var origin = ""
    var count = 0
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let bytes = Array(line.utf8)
      guard let exported = ExportedBytes(bytes), exported.position == count + 1 else {
        throw .damaged(position: index + 1, "the line is no exported event, or not the next one")
      }
      count += 1
      if count == 1 { origin = exported.hash }
      if KindedBytes.isWanted(exported.event) {
        do throws(StoreFailure) {
          events.append(try KindedBytes.event(exported.event, at: count))
        } catch {
          guard case .damaged(_, let reason) = error else { throw error }
          throw .damaged(position: index + 1, reason)
        }
      }
    }
    return LevelEvents(events: events, origin: origin, count: count, isVerified: false)
  }

  /// The events of levels and reviews of an export, each link of whose chain is checked.
  ///
  /// - Parameter lines: The lines of an export.
  /// - Returns: The events.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` names the line by its number.
  package static func verifiedLevelEvents(
    of lines: some Sequence<Substring>
  ) throws(StoreFailure) -> LevelEvents {
    let lines = Array(lines)
    _ = try entries(of: lines)
    let found = try levelEvents(of: lines)
    return LevelEvents(
      events: found.events, origin: found.origin, count: found.count, isVerified: true)
  }

  /// The events of levels and reviews, after every event and link of the log was checked.
  ///
  /// - Returns: The events.
  /// - Throws: ``Readiness/StoreFailure``; `damaged` at the first event that is not in order.
  package func verifiedLevelEvents() throws(StoreFailure) -> LevelEvents {
    let found = try verify()
    if let fault = found.fault {
      guard let position = fault.position else {
        throw .refused("the log is not in order: \(fault.reason)")
      }
      throw .damaged(position: position, fault.reason)
    }
    let all = try levelEvents()
    return LevelEvents(
      events: all.events, origin: all.origin, count: all.count, isVerified: true)
  }
}

/// The bytes of an event, looked at by their kind before anything is decoded.
private enum KindedBytes {
  private static let key = Array(",\"kind\":\"".utf8)

  private static let noConditions = Array("\"conditions\":[]".utf8)

  /// Whether the event is of a kind that tells of levels and reviews; what is of no known kind is
  /// read too, and then told.
  ///
  /// Of signatures only conditions count, which a review leaves to be done.
  static func isWanted(_ bytes: [UInt8]) -> Bool {
    guard let kind = kind(of: bytes) else { return true }
    if kind == FactKind.reviewSigned.rawValue { return place(of: noConditions, in: bytes) == nil }
    return LevelEvents.kinds.contains(kind) || FactKind(rawValue: kind) == nil
  }

  /// Keys are sorted, and no text can hold the key as it is, since it has quotes: the last is it.
  private static func kind(of bytes: [UInt8]) -> String? {
    guard let start = place(of: key, in: bytes) else { return nil }
    let rest = bytes[(start + key.count)...]
    return rest.firstIndex(of: UInt8(ascii: "\"")).map {
      String(decoding: rest[..<$0], as: UTF8.self)
    }
  }

  /// The events in their order, decoded together, since a decoder for each costs more than what it
  /// reads; where one is damaged, it is looked for one by one.
  static func events(
    _ found: [(position: Int, bytes: [UInt8])]
  ) throws(StoreFailure) -> [Event] {
    let opened = found.filter { kind(of: $0.bytes) == FactKind.reviewOpened.rawValue }
    let others = found.filter { kind(of: $0.bytes) != FactKind.reviewOpened.rawValue }
    if let light = all(OpenedEnvelope.self, in: opened.map { withoutCriteria($0.bytes) }),
      let whole = all(Envelope.self, in: others.map(\.bytes))
    {
      let events =
        zip(opened, light).map { $1.event(at: $0.position) }
        + zip(others, whole).map { $1.event(at: $0.position) }
      return events.sorted { $0.position < $1.position }
    }
    return try found.map { place throws(StoreFailure) in
      try event(place.bytes, at: place.position)
    }
  }

  /// What all of them say, if each can be read.
  private static func all<Form: Decodable>(_ form: Form.Type, in found: [[UInt8]]) -> [Form]? {
    let list = [UInt8(ascii: "[")] + found.joined(separator: [UInt8(ascii: ",")])
    let forms = try? decoder.decode([Form].self, from: Data(list + [UInt8(ascii: "]")]))
    return forms?.count == found.count ? forms : nil
  }

  static func event(_ bytes: [UInt8], at position: Int) throws(StoreFailure) -> Event {
    if kind(of: bytes) == FactKind.reviewOpened.rawValue,
      let opened = try? decoder.decode(OpenedEnvelope.self, from: Data(withoutCriteria(bytes)))
    {
      return opened.event(at: position)
    }
    return try EventBytes(bytes: bytes).event(at: position)
  }

  private static let criteria = Array("\"criteria\":[".utf8)

  /// The same with an empty list of criteria, which is most of an opened review.
  private static func withoutCriteria(_ bytes: [UInt8]) -> [UInt8] {
    guard let start = place(of: criteria, in: bytes) else { return bytes }
    let first = start + criteria.count
    var (depth, isInText, index) = (1, false, first)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isInText: index += 1
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "[") where !isInText: depth += 1
      case UInt8(ascii: "]") where !isInText:
        depth -= 1
        if depth == 0 { return Array(bytes[..<first] + bytes[index...]) }
      default: break
      }
      index += 1
    }
    return bytes
  }

  /// The last place of a text.
  private static func place(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    var start = bytes.count - text.count
    while start >= 0 {
      if bytes[start] == text[0], bytes[start...].starts(with: text) { return start }
      start -= 1
    }
    return nil
  }

  private static let decoder = JSONDecoder()
}

/// A line of an export, taken apart without decoding the event in it.
private struct ExportedBytes {
  let event: [UInt8]
  let hash: String
  let position: Int

  init?(_ line: [UInt8]) {
    let head = Array("{\"event\":".utf8)
    let middle = Array(",\"hash\":\"".utf8)
    let last = Array("\",\"position\":".utf8)
    guard line.starts(with: head), line.last == UInt8(ascii: "}") else { return nil }
    // The hash has 64 digits, and so the rest lies at a known place from the end.
    let digits = line.dropLast().reversed().prefix { (0x30...0x39).contains($0) }.count
    let lastAt = line.count - 1 - digits - last.count
    let middleAt = lastAt - 64 - middle.count
    guard digits > 0, digits < 18, middleAt > head.count,
      line[lastAt...].starts(with: last), line[middleAt...].starts(with: middle),
      let position = Int(
        String(decoding: line[(line.count - 1 - digits)..<(line.count - 1)], as: UTF8.self))
    else { return nil }
    event = Array(line[head.count..<middleAt])
    hash = String(decoding: line[(middleAt + middle.count)..<lastAt], as: UTF8.self)
    self.position = position
  }
}

/// An event that opened a review, without the criteria of its packet, which are most of it.
private struct OpenedEnvelope: Decodable {
  private let at: Instant
  private let by: Actor
  private let system: System.ID
  private let kind: Kind
  private let version: Version
  private let body: Body

  private enum Kind: String, Decodable { case opened = "review-opened" }
  private enum Version: Int, Decodable { case first = 1 }

  private struct Body: Decodable {
    let review: Review.ID
    let packet: Light
    let digest: String
  }

  private struct Light: Decodable {
    let component: Component.ID
    let level: Level
    let position: Int
    let at: Instant
    let gate: String
  }

  func event(at position: Int) -> Event {
    let packet = Packet(
      system: system, component: body.packet.component, level: body.packet.level,
      versions: Versions(), position: body.packet.position, at: body.packet.at, packs: "",
      card: "", text: "", requirements: "", gate: body.packet.gate, criteria: [])
    return Event(
      position: position, at: at, by: by, system: system,
      fact: .reviewOpened(
        .init(review: body.review, packet: packet, digest: body.digest)))
  }
}

internal import Documents
internal import EventLog
internal import Readiness

/// Where a component comes from, as it was written.
struct WrittenReuse: Sendable {
  let system: Located<System.ID>
  let component: Located<Component.ID>
  let log: Located<String>
  let level: Located<Level>?
}

extension Shape where Value == WrittenReuse {
  static let reuse = Shape<WrittenReuse>.object(
    "A component of another system, with the log that shows what it was there.",
    .required(
      "system", Shape<String>.name.map(System.ID.init(_:)).located, "The id of that system."),
    .required("component", .component, "Its name there."),
    .required(
      "log", Shape<String>.text().located, "What 'airworthy log export' wrote of it there."),
    .optional("level", Shape<Level>.level.located, "The level that it works at there."),
    make: WrittenReuse.init(system:component:log:level:))
}

extension Linker {
  /// What other systems' logs show of components that come from there.
  ///
  /// - Parameters:
  ///   - components: All of them.
  ///   - system: This system.
  ///   - file: Where they are written.
  /// - Returns: By component; one that is not as its log says is reported and left out.
  func reused(
    _ components: [WrittenComponent], in system: System.ID, _ file: inout DefinitionFile
  ) -> [Component.ID: Reused] {
    var found: [Component.ID: Reused] = [:]
    for component in components {
      guard let reuse = component.reusedFrom else { continue }
      if reuse.system.value == system {
        file.reader.report(
          .wrongValue, "'\(system)' is this system, of which nothing is used again",
          at: reuse.system)
        continue
      }
      guard let reused = self.reused(reuse, in: &file) else { continue }
      found[.init(component.id.value)] = reused
      check(component, against: reused.origin, in: &file)
    }
    return found
  }

  private func reused(_ reuse: WrittenReuse, in file: inout DefinitionFile) -> Reused? {
    guard let (events, head) = log(reuse.log, in: &file) else { return nil }
    let name = "'\(reuse.log.value.shortened(to: 60))'"
    let own = events.filter { $0.system == reuse.system.value }
    guard !own.isEmpty else {
      let others = Set(events.map(\.system.rawValue)).sorted()
      file.reader.report(
        .unknownReference, "the log \(name) holds nothing of a system '\(reuse.system.value)'",
        at: reuse.system,
        fix: others.isEmpty ? "it is empty" : "it is one of \(others.joined(separator: ", "))")
      return nil
    }
    let ledger = Ledger(folding: own).paired()
    let id = reuse.component.value
    guard let history = ledger.levels[id], let level = history.working else {
      let near = Spelling.nearest(to: id.rawValue, among: ledger.levels.keys.map(\.rawValue))
      file.reader.report(
        .unknownReference, "by the log \(name) no component '\(id)' entered", at: reuse.component,
        fix: near.map { "did you mean '\($0)'?" })
      return nil
    }
    if let fault = history.fault {
      file.reader.report(
        .badLog, "the levels of '\(id)' in the log \(name) are not in order: it \(fault)",
        at: reuse.log)
      return nil
    }
    if let said = reuse.level, said.value != level {
      file.reader.report(
        .wrongValue, "by the log \(name) '\(id)' works at level \(level), not \(said.value)",
        at: said, fix: "write \(level), or leave 'level' out")
    }
    let origin = Component.Origin(
      system: reuse.system.value, component: id, level: level,
      card: ledger.cards[id]?.last?.issue.digest, head: head)
    return Reused(origin, log: reuse.log.value, ledger: ledger)
  }

  /// A component enters at the level that it has elsewhere, 7 at most: the rest is shown anew.
  private func check(
    _ component: WrittenComponent, against origin: Component.Origin, in file: inout DefinitionFile
  ) {
    guard component.entry.level > origin.highestEntry,
      let place = file.tree?["components"]?[component.id.value]?["entry"]?["level"]
    else { return }
    file.reader.report(
      .wrongValue,
      "a component that works at level \(origin.level) elsewhere enters at \(origin.highestEntry) "
        + "at most, not at \(component.entry.level)", at: place,
      fix: "write \(origin.highestEntry); what is above is to be shown in this environment")
  }

  /// The events of an exported log, and the hash after the newest.
  private func log(
    _ path: Located<String>, in file: inout DefinitionFile
  ) -> (events: [Event], head: String)? {
    let bytes: [UInt8]
    do throws(Folder.Refusal) {
      bytes = try folder.read(path.value, most: Self.logBytesMax)
    } catch {
      if case .tooLarge(let size) = error {
        file.reader.report(
          .fileTooLarge, "the log has \(size) bytes; \(Self.logBytesMax) are read at most",
          at: path)
      } else {
        file.reader.report(error, of: path)
      }
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      file.reader.report(
        .badLog, "the file is no exported log: it is not UTF-8", at: path,
        fix: "write it with 'airworthy log export'")
      return nil
    }
    do throws(StoreFailure) {
      let chain = try SQLiteEventStore.chain(of: text.lines)
      let events = chain.entries.enumerated().map { index, entry in
        Event(
          position: index + 1, at: entry.at, by: entry.by, system: entry.system, fact: entry.fact)
      }
      return (events, chain.head)
    } catch {
      report(error, of: path, in: &file)
      return nil
    }
  }

  private func report(
    _ failure: StoreFailure, of path: Located<String>, in file: inout DefinitionFile
  ) {
    let reason =
      switch failure {
      case .damaged(let line, let reason): "line \(line): \(reason)"
      case .refused(let reason), .unknown(let reason): reason
      }
    file.reader.report(
      .badLog, "the log is not whole, \(reason)", at: path,
      fix: "export it again there, and copy the whole file")
  }

  private static var logBytesMax: Int { 64 << 20 }
}

import ArgumentParser
import Definitions
import Documents
import EventLog
import Foundation
import Readiness
import Views

struct DiffCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Explains a change: what moved between two instants or two logs, and what moved it.",
    discussion: """
      Example: airworthy diff --from 2026-10-01
               airworthy diff --from 2026-10-01 --to 2026-11-01 --format markdown
               airworthy diff --log main.jsonl branch.jsonl

      Levels, gates and scores come first, item by item; then each control that
      stands otherwise, with the event that moved it. Two logs, exported or as files
      of SQLite, are compared as they judge at the same instant. The definitions are
      those of the folder, now.
      """)

  @Option(
    help: ArgumentHelp("The earlier instant, a day (its end, in UTC) or a time.", valueName: "time")
  )
  var from: String?

  @Option(help: ArgumentHelp("The later instant; now unless given.", valueName: "time"))
  var to: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Two logs to compare instead of two instants.", valueName: "log"))
  var log: [String] = []

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "text, json or markdown.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let comparison = try comparison(in: workspace, session: session)
    let text =
      switch format {
      case .text:
        ComparisonText(comparison).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: ComparisonJSON.text(comparison)
      case .markdown: ComparisonMarkdown(comparison).text
      }
    try output.write(text, in: session)
    return .met
  }

  private func comparison(
    in workspace: Workspace, session: Session
  ) throws(Stop) -> Comparison {
    var until: Instant?
    if let to { until = try InstantOption.instant(to, in: session) }
    switch (from, log.count) {
    case (let from?, 0):
      guard let start = try InstantOption.instant(from, in: session) else {
        throw .usage(
          "nothing lies between the end of today and now",
          fix: "name an earlier instant with --from")
      }
      if let until, until < start {
        throw .usage("--to lies before --from", fix: "exchange them")
      }
      return try workspace.comparison(from: start, to: until, in: session)
    case (nil, 2):
      return try workspace.comparison(
        of: store(log[0]), with: store(log[1]), at: until ?? session.now)
    default:
      throw .usage(
        "name two instants or two logs",
        fix: "airworthy diff --from 2026-10-01, or airworthy diff --log A B")
    }
  }

  /// A log in a file: SQLite, or an export.
  private func store(_ path: String) throws(Stop) -> any EventStore {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .usage("\(path) cannot be read")
    }
    do throws(StoreFailure) {
      if data.starts(with: Data("SQLite format 3\0".utf8)) {
        return try SQLiteEventStore(path: URL(filePath: path).path, access: .read)
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw .refused("\(path) is neither a log nor an export of one")
      }
      let store = MemoryEventStore()
      try store.append(
        SQLiteEventStore.entries(of: text.lines),
        expecting: nil)
      return store
    } catch {
      if case .damaged(let line, let reason) = error {
        throw .failed("line \(line) of \(path): \(reason)")
      }
      throw Stop(error)
    }
  }
}

extension Workspace {
  /// What moved between two instants; up to now where the second is `nil`.
  fileprivate func comparison(
    from start: Instant, to end: Instant?, in session: Session
  ) throws(Stop) -> Comparison {
    let before = try verdict(asOf: .end(start), in: session)
    let after = try verdict(asOf: end.map(Past.end), in: session)
    let store = try reading()
    var events = try events(from: store, until: after.at).filter { $0.at > start }
    if end == nil {
      let recorded = try state(at: .end(session.now), from: store).ledger
      events += recorded.news(in: project.declared).map { fact in
        // Without a position: declared, and not recorded yet.
        Event(
          position: 0, at: session.now, by: Actor(.person, "declared"), system: project.system.id,
          fact: fact)
      }
    }
    return Comparison(from: before, to: after, events: events)
  }

  /// What another log judges otherwise.
  fileprivate func comparison(
    of first: any EventStore, with second: any EventStore, at instant: Instant
  ) throws(Stop) -> Comparison {
    let old = try events(from: first, until: instant)
    let new = try events(from: second, until: instant)
    let known = Set(old.map { Entry($0) })
    return Comparison(
      from: verdict(on: Ledger(folding: old), at: instant),
      to: verdict(on: Ledger(folding: new), at: instant),
      events: new.filter { !known.contains(Entry($0)) })
  }

  /// The events that judging needs; of each topic the newest is among them.
  private func events(
    from store: any EventStore, until instant: Instant
  ) throws(Stop) -> [Event] {
    do throws(StoreFailure) {
      return try store.events(of: project.system.id, until: instant, keeping: .newest)
    } catch {
      throw Stop(error)
    }
  }
}

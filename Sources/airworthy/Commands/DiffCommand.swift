import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct DiffCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Explains a change: what moved between two instants or two logs, and what moved it.",
    discussion: """
      Example: airworthy diff --from 2026-10-01
               airworthy diff --from 2026-10-01 --to 2026-11-01 --format markdown
               airworthy diff --from 140
               airworthy diff --log main.jsonl branch.jsonl

      Levels, gates with their criteria, and scores with their items come first;
      then each control that stands otherwise, with the event that moved it. Two
      logs, exported or as files of SQLite, are compared as they judge at the same
      instant. The definitions are those of the folder, now.
      """)

  @Option(
    help: ArgumentHelp(
      "The earlier instant: a day (its end, in UTC), a time, or before an event by its number.",
      valueName: "time or event"))
  var from: String?

  @Option(
    help: ArgumentHelp("The later instant; now unless given.", valueName: "time or event"))
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
    var end: Past?
    if let to { end = try InstantOption.past(to, in: session) }
    switch (from, log.count) {
    case (let from?, 0):
      guard let start = try InstantOption.past(from, in: session) else {
        throw .usage(
          "nothing lies between the end of today and now",
          fix: "name an earlier instant with --from")
      }
      return try workspace.comparison(from: start, to: end, in: session)
    case (nil, 2):
      let instant: Instant
      switch end {
      case .end(let time)?: instant = time
      case nil: instant = session.now
      case .before?:
        throw .usage(
          "two logs are compared at one time, and an event is none", fix: "name a time with --to")
      }
      return try workspace.comparison(of: LogCopy(log[0]), with: LogCopy(log[1]), at: instant)
    default:
      throw .usage(
        "name two instants or two logs",
        fix: "airworthy diff --from 2026-10-01, or airworthy diff --log A B")
    }
  }
}

extension Workspace {
  /// What moved between two points of the past; up to now where the second is `nil`.
  fileprivate func comparison(
    from start: Past, to end: Past?, in session: Session
  ) throws(Stop) -> Comparison {
    let before = try verdict(asOf: start, in: session)
    let after = try verdict(asOf: end, in: session)
    guard before.at <= after.at, before.position <= after.position else {
      throw .usage("--to lies before --from", fix: "exchange them")
    }
    let store = try reading()
    var events = try events(from: store, until: after.at, before: end).filter { event in
      switch start {
      case .end(let instant): event.at > instant
      case .before(let number): event.position >= number
      }
    }
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
    of first: LogCopy, with second: LogCopy, at instant: Instant
  ) throws(Stop) -> Comparison {
    let old = try first.events(of: project.system.id, until: instant)
    let new = try second.events(of: project.system.id, until: instant)
    let (inOld, inNew) = (Set(old.map { Entry($0) }), Set(new.map { Entry($0) }))
    return Comparison(
      from: verdict(on: founded(Ledger(folding: old)), at: instant),
      to: verdict(on: founded(Ledger(folding: new)), at: instant),
      events: new.filter { !inOld.contains(Entry($0)) },
      lost: old.filter { !inNew.contains(Entry($0)) })
  }

  /// The events that judging needs; of each topic the newest is among them.
  private func events(
    from store: any EventStore, until instant: Instant, before end: Past?
  ) throws(Stop) -> [Event] {
    var position: Int?
    if case .before(let number)? = end { position = number }
    do throws(StoreFailure) {
      return try store.events(
        of: project.system.id, until: instant, before: position, keeping: .newest)
    } catch {
      throw Stop(error)
    }
  }
}

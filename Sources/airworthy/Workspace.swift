import Checks
import Definitions
import Documents
import EventLog
import Foundation
import Readiness
import Views

/// A system's files and log together: the one place where everything meets.
struct Workspace {
  let project: Project
  let log: LogFile

  /// Reads the files of a folder, and tells what is wrong with them.
  static func open(_ options: CommonOptions, in session: Session) throws(Stop) -> Workspace {
    try session.checkActor()
    guard let folder = Folder(options.directory) else {
      throw .usage("there is no folder '\(options.directory)'")
    }
    let result = Project.read(in: folder, now: session.now)
    guard let project = result.project else {
      throw .wrong(gathered(result.diagnostics, in: session))
    }
    if !options.quiet { warn(of: result.diagnostics, in: session) }
    return Workspace(project: project, log: LogFile(in: folder))
  }

  /// Many dates that lie in the future are told as what they most likely are: a clock that is behind.
  private static func gathered(_ diagnostics: [Diagnostic], in session: Session) -> [Diagnostic] {
    let future = diagnostics.filter { $0.message == "the date lies in the future" }
    guard future.count > 2, let first = future.first else { return diagnostics }
    let clock = Diagnostic(
      first.code,
      "\(future.count) dates lie in the future of this machine, where it is \(session.now.words); the "
        + "first is here",
      at: first.place, fix: "set the clock right, or the dates")
    return [clock] + diagnostics.filter { $0.message != first.message }
  }

  /// Tells warnings; texts that are still to be written, if they are several, in one line.
  private static func warn(of diagnostics: [Diagnostic], in session: Session) {
    let unwritten = diagnostics.filter { $0.code == .unwritten }
    let rest = unwritten.count > 1 ? diagnostics.filter { $0.code != .unwritten } : diagnostics
    if !rest.isEmpty { Stop.wrong(rest).tell(session.console) }
    guard unwritten.count > 1, let place = unwritten.first?.place else { return }
    session.console.complain(
      "warning: \(place.file) has \(unwritten.count) texts that are still to be written, where it "
        + "says TELL; the first is in line \(place.position.line)\n")
  }

  /// The log for reading; an empty one where there is none yet.
  func reading() throws(Stop) -> any EventStore {
    log.isThere ? try log.existing() : MemoryEventStore()
  }

  /// What the log said of the system at a point of the past, and when that was.
  func state(
    at past: Past, from store: any EventStore
  ) throws(Stop) -> (ledger: Ledger, instant: Instant) {
    if case .before(let number) = past { try Self.refuseUnknown(number, in: store) }
    do throws(StoreFailure) {
      let (instant, position): (Instant, Int?)
      switch past {
      case .end(let end): (instant, position) = (end, nil)
      case .before(let number):
        guard let event = try store.event(at: number) else {
          throw .refused("the log has no event \(number); it has \(try store.head)")
        }
        (instant, position) = (event.at, number)
      }
      let events = try store.events(
        of: project.system.id, until: instant, before: position, keeping: .newest)
      return (founded(Ledger(folding: events)), instant)
    } catch {
      throw Stop(error)
    }
  }

  private static func refuseUnknown(_ number: Int, in store: any EventStore) throws(Stop) {
    let (event, head): (Event?, Int)
    do throws(StoreFailure) {
      (event, head) = (try store.event(at: number), try store.head)
    } catch {
      throw Stop(error)
    }
    guard event == nil else { return }
    throw .usage(
      "the log has no event \(number); it has \(head)",
      fix: head == 0
        ? "run 'airworthy check' first"
        : "name one from 1 to \(head); 'airworthy log show' lists them")
  }

  /// What a log says, with only those steps of levels that signatures carry.
  func founded(_ ledger: Ledger) -> Ledger {
    ledger.founded(by: .ed25519, people: project.system.people, packs: project.packs)
  }

  /// What the log says of the system now, with a warning where its newest event lies ahead of the
  /// clock: what does so does not count.
  func present(from store: any EventStore, in session: Session) throws(Stop) -> Ledger {
    do throws(StoreFailure) {
      if let newest = try store.newest, newest > session.now {
        session.console.complain(
          "warning: the newest event of the log was recorded at \(newest.words), after the present "
            + "of this machine, \(session.now.words); what lies ahead does not count. Is the clock "
            + "right?\n")
      }
    } catch {
      throw Stop(error)
    }
    return try state(at: .end(session.now), from: store).ledger
  }

  /// What is to be judged: at a point of the past by what the log said then; now by what the files
  /// declare as well, recorded or not.
  func state(asOf past: Past?, in session: Session) throws(Stop) -> (Ledger, Instant) {
    if let past { return try state(at: past, from: reading()) }
    var ledger = try present(from: reading(), in: session)
    ledger.foldNews(of: project.declared, at: session.now)
    return (ledger, session.now)
  }

  /// The same with what definitions and log show by themselves at the present, recorded or not.
  func wholeState(asOf past: Past?, in session: Session) throws(Stop) -> (Ledger, Instant) {
    var (ledger, instant) = try state(asOf: past, in: session)
    if past == nil { ledger.fold(recordsNews(on: ledger, at: instant), at: instant) }
    return (ledger, instant)
  }

  /// The verdict on the system; see ``state(asOf:in:)``.
  func verdict(asOf past: Past?, in session: Session) throws(Stop) -> Verdict {
    let (ledger, instant) = try state(asOf: past, in: session)
    return verdict(on: ledger, at: instant)
  }

  func verdict(on ledger: Ledger, at instant: Instant) -> Verdict {
    Verdict(on: project.system, by: project.packs, ledger: ledger, at: instant)
  }

  /// Adds facts to the log, all or none, and says so.
  func record(
    _ facts: [Fact], in log: SQLiteEventStore, isQuiet: Bool, session: Session
  ) throws(Stop) {
    let actor = actor(in: session)
    let entries = facts.map {
      Entry(at: session.now, by: actor, system: project.system.id, fact: $0)
    }
    do throws(StoreFailure) {
      let before = try log.head
      let after = try log.append(entries, expecting: before)
      if !isQuiet {
        session.console.complain(
          "recorded \((after - before).of("event")) as \(actor); the log has \(after)\n")
      }
    } catch {
      throw Stop(error)
    }
  }

  /// The folder of the system within its repository: empty, or ending in a slash.
  var prefix: String {
    Git(folder: project.folder.path).run(["rev-parse", "--show-prefix"])?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }

  /// Who acts in this folder.
  func actor(in session: Session) -> Actor {
    session.actor(
      in: project.system, gitEmail: Git(folder: project.folder.path).setting("user.email"))
  }
}

extension Ledger {
  /// Takes in what is declared and not recorded yet, without a position of its own.
  mutating func foldNews(of declared: Declarations, at instant: Instant) {
    fold(news(in: declared), at: instant)
  }

  /// Takes in facts that are not recorded yet.
  mutating func fold(_ facts: [Fact], at instant: Instant) {
    for fact in facts {
      fold(
        Event(
          position: position, at: instant, by: Actor(.person, "declared"), system: "", fact: fact))
    }
  }
}

import ArgumentParser
import Definitions
import Digests
import Documents
import EventLog
import Foundation
import Readiness
import Views

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Shows, verifies, exports and imports the log of what happened.",
    discussion: """
      Example: airworthy log verify
               airworthy log export --output log.jsonl

      The log lies in .airworthy/log.db. Events are never changed or removed; each
      is chained to the one before by its hash.
      """,
    subcommands: [Show.self, Verify.self, Export.self, Import.self])
}

extension LogCommand {
  struct Show: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows events, the newest last.",
      discussion: "Example: airworthy log show --last 20")

    @OptionGroup var common: CommonOptions
    @OptionGroup var instant: InstantOption

    @Option(help: ArgumentHelp("How many of the newest to show; 0 for all.", valueName: "n"))
    var last = 40

    func perform(in session: Session) throws(Stop) -> Ending {
      let log = try LogFile(in: common).existing()
      let (until, before): (Instant?, Int?) =
        switch try instant.past(in: session) {
        case .end(let end)?: (end, nil)
        case .before(let number)?: (nil, number)
        case nil: (nil, nil)
        }
      do throws(StoreFailure) {
        let events = try log.events(of: nil, until: until, before: before, keeping: .all)
        let shown = last > 0 ? Array(events.suffix(last)) : events
        session.console.print(
          LogText(shown, total: events.count).page
            .rendered(for: session.terminal(noColor: common.noColor)))
        return .met
      } catch {
        throw Stop(error)
      }
    }
  }

  struct Verify: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks every event and every link of the chain, and names the first bad one.",
      discussion: """
        Example: airworthy log verify
                 airworthy log verify --head 5f1c…

        A chain shows that nothing in it was changed, not that nothing was cut off its
        end: keep a head elsewhere, and name it with --head. Ends with 0 if all is in
        order, 1 if not.
        """)

    @OptionGroup var common: CommonOptions

    @Option(
      help: ArgumentHelp(
        "The hash of an earlier state; it must be in the chain.", valueName: "hash"))
    var head: String?

    func perform(in session: Session) throws(Stop) -> Ending {
      if let head, Digest(hex: head.lowercased()) == nil {
        throw .usage("'\(head)' is not a hash", fix: "a hash has 64 hexadecimal digits")
      }
      let log = try LogFile(in: common).existing(for: .audit)
      let found: SQLiteEventStore.Verification
      do throws(StoreFailure) {
        found = try log.verify(knownHead: head?.lowercased())
      } catch {
        throw Stop(error)
      }
      guard let fault = found.fault else {
        session.console.print("\(found.sound.of("event")) in order; head \(found.hash)\n")
        return try unfounded(in: log, session)
      }
      session.console.print(
        fault.position.map { position in
          "event \(position) is not in order: \(fault.reason)\n"
            + "\(found.sound.of("event")) before it \(found.sound == 1 ? "is" : "are")\n"
        }
          ?? "the \(found.sound.of("event")) of the log are in order, the log is not: "
          + "\(fault.reason)\n")
      return .notMet
    }

    /// Tells what the log says of levels without a review that stands, by the people whom the folder's
    /// `airworthy.yaml` declares.
    private func unfounded(
      in log: SQLiteEventStore, _ session: Session
    ) throws(Stop) -> Ending {
      guard let folder = Folder(common.directory),
        let project = Project.read(in: folder, now: session.now).project
      else { return .met }
      let workspace = Workspace(project: project, log: LogFile(in: folder))
      let ledger = try workspace.state(at: .end(session.now), from: log).ledger
      let steps = ledger.unfounded.values.flatMap(\.self).sorted { $0.position < $1.position }
      for step in steps {
        session.console.print("event \(step.position): \(step.words.cleaned)\n")
      }
      return steps.contains(where: \.isOpen) ? .notMet : .met
    }
  }

  struct Export: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes every event as a line of JSON, with the chain's hash after it.",
      discussion: "Example: airworthy log export --output log.jsonl")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      let log = try LogFile(in: common).existing()
      var lines: [String] = []
      do throws(StoreFailure) {
        try log.export { lines.append($0 + "\n") }
      } catch {
        throw Stop(error)
      }
      try output.write(lines.joined(), in: session)
      return .met
    }
  }

  struct Import: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Appends the events of an export that the log does not have yet, all or none.",
      discussion: """
        Example: airworthy log import log.jsonl
                 airworthy log import - < log.jsonl

        The export must continue the log, or the log the export: what came later
        decides, so two histories cannot be put one behind the other.
        """)

    @Argument(help: "The exported file; - for standard input.")
    var file: String

    @OptionGroup var common: CommonOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      let place = try LogFile(in: common)
      let data: Data
      do {
        data =
          file == "-"
          ? try FileHandle.standardInput.readToEnd() ?? Data()
          : try Data(contentsOf: URL(filePath: file))
      } catch {
        throw .usage("\(file) cannot be read")
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw .usage("\(file) is not UTF-8, so it is no export")
      }
      do throws(StoreFailure) {
        // Read before the log is made, so that a bad file leaves nothing behind.
        _ = try SQLiteEventStore.entries(of: text.lines)
      } catch {
        throw Stop(error, reading: name)
      }
      let log = try place.writing()
      do throws(StoreFailure) {
        let done = try log.importing(text.lines)
        session.console.print(
          "read \(done.read.of("event")), added \(done.added); the log has \(try log.head)\n")
        return .met
      } catch {
        throw Stop(error, reading: name)
      }
    }

    private var name: String { file == "-" ? "standard input" : file }
  }
}

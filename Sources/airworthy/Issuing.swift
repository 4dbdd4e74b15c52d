import Definitions
import Digests
import EventLog
import Readiness
import Views

extension Workspace {
  /// Puts a verdict on record.
  func issue(
    _ fact: (Fact.Issue) -> Fact, also further: [Fact] = [], content: String, outcome: String,
    level: Level, of component: Component.ID, verdict: Verdict, in session: Session, isQuiet: Bool
  ) throws(Stop) {
    let log = try self.log.writing()
    do throws(StoreFailure) {
      // What is declared and not yet recorded is part of what the verdict stands on.
      let ledger = Ledger(
        folding: try log.events(of: project.system.id, until: session.now, keeping: .newest))
      let news = ledger.news(in: project.declared)
      let position = try log.head + news.count
      let issue = Fact.Issue(
        component: component, level: level, position: position, packs: verdict.packs,
        at: verdict.at, digest: Digest(of: content).hex, outcome: outcome)
      let actor = actor(in: session)
      let entries = (news + [fact(issue)] + further).map {
        Entry(at: session.now, by: actor, system: project.system.id, fact: $0)
      }
      let head = try log.append(entries, expecting: nil)
      if !isQuiet {
        session.console.complain("put on record as event \(head), as \(actor)\n")
      }
    } catch {
      throw Stop(error)
    }
  }
}

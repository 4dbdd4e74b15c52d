import Definitions
import Digests
import EventLog
import Readiness
import Views

/// What is put on record, once it is known what the log has before it.
struct Issuance {
  /// What the digest is of: JSON, which `--as-of` and the event's number compute again.
  let content: String
  let outcome: String
  /// What is recorded with it.
  var further: [Fact] = []
  /// The event that issued the same; then only what is recorded with it is new.
  var repeated: Int?
}

extension Issuance {
  /// A card, with evidence that it is current, or of what it lacks.
  init(of card: Card) {
    let missing = card.missing.map(\.id).joined(separator: ", ")
    let finding = Finding(
      control: "gov.card-current", subject: .component(card.component.id),
      status: missing.isEmpty ? .pass : .fail,
      summary: missing.isEmpty
        ? "the card of level \(card.level) was issued with every field that it needs"
        : "the card of level \(card.level) was issued without \(missing)",
      places: [Place(path: card.place)])
    self.init(
      content: CardJSON.text(card), outcome: missing.isEmpty ? "complete" : "incomplete",
      further: [
        .evidenceRecorded(
          Evidence(
            finding: finding, check: Review.cardCheck, configuration: "",
            versions: card.component.versions,
            tool: Airworthy.version))
      ])
  }

  /// The fact that something with this content was issued.
  func issue(of component: Component.ID, at level: Level, by verdict: Verdict) -> Fact.Issue {
    Fact.Issue(
      component: component, level: level, position: verdict.position, packs: verdict.packs,
      at: verdict.at, digest: Digest(of: content).hex, outcome: outcome)
  }
}

extension Workspace {
  /// Puts a verdict on record.
  ///
  /// What is declared and not recorded yet is recorded first, since the verdict stands on it; so is what
  /// definitions and log show by themselves, where that is asked for.
  func issue(
    _ fact: (Fact.Issue) -> Fact, level: Level, of component: Component.ID, in session: Session,
    isQuiet: Bool, withRecords: Bool = false, _ make: (Ledger, Verdict) -> Issuance
  ) throws(Stop) {
    let store = try log.writing()
    let actor = actor(in: session)
    func entries(_ facts: [Fact]) -> [Entry] {
      facts.map { Entry(at: session.now, by: actor, system: project.system.id, fact: $0) }
    }
    var known = try state(at: .end(session.now), from: store).ledger
    var facts = known.news(in: project.declared)
    if withRecords {
      known.fold(facts, at: session.now)
      facts += recordsNews(on: known, at: session.now)
    }
    do throws(StoreFailure) {
      try store.append(entries(facts), expecting: nil)
    } catch {
      throw Stop(error)
    }
    let ledger = try state(at: .end(session.now), from: store).ledger
    let verdict = verdict(on: ledger, at: session.now)
    let issuance = make(ledger, verdict)
    let issue = issuance.issue(of: component, at: level, by: verdict)
    do throws(StoreFailure) {
      let facts = issuance.repeated == nil ? [fact(issue)] + issuance.further : issuance.further
      let head = try store.append(entries(facts), expecting: nil)
      if !isQuiet, let number = issuance.repeated {
        session.console.complain(
          "it says what event \(number) issued; that it still does is on record as event \(head), "
            + "as \(actor)\n")
      } else if !isQuiet {
        session.console.complain(
          "put on record as event \(head - issuance.further.count), as \(actor)\n")
      }
    } catch {
      throw Stop(error)
    }
  }
}

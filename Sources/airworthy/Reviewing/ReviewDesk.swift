import Definitions
import Digests
import Documents
import EventLog
import Readiness
import Views

/// A system with its log open for writing: where reviews are held.
///
/// Whatever is decided is decided on the log as it stands, and recorded only if nobody has written in
/// between.
struct ReviewDesk {
  let workspace: Workspace
  let session: Session
  let isQuiet: Bool
  private let store: SQLiteEventStore

  /// Opens the log, and records first what the files declare, and what they and the log show by
  /// themselves: nothing is held on how they were at the last check.
  init(_ common: CommonOptions, in session: Session) throws(Stop) {
    workspace = try Workspace.open(common, in: session)
    self.session = session
    isQuiet = common.quiet
    store = try workspace.log.writing()
    try Self.refuseEarlierClock(store, session.now)
    var known = try workspace.present(from: store, in: session)
    let news = known.news(in: workspace.project.declared)
    known.fold(news, at: session.now)
    let facts = news + workspace.recordsNews(on: known, at: session.now)
    if !facts.isEmpty { try record(facts, at: try head()) }
    if !isQuiet { workspace.tell(news, in: session) }
    let told = try workspace.writers(
      by: workspace.state(at: .end(session.now), from: store).ledger, in: session)
    if !told.isEmpty { try record(told, at: try head()) }
  }

  /// What lies ahead of the clock does not count, so nothing is decided without it.
  private static func refuseEarlierClock(_ store: SQLiteEventStore, _ now: Instant) throws(Stop) {
    do throws(StoreFailure) {
      if let newest = try store.newest, newest > now {
        throw .refused(
          "the newest event of the log was recorded at \(newest.words), after the present of this "
            + "machine, \(now.words); nothing is signed or decided by a clock that is behind")
      }
    } catch {
      throw Stop(error)
    }
  }

  private func head() throws(Stop) -> Int {
    do throws(StoreFailure) { return try store.head } catch { throw Stop(error) }
  }

  /// The rules on the log as it stands.
  func proceedings() throws(Stop) -> (rules: Proceedings, head: Int) {
    let head = try head()
    let ledger = try workspace.state(at: .end(session.now), from: store).ledger
    return (workspace.proceedings(on: ledger, at: session.now, in: session), head)
  }

  /// Adds facts if the log still stands where it did.
  func record(_ facts: [Fact], at head: Int) throws(Stop) {
    let actor = workspace.actor(in: session)
    let entries = facts.map {
      Entry(at: session.now, by: actor, system: workspace.project.system.id, fact: $0)
    }
    do throws(StoreFailure) {
      try store.append(entries, expecting: head)
    } catch {
      throw Stop(error)
    }
  }

  /// Looks, applies a rule, and records what it makes.
  @discardableResult
  func act(
    _ rule: (Proceedings) throws(Proceedings.Refused) -> [Fact]
  ) throws(Stop) -> [Fact] {
    let (rules, head) = try proceedings()
    let facts = try Self.allowed { () throws(Proceedings.Refused) in try rule(rules) }
    try record(facts, at: head)
    return facts
  }

  /// What a rule allows, or the refusal as something to tell.
  static func allowed<Value>(
    _ body: () throws(Proceedings.Refused) -> Value
  ) throws(Stop) -> Value {
    do throws(Proceedings.Refused) { return try body() } catch { throw Stop(error) }
  }

  func say(_ text: String) {
    if !isQuiet { session.console.complain(text + "\n") }
  }
}

extension Workspace {
  /// The rules of reviews on a state of the log.
  func proceedings(
    on ledger: Ledger, at now: Instant, in session: Session
  ) -> Proceedings {
    Proceedings(
      verdict: verdict(on: ledger, at: now), packs: project.packs, ledger: ledger,
      verifier: .ed25519, actor: actor(in: session))
  }

  /// Digests of what the team keeps in files of a component.
  func files(of component: Component.ID) -> Packet.Files {
    let digests = project.declared.requirementDigests
    let requirements = [Subject.system, .component(component)].map { digests[$0] ?? "" }
    return Packet.Files(
      text: project.declared.cardTextDigests[component] ?? "",
      requirements: Digest(of: requirements.joined(separator: "\n")).hex,
      commit: Git(folder: project.folder.path).head)
  }
}

extension Proceedings {
  /// The packet that a review would be held on now.
  func packetNow(
    for review: Review, in workspace: Workspace
  ) throws(Proceedings.Refused) -> Packet {
    try packet(
      of: review.component, card: review.opened.packet.card,
      files: workspace.files(of: review.component))
  }
}

// What is signed says what it is for, so that no signature can be taken for one of another kind.

extension Review.Vote {
  func signedBytes() throws(Stop) -> [UInt8] { try airworthy.signedBytes(of: self, as: "vote") }
}

extension Review.Decision {
  func signedBytes() throws(Stop) -> [UInt8] { try airworthy.signedBytes(of: self, as: "decision") }
}

extension RetrainApproval {
  func signedBytes() throws(Stop) -> [UInt8] {
    try airworthy.signedBytes(of: self, as: "retrain approval")
  }
}

/// What a key says of the one that takes its place.
struct KeyVoucher: Encodable {
  let person: Person.ID
  /// The public half of the new key.
  let key: String
  /// The public half of the old one.
  let replaces: String

  func signedBytes() throws(Stop) -> [UInt8] { try airworthy.signedBytes(of: self, as: "key") }
}

private func signedBytes(of value: some Encodable, as kind: String) throws(Stop) -> [UInt8] {
  do {
    return Array("airworthy \(kind) 1\n".utf8) + (try Canonical.bytes(of: value))
  } catch {
    throw .failed("what is to be signed cannot be written as JSON: \(error)")
  }
}

extension Packet {
  /// SHA-256 of its canonical bytes.
  func digest() throws(Stop) -> String {
    do {
      return Digest(of: try Canonical.bytes(of: self)).hex
    } catch {
      throw .failed("the packet cannot be written as JSON: \(error)")
    }
  }
}

extension Proceedings.Verifier {
  /// Signatures as people's keys make them.
  static let ed25519 = Proceedings.Verifier(
    vote: { isGenuine($0.signature, of: $1, over: try? $0.content.signedBytes()) },
    decision: { isGenuine($0.signature, of: $1, over: try? $0.content.signedBytes()) },
    retrain: { isGenuine($0.signature, of: $1, over: try? $0.content.signedBytes()) },
    voucher: { key, old in
      let said = KeyVoucher(person: key.person, key: key.key, replaces: old.key)
      return key.voucher.map { isGenuine($0, of: old, over: try? said.signedBytes()) } ?? false
    },
    digest: { try? $0.digest() })

  private static func isGenuine(
    _ signature: String, of key: PublicKey, over bytes: [UInt8]?
  ) -> Bool {
    bytes.map { Signature.isGenuine(signature, of: key.key, over: $0) } ?? false
  }
}

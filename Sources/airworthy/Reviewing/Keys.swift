import ArgumentParser
import Definitions
import Digests
import Documents
import Readiness
import Views

extension KeysCommand {
  struct New: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a key for a person, and registers its public half.",
      discussion: "Example: airworthy keys new --as mara-lindqvist")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOption

    @Option(help: ArgumentHelp("Where to keep the private half.", valueName: "file"))
    var key: String?

    func perform(in session: Session) throws(Stop) -> Ending {
      let desk = try ReviewDesk(common, in: session)
      let person = try who.named(at: desk)
      let (rules, head) = try desk.proceedings()
      if let known = rules.ledger.validKeys(of: person).first {
        throw .usage(
          "\(person) has the key \(known.key.id) since \(known.at.day)",
          fix:
            "'airworthy keys rotate' puts a new one in its place, 'airworthy keys revoke' ends it")
      }
      try desk.keep(SigningKey(), for: person, at: key, replacing: nil, by: rules, head: head)
      return .met
    }
  }

  struct Rotate: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Puts a new key in the place of a person's, which signs for the new one.",
      discussion: "Example: airworthy keys rotate --as mara-lindqvist")

    @OptionGroup var common: CommonOptions
    @OptionGroup var signer: SignerOptions

    @Option(help: ArgumentHelp("Where to keep the new private half.", valueName: "file"))
    var newKey: String?

    func perform(in session: Session) throws(Stop) -> Ending {
      let desk = try ReviewDesk(common, in: session)
      let (rules, head) = try desk.proceedings()
      let old = try signer.signer(at: desk, in: rules.ledger)
      guard let known = rules.ledger.keys[old.id], known.revoked == nil,
        known.key.person == old.person
      else {
        throw .usage("\(old.id) is no key of \(old.person) that counts")
      }
      try desk.keep(
        SigningKey(), for: old.person, at: newKey, replacing: (old.id, old.key), by: rules,
        head: head)
      return .met
    }
  }

  struct Revoke: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends a key: nothing that is signed by it from then on counts.",
      discussion: """
        Example: airworthy keys revoke 1f0c9a7b --reason "stolen"

        With --since, what it signed since an earlier time does not count either.
        """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The key, by its first digits.")
    var key: String

    @Option(help: "Why it no longer counts.")
    var reason: String

    @Option(help: ArgumentHelp("Since when it may be in other hands.", valueName: "date"))
    var since: String?

    func perform(in session: Session) throws(Stop) -> Ending {
      let desk = try ReviewDesk(common, in: session)
      let since: Instant? = try since.map { text throws(Stop) in
        guard let instant = Instant(text), instant <= session.now else {
          throw .usage("'\(text.shortened(to: 40))' is not a date of the past")
        }
        return instant
      }
      guard !reason.allSatisfy(\.isWhitespace) else { throw .usage("a revocation needs a reason") }
      let (rules, head) = try desk.proceedings()
      let meant = rules.ledger.keys.values.filter { $0.key.id.rawValue.hasPrefix(key) }
      guard let known = meant.first, meant.count == 1, !key.isEmpty else {
        throw .usage(
          meant.count > 1 ? "several keys begin with '\(key)'" : "no key is called '\(key)'",
          fix: "run 'airworthy keys list'")
      }
      if let revoked = known.revoked {
        throw .usage("\(known.key.id) is revoked already: \(revoked.reason)")
      }
      let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
        try rules.revoking(known, reason: reason, since: since)
      }
      try desk.record(facts, at: head)
      desk.say("the key \(known.key.id) of \(known.key.person) no longer counts")
      let before = Set(rules.ledger.unfounded.values.flatMap(\.self).map(\.position))
      for step in try desk.proceedings().rules.ledger.unfounded.values.flatMap(\.self)
        .sorted(by: { $0.position < $1.position }) where !before.contains(step.position)
      {
        desk.say("  event \(step.position): \(step.words)")
      }
      return .met
    }
  }

  struct List: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the keys that the log knows.",
      discussion: "Example: airworthy keys list --format json")

    @OptionGroup var common: CommonOptions
    @OptionGroup var instant: InstantOption
    @OptionGroup var output: OutputOptions

    @Option(help: "text or json.")
    var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      let (ledger, _) = try workspace.state(asOf: instant.past(in: session), in: session)
      let keys = ledger.keys.values.sorted { $0.position < $1.position }
      let text =
        switch format {
        case .text: KeyText(keys).page.rendered(for: session.terminal(noColor: common.noColor))
        case .json: KeyJSON.text(keys)
        }
      try output.write(text, in: session)
      return .met
    }
  }
}

extension Ledger {
  /// A person's keys that are not revoked, the newest first.
  func validKeys(of person: Person.ID) -> [KnownKey] {
    keys.values.filter { $0.key.person == person && $0.revoked == nil }
      .sorted { $0.position > $1.position }
  }
}

extension ReviewDesk {
  /// Keeps a private key in its file, and then registers its public half.
  fileprivate func keep(
    _ key: SigningKey, for person: Person.ID, at file: String?,
    replacing old: (id: PublicKey.ID, key: SigningKey)?, by rules: Proceedings, head: Int
  ) throws(Stop) {
    let id = PublicKey.ID(of: key.publicKey)
    let folder = try KeyFolder(of: session)
    let place = file ?? folder.file(of: id, for: person, of: workspace.project.system.id)
    let said = old.map { old in
      KeyVoucher(
        person: person, key: Signature.text(key.publicKey),
        replaces: Signature.text(old.key.publicKey))
    }
    let bytes = try said?.signedBytes()
    let voucher = bytes.flatMap { old?.key.signature(over: $0) }
    let facts = try Self.allowed { () throws(Proceedings.Refused) in
      try rules.registering(
        .init(
          id: id, person: person, key: Signature.text(key.publicKey), replaces: old?.id,
          voucher: voucher.map { Signature.text($0) }))
    }
    try folder.keep(key, at: place)
    try record(facts, at: head)
    let actor = workspace.actor(in: session)
    if actor != Actor(.person, person.rawValue) {
      say("\(actor) registers it, and every vote by it will say so")
    }
    say("\(person) signs with the key \(id), whose private half lies in \(place)")
  }
}

import ArgumentParser
import Definitions
import Digests
import Readiness

/// Who acts in a review.
struct PersonOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who you are, by the name in airworthy.yaml; whoever AIRWORTHY_ACTOR or git's e-mail names "
        + "unless given.", valueName: "person"))
  var person: String?

  /// The declared person who acts.
  func named(at desk: ReviewDesk) throws(Stop) -> Person.ID {
    let people = desk.workspace.project.system.people.map(\.id)
    if let person {
      guard people.contains(.init(person)) else {
        throw .usage(
          "'\(person)' is not among the people of airworthy.yaml",
          fix: "there are \(people.map(\.rawValue).joined(separator: ", "))")
      }
      let objection = desk.workspace.refusal(toActingAs: .init(person), in: desk.session)
      if let objection { throw .refused([objection]) }
      return .init(person)
    }
    let actor = desk.workspace.actor(in: desk.session)
    guard actor.kind == .person else {
      throw .usage("\(actor) is no person, and people hold reviews", fix: "name one with --as")
    }
    guard people.contains(.init(actor.name)) else {
      throw .usage(
        "'\(actor.name)' is not among the people of airworthy.yaml",
        fix: "say who you are with --as: \(people.map(\.rawValue).joined(separator: ", "))")
    }
    return .init(actor.name)
  }
}

/// Who signs, and with what.
struct SignerOptions: ParsableArguments {
  @OptionGroup var who: PersonOption

  @Option(
    help: ArgumentHelp(
      "The file of the private key; the one that 'keys new' wrote unless named.",
      valueName: "file"))
  var key: String?

  /// The person, their registered key, and its private half.
  func signer(
    at desk: ReviewDesk, in ledger: Ledger
  ) throws(Stop) -> (person: Person.ID, id: PublicKey.ID, key: SigningKey) {
    let person = try who.named(at: desk)
    if let key {
      let signing = try KeyFolder.read(key)
      return (person, .init(of: signing.publicKey), signing)
    }
    guard let newest = ledger.validKeys(of: person).first else {
      throw .usage(
        "\(person) has no key", fix: "make one with 'airworthy keys new --as \(person)'")
    }
    let folder = try KeyFolder(of: desk.session)
    let file = folder.file(
      of: newest.key.id, for: person, of: desk.workspace.project.system.id)
    return (person, newest.key.id, try KeyFolder.read(file))
  }
}

extension SigningKey {
  /// A content with its signature.
  func signed<Content>(
    _ content: Content, over bytes: [UInt8], by key: PublicKey.ID
  ) throws(Stop) -> Review.Signed<Content> {
    guard let signature = signature(over: bytes) else {
      throw .failed("the signature could not be made")
    }
    return Review.Signed(content: content, key: key, signature: Signature.text(signature))
  }
}

extension Workspace {
  /// Why whoever acts may not do it in a person's name.
  func refusal(toActingAs person: Person.ID, in session: Session) -> Proceedings.Refusal? {
    Proceedings.refusal(
      toActingAs: person, by: actor(in: session), among: project.system.people)
  }
}

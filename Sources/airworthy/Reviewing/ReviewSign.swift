import ArgumentParser
import Readiness

struct ReviewSign: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Gives a vote on the packet of a review, signed with one's key.",
    discussion: """
      Example: airworthy review sign delay-model --approve --as rafael-duarte
               airworthy review sign delay-model --object --reason "no test at night"
               airworthy review sign delay-model --approve \\
                 --condition "alert on recall | aiko-tanaka | 2027-01-15"

      The newest vote of a person counts; objections are kept, whatever is decided.
      """)

  @OptionGroup var name: ReviewName

  @Flag(help: "The component may go on.")
  var approve = false

  @Flag(help: "It may not, for the reason given.")
  var object = false

  @Flag(help: "Neither; but present.")
  var abstain = false

  @Option(help: "Why.")
  var reason = ""

  @Option(
    help: ArgumentHelp(
      "The parts played; all that the panel asks for and the person has, unless named.",
      valueName: "role"))
  var role: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the approval takes for granted: \"TEXT | OWNER | DUE\"; may be repeated.",
      valueName: "condition"))
  var condition: [String] = []

  @Option(
    help: ArgumentHelp(
      "A criterion that is not met in the person's judgement; may be repeated.",
      valueName: "criterion"))
  var doubt: [String] = []

  @OptionGroup var common: CommonOptions
  @OptionGroup var signer: SignerOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    let choices: [(Bool, Review.Vote.Choice)] = [
      (approve, .approve), (object, .object), (abstain, .abstain),
    ]
    let chosen = choices.filter(\.0).map(\.1)
    guard let choice = chosen.first, chosen.count == 1 else {
      throw .usage("a vote is one of --approve, --object and --abstain")
    }
    let conditions = try condition.map { line throws(Stop) in
      try WrittenDuty(line, option: "condition").condition
    }
    let desk = try ReviewDesk(common, in: session)
    let (rules, head) = try desk.proceedings()
    let review = try name.found(in: rules.ledger.reviews)
    let signer = try signer.signer(at: desk, in: rules.ledger)
    let vote = Review.Vote(
      review: review.id, packet: review.opened.digest, by: signer.person,
      roles: role.isEmpty ? rules.roles(of: signer.person, at: review.level) : role, vote: choice,
      reason: reason, conditions: conditions, doubts: doubt.map { .init($0) }, on: session.now)
    let signed = try signer.key.signed(vote, over: try vote.signedBytes(), by: signer.id)
    let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.signing(signed, packet: rules.packetNow(for: review, in: desk.workspace))
    }
    try desk.record(facts, at: head)
    desk.say(
      "\(signer.person) signed \(review.id) as \(vote.roles.joined(separator: ", ")): "
        + choice.rawValue)
    let lacks = try desk.proceedings().rules.lacks(of: review.id)
    if !lacks.isEmpty { desk.say("the panel still lacks \(lacks.joined(separator: "; "))") }
    return .met
  }
}

extension Proceedings {
  /// What the panel of a review still lacks.
  fileprivate func lacks(of review: Review.ID) -> [String] {
    ledger.reviews[review].map { lacks(of: $0) } ?? []
  }
}

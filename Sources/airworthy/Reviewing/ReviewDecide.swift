import ArgumentParser
import Readiness

struct ReviewDecide: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Ends a review: the component graduates, gets tasks, or is switched back.",
    discussion: """
      Example: airworthy review decide delay-model --graduate --option proceed \\
                 --reason "every limit is met"
               airworthy review decide delay-model --tasks --reason "too few" \\
                 --task "night flights | mara | 2027-01-15 | recall of 0.80"
               airworthy review decide delay-model --switchback --to 4 \\
                 --reason "the weather feed ends in May"

      Graduating takes a gate that is met, or met under waivers that are each named,
      the level's panel, more approvals than objections, the ethics checklist and an
      answer to every question. Ends with 1 and every reason where it is refused.
      """)

  @OptionGroup var name: ReviewName

  @Flag(help: "The component goes on to the next level.")
  var graduate = false

  @Flag(help: "It stays, with tasks.")
  var tasks = false

  @Flag(help: "It goes back to an earlier level.")
  var switchback = false

  @Option(help: "Why.")
  var reason: String

  @Option(
    help: ArgumentHelp("Which of the level's options, at key decisions.", valueName: "option"))
  var option: String?

  @Option(help: ArgumentHelp("From when it holds, or on what condition.", valueName: "text"))
  var when: String?

  @Option(
    help: ArgumentHelp(
      "\"TEXT | OWNER | DUE | NUMBER\", or \"… | none: WHY\"; may be repeated.", valueName: "task"))
  var task: [String] = []

  @Option(
    help: ArgumentHelp(
      "A control whose waiver the gate stands on; may be repeated.", valueName: "control"))
  var underWaiver: [String] = []

  @Option(help: ArgumentHelp("The level that it goes back to.", valueName: "level"))
  var to: Int?

  @Flag(help: "What depends on the component goes back as far.")
  var withDependants = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var signer: SignerOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    let choices: [(Bool, Review.Outcome)] = [
      (graduate, .graduate), (tasks, .tasks), (switchback, .switchback),
    ]
    let chosen = choices.filter(\.0).map(\.1)
    guard let outcome = chosen.first, chosen.count == 1 else {
      throw .usage("a decision is one of --graduate, --tasks and --switchback")
    }
    let level: Level? = try to.map { number throws(Stop) in
      guard let level = Level(number) else { throw .usage("'\(number)' is not a level 0 to 9") }
      return level
    }
    let written = try task.map { line throws(Stop) in try WrittenDuty(line, option: "task").task }
    let desk = try ReviewDesk(common, in: session)
    let (rules, head) = try desk.proceedings()
    let review = try name.found(in: rules.ledger.reviews)
    let signer = try signer.signer(at: desk, in: rules.ledger)
    let decision = Review.Decision(
      review: review.id, packet: review.opened.digest, by: signer.person, outcome: outcome,
      option: option, when: when, reason: reason, tasks: written,
      waivers: underWaiver.map { .init($0) }, to: level, withDependants: withDependants,
      on: session.now)
    let signed = try signer.key.signed(decision, over: try decision.signedBytes(), by: signer.id)
    let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.deciding(
        signed, packet: rules.packetNow(for: review, in: desk.workspace), tool: Airworthy.version)
    }
    try desk.record(facts, at: head)
    desk.say("\(signer.person) decided \(review.id): \(outcome.rawValue)")
    for fact in facts {
      switch fact {
      case .levelGraduated(let graduated):
        desk.say(
          graduated.level == .last
            ? "\(graduated.component) stays in operation at level 9"
            : "\(graduated.component) has graduated through level \(graduated.level), and works at "
              + "\(graduated.level.next ?? .last); the debrief is due within "
              + "\(Review.debriefDays) days")
      case .componentSwitchedBack(let back):
        desk.say("\(back.component) is switched back to level \(back.to)")
      default: break
      }
    }
    return .met
  }
}

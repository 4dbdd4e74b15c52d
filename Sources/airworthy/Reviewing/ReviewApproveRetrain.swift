import ArgumentParser
import Definitions
import Readiness

struct ReviewApproveRetrain: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-retrain",
    abstract: "Approves, before it is there, that a retrain may take the fast path.",
    discussion: """
      Example: airworthy review approve-retrain delay-model --part model \\
                 --to 2.1.0 --reason "May only" --as rafael-duarte

      The change is declared under 'changes' of airworthy.yaml first, as one of the
      same specification that this person approves. Who owns or makes the component
      cannot approve, nor who authored what its last gates looked at.
      """)

  @Argument(help: "The component.")
  var component: String

  @Option(help: "code, model or data.")
  var part: String

  @Option(help: ArgumentHelp("The version that is to come.", valueName: "version"))
  var to: String

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var common: CommonOptions
  @OptionGroup var signer: SignerOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    guard let part = VersionPart(rawValue: part) else {
      throw .usage(
        "there is no version of '\(part)'",
        fix: "name one of \(VersionPart.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let desk = try ReviewDesk(common, in: session)
    let (rules, head) = try desk.proceedings()
    let signer = try signer.signer(at: desk, in: rules.ledger)
    let approval = RetrainApproval(
      system: desk.workspace.project.system.id, component: .init(component), part: part,
      version: to, by: signer.person, reason: reason, on: session.now)
    let signed = try signer.key.signed(approval, over: try approval.signedBytes(), by: signer.id)
    let facts = try ReviewDesk.allowed { () throws(Proceedings.Refused) in
      try rules.approving(signed)
    }
    try desk.record(facts, at: head)
    desk.say("\(signer.person) approved \(part.rawValue) \(to) of \(component) as a retrain")
    return .met
  }
}

import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct ReviewEthics: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "ethics",
    abstract: "Runs the ethics checklist again, by one of the panel.",
    discussion: """
      Example: airworthy review ethics delay-model --template -o ethics.yaml
               airworthy review ethics delay-model --from ethics.yaml --as mara

      Which checklist it is, policy.ethics in airworthy.yaml says: mltrl-ethics,
      deon, or one of a team's own packs. At a terminal it asks question by
      question.
      """)

  @OptionGroup var name: ReviewName

  @Option(help: ArgumentHelp("A file with the answers.", valueName: "file"))
  var from: String?

  @Flag(help: "Print a file to fill in, with the questions of this level.")
  var template = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOption
  @OptionGroup var output: OutputOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    if template { return try printTemplate(in: session) }
    let given: [Review.EthicsRun.Given]? = try from.map { file throws(Stop) in
      let bytes = try InputFile.bytes(of: file)
      do throws(Diagnostics) {
        return try ReviewFile.ethics(bytes, file: file)
      } catch {
        throw .wrong(error.list)
      }
    }
    let desk = try ReviewDesk(common, in: session)
    let person = try who.named(at: desk)
    let rules = try desk.proceedings().rules
    let review = try name.found(in: rules.ledger.reviews)
    let checklist = try rules.packs.reviewed(by: desk.workspace.project.system.policy)
    let answers =
      if let given { given } else {
        try asked(checklist.questions(at: review.level), in: session)
      }
    try desk.act { rules throws(Proceedings.Refused) in
      try rules.ethics(
        .init(review: review.id, checklist: checklist.id, by: person, answers: answers),
        by: checklist, tool: Airworthy.version)
    }
    desk.say(
      "\(person) ran \(checklist.name) in \(review.id): \(answers.count.of("question")) answered")
    return .met
  }

  /// Asks question by question, where somebody can type.
  private func asked(
    _ questions: [Checklist.Question], in session: Session
  ) throws(Stop) -> [Review.EthicsRun.Given] {
    guard session.console.isTyped else {
      throw .usage(
        "no answers are given", fix: "name a file with --from; --template prints one to fill in")
    }
    session.console.print(
      "Answer in a sentence about this use; begin with 'na ' where it does not apply, with\n"
        + "'open PERSON ' for what that person is to settle.\n")
    var answers: [Review.EthicsRun.Given] = []
    for (index, question) in questions.enumerated() {
      session.console.print("\n[\(index + 1)/\(questions.count)] \(question.text.cleaned)\n")
      guard let line = session.console.ask("> ") else {
        throw .usage("the answers ended at question \(index + 1); nothing is recorded")
      }
      answers.append(.init(typed: line, to: question.id))
    }
    return answers
  }

  private func printTemplate(in session: Session) throws(Stop) -> Ending {
    let workspace = try Workspace.open(common, in: session)
    let (ledger, _) = try workspace.state(asOf: nil, in: session)
    let review = try name.found(in: ledger.reviews)
    let checklist = try workspace.project.packs.reviewed(by: workspace.project.system.policy)
    let lines = checklist.questions(at: review.level).flatMap { question in
      ["  # \(question.text)", "  - question: \(question.id)", "    answer: \"\""]
    }
    let head = [
      "# \(checklist.name), for the review \(review.id). In the place of answer: stand",
      "# not-applicable: WHY, or open: WHAT with owner: PERSON.", "apiVersion: airworthy/v1",
      "kind: ethics", "answers:",
    ]
    try output.write((head + lines).joined(separator: "\n") + "\n", in: session)
    return .met
  }
}

extension Packs {
  /// The checklist that a team's reviews run.
  fileprivate func reviewed(by policy: Policy) throws(Stop) -> Checklist {
    guard let checklist = checklist(policy.ethics) else {
      throw .usage("no pack has a checklist '\(policy.ethics)'")
    }
    return checklist
  }
}

extension Review.EthicsRun.Given {
  /// An answer as it was typed.
  fileprivate init(typed line: String, to question: Checklist.Question.ID) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch words.first {
    case "na" where words.count > 1:
      self.init(
        question: question, answer: .notApplicable, text: String(line.dropFirst(3)))
    case "open" where words.count == 3:
      self.init(question: question, answer: .open, text: words[2], owner: .init(words[1]))
    default: self.init(question: question, answer: .answered, text: line)
    }
  }
}

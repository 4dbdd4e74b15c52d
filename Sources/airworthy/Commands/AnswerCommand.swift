import ArgumentParser
import Definitions
import Documents
import Foundation
import Readiness
import Spreadsheets
import Views

struct AnswerCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Asks a person what evidence does not show, and keeps the answers.",
    discussion: """
      Example: airworthy answer
               airworthy answer maturity --component model
               airworthy answer doc.api --yes --artefact docs/api.md#errors
               airworthy answer model.tuned --no --note "Not yet."
               airworthy answer deploy.canary --not-applicable "It runs at night."
               airworthy answer --list --format json
               airworthy answer --from answers.yaml --by mara
               airworthy answer --from answers.xlsx

      At a terminal it asks one question after the other. Each answer is written at
      once, so that it can be left at any moment and goes on when it is called again.
      What evidence shows, what a fresh check refutes and what you have answered is
      not asked; a control that is named always is.

      Answers go into attestations.yaml, those that something does not apply into
      airworthy.yaml. 'airworthy check' keeps them in the log. Ends with 2 where an
      answer or a file is wrong; nothing of it is written then.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to ask about: frameworks, mltrl, levels 0 to 9, items, criteria or controls; all "
        + "frameworks and gates unless named.", valueName: "topic"))
  var topics: [String] = []

  @Option(help: ArgumentHelp("Only what is about this component.", valueName: "name"))
  var component: String?

  @Option(
    help: ArgumentHelp(
      "Who answers, by the name in airworthy.yaml; whoever has the email of git unless named.",
      valueName: "person"))
  var by: String?

  @OptionGroup(title: "One answer") var one: OneAnswerOptions

  @Option(
    help: ArgumentHelp(
      "Take many answers from a YAML or JSON file or a workbook (xlsx), or - for standard input.",
      valueName: "file"))
  var from: String?

  @Flag(help: "Print the questions instead of asking them.")
  var list = false

  @Option(help: "How to print them: text or json.")
  var format: Format = .text

  @Flag(
    help: ArgumentHelp(
      "Ask also what you answered and does not show enough; take also what was answered since a "
        + "workbook was written."))
  var again = false

  @Flag(help: "Read lines from standard input also where it is no terminal.")
  var interactive = false

  @Flag(help: "Try the web addresses among the artefacts; the only thing that goes to the network.")
  var resolve = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    try checkMode(in: session)
    let workspace = try Workspace.open(common, in: session)
    if from != nil { return try takeFile(in: workspace, session) }
    try checkTopics(in: workspace.project)
    try checkThatSomebodyIsThere(in: session)
    if list { return try printList(of: workspace, session) }
    let person = try workspace.person(named: by, in: session)
    var answering = try Answering(in: workspace, session: session, resolving: resolve)
    if let word = try one.word {
      let answer = Answer(
        control: .typed(.init(topics.first ?? "")), component: component.map { .typed(.init($0)) },
        by: .typed(person), word: word)
      try take([answer], from: nil, by: &answering, session)
      return .met
    }
    try ask(of: person, by: &answering, session)
    return .met
  }

  func questions(_ verdict: Verdict, packs: Packs, of person: Person.ID?) -> [OpenQuestion] {
    verdict.openQuestions(
      in: packs.questions(about: topics), about: component.map { .init($0) }, of: person,
      again: again)
  }

  // MARK: - Ways to answer

  private func printList(of workspace: Workspace, _ session: Session) throws(Stop) -> Ending {
    let verdict = try workspace.verdict(asOf: nil, in: session)
    let person: Person.ID?
    do {
      person = try workspace.person(named: by, in: session)
    } catch {
      // Anybody may read the list; a name that is wrong is told.
      guard by == nil else { throw error }
      person = nil
    }
    let questions = questions(verdict, packs: workspace.project.packs, of: person)
    let text =
      switch format {
      case .text:
        QuestionListText(questions).page.rendered(for: session.terminal(noColor: common.noColor))
      case .json: QuestionsJSON.text(questions, in: verdict)
      }
    try output.write(text, in: session)
    return .met
  }

  private func takeFile(in workspace: Workspace, _ session: Session) throws(Stop) -> Ending {
    let name = from ?? "-"
    // A file may name people itself; who calls is needed only where it does not.
    let person = by == nil ? nil : try workspace.person(named: by, in: session)
    let caller = person ?? (try? workspace.person(named: nil, in: session))
    let bytes = try InputFile.bytes(of: name, upTo: AnswerWorkbook.bytesMax)
    guard AnswerWorkbook.isMeant(by: bytes, named: name) else {
      return try takeAnswers(AnswerFile(bytes, file: name, by: caller), in: workspace, session)
    }
    let verdict = again ? nil : try workspace.verdict(asOf: nil, in: session)
    let file = AnswerFile(
      workbook: bytes, file: name, by: caller, about: workspace.project, beside: verdict)
    let isSound = !file.diagnostics.contains { $0.severity == .error }
    if isSound, !file.diagnostics.isEmpty, !common.quiet {
      Stop.wrong(file.diagnostics).tell(session.console)
    }
    if isSound, file.answers.isEmpty {
      session.console.print("no answer was changed in \(name.cleaned), and nothing is written\n")
      return .met
    }
    return try takeAnswers(file, in: workspace, session)
  }

  private func takeAnswers(
    _ file: AnswerFile, in workspace: Workspace, _ session: Session
  ) throws(Stop) -> Ending {
    var answering = try Answering(in: workspace, session: session, resolving: resolve)
    try take(
      file.answers, from: file.source, besides: file.diagnostics, by: &answering, session)
    return .met
  }

  private func take(
    _ answers: [Answer], from source: Diagnostic.Source?, besides known: [Diagnostic] = [],
    by answering: inout Answering, _ session: Session
  ) throws(Stop) {
    do throws(Answering.Trouble) {
      let (effect, files) = try answering.take(answers, from: source, besides: known)
      var page = AnswerEffectText(effect).page
      page.line(
        Line(
          files.isEmpty
            ? "there are no answers in it" : "written to \(files.joined(separator: " and "))",
          .faint))
      session.console.print(page.rendered(for: session.terminal(noColor: common.noColor)))
      if !files.isEmpty { tellNext(in: session) }
    } catch {
      switch error {
      case .answers(let problems): throw .wrong(problems)
      case .meanwhile(let words): throw .failed("meanwhile \(words)")
      case .stop(let stop): throw stop
      }
    }
  }

  func tellNext(in session: Session) {
    guard !common.quiet else { return }
    session.console.print(
      "next: 'airworthy check' keeps it in the log, 'airworthy status' says what comes next\n")
  }
}

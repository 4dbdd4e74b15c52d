import Definitions
import Readiness
import Views

// The questionnaire at a terminal.

extension AnswerCommand {
  func ask(
    of person: Person.ID, by answering: inout Answering, _ session: Session
  ) throws(Stop) {
    let packs = answering.workspace.project.packs
    let terminal = session.terminal(noColor: common.noColor)
    var putOff = PutOff(in: answering.workspace.project.folder)
    var dialogue = Questionnaire(
      putOff.last(of: questions(answering.verdict, packs: packs, of: person), by: person))
    if !answering.hasEvidence, !common.quiet {
      session.console.complain(
        "no check has looked yet; 'airworthy check' first leaves fewer questions\n")
    }
    guard dialogue.current != nil else {
      session.console.print(
        "There is nothing to ask \(person): it is shown, answered or refuted.\n")
      tellAbsent(in: answering.verdict, packs: packs, session)
      return
    }
    session.console.print(dialogue.page.rendered(for: terminal))
    while let question = dialogue.current, let line = session.console.ask(dialogue.sign) {
      switch dialogue.take(line) {
      case .show(let page): session.console.print(page.rendered(for: terminal))
      case .leave: dialogue.leave()
      case .later:
        try putOff.add(question, by: person)
        session.console.print(dialogue.page.rendered(for: terminal))
      case .take(let reply):
        do throws(Answering.Trouble) {
          let answer = Answer(reply, to: question, by: person)
          let effect = try answering.take([answer], from: nil, isAsked: true).effect
          session.console.print(AnswerEffectText(effect).page.rendered(for: terminal))
          let verdict = answering.verdict
          dialogue.accepted(
            reply, verdict: verdict, open: questions(verdict, packs: packs, of: person))
          if dialogue.current != nil {
            session.console.print("\n" + dialogue.page.rendered(for: terminal))
          }
        } catch {
          try tell(error, session)
          dialogue.refused(verdict: answering.verdict)
        }
      }
    }
    session.console.print(
      "answered \(dialogue.answered), left open \(dialogue.open)"
        + (dialogue.open > 0 ? "; it goes on when it is called again\n" : "\n"))
    tellAbsent(in: answering.verdict, packs: packs, session)
    if dialogue.answered > 0 { tellNext(in: session) }
  }

  /// Says why a reply was not taken; the question stays.
  private func tell(_ trouble: Answering.Trouble, _ session: Session) throws(Stop) {
    switch trouble {
    case .answers(let problems): Stop.wrong(problems).tell(session.console)
    case .meanwhile(let words):
      session.console.complain(
        "meanwhile \(words.cleaned)\nnothing is written; answer again to replace that, or l to leave it\n"
      )
    case .stop(let stop): throw stop
    }
  }

  /// How many controls are not asked since a check found them absent.
  private func tellAbsent(in verdict: Verdict, packs: Packs, _ session: Session) {
    guard !again, !common.quiet else { return }
    let absent = verdict.absent(
      in: packs.questions(about: topics), about: component.map { .init($0) })
    guard let first = absent.first else { return }
    let (noun, verb) = absent.count == 1 ? ("control is", "It is") : ("controls are", "They are")
    session.console.print(
      "\(absent.count) more \(noun) absent by what checks found. \(verb) not asked; if a check is "
        + "wrong,\n'airworthy answer \(first)' takes your word\n")
  }
}

import Definitions
import Documents
import Foundation
import Readiness
import Views

/// Takes up answers, one batch after the other, and tells what each opened.
struct Answering {
  private(set) var workspace: Workspace
  /// What the log says; what the files say comes on top, as they are then.
  private let recorded: Ledger
  private let session: Session
  /// For trying web addresses; `nil` unless asked to.
  private let probe: WebProbe?

  init(in workspace: Workspace, session: Session, resolving: Bool) throws(Stop) {
    self.workspace = workspace
    self.session = session
    recorded = try workspace.present(from: workspace.reading(), in: session)
    probe = resolving ? WebProbe(environment: session.environment) : nil
  }

  /// Whether any check has ever looked.
  var hasEvidence: Bool { !recorded.runs.isEmpty }

  /// The verdict on the files as they were last read.
  var verdict: Verdict { verdict(on: workspace.project) }

  private func verdict(on project: Project) -> Verdict {
    var ledger = recorded
    ledger.foldNews(of: project.declared, at: session.now)
    return Verdict(on: project.system, by: project.packs, ledger: ledger, at: session.now)
  }

  /// Why answers were not taken up; nothing was written.
  enum Trouble: Error {
    /// Something is wrong with the answers.
    case answers([Diagnostic])
    /// The same person answered it elsewhere, and whoever asks has not seen that.
    case meanwhile(String)
    /// Something is wrong with the files, or the world does not let it.
    case stop(Stop)
  }

  /// Writes answers into the files: all of them, or none.
  ///
  /// - Parameters:
  ///   - answers: The answers.
  ///   - source: Where they were written, if in a file.
  ///   - known: What is already known to be wrong with them.
  ///   - isAsked: Whether they reply to what was shown, so that what came since is not replaced unseen.
  /// - Returns: What they opened, and the files that hold them now.
  /// - Throws: ``Trouble``.
  mutating func take(
    _ answers: [Answer], from source: Diagnostic.Source?, besides known: [Diagnostic] = [],
    isAsked: Bool = false
  ) throws(Trouble) -> (effect: AnswerEffect, files: [String]) {
    // Others may write between reading and writing; whoever does it three times in a row is told.
    for _ in 0..<3 {
      let revision = try revision(by: answers, from: source, besides: known)
      if isAsked, let news = unseen(by: answers, in: revision.before) {
        workspace = Workspace(project: revision.before, log: workspace.log)
        throw .meanwhile(news)
      }
      try resolve(answers, from: source)
      do throws(Stop) {
        guard try revision.write(in: workspace.project.folder) else { continue }
      } catch {
        throw .stop(error)
      }
      workspace = Workspace(project: revision.project, log: workspace.log)
      let effect = AnswerEffect(
        of: answers.flatMap { $0.subjects(in: revision.project) },
        before: verdict(on: revision.before), after: verdict)
      return (effect, revision.changes.map(\.path))
    }
    throw .stop(.failed("the files change faster than they can be read; try again"))
  }

  /// What those who answer said elsewhere since the files were last read; `nil` for nothing.
  private func unseen(by answers: [Answer], in project: Project) -> String? {
    let (seen, now) = (workspace.project.declared, project.declared)
    let attestations = Set(now.attestations).subtracting(seen.attestations)
    let exemptions = Set(now.exemptions).subtracting(seen.exemptions)
    for answer in answers {
      let subjects = answer.subjects(in: project).map(\.subject)
      let (control, person) = (answer.control.value, answer.by.value)
      if let said = attestations.first(where: {
        $0.control == control && $0.by == person && subjects.contains($0.subject)
      }) {
        return "\(person) answered \(control) elsewhere: \(said.says ? "yes" : "no")"
          + (said.note.map { ", \($0)" } ?? "")
      }
      if let said = exemptions.first(where: {
        $0.control == control && $0.by == person && subjects.contains($0.subject)
      }) {
        return "\(person) declared elsewhere that \(control) does not apply: \(said.reason)"
      }
    }
    return nil
  }

  private func revision(
    by answers: [Answer], from source: Diagnostic.Source?, besides known: [Diagnostic]
  ) throws(Trouble) -> Revision {
    do throws(AnswerRefusal) {
      return try workspace.project.revised(
        by: answers, from: source, at: session.now, besides: known)
    } catch {
      switch error {
      case .answers(let problems): throw .answers(problems)
      case .definitions(let problems): throw .stop(.wrong(problems))
      }
    }
  }

  /// Tries the web addresses, each once.
  private func resolve(_ answers: [Answer], from source: Diagnostic.Source?) throws(Trouble) {
    guard let probe else { return }
    var problems: [Diagnostic] = []
    var seen: Set<String> = []
    for artefact in answers.flatMap(\.artefacts) where WebAddress.isMeant(by: artefact.value) {
      guard seen.insert(artefact.value).inserted else { continue }
      let answer: WebProbe.Answer
      do throws(Stop) {
        answer = try probe.ask(artefact.value)
      } catch {
        throw .stop(error)
      }
      if answer.isThere {
        session.console.complain("\(artefact.value.cleaned) \(answer.words)\n")
      } else {
        problems.append(
          Diagnostic(
            .badAddress, "\(artefact.value.shortened(to: 120)) \(answer.words)",
            at: source?.place(artefact.position, of: artefact.text),
            fix: "correct the address, or leave --resolve out"))
      }
    }
    if !problems.isEmpty { throw .answers(problems) }
  }
}

extension Answer {
  fileprivate var artefacts: [Located<String>] {
    if case .says(_, let artefacts, _, _) = word { artefacts } else { [] }
  }

  /// Whom the answer is about.
  fileprivate func subjects(in project: Project) -> [(control: Control.ID, subject: Subject)] {
    let all = project.packs.controls[control.value].map { project.system.subjects(of: $0.scope) }
    return (all ?? []).filter { component == nil || $0 == component.map { .component($0.value) } }
      .map { (control.value, $0) }
  }
}

extension Answer {
  /// A reply to a question, as somebody's answer.
  init(_ reply: Questionnaire.Reply, to question: OpenQuestion, by person: Person.ID) {
    let word: Word =
      switch reply {
      case .yes(let artefacts, let note):
        .says(true, artefacts: artefacts.map { .typed($0) }, note: note)
      case .no(let note): .says(false, note: note)
      case .notApplicable(let reason): .notApplicable(because: reason)
      }
    let component: Component.ID? =
      if case .component(let id) = question.subject { id } else { nil }
    self.init(
      control: .typed(question.control.id), component: component.map { .typed($0) },
      by: .typed(person), word: word)
  }
}

extension Located {
  /// What was typed at the terminal, where places say nothing.
  static func typed(_ value: Value, text: String? = nil) -> Located {
    Located(value, at: .start, text: text)
  }
}

extension Workspace {
  /// The person who answers: the one who is named, or whom this session knows by name or git.
  func person(named name: String?, in session: Session) throws(Stop) -> Person.ID {
    let people = project.system.people
    if let name, people.contains(where: { $0.id.rawValue == name }) { return .init(name) }
    let actor = actor(in: session)
    if name == nil, actor.kind == .person, people.contains(where: { $0.id.rawValue == actor.name })
    {
      return .init(actor.name)
    }
    let names = people.map(\.id.rawValue)
    guard !names.isEmpty else {
      throw .usage(
        "airworthy.yaml declares no people, and an answer is somebody's",
        fix: "declare yourself under 'people:', with a name and an email")
    }
    let list = "declared are \(names.joined(separator: ", ").shortened(to: 400))"
    if let name {
      let near = Spelling.nearest(to: name, among: names)
      throw .usage(
        "no person '\(name.cleaned.shortened(to: 60))' is declared in airworthy.yaml",
        fix: near.map { "did you mean '\($0)'? \(list)" } ?? list)
    }
    throw .usage(
      actor.kind == .automation
        ? "\(actor.name.cleaned) is no person, and an answer is somebody's"
        : "'\(actor.name.cleaned.shortened(to: 60))' is nobody of airworthy.yaml",
      fix: "say who answers with --by; \(list)")
  }
}

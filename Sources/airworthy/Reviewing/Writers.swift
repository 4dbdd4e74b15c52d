import Definitions
import Documents
import Foundation
import Readiness
import Views

/// Who wrote a file, by git: who committed changes to it since an instant, and who acts where it has
/// changes that nobody committed.
struct Writers {
  let people: [Person.ID]
  /// E-mails that are nobody's who is declared.
  let strangers: [String]
}

extension Workspace {
  /// What git tells of who wrote what reviews look at, as far as the log does not have it yet.
  ///
  /// It is told once for each gate, and again when somebody is added. Where git does not tell, since
  /// there is none, the file is not in it or it is a shallow copy, nothing is recorded, and whoever
  /// records a change counts.
  func writers(by ledger: Ledger, in session: Session) -> [Fact] {
    guard let git = GitHistory(of: project.folder.path) else { return [] }
    let actor = actor(in: session)
    return project.system.components.flatMap { component -> [Fact] in
      guard let history = ledger.levels[component.id], let since = history.gateAt else { return [] }
      return Fact.WritersTold.Text.allCases.compactMap { text -> Fact? in
        guard let file = file(of: text, of: component.id),
          let writers = git.writers(
            of: file, since: since, after: ledger.commitOfGate(of: component.id),
            people: project.system.people, actor: actor)
        else { return nil }
        let told = ledger.writers[component.id]?[text]
        let isTold = told.map { $0.position > history.gatePosition } ?? false
        let known = (told?.people ?? [:]).filter { $0.value > history.gatePosition }.keys
        if isTold, Set(writers.people).isSubset(of: known) { return nil }
        return .writersTold(
          .init(component: component.id, text: text, people: writers.people))
      }
    }
  }

  /// What whoever opens a review should know of who counts as an author.
  func remarks(
    onWritersOf component: Component.ID, by rules: Proceedings, in session: Session
  ) -> [String] {
    var lines: [String] = []
    let git = GitHistory(of: project.folder.path)
    let actor = actor(in: session)
    let history = rules.ledger.levels[component]
    for text in Fact.WritersTold.Text.allCases {
      guard let file = file(of: text, of: component), let since = history?.gateAt else { continue }
      let writers = git?.writers(
        of: file, since: since, after: rules.ledger.commitOfGate(of: component),
        people: project.system.people, actor: actor)
      if let stranger = writers?.strangers.first {
        lines.append(
          "warning: \(file) was changed by \(stranger.cleaned), which is the e-mail of nobody in "
            + "airworthy.yaml")
      } else if writers == nil {
        lines.append(
          "git does not tell who wrote \(file): who first recorded its changes counts as the author"
        )
      }
    }
    guard let gate = try? rules.standing(of: component).gate else { return lines }
    let authorship = Authorship(of: component, before: gate, in: rules.ledger)
    if actor.kind == .person, let reason = authorship.reason(against: .init(actor.name)) {
      lines.append("\(reason), and so can neither sign nor decide")
    }
    return lines
  }

  private func file(of text: Fact.WritersTold.Text, of component: Component.ID) -> String? {
    let name =
      switch text {
      case .requirements: "requirements.yaml"
      case .card: "cards/\(component).md"
      }
    return [name, "airworthy/" + name].first { project.folder.contains($0) }
  }
}

extension Ledger {
  /// The commit that the review looked at which led a component through its last gate.
  fileprivate func commitOfGate(of component: Component.ID) -> String? {
    let since = levels[component]?.gatePosition ?? 0
    return reviews.of(component).last { ($0.decision?.position ?? .max) <= since }?
      .opened.packet.commit
  }
}

/// What git tells of the files of a folder; not of shallow copies, whose past is cut off.
private struct GitHistory {
  private let git: Git

  init?(of folder: String) {
    git = Git(folder: folder)
    guard git.run(["rev-parse", "--is-shallow-repository"])?.hasPrefix("false") == true else {
      return nil
    }
  }

  /// Who wrote a file since the last gate.
  ///
  /// What is not in the commit of the gate was written since, whatever its date, and whichever branch
  /// it came from. Where that commit is not known, or gone, the dates of commits tell. Authors count,
  /// committers and who is named as co-author, by the e-mails as they were written, since a map of
  /// names is a file like any other.
  func writers(
    of file: String, since: Instant, after gate: String?, people: [Person], actor: Actor
  ) -> Writers? {
    guard let state = git.run(["status", "--porcelain", "--ignored", "--", file]),
      !state.hasPrefix("??"), !state.hasPrefix("!!")
    else { return nil }
    let form =
      "--format=%ct%x00%ae%x00%ce%x00%(trailers:key=Co-authored-by,valueonly,separator=%x00)"
    let sinceGate = gate.flatMap {
      git.run(["log", "--full-history", form, "\($0)..HEAD", "--", file])
    }
    guard let log = sinceGate ?? git.run(["log", "--full-history", form, "--", file]) else {
      return nil
    }
    var emails: Set<String> = []
    for line in log.split(separator: "\n") {
      let fields = line.split(separator: "\0", omittingEmptySubsequences: true)
      guard let seconds = fields.first.flatMap({ Int64($0) }),
        sinceGate != nil || seconds >= since.milliseconds / 1000
      else { continue }
      for field in fields.dropFirst() {
        let inner = field.split(separator: "<").last.map { $0.prefix { $0 != ">" } } ?? field
        emails.insert(inner.lowercased())
      }
    }
    let known = Dictionary(
      people.compactMap { person in person.email.map { ($0.lowercased(), person.id) } },
      uniquingKeysWith: { first, _ in first })
    var writers = Set(emails.compactMap { known[$0] })
    if !state.isEmpty, actor.kind == .person { writers.insert(.init(actor.name)) }
    return Writers(
      people: writers.sorted(), strangers: emails.filter { known[$0] == nil }.sorted())
  }
}

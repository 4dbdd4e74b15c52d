import Definitions
import Documents
import Readiness
import Views

// What a call of 'answer' may ask for.

extension AnswerCommand {
  /// Refuses options that do not go together.
  func checkMode(in session: Session) throws(Stop) {
    let modes =
      [list ? "--list" : nil, from.map { _ in "--from" }, interactive ? "--interactive" : nil]
      .compactMap(\.self) + one.words
    guard modes.count <= 1 else {
      throw .usage(
        "\(modes.joined(separator: " and ")) do not go together", fix: "keep one of them")
    }
    if one.words.isEmpty, let stray = one.details.first {
      throw .usage("\(stray) needs an answer", fix: "add --yes or --no")
    }
    if !one.words.isEmpty, topics.count != 1 {
      throw .usage(
        "\(one.words[0]) answers one control", fix: "name it, or give many answers with --from")
    }
    if from != nil, !topics.isEmpty || component != nil {
      throw .usage("a file of answers names its controls itself", fix: "leave them out of the call")
    }
    if !list, format != .text || output.output != nil {
      throw .usage("--format and --output are for --list", fix: "leave them out, or add --list")
    }
    if list, resolve { throw .usage("--resolve needs answers", fix: "leave out --list") }
  }

  /// Refuses to ask where nobody can answer.
  func checkThatSomebodyIsThere(in session: Session) throws(Stop) {
    guard !list, !interactive, one.words.isEmpty, !session.console.isTyped else { return }
    throw .usage(
      "there is nobody to ask: standard input is no terminal",
      fix: "answer one control with --yes, --no or --not-applicable, many with --from, see the "
        + "questions with --list, or give lines with --interactive")
  }

  func checkTopics(in project: Project) throws(Stop) {
    let packs = project.packs
    if !one.words.isEmpty, let topic = topics.first, packs.controls[.init(topic)] == nil {
      let near = Spelling.nearest(to: topic, among: packs.order.map(\.rawValue))
      throw .usage(
        "no pack has a control '\(topic.cleaned.shortened(to: 60))'",
        fix: near.map { "did you mean '\($0)'?" } ?? "'airworthy explain controls' lists them")
    }
    for topic in topics where packs.controls(of: topic) == nil {
      let frameworks = packs.frameworks.map(\.id.rawValue) + [Packs.levelsWord]
      let near = Spelling.nearest(to: topic, among: frameworks + packs.order.map(\.rawValue))
      throw .usage(
        "nothing is called '\(topic.cleaned.shortened(to: 60))'",
        fix: near.map { "did you mean '\($0)'?" }
          ?? "name a framework (\(frameworks.joined(separator: ", "))), a level, or a control")
    }
    let names = project.system.components.map(\.id.rawValue)
    if let component, !names.contains(component) {
      let near = Spelling.nearest(to: component, among: names)
      throw .usage(
        "no component '\(component.cleaned.shortened(to: 60))' is declared",
        fix: near.map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))")
    }
  }
}

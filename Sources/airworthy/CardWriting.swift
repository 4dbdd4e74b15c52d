import Definitions
import Documents
import Foundation
import Readiness
import Views

/// The file that holds people's text of one card, as it is before something is added.
struct CardFile {
  let component: Component
  /// From the folder of airworthy.yaml.
  let name: String
  /// Absolute.
  let path: String
  /// The whole text; `nil` where there is no file yet.
  let text: String?
  let sections: [String: String]
  /// Fields that have a heading, with or without text.
  let opened: Set<String>
  /// Ids of the questions that the component is asked.
  let questions: [QuestionSet.Prompt]

  init(of component: Component, in project: Project) throws(Stop) {
    self.component = component
    let card = project.cards[component.id]
    name = card?.file ?? "cards/\(component.id).md"
    path = project.folder.path + "/" + name
    questions = project.packs.questions(for: component.kind).flatMap(\.prompts)
    guard card != nil else {
      let parent = name.split(separator: "/").dropLast().joined(separator: "/")
      guard !project.folder.isOutside(parent), !project.folder.isOutside(name) else {
        throw .usage(
          "\(name) leads out of the folder of airworthy.yaml", fix: "put the folder itself there")
      }
      (text, sections, opened) = (nil, [:], [])
      return
    }
    do throws(Folder.Refusal) {
      let bytes = try project.folder.read(name)
      let text = String(decoding: bytes, as: UTF8.self)
      let read = CardText.read(text, file: name, questions: questions.map(\.id)).0
      (self.text, sections, opened) = (text, read.sections, Set(read.lines.keys))
    } catch {
      throw .failed("\(name) cannot be read")
    }
  }

  /// Writes the file with more in it, whole or not at all.
  ///
  /// What is already there must read as before; the program stops itself rather than to change it.
  func write(_ new: String) throws(Stop) {
    let (read, problems) = CardText.read(new, file: name, questions: questions.map(\.id))
    guard problems.isEmpty, sections.allSatisfy({ read.sections[$0.key] == $0.value }) else {
      throw .failed(
        "\(name) cannot be added to without changing what is there; nothing was written")
    }
    guard new.utf8.count <= YAML.bytesMax else {
      throw .failed("\(name) would have more than \(YAML.bytesMax) bytes; nothing was written")
    }
    do {
      let folder = URL(filePath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let real = URL(filePath: path).resolvingSymlinksInPath().path
      try WholeFile.replace(real, by: new)
    } catch {
      throw .failed("\(name) cannot be written: \(error.reason)")
    }
  }
}

extension Workspace {
  /// Adds the headings that are due to a card's file, each with what is asked in a comment.
  func addTemplate(
    for name: String?, level: Level?, isDry: Bool, isQuiet: Bool, in session: Session
  ) throws(Stop) -> Ending {
    let ledger = try state(asOf: nil, in: session).0
    let judged = try verdict(on: ledger, at: session.now).judged(name)
    let file = try CardFile(of: judged.component, in: project)
    let due = CardField.due(at: level ?? judged.working ?? .first)
    let fields = CardText.fields.filter(due.contains).map { id in
      CardText.Addition(
        field: id, title: CardField.title(of: id) ?? id, text: CardField.prompts[id] ?? "")
    }
    let questions = file.questions.map {
      CardText.Addition(field: $0.id, title: $0.title, text: $0.question)
    }
    let missing = (fields + questions).filter { !file.opened.contains($0.field) }
      .map { addition in
        CardText.Addition(
          field: addition.field, title: addition.title, text: "<!-- \(addition.text) -->")
      }
    let text = CardText.adding(missing, to: file.text, titled: judged.component.title)
    if isDry {
      session.console.print(text)
      return .met
    }
    if !missing.isEmpty { try file.write(text) }
    if !isQuiet {
      session.console.print(
        missing.isEmpty
          ? "\(file.name) has every heading that is due; nothing was written\n"
          : "added \(missing.count.of("heading")) to \(file.name); write below them, a comment is "
            + "no text\n")
    }
    return .met
  }
}

import Foundation
import Readiness
import Views

/// The dialogue of `airworthy answer`: questions and lines in, pages and replies out.
///
/// It writes nothing. Whoever leads it takes up each reply, and tells it whether that went well.
struct Questionnaire {
  /// What somebody says to a question.
  enum Reply: Hashable {
    case yes(artefacts: [String] = [], note: String? = nil)
    case no(note: String? = nil)
    case notApplicable(because: String)
  }

  /// What comes of a line.
  enum Step {
    /// Something to show; another line is waited for.
    case show(TextPage)
    /// A reply to take up; ``accepted(_:verdict:open:)`` or ``refused(verdict:)`` comes next.
    case take(Reply)
    /// The question was put off, and another one is asked.
    case later
    case leave
  }

  private enum Waiting {
    case answer, artefact, reason
  }

  private struct Key: Hashable {
    let control: Control.ID
    let subject: Subject

    init(_ question: OpenQuestion) {
      control = question.control.id
      subject = question.subject
    }
  }

  private var questions: [OpenQuestion]
  private var index = 0
  private var replies: [Int: Reply] = [:]
  /// What others answered meanwhile.
  private var closed: Set<Int> = []
  /// Questions that were put off, to be asked once more behind all others.
  private var postponed: [Int] = []
  /// All that were put off, whether or not they were asked once more.
  private var putOff: Set<Int> = []
  private var waiting = Waiting.answer
  /// What the line was typed for.
  private var asked = Waiting.answer

  init(_ questions: [OpenQuestion]) { self.questions = questions }

  /// The question that is asked; `nil` after the last.
  var current: OpenQuestion? { questions.indices.contains(index) ? questions[index] : nil }

  /// How many questions were answered.
  var answered: Int { replies.count }

  /// How many were not.
  var open: Int { questions.count - replies.count - closed.count }

  /// The question that is asked, with all that helps to answer it.
  var page: TextPage {
    guard let current else { return TextPage() }
    var page = QuestionText(current).page
    page.line(Line(choices, .faint), hanging: 2)
    return page
  }

  /// What stands before the line that somebody types.
  var sign: String {
    switch waiting {
    case .answer: "> "
    case .artefact: "artefact> "
    case .reason: "because> "
    }
  }

  mutating func take(_ line: String) -> Step {
    let words = line.replacing("\t", with: " ").replacing("\u{FEFF}", with: "")
      .trimmingCharacters(in: .whitespaces)
    guard line.utf8.count <= 4_000 else {
      return say("That line is too long; 4,000 bytes at most.")
    }
    guard words == words.cleaned else {
      return say("That line holds signs that no text has, such as arrow keys; type it again.")
    }
    asked = waiting
    if asked == .answer { return answer(words) }
    waiting = .answer
    switch words.lowercased() {
    case "q", "quit": return .leave
    case "b", "back": return say(choices)
    case "?" where asked == .artefact:
      waiting = .artefact
      return .show(Self.artefactHelp)
    case "" where asked == .reason:
      return say("Without a reason it cannot be left out. \(choices)")
    default:
      return .take(asked == .artefact ? proof(words) : .notApplicable(because: words))
    }
  }

  /// Goes on after a reply was taken up.
  ///
  /// - Parameters:
  ///   - reply: The reply.
  ///   - verdict: The verdict with it.
  ///   - open: What would be asked now, from the beginning.
  mutating func accepted(_ reply: Reply, verdict: Verdict, open: [OpenQuestion]) {
    replies[index] = reply
    let left = Set(open.map(Key.init))
    for (number, question) in questions.enumerated() {
      questions[number] = question.renewed(by: verdict) ?? question
      let isOpen = replies[number] != nil || left.contains(Key(question))
      if isOpen { closed.remove(number) } else { closed.insert(number) }
    }
    goOn()
  }

  /// Goes on after a reply was not taken up: what it was typed for is asked again.
  ///
  /// - Parameter verdict: The verdict as the files are now.
  mutating func refused(verdict: Verdict) {
    waiting = asked
    guard let current else { return }
    questions[index] = current.renewed(by: verdict) ?? current
  }

  /// Ends the dialogue; what is open stays open.
  mutating func leave() { index = questions.count }

  // MARK: - Lines

  private mutating func answer(_ line: String) -> Step {
    let first = line.prefix { !$0.isWhitespace }
    let rest = line.dropFirst(first.count).trimmingCharacters(in: .whitespaces)
    if line.lowercased().hasPrefix("not applicable") {
      return exempt(line.dropFirst("not applicable".count).trimmingCharacters(in: .whitespaces))
    }
    switch first.lowercased() {
    case "?", "help": return .show(Self.help)
    case "q", "quit": return .leave
    case "b", "back": return back()
    case "l", "later": return later()
    case "=", "same": return same()
    case "y", "yes":
      guard rest.isEmpty else { return .take(proof(rest)) }
      waiting = .artefact
      return .show(Self.artefactHelp)
    case "n", "no": return .take(.no(note: rest.isEmpty ? nil : rest.withoutDashes))
    case "x", "na", "n/a": return exempt(rest)
    default:
      if lead(String(first)) != nil { return .take(proof(line)) }
      return say(line.isEmpty ? choices : "'\(line.cleaned)' is none of these: \(choices)")
    }
  }

  private mutating func exempt(_ words: String) -> Step {
    let reason =
      words.lowercased().hasPrefix("because ") ? String(words.dropFirst("because ".count)) : words
    if !reason.isEmpty { return .take(.notApplicable(because: reason)) }
    waiting = .reason
    return say("Why does it not apply?")
  }

  /// Puts the question off, at first until all others were asked, then for another session.
  private mutating func later() -> Step {
    let isNew = replies[index] == nil && putOff.insert(index).inserted
    if isNew { postponed.append(index) }
    goOn()
    return current == nil ? .leave : .later
  }

  private mutating func back() -> Step {
    let before = questions.indices.prefix(index).last { !closed.contains($0) }
    guard let before else { return say("This is the first question.") }
    index = before
    return .show(page)
  }

  /// The reply to the question before, where that is of the same control.
  private func same() -> Step {
    guard let current, index > 0, questions[index - 1].control.id == current.control.id,
      let reply = replies[index - 1]
    else { return say("The question before was not about the same control, or not answered.") }
    return .take(reply)
  }

  /// Artefacts between commas, and a note behind two dashes.
  private func proof(_ words: String) -> Reply {
    let parts = words.split(separator: /(?:^|\s)--(?:\s|$)/, maxSplits: 1)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let hasNoArtefact = words.hasPrefix("-- ")
    let named = hasNoArtefact ? "" : parts.first ?? ""
    let note = hasNoArtefact ? parts.first : parts.dropFirst().first
    let artefacts = named.split(separator: ",").map { part in
      let name = part.trimmingCharacters(in: .whitespaces)
      return lead(name) ?? name
    }.filter { !$0.isEmpty }
    return .yes(artefacts: artefacts, note: note.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// The file that a number stands for.
  private func lead(_ word: String) -> String? {
    guard let number = Int(word), let leads = current?.leads, leads.indices.contains(number - 1)
    else { return nil }
    return leads[number - 1].path
  }

  /// Goes to the first question that is open, to those that were put off at last.
  private mutating func goOn() {
    waiting = .answer
    func isOpen(_ number: Int) -> Bool { replies[number] == nil && !closed.contains(number) }
    postponed.removeAll { !isOpen($0) }
    if let next = questions.indices.first(where: { isOpen($0) && !putOff.contains($0) }) {
      index = next
    } else {
      index = postponed.isEmpty ? questions.count : postponed.removeFirst()
    }
  }

  private func say(_ text: String) -> Step {
    var page = TextPage()
    page.line(Line(text))
    return .show(page)
  }
}

extension String {
  fileprivate var withoutDashes: String {
    hasPrefix("-- ") ? String(dropFirst(3)) : self
  }
}

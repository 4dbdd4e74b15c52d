import ArgumentParser
import Definitions
import Documents
import Foundation
import Readiness
import Views

extension WorthCommand {
  struct Ask: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Asks a dozen questions about worth, and writes worth.yaml.",
      discussion: """
        Example: airworthy worth ask
                 airworthy worth ask costs model
                 airworthy worth ask --set items=20000..30000 --set "costs=20..60; 60"
                 airworthy worth ask --from answers.yaml
                 airworthy worth ask --list

        An answer has as many parts as the question, with ';' between them. A part is
        a number (40, "40 USD", 4 %), a range that it lies in in nine cases of ten
        (20..60), a count (12 of 400), how often in how many periods (1 in 24), or
        the check that counted it (check NAME). '?' behind it keeps it a guess, '='
        stands by what is there, of a guess by half to twice of it, and an empty
        part leaves it.

        Each answer is written at once, so that it can be left at any moment and goes
        on when it is called again. What somebody stands by is not asked again unless
        it is named. --from takes a YAML file of question: answer.
        """)

    @Argument(help: "Only these questions.")
    var questions: [String] = []

    @Option(
      name: .customLong("set"),
      help: ArgumentHelp("Answer a question here.", valueName: "question=answer"))
    var answers: [String] = []

    @Option(help: ArgumentHelp("Take answers from a YAML file, or - for standard input."))
    var from: String?

    @Option(
      help: ArgumentHelp(
        "Who answers, by the name in airworthy.yaml; whoever has the email of git unless named.",
        valueName: "person"))
    var by: String?

    @Flag(help: "Print the questions instead of asking them.")
    var list = false

    @Flag(help: "Read lines from standard input also where it is no terminal.")
    var interactive = false

    @OptionGroup var common: CommonOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      var file = try WorthFile(in: workspace.project.folder)
      let known = WorthQuestion.all(of: file.text).map(\.key)
      for name in questions where !known.contains(name) { throw Self.unknown(name, known) }
      if list {
        session.console.print(Self.listed(WorthQuestion.all(of: file.text)))
        return .met
      }
      let who = "\(try workspace.person(named: by, in: session)), \(session.now.day)"
      let given = try answers.map { answer throws(Stop) in try Self.pair(answer) } + taken()
      if !given.isEmpty {
        for (key, answer) in given {
          guard let question = WorthQuestion.all(of: file.text).first(where: { $0.key == key })
          else { throw Self.unknown(key, known) }
          try file.take(answer, to: question, from: who)
        }
        try file.write()
        tellEnd(file, in: session)
        return .met
      }
      guard session.console.isTyped || interactive else {
        throw .usage(
          "nobody is there to be asked: standard input is no terminal",
          fix: "answer with --set or --from, or ask at a terminal")
      }
      try converse(&file, from: who, in: session)
      tellEnd(file, in: session)
      return .met
    }

    private func converse(
      _ file: inout WorthFile, from who: String, in session: Session
    ) throws(Stop) {
      let keys = WorthQuestion.all(of: file.text).filter {
        questions.isEmpty ? $0.isOpen || !file.isThere : questions.contains($0.key)
      }.map(\.key)
      for (index, key) in keys.enumerated() {
        var isDone = false
        while !isDone {
          guard let question = WorthQuestion.all(of: file.text).first(where: { $0.key == key })
          else { break }
          session.console.print(
            "\n\(index + 1)/\(keys.count) \(question.text.cleaned)\n" + Self.parts(of: question)
              + "   e.g. \(question.hint.cleaned); '=' as it stands, Enter later, q leaves\n")
          guard let line = session.console.ask("> ") else { return }
          let word = line.trimmingCharacters(in: .whitespaces)
          if word == "q" { return }
          if word.isEmpty {
            isDone = true
            continue
          }
          do throws(Stop) {
            try file.take(word, to: question, from: who)
            try file.write()
            isDone = true
          } catch {
            error.tell(session.console)
          }
        }
      }
    }

    private func tellEnd(_ file: WorthFile, in session: Session) {
      let open = WorthQuestion.all(of: file.text).filter(\.isOpen).map(\.key)
      session.console.print(
        (file.isWritten ? "written to \(file.name); " : "nothing is written; ")
          + (open.isEmpty
            ? "nothing is left open" : "still guesses: \(open.joined(separator: ", "))") + "\n"
          + (common.quiet ? "" : "next: 'airworthy worth' says what it comes to\n"))
    }

    private static func parts(of question: WorthQuestion) -> String {
      question.parts.map {
        "   \($0.name.cleaned): \($0.present.cleaned)\($0.isConfirmed ? "" : " (a guess)")\n"
      }.joined()
    }

    private static func listed(_ questions: [WorthQuestion]) -> String {
      questions.map { "\($0.key.cleaned): \($0.text.cleaned)\n" + parts(of: $0) }.joined()
    }

    private static func unknown(_ name: String, _ known: [String]) -> Stop {
      .usage(
        "there is no question '\(name.cleaned.shortened(to: 30))'",
        fix: "there are \(known.joined(separator: ", "))")
    }

    private static func pair(_ text: String) throws(Stop) -> (String, String) {
      guard let sign = text.firstIndex(of: "=") else {
        throw .usage(
          "'\(text.cleaned.shortened(to: 40))' is no answer", fix: "write question=answer")
      }
      return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }

    /// The answers of a file, in its order.
    private func taken() throws(Stop) -> [(String, String)] {
      guard let from else { return [] }
      let result = YAML.read(try InputFile.bytes(of: from), file: from)
      guard let tree = result.tree, result.diagnostics.isEmpty else {
        throw .wrong(result.diagnostics)
      }
      guard case .mapping(let pairs) = tree.content else {
        throw .usage("\(from.cleaned) is no mapping of questions to answers")
      }
      return try pairs.map { pair throws(Stop) in
        guard let text = pair.value.text else {
          throw .usage(
            "the answer to \(pair.key.cleaned.shortened(to: 30)) in \(from.cleaned) is no text",
            fix: "write it in one line, parts with ';' between them")
        }
        return (pair.key, text)
      }
    }
  }
}

/// `worth.yaml` while it is being filled in.
private struct WorthFile {
  let name: String
  private let folder: Folder
  /// What the file held when it was last read or written; `nil` where it is not there.
  private var before: String?
  private(set) var text: String
  let isThere: Bool
  private(set) var isWritten = false

  init(in folder: Folder) throws(Stop) {
    self.folder = folder
    let found = ["worth.yaml", "airworthy/worth.yaml"].first { folder.contains($0) }
    name = found ?? "worth.yaml"
    isThere = found != nil
    before = try found.map { name throws(Stop) in try Self.text(of: name, in: folder) }
    text = before ?? WorthQuestion.starter
  }

  private static func text(of name: String, in folder: Folder) throws(Stop) -> String {
    do throws(Folder.Refusal) {
      return String(decoding: try folder.read(name), as: UTF8.self)
    } catch {
      throw .failed("\(name) cannot be read")
    }
  }

  mutating func take(_ answer: String, to question: WorthQuestion, from who: String) throws(Stop) {
    do throws(WorthAnswering.Trouble) {
      text = try WorthAnswering.text(taking: answer, to: question, in: text, from: who)
    } catch {
      switch error {
      case .parts(let wanted, let found):
        throw .usage(
          "'\(question.key)' asks for \(wanted.of("number")), and \(found) came",
          fix: "put ';' between them, like: \(question.hint)")
      case .unreadable(let word):
        throw .usage(
          "'\(word.cleaned.shortened(to: 40))' is no number, range or count",
          fix: "write it like: \(question.hint)")
      case .fixed(let places):
        throw .usage(
          "\(places) in \(name) is written so that it cannot be changed from here",
          fix: "change it in the file")
      case .wrong(let problems): throw .wrong(problems)
      }
    }
  }

  mutating func write() throws(Stop) {
    let now = folder.contains(name) ? (try? folder.read(name)) : nil
    guard now.map({ String(decoding: $0, as: UTF8.self) }) == before else {
      throw .failed("meanwhile \(name) has changed; nothing is written")
    }
    let path = (try? folder.resolve(name)) ?? folder.path + "/" + name
    do {
      try WholeFile.replace(path, by: text)
    } catch {
      throw .failed("\(name) cannot be written: \(error.reason)")
    }
    before = text
    isWritten = true
  }
}

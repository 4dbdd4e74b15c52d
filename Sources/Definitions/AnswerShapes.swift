package import Documents
package import Readiness

/// Many answers in one file, for `airworthy answer --from`.
package struct AnswerFile: Sendable {
  /// What could be read of the answers.
  package let answers: [Answer]
  /// What is wrong with the others.
  package let diagnostics: [Diagnostic]
  package let source: Diagnostic.Source

  package init(answers: [Answer], diagnostics: [Diagnostic], source: Diagnostic.Source) {
    self.answers = answers
    self.diagnostics = diagnostics
    self.source = source
  }

  /// Reads a file of answers, in YAML or JSON; names in it are not looked up.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - name: What to call it in diagnostics.
  ///   - person: Who answers where the file does not say.
  package init(_ bytes: [UInt8], file name: String, by person: Person.ID?) {
    var file = DefinitionFile(name: name, bytes: bytes)
    answers = file.read(.answers).map { $0.answers(by: person, in: &file.reader) } ?? []
    diagnostics = file.diagnostics
    source = file.reader.source
  }
}

struct WrittenAnswers: Sendable {
  let by: Located<Person.ID>?
  let list: [WrittenAnswer]

  fileprivate func answers(by person: Person.ID?, in reader: inout Reader) -> [Answer] {
    list.compactMap { written in
      let given = person.map { Located($0, at: written.control.position, text: nil) }
      guard let by = written.by ?? by ?? given else {
        reader.report(
          .missingKey, "nobody is said to answer \(written.control.value)", at: written.control,
          fix: "add 'by:' at the top of the file, or call with --by")
        return nil
      }
      return Answer(
        control: written.control, component: written.component, by: by, on: written.on,
        word: written.word)
    }
  }
}

struct WrittenAnswer: Sendable {
  let control: Located<Control.ID>
  let component: Located<Component.ID>?
  let word: Answer.Word
  let by: Located<Person.ID>?
  let on: Located<Instant>?
}

private enum AnswerWord: String, CaseIterable, Sendable {
  case yes, no
  case notApplicable = "not-applicable"
}

extension Shape where Value == WrittenAnswers {
  static let answers = Shape<WrittenAnswers>.file(
    "answers", "Answers of people, to be taken up by 'airworthy answer --from'.",
    .optional("by", .person, "Who answers, unless an answer says."),
    .required("answers", .list(of: .answer), "One entry for each answer."),
    make: WrittenAnswers.init(by:list:))
}

extension Shape where Value == WrittenAnswer {
  fileprivate static let answer = Shape<WrittenAnswer?>.object(
    "What a person answers about a control.",
    .required("control", .control, "The control."),
    .optional("component", .component, "The component, if the control is about components."),
    .required("answer", Shape<AnswerWord>.word, "Whether the control's statement is true."),
    .optional(
      "artefact", .list(of: Shape<String>.text().located, orOne: true), default: [],
      "What there is to look at: a file of this folder, a section of a document as in "
        + "docs/page.md#heading, or a web address."),
    .optional("note", .text(), "Anything a reader should know."),
    .optional("reason", .text(), "Why it does not apply; needed with not-applicable."),
    .optional("until", Shape<Instant>.date.located, "When to ask again, if before its time."),
    .optional("by", .person, "Who answers."),
    .optional("on", Shape<Instant>.date.located, "When it was given; today unless set."),
    make: { control, component, word, artefacts, note, reason, until, by, on -> WrittenAnswer? in
      let isProof = !artefacts.isEmpty || note != nil || until != nil
      let said: Answer.Word?
      switch (word, reason) {
      case (.notApplicable, let reason?):
        said = isProof ? nil : .notApplicable(because: reason)
      case (.yes, nil), (.no, nil):
        said = .says(word == .yes, artefacts: artefacts, note: note, until: until)
      default: said = nil
      }
      return said.map {
        WrittenAnswer(control: control, component: component, word: $0, by: by, on: on)
      }
    }
  ).check { answer, tree, reader -> WrittenAnswer? in
    if answer == nil { reader.reportMixture(in: tree) }
    return answer
  }
}

extension Reader {
  /// Reports keys that do not belong to the answer beside them.
  fileprivate mutating func reportMixture(in tree: Tree) {
    let isExemption = tree["answer"]?.text == AnswerWord.notApplicable.rawValue
    if isExemption, tree["reason"] == nil {
      report(
        .missingKey, "the key 'reason' is missing: why does it not apply?", at: tree.position,
        fix: "add 'reason:'")
    }
    for pair in tree.pairs
    where (isExemption ? ["artefact", "note", "until"] : ["reason"]).contains(pair.key) {
      report(
        .unknownKey, "'\(pair.key)' does not go with the answer '\(tree["answer"]?.text ?? "")'",
        at: pair.keyPosition, of: pair.key,
        fix: isExemption ? "say it in 'reason'" : "say it in 'note'")
    }
  }
}

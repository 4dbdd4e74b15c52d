internal import Documents
internal import Readiness

extension Shape where Value == QuestionSet {
  /// A file with questions that people answer on cards.
  static let questions = Shape<QuestionSet>.file(
    "questions", "Questions that people answer on a card in their own words.",
    .required("id", Shape<String>.name.map(QuestionSet.ID.init(_:)), "Its name to refer to."),
    .required("name", .text(), "Its name, for readers."),
    .required("edition", .text(), "The edition of this file."),
    .required("source", .text(), "Where it comes from."),
    .required("about", .text(), "What it is for, and how to answer."),
    .required(
      "asked-of", .list(of: Shape<Component.Kind>.word, orOne: true),
      "The kinds of components whose cards have them."),
    .required("parts", .list(of: .part), "Groups of questions, in the order to show them."),
    make: { id, name, _, _, about, askedOf, parts in
      QuestionSet(id: id, name: name, about: about, askedOf: askedOf, parts: parts)
    }
  ).check { set, tree, reader in
    let parts = tree["parts"]?.elements ?? []
    return reader.isFreeOfRepeats(parts.flatMap { $0["questions"]?.elements ?? [] })
      ? set : nil as QuestionSet?
  }
}

extension Shape where Value == QuestionSet.Part {
  fileprivate static let part = Shape<QuestionSet.Part>.object(
    "A group of questions.",
    .required("title", .text(), "What to call it."),
    .required("questions", .list(of: .prompt), "The questions."),
    make: QuestionSet.Part.init(title:prompts:))
}

extension Shape where Value == QuestionSet.Prompt {
  fileprivate static let prompt = Shape<QuestionSet.Prompt>.object(
    "A question.",
    .required(
      "id", .promptID,
      "A capital letter other than C, a point and a number: the heading's first word."),
    .required("title", .text(), "What to call it."),
    .required("question", .text(), "What is asked."),
    make: QuestionSet.Prompt.init(id:title:question:))
}

extension Shape where Value == String {
  fileprivate static let promptID = Shape<String>.text().check { text, tree, reader in
    if text.wholeMatch(of: /[ABD-Z]\.[1-9][0-9]{0,2}/) != nil { return text }
    reader.report(
      .wrongValue, "'\(text.shortened(to: 40))' is no id of a question", at: tree,
      fix: "write a capital letter other than C, a point and a number, such as D.1")
    return nil as String?
  }
}

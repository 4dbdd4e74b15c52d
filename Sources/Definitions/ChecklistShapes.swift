internal import Documents
internal import Readiness

extension Shape where Value == Checklist {
  /// A file with a checklist.
  static let checklist = Shape<Checklist>.file(
    "checklist", "Questions that a review panel answers anew at each level.",
    .required("id", Shape<String>.name.map(Checklist.ID.init(_:)), "Its name to refer to."),
    .required("name", .text(), "Its name, for readers."),
    .required("source", .text(), "Where it comes from."),
    .required("about", .text(), "What it is for."),
    .required("parts", .list(of: .part), "Groups of questions."),
    make: Checklist.init(id:name:source:about:parts:)
  ).check { checklist, tree, reader -> Checklist? in
    let questions = (tree["parts"]?.elements ?? []).flatMap { $0["questions"]?.elements ?? [] }
    return reader.isFreeOfRepeats(questions) ? checklist : nil
  }
}

extension Shape where Value == Checklist.Part {
  fileprivate static let part = Shape<Checklist.Part>.object(
    "A group of questions.",
    .required("title", .text(), "What to call it."),
    .optional(
      "organisation", .truth, default: false,
      "Whether the organisation answers it once, and not each review."),
    .required("questions", .list(of: .question), "The questions."),
    make: Checklist.Part.init(title:isOfOrganisation:questions:))
}

extension Shape where Value == Checklist.Question {
  fileprivate static let question = Shape<Checklist.Question>.object(
    "A question.",
    .required("id", Shape<String>.name.map(Checklist.Question.ID.init(_:)), "Its name."),
    .required("text", .text(), "What is asked."),
    .optional("from", .level, default: .first, "The first level whose review asks it."),
    make: Checklist.Question.init(id:text:from:))
}

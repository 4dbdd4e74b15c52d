package import Documents
package import Readiness

/// What people write for a review: answers to the ethics checklist, and the debrief.
package enum ReviewFile {
  /// Reads the answers to a checklist, in YAML or JSON.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: What to call it in diagnostics.
  /// - Returns: The answers.
  /// - Throws: ``Documents/Diagnostics`` with everything that is wrong.
  package static func ethics(
    _ bytes: [UInt8], file name: String
  ) throws(Diagnostics) -> [Review.EthicsRun.Given] {
    try read(.ethics, bytes, name)
  }

  /// The four answers of a debrief.
  package struct Debrief: Sendable {
    package let achieved: String
    package let postponed: String
    package let learned: String
    package let debt: String

    package init(achieved: String, postponed: String, learned: String, debt: String) {
      self.achieved = achieved
      self.postponed = postponed
      self.learned = learned
      self.debt = debt
    }
  }

  /// Reads a debrief.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: What to call it in diagnostics.
  /// - Returns: The four answers.
  /// - Throws: ``Documents/Diagnostics`` with everything that is wrong.
  package static func debrief(
    _ bytes: [UInt8], file name: String
  ) throws(Diagnostics) -> Debrief {
    try read(.debrief, bytes, name)
  }

  private static func read<Value>(
    _ shape: Shape<Value>, _ bytes: [UInt8], _ name: String
  ) throws(Diagnostics) -> Value {
    var file = DefinitionFile(name: name, bytes: bytes)
    guard let value = file.read(shape), file.diagnostics.isEmpty else {
      throw Diagnostics(file.diagnostics)
    }
    return value
  }
}

extension Shape where Value == [Review.EthicsRun.Given] {
  static let ethics = Shape<[Review.EthicsRun.Given]>.file(
    "ethics", "Answers to a checklist, for 'airworthy review ethics'.",
    .required("answers", .list(of: .given), "One for each question of the level."),
    make: { $0 })
}

extension Shape where Value == Review.EthicsRun.Given {
  fileprivate static let given = Shape<Review.EthicsRun.Given?>.object(
    "An answer: one of answer, not-applicable and open.",
    .required(
      "question", Shape<String>.name.map(Checklist.Question.ID.init(_:)), "The question's name."),
    .optional("answer", .text(), "What is so, in sentences about this use."),
    .optional("not-applicable", .text(), "Why it does not concern this use."),
    .optional("open", .text(), "What is still to be settled."),
    .optional("owner", Shape<String>.name.map(Person.ID.init(_:)), "Who settles what is open."),
    make: { question, answer, notApplicable, open, owner in
      let said: [(Review.EthicsRun.Given.Answer, String)] = [
        (.answered, answer), (.notApplicable, notApplicable), (.open, open),
      ].compactMap { kind, text in text.map { (kind, $0) } }
      guard let only = said.first, said.count == 1 else { return nil }
      return Review.EthicsRun.Given(
        question: question, answer: only.0, text: only.1, owner: owner)
    }
  ).check { given, tree, reader -> Review.EthicsRun.Given? in
    if let given { return given }
    // An answer without words is told already.
    let said = ["answer", "not-applicable", "open"].filter { tree[$0] != nil }
    if said.count == 1 { return nil }
    reader.report(
      .wrongValue, "an answer says one of answer, not-applicable and open", at: tree,
      fix: "keep one of them")
    return nil
  }
}

extension Shape where Value == ReviewFile.Debrief {
  static let debrief = Shape<ReviewFile.Debrief>.file(
    "debrief", "What the team looks back on after a review.",
    .required("achieved", .text(), "What was achieved, and by whom."),
    .required("postponed", .text(), "What was postponed or taken out of scope."),
    .required("learned", .text(), "What was learned."),
    .required("debt", .text(), "Which technical debt was taken on, and which paid off."),
    make: ReviewFile.Debrief.init(achieved:postponed:learned:debt:))
}

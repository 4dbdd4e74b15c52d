/// Questions in parts that people answer on a card in their own words, such as a datasheet.
package struct QuestionSet: Identifiable, Sendable {
  package typealias ID = Identifier<QuestionSet>

  package let id: ID
  package let name: String
  package let about: String
  /// The kinds of components that are asked.
  package let askedOf: [Component.Kind]
  package let parts: [Part]

  package struct Part: Sendable {
    package let title: String
    package let prompts: [Prompt]

    package init(title: String, prompts: [Prompt]) {
      self.title = title
      self.prompts = prompts
    }
  }

  package struct Prompt: Sendable {
    /// A letter and a number, `D.1`, as it stands in the heading above the answer.
    package let id: String
    package let title: String
    package let question: String

    package init(id: String, title: String, question: String) {
      self.id = id
      self.title = title
      self.question = question
    }
  }

  package init(
    id: ID, name: String, about: String, askedOf: [Component.Kind], parts: [Part]
  ) {
    self.id = id
    self.name = name
    self.about = about
    self.askedOf = askedOf
    self.parts = parts
  }

  package var prompts: [Prompt] { parts.flatMap(\.prompts) }
}

extension Packs {
  /// The questions that are asked of a kind of component.
  package func questions(for kind: Component.Kind) -> [QuestionSet] {
    questions.filter { $0.askedOf.contains(kind) }
  }
}

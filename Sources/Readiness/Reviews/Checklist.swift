/// Questions that a panel answers anew at each review.
package struct Checklist: Hashable, Sendable, Identifiable {
  package typealias ID = Identifier<Checklist>

  package let id: ID
  package let name: String
  package let source: String
  package let about: String
  package let parts: [Part]

  package struct Part: Hashable, Sendable {
    package let title: String
    /// Whether it is asked of the organisation, once for all systems, and not in each review.
    package let isOfOrganisation: Bool
    package let questions: [Question]

    package init(title: String, isOfOrganisation: Bool, questions: [Question]) {
      self.title = title
      self.isOfOrganisation = isOfOrganisation
      self.questions = questions
    }
  }

  package struct Question: Hashable, Sendable, Identifiable {
    package typealias ID = Identifier<Question>

    package let id: ID
    package let text: String
    /// The first level whose review asks it.
    package let from: Level

    package init(id: ID, text: String, from level: Level) {
      self.id = id
      self.text = text
      from = level
    }
  }

  package init(id: ID, name: String, source: String, about: String, parts: [Part]) {
    self.id = id
    self.name = name
    self.source = source
    self.about = about
    self.parts = parts
  }

  /// What the review of a level asks.
  package func questions(at level: Level) -> [Question] {
    parts.filter { !$0.isOfOrganisation }.flatMap(\.questions).filter { $0.from <= level }
  }
}

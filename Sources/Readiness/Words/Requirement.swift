/// A documented need, with how it is verified and validated and what it would cost to miss it.
package struct Requirement: Identifiable, Sendable {
  package typealias ID = Identifier<Requirement>

  /// `number.subset.component`, of one to three integers.
  package let id: ID
  package let kind: Kind
  package let statement: String
  package let subject: Subject
  package let tags: [String]
  /// The steps that show that it is built right.
  package let verification: [Step]
  /// The steps that show that it is the right thing.
  package let validation: [Step]
  package let risk: Risk?

  package enum Kind: String, CaseIterable, Codable, Sendable {
    case research, product
  }

  package struct Step: Hashable, Sendable {
    package let text: String
    /// As people wrote it; what their evidence makes of it is a ``StepStanding``.
    package let state: State
    package let evidence: [Pointer]

    package enum State: String, CaseIterable, Codable, Sendable {
      case open, passed, failed
    }

    package init(text: String, state: State, evidence: [Pointer] = []) {
      self.text = text
      self.state = state
      self.evidence = evidence
    }
  }

  /// Probability that the requirement is unmet during one period, times the value at stake.
  package struct Risk: Hashable, Sendable {
    /// 0 to 1, over `period`; over different periods it is not comparable.
    package let probability: Double
    /// 1 to 10.
    package let value: Int
    package let period: String

    /// 0 to 10.
    package var number: Double { probability * Double(value) }

    package init(probability: Double, value: Int, period: String) {
      self.probability = probability
      self.value = value
      self.period = period
    }
  }

  package init(
    id: ID, kind: Kind, statement: String, subject: Subject, tags: [String] = [],
    verification: [Step] = [], validation: [Step] = [], risk: Risk? = nil
  ) {
    self.id = id
    self.kind = kind
    self.statement = statement
    self.subject = subject
    self.tags = tags
    self.verification = verification
    self.validation = validation
    self.risk = risk
  }
}

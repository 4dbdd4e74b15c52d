extension Review {
  package struct Opened: Hashable, Codable, Sendable {
    package let review: ID
    package let packet: Packet
    /// SHA-256 of the packet's canonical bytes.
    package let digest: String
    /// What the team shows, in its own words.
    package let progress: String?

    package init(review: ID, packet: Packet, digest: String, progress: String? = nil) {
      self.review = review
      self.packet = packet
      self.digest = digest
      self.progress = progress
    }
  }

  /// The ethics checklist, run again in a review.
  package struct EthicsRun: Hashable, Codable, Sendable {
    package let review: ID
    package let checklist: Checklist.ID
    package let by: Person.ID
    package let answers: [Given]

    package struct Given: Hashable, Codable, Sendable {
      package let question: Checklist.Question.ID
      package let answer: Answer
      package let text: String
      /// Who settles what is open.
      package let owner: Person.ID?

      package enum Answer: String, CaseIterable, Codable, Sendable {
        /// Answered in words.
        case answered
        case notApplicable = "not-applicable"
        /// Somebody is to answer it.
        case open
      }

      package init(
        question: Checklist.Question.ID, answer: Answer, text: String, owner: Person.ID? = nil
      ) {
        self.question = question
        self.answer = answer
        self.text = text
        self.owner = owner
      }
    }

    package init(review: ID, checklist: Checklist.ID, by person: Person.ID, answers: [Given]) {
      self.review = review
      self.checklist = checklist
      by = person
      self.answers = answers
    }
  }

  package struct Asked: Hashable, Codable, Sendable {
    package let review: ID
    package let by: Person.ID
    package let text: String

    package init(review: ID, by person: Person.ID, text: String) {
      self.review = review
      by = person
      self.text = text
    }
  }

  package struct Answered: Hashable, Codable, Sendable {
    package let review: ID
    /// The number of the question, from 1.
    package let question: Int
    package let by: Person.ID
    package let text: String

    package init(review: ID, question: Int, by person: Person.ID, text: String) {
      self.review = review
      self.question = question
      by = person
      self.text = text
    }
  }

  /// What one of the panel says of a packet; the content that a signature is over.
  package struct Vote: Hashable, Codable, Sendable {
    package let review: ID
    /// The digest of the packet.
    package let packet: String
    package let by: Person.ID
    /// The parts that the person plays in this panel.
    package let roles: [String]
    package let vote: Choice
    package let reason: String
    package let conditions: [Condition]
    /// Criteria that the person judges not to be met, whatever the evidence.
    package let doubts: [Criterion.ID]
    package let on: Instant

    package enum Choice: String, CaseIterable, Codable, Sendable {
      case approve, object, abstain
    }

    package init(
      review: ID, packet: String, by person: Person.ID, roles: [String], vote: Choice,
      reason: String,
      conditions: [Condition] = [], doubts: [Criterion.ID] = [],
      on instant: Instant
    ) {
      self.review = review
      self.packet = packet
      by = person
      self.roles = roles
      self.vote = vote
      self.reason = reason
      self.conditions = conditions
      self.doubts = doubts
      on = instant
    }
  }

  /// What an approval takes for granted.
  package struct Condition: Hashable, Codable, Sendable {
    package let text: String
    package let owner: Person.ID
    package let due: Instant

    package init(text: String, owner: Person.ID, due: Instant) {
      self.text = text
      self.owner = owner
      self.due = due
    }
  }

  /// What remains to be done.
  package struct Task: Hashable, Codable, Sendable {
    package let text: String
    package let owner: Person.ID
    package let due: Instant
    /// The number to reach, or why there is none.
    package let measure: Measure

    package enum Measure: Hashable, Codable, Sendable {
      case number(String)
      case none(because: String)
    }

    package init(text: String, owner: Person.ID, due: Instant, measure: Measure) {
      self.text = text
      self.owner = owner
      self.due = due
      self.measure = measure
    }
  }

  package enum Outcome: String, CaseIterable, Codable, Sendable {
    case graduate, tasks, switchback
  }

  /// What came of a review; the content that the decider's signature is over.
  package struct Decision: Hashable, Codable, Sendable {
    package let review: ID
    package let packet: String
    package let by: Person.ID
    package let outcome: Outcome
    /// At key decisions, which of the level's options.
    package let option: String?
    /// When it takes effect, where the option asks for a date or a condition.
    package let when: String?
    package let reason: String
    package let tasks: [Task]
    /// The waivers that the gate stands on, by control; the decider names each.
    package let waivers: [Control.ID]
    /// Where a component is sent back to.
    package let to: Level?
    package let withDependants: Bool
    package let on: Instant

    package init(
      review: ID, packet: String, by person: Person.ID, outcome: Outcome, option: String? = nil,
      when: String? = nil, reason: String, tasks: [Task] = [], waivers: [Control.ID] = [],
      to level: Level? = nil, withDependants: Bool = false, on instant: Instant
    ) {
      self.review = review
      self.packet = packet
      by = person
      self.outcome = outcome
      self.option = option
      self.when = when
      self.reason = reason
      self.tasks = tasks
      self.waivers = waivers
      to = level
      self.withDependants = withDependants
      on = instant
    }
  }

  /// A content with its signature.
  package struct Signed<Content: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    package let content: Content
    package let key: PublicKey.ID
    /// Ed25519 over the content's canonical bytes, in Base64.
    package let signature: String

    package init(content: Content, key: PublicKey.ID, signature: String) {
      self.content = content
      self.key = key
      self.signature = signature
    }
  }

  /// A task of a decision, or a condition of an approval, that is done.
  package struct TaskClosed: Hashable, Codable, Sendable {
    package let review: ID
    /// Its number in ``Review/duties``, from 1.
    package let task: Int
    package let by: Person.ID
    package let text: String
    /// The number that was reached, where the task asks for one; earlier logs have none.
    package let reached: String?

    package init(
      review: ID, task: Int, by person: Person.ID, text: String, reached: String? = nil
    ) {
      self.review = review
      self.task = task
      by = person
      self.text = text
      self.reached = reached
    }
  }

  /// What the team looks back on after a decision.
  package struct Debriefed: Hashable, Codable, Sendable {
    package let review: ID
    package let by: Person.ID
    package let achieved: String
    package let postponed: String
    package let learned: String
    package let debt: String

    package init(
      review: ID, by person: Person.ID, achieved: String, postponed: String, learned: String,
      debt: String
    ) {
      self.review = review
      by = person
      self.achieved = achieved
      self.postponed = postponed
      self.learned = learned
      self.debt = debt
    }
  }

  /// A review that ends without a decision.
  package struct Withdrawn: Hashable, Codable, Sendable {
    package let review: ID
    package let reason: String

    package init(review: ID, reason: String) {
      self.review = review
      self.reason = reason
    }
  }
}

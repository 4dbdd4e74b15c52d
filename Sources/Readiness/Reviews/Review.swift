/// A gated review of one component at one level: present, decide, debrief.
package struct Review: Hashable, Sendable, Identifiable {
  /// `COMPONENT-LEVEL-NUMBER`: `delay-model-4-1`.
  package typealias ID = Identifier<Review>

  package let opened: Opened
  package let at: Instant
  package let by: Actor
  package let position: Int
  /// The newest run of the ethics checklist.
  package internal(set) var ethics: Kept<EthicsRun>?
  package internal(set) var questions: [Question] = []
  /// Every signature in order; the newest of a person counts.
  package internal(set) var signatures: [Kept<Signed<Vote>>] = []
  package internal(set) var decision: Kept<Signed<Decision>>?
  package internal(set) var debrief: Kept<Debriefed>?
  package internal(set) var done: [Int: Kept<TaskClosed>] = [:]
  package internal(set) var withdrawn: Kept<Withdrawn>?

  package var id: ID { opened.review }
  package var component: Component.ID { opened.packet.component }
  package var level: Level { opened.packet.level }
  /// Whether it can still be signed and decided.
  package var isOpen: Bool { decision == nil && withdrawn == nil }

  /// A fact with where and when the log has it.
  package struct Kept<Body: Hashable & Sendable>: Hashable, Sendable {
    package let body: Body
    package let at: Instant
    package let by: Actor
    package let position: Int
  }

  package struct Question: Hashable, Sendable {
    package let asked: Kept<Asked>
    package internal(set) var answer: Kept<Answered>?
  }

  /// The controls that a review answers by being held.
  package static let controls: Set<Control.ID> = [
    "gov.gated-review", "gov.panel", "gov.ethics-review", "gov.debrief", "gov.key-decision",
  ]

  /// The check under whose name a review's own evidence is recorded.
  package static let check: Evidence.CheckID = "review"

  /// The check that shows what declarations and log say by themselves.
  package static let recordsCheck: Evidence.CheckID = "records"

  /// The check under whose name it stands that a card was issued.
  package static let cardCheck: Evidence.CheckID = "card"

  /// For how many days after a graduation the debrief is in time.
  package static let debriefDays = 14

  init(_ opened: Opened, in event: Event) {
    self.opened = opened
    at = event.at
    by = event.by
    position = event.position
  }
}

extension Review {
  /// What each of the panel said last.
  package var votes: [Kept<Signed<Vote>>] {
    var newest: [Person.ID: Kept<Signed<Vote>>] = [:]
    for signature in signatures { newest[signature.body.content.by] = signature }
    return newest.values.sorted { $0.body.content.by < $1.body.content.by }
  }

  /// Votes against; they are kept, whatever is decided.
  package var dissent: [Vote] { votes.map(\.body.content).filter { $0.vote == .object } }

  /// Something that somebody has to do by a date.
  package struct Duty: Hashable, Sendable {
    /// From 1, over the decision's tasks and then the conditions of approvals.
    package let number: Int
    package let text: String
    package let owner: Person.ID
    package let due: Instant
    package let measure: Task.Measure?
    /// Who closed it; a task that asks for a number is closed with the number that was reached.
    package let done: Kept<TaskClosed>?

    /// Whether the decision set it; else it is a condition of an approval.
    package var isTask: Bool { measure != nil }
  }

  /// What the decision and the approvals leave to be done.
  package var duties: [Duty] {
    guard let decision = decision?.body.content else { return [] }
    let tasks = decision.tasks.map { ($0.text, $0.owner, $0.due, Optional($0.measure), true) }
    // What came with an objection or an abstention keeps its number, and binds nobody.
    let conditions = votes.map(\.body.content).flatMap { vote in
      vote.conditions.map {
        ($0.text, $0.owner, $0.due, Task.Measure?.none, vote.vote == .approve)
      }
    }
    return (tasks + conditions).enumerated().filter { $0.element.4 }.map { index, duty in
      let closed = done[index + 1]
      let isWhole = closed.map { duty.3?.isAnswered(by: $0.body.reached) ?? true } ?? false
      return Duty(
        number: index + 1, text: duty.0, owner: duty.1, due: duty.2, measure: duty.3,
        done: isWhole ? closed : nil)
    }
  }

  /// By when a debrief is in time.
  package var debriefDue: Instant? { decision?.at.adding(days: Self.debriefDays) }
}

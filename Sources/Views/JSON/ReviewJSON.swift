package import Readiness

/// Reviews as JSON.
package enum ReviewJSON {
  /// A review as it can be verified without a log.
  package struct Export: Codable, Sendable {
    package let opened: Review.Opened
    package let votes: [Review.Signed<Review.Vote>]
    package let decision: Review.Signed<Review.Decision>?
    package let keys: [PublicKey]
    package let revocations: [Revocation]
    /// Who recorded whose key each is, by the key's name.
    package let registrars: [String: String]

    package struct Revocation: Codable, Sendable {
      package let key: PublicKey.ID
      package let reason: String
      package let at: Instant
      package let since: Instant?

      /// Whether it voids what was signed then.
      package func voids(_ instant: Instant) -> Bool {
        since.map { $0 <= instant } ?? (at < instant)
      }
    }
  }

  package static func export(_ shown: ShownReview) -> String {
    JSONText.text(
      Export(
        opened: shown.review.opened, votes: shown.review.votes.map(\.body),
        decision: shown.review.decision?.body, keys: shown.keys.map(\.key),
        revocations: shown.keys.compactMap { known in
          known.revoked.map {
            .init(key: known.key.id, reason: $0.reason, at: $0.at, since: $0.since)
          }
        },
        registrars: Dictionary(
          shown.keys.map { ($0.key.id.rawValue, "\($0.by)") },
          uniquingKeysWith: { first, _ in first })))
  }

  /// An export, as bytes that are written alike wherever they are.
  package static func text(_ export: Export) -> String { JSONText.text(export) }

  package static func text(_ shown: ShownReview) -> String {
    let review = shown.review
    return JSONText.text(
      One(
        summary: Summary(review), packet: review.opened.packet, digest: review.opened.digest,
        progress: review.opened.progress, stale: shown.stale,
        panel: One.Panel(asked: shown.stage?.panel.map(\.words) ?? [], lacks: shown.lacks),
        votes: review.votes.map { kept in
          One.Vote(
            vote: kept.body.content, counts: shown.counts(kept.body.content),
            key: kept.body.key, keyRegisteredBy: shown.registrar(of: kept.body.key))
        }, ethics: review.ethics?.body,
        questions: review.questions.map {
          One.Question(
            by: $0.asked.body.by, text: $0.asked.body.text, answer: $0.answer?.body.text,
            answeredBy: $0.answer?.body.by)
        }, decision: review.decision?.body.content, debrief: review.debrief?.body))
  }

  package static func list(_ reviews: [Review]) -> String {
    JSONText.text(List(reviews: reviews.map(Summary.init)))
  }

  private struct List: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let reviews: [Summary]
  }

  private struct One: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let summary: Summary
    let packet: Packet
    let digest: String
    let progress: String?
    let stale: [String]
    let panel: Panel
    let votes: [Vote]
    let ethics: Review.EthicsRun?
    let questions: [Question]
    let decision: Review.Decision?
    let debrief: Review.Debriefed?

    struct Panel: Encodable {
      let asked: [String]
      let lacks: [String]
    }

    struct Vote: Encodable {
      let vote: Review.Vote
      let counts: Bool
      let key: PublicKey.ID
      let keyRegisteredBy: String?
    }

    struct Question: Encodable {
      let by: Person.ID
      let text: String
      let answer: String?
      let answeredBy: Person.ID?
    }
  }

  private struct Summary: Encodable {
    let id: Review.ID
    let component: Component.ID
    let level: Level
    let opened: Instant
    let state: String
    let decided: Instant?
    let to: Level?
    let debriefDue: Instant?
    let debriefed: Instant?
    let tasks: [Task]

    struct Task: Encodable {
      let number: Int
      let text: String
      let owner: Person.ID
      let due: Instant
      let measure: String?
      let done: Instant?
    }

    init(_ review: Review) {
      id = review.id
      component = review.component
      level = review.level
      opened = review.at
      state =
        review.withdrawn != nil
        ? "withdrawn" : review.decision?.body.content.outcome.rawValue ?? "open"
      decided = review.decision?.at
      to = review.decision?.body.content.to
      debriefDue = review.debriefDue
      debriefed = review.debrief?.at
      tasks = review.duties.map {
        Task(
          number: $0.number, text: $0.text, owner: $0.owner, due: $0.due,
          measure: $0.measure?.words, done: $0.done?.at)
      }
    }
  }
}

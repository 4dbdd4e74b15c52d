package import Readiness
package import Statistics

/// What the reviews of a portfolio come to, and what they leave to be done.
package struct ReviewFigures: Sendable {
  package let decided: [Review.Outcome: Int]
  /// The same, by the level that was reviewed.
  package let decidedByLevel: [Level: [Review.Outcome: Int]]
  /// Opened, and neither decided nor withdrawn.
  package let openCount: Int
  package let withdrawnCount: Int
  /// Tasks and conditions that nobody has closed, the oldest first.
  package let openTasks: [OpenTask]
  /// The longest overdue first.
  package let overdueDebriefs: [OverdueDebrief]

  package var decidedCount: Int { decided.values.reduce(0, +) }

  /// The share of decided reviews that ended in tasks; `nil` where none was decided.
  package var tasksShare: Estimate? {
    guard decidedCount > 0 else { return nil }
    return Proportion.clopperPearson(decided[.tasks] ?? 0, of: decidedCount, level: 0.95)
  }

  package struct OpenTask: Sendable {
    package let system: System.ID
    package let component: Component.ID
    package let review: Review.ID
    package let duty: Review.Duty
    /// When the decision made it.
    package let since: Instant
    package let isOverdue: Bool
  }

  package struct OverdueDebrief: Sendable {
    package let system: System.ID
    package let component: Component.ID
    package let review: Review.ID
    package let due: Instant
  }

  init(of members: [Member], at now: Instant) {
    var byLevel: [Level: [Review.Outcome: Int]] = [:]
    var (open, withdrawn) = (0, 0)
    var tasks: [OpenTask] = []
    var debriefs: [OverdueDebrief] = []
    for member in members {
      for review in member.ledger.reviews.all {
        if review.withdrawn != nil { withdrawn += 1 }
        if review.isOpen { open += 1 }
        guard let decision = review.decision else { continue }
        byLevel[review.level, default: [:]][decision.body.content.outcome, default: 0] += 1
        tasks += review.duties.filter { $0.done == nil }.map { duty in
          OpenTask(
            system: member.system, component: review.component, review: review.id, duty: duty,
            since: decision.at, isOverdue: duty.due < now)
        }
        if review.debrief == nil, let due = review.debriefDue, due <= now {
          debriefs.append(
            OverdueDebrief(
              system: member.system, component: review.component, review: review.id, due: due))
        }
      }
    }
    decidedByLevel = byLevel
    decided = byLevel.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    openCount = open
    withdrawnCount = withdrawn
    openTasks = tasks.sorted {
      ($0.since, $0.system, $0.review, $0.duty.number)
        < ($1.since, $1.system, $1.review, $1.duty.number)
    }
    overdueDebriefs = debriefs.sorted {
      ($0.due, $0.system, $0.review) < ($1.due, $1.system, $1.review)
    }
  }
}

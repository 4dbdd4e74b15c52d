/// The shortest way to a goal: what to do, in order, and what it opens.
package struct Plan: Sendable {
  package let goal: Goal
  package let outcome: Outcome
  /// One for each gate on the way, the lowest first; a single one without a level to a score.
  package let stages: [Stage]
  package let best: Best?
  /// What stands now, and what would once every step is done and every review passed.
  package let before: Verdict
  package let after: Verdict
  /// Waivers that the goal stands on.
  package let waivers: [Waiver]
  /// What the goal rests on and would grow too old on the way, the soonest first.
  package let lapses: [Lapse]

  package enum Outcome: Sendable {
    /// Nothing is left to do.
    case reached
    case planned
    case unreachable(Obstacle)
  }

  package struct Stage: Sendable {
    package let level: Level?
    package let steps: [Step]
    package let reviews: [Review]

    package var effort: Days { steps.map(\.effort).sum }
  }

  /// One control of one subject, brought from where it stands to where it is needed.
  package struct Step: Sendable {
    package let number: Int
    package let before: Reading
    package let after: Reading
    package let acts: [Act]
    /// Who answers for the subject, and who judges it where a person must.
    package let people: [Person.ID]
    /// What it opens if nothing else of its stage is done.
    package let alone: Opening
    /// What it opens when everything above it is done.
    package let inTurn: Opening
    /// Criteria that a review will ask it for.
    package let askedInReview: [Criterion.ID]

    package var control: Control { before.control }
    package var subject: Subject { before.subject }
    package var effort: Days { acts.map(\.effort).sum }
  }

  /// A decision that people hold at the end of a stage; it is no work that could be planned.
  package struct Review: Sendable {
    package let component: Component.ID
    package let level: Level
    package let reviewers: [Person.ID]
    package let isKeyDecision: Bool
    /// Criteria that the review itself settles.
    package let criteria: [Criterion.ID]
    /// Controls that it makes and that are to be answered with it.
    package let controls: [Control.ID]
  }

  /// The step that helps most by itself.
  package struct Best: Sendable {
    package let step: Int
    /// How far it brings the goal, in points of the total or in criteria; 0 where no step alone
    /// moves the goal, and this one moves most beside it.
    package let gain: Double
  }

  package struct Lapse: Sendable {
    package let reading: Reading
    package let until: Instant
  }

  package var steps: [Step] { stages.flatMap(\.steps) }
  package var effort: Days { stages.map(\.effort).sum }
  package var reviews: [Review] { stages.flatMap(\.reviews) }
}

extension Plan {
  /// Plans.
  ///
  /// - Parameters:
  ///   - goal: What to reach.
  ///   - before: What stands now; all steps are taken to be done at its instant.
  ///   - ledger: The facts that it stands on.
  ///   - packs: What it was judged by.
  ///   - means: What can show controls without a person's word.
  package init(
    toward goal: Goal, from before: Verdict, on ledger: Ledger, by packs: Packs, means: Means
  ) {
    var planner = Planner(before, on: ledger, by: packs, means: means)
    var obstacle: Obstacle?
    switch goal {
    case .nextGates(let components):
      planner.plan(before.components.filter { components.contains($0.component.id) })
    case .level(let level, let components):
      planner.plan(toward: level, components)
    case .score(let id, let threshold):
      obstacle = planner.plan(toward: threshold, of: id)
    }
    self.goal = goal
    self.before = before
    after = planner.verdict
    stages = planner.stages
    let isLeft = stages.contains { !$0.steps.isEmpty } || goal.isLevel && !stages.isEmpty
    outcome = obstacle.map(Outcome.unreachable) ?? (isLeft ? .planned : .reached)
    best = planner.best
    waivers = planner.waivers
    lapses = planner.lapses(within: stages.map(\.effort).sum)
  }
}

extension Goal {
  fileprivate var isLevel: Bool {
    if case .level = self { true } else { false }
  }
}

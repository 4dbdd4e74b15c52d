import TestSupport
import Testing

@testable import Checks
@testable import Readiness
@testable import airworthy

/// What a plan says of reviews, and of the ways that show a control.
@Suite struct PlanReviewTests {
  @Test func `what a review settles and no review of a component makes is a step before it`()
    throws
  {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    #expect(!shell("plan --component model").out.contains(" gov.roles  "))
    #expect(shell("answer gov.roles --no --by kofi").ending == .met)
    let plan = shell("plan --component model").out
    #expect(plan.contains(" gov.roles  none → demonstrated"))
    // The ethics review is of the component; whoever holds the review brings it.
    #expect(!plan.contains(" gov.ethics-review of model  "))
    #expect(plan.flowing.contains("G.12 and L3.5; with it gov.gated-review"))
  }

  @Test(arguments: ["text", "markdown"])
  func `that no command records what a review comes to stands where reviews are named`(
    format: String
  ) throws {
    let shell = try Shell()
    let words = "airworthy review open COMPONENT"
    #expect(shell("plan --to 5 --format \(format)").out.flowing.ranges(of: words).count == 1)
    #expect(!shell("plan --score maturity>=9 --format \(format)").out.flowing.contains(words))
  }

  @Test(arguments: [
    ("plan --to 3", "Reached: level 3 for every component."),
    ("plan --to 2 --component model", "Reached: level 2 for model."),
    ("plan --to 0", "Reached: level 0 for every component."),
  ])
  func `a level that is reached is told with the components that it is reached by`(
    line: String, words: String
  ) throws {
    #expect(try Shell()(line).out.contains(words))
  }

  @Test(arguments: [
    // What is asked of a total of 6 · 88 / 84 = 6.2857, shown as 6.3; more digits are taken as they are.
    ("robustness>=6.3", true), ("robustness>=6.4", false), ("robustness>=6", true),
    ("robustness>=6.29", false), ("robustness>=6.28", true), ("robustness>6.3", false),
  ])
  func `a total that is reached as it is shown is reached`(text: String, isReached: Bool) throws {
    let frameworks = try Shell().verdict().scores.map(\.framework)
    guard case .score(_, let threshold) = try ScoreGoal(text, among: frameworks).goal else {
      Issue.record("no score")
      return
    }
    let total = Score.Total(
      value: 6 * 88 / 84.0, points: 6, pointsMax: 84, band: nil, isComplete: false)
    #expect(threshold.isReached(by: total) == isReached)
  }

  @Test func `a check that can only miss a practice is no way to show it`() throws {
    let missing = RepositoryCheck.detectors.filter {
      $0 is MentionDetector || $0 is FeatureOriginDetector || $0 is KnowledgeDetector
    }
    #expect(
      Set(missing.map(\.control))
        == Set(RepositoryCheck.controls).subtracting(RepositoryCheck.showable))
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    // Every point asks for every control of it in automation.
    let plan = shell("plan --score robustness=complete").out.flowing
    let step = try #require(plan.split(separator: "feature.value-known of model").dropFirst().first)
    #expect(!step.prefix(400).contains("airworthy check repository"))
    #expect(plan.contains("run: airworthy check repository"))
  }
}

extension String {
  /// The text without its line breaks.
  fileprivate var flowing: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

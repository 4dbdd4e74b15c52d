import Portfolio
import Readiness
import Statistics
import TestSupport
import Testing

/// What many systems' histories come to.
@Suite struct MetaReviewTests {
  private let now: Instant = "2026-07-01"

  @Test func `a portfolio without systems says so and nothing else`() {
    let review = MetaReview(of: [], at: now)
    #expect(review.systemCount == 0 && review.travellers.isEmpty && review.forecasts.isEmpty)
    #expect(review.reviews.tasksShare == nil)
    #expect(review.times.allSatisfy { $0.curve.count == 0 })
  }

  @Test func `time at a level counts those who still wait`() {
    let review = MetaReview(
      of: [
        member("a", [("x", "3 @2026-01-01 + @2026-01-11"), ("y", "3 @2026-01-01 + @2026-01-31")]),
        member("b", [("x", "3 @2026-01-01")]),
      ], at: now)
    let third = review.times[3]
    #expect([third.graduatedCount, third.waitingCount, third.switchedBackCount] == [2, 1, 0])
    // Of those that have left half would be gone after 10 days; of all it is 30.
    #expect(third.curve.median == 30)
    #expect(review.times[4].curve.median == nil && review.times[4].waitingCount == 2)
  }

  @Test func `switchbacks are counted by kind, and loops where they were closed`() throws {
    let review = MetaReview(
      of: [
        member(
          "a",
          [
            ("x", "7 @2026-01-01 + @2026-02-01 -7 @2026-03-01 + @2026-04-01"),
            ("y", "7 @2026-01-01 + @2026-02-01 -7 @2026-03-01"),
            ("z", "3 @2026-01-01 + @2026-02-01 d3 @2026-02-11"),
          ])
      ], at: now)
    let first = try #require(review.ways.switchbacks.first)
    #expect([first.from.number, first.to.number, first.count] == [8, 7, 2])
    #expect(first.kind == .review)
    #expect(review.ways.switchbacks.last?.kind == .discovery)
    let loop = try #require(review.ways.loops.first)
    #expect([loop.lower.number, loop.upper.number, loop.count, loop.open] == [7, 8, 1, 1])
    #expect(review.ways.loops.count == 1)
    #expect(
      review.ways.paths.map(\.words).sorted() == [
        "3–4, back to 3", "7–8, back to 7", "7–8, back to 7–8",
      ])
  }

  @Test func `the most frequent whole path comes first`() {
    let ways = (0..<3).map { (Component.ID("c\($0)"), "4 @2026-01-01 + @2026-02-01") }
    let review = MetaReview(of: [member("a", ways + [("d", "4 @2026-01-01")])], at: now)
    #expect(review.ways.paths.map(\.count) == [3, 1])
    #expect(review.ways.paths.first?.words == "4–5")
  }

  @Test func `reviews without a decision are not in the share that ended in tasks`() throws {
    let task = Review.Task(
      text: "test it", owner: "mara", due: "2026-03-01", measure: .number("10"))
    let facts =
      reviewed("x-4-1", of: "x", at: Level(4) ?? .first, on: "2026-02-01", .tasks, tasks: [task])
      + reviewed("x-4-2", of: "x", at: Level(4) ?? .first, on: "2026-06-20", .graduate)
      + reviewed("y-4-1", of: "y", at: Level(4) ?? .first, on: "2026-02-01", nil)
      + [(.reviewWithdrawn(.init(review: "y-4-1", reason: "again")), "2026-02-02")]
      + reviewed("y-4-2", of: "y", at: Level(4) ?? .first, on: "2026-02-03", nil)
    let figures = MetaReview(
      of: [member("a", [("x", "4 @2026-01-01"), ("y", "4 @2026-01-01")], reviews: facts)], at: now
    ).reviews
    #expect([figures.decidedCount, figures.openCount, figures.withdrawnCount] == [2, 1, 1])
    #expect(figures.tasksShare?.value == 0.5)
    let open = try #require(figures.openTasks.first)
    #expect(open.duty.text == "test it" && open.isOverdue && open.since.day == "2026-02-02")
    // The debrief of 02-02 was due on 02-16; that of 06-21 has until 07-05.
    #expect(figures.overdueDebriefs.map(\.review) == ["x-4-1"])
    #expect(figures.overdueDebriefs.first?.due.day == "2026-02-16")
  }

  @Test func `a closed task and a held debrief are not told`() {
    let task = Review.Task(text: "test it", owner: "mara", due: "2026-03-01", measure: .number("1"))
    let facts: [(Fact, Instant)] =
      reviewed("x-4-1", of: "x", at: Level(4) ?? .first, on: "2026-02-01", .tasks, tasks: [task])
      + [
        (
          .taskClosed(.init(review: "x-4-1", task: 1, by: "mara", text: "done", reached: "1")),
          "2026-02-20"
        ),
        (
          .reviewDebriefed(
            .init(
              review: "x-4-1", by: "mara", achieved: "a", postponed: "b", learned: "c", debt: "d")),
          "2026-02-10"
        ),
      ]
    let figures = MetaReview(of: [member("a", [("x", "4 @2026-01-01")], reviews: facts)], at: now)
      .reviews
    #expect(figures.openTasks.isEmpty && figures.overdueDebriefs.isEmpty)
  }

  @Test func `a history that breaks the rules counts nowhere and is named`() {
    let good = member("a", [("x", "3 @2026-01-01 + @2026-01-11")])
    let bad = member("b", [("y", "3 @2026-01-01 + @2026-01-05 -2 @2026-01-06")])
    let review = MetaReview(of: [good, bad], at: now)
    #expect(review.broken.map(\.name) == ["b/y"])
    #expect(review.travellers.map(\.name) == ["a/x"])
    #expect(review.times[3].curve.count == 1)
  }

  @Test func `a clock that was set back gives a stay of no length, and names the log`() {
    let review = MetaReview(
      of: [member("a", log: "a.db", [("x", "3 @2026-03-01 + @2026-02-01 + @2026-04-01")])], at: now)
    #expect(review.outOfTime.map(\.log) == ["a.db"])
    #expect(review.travellers.first?.course.stays.map(\.days) == [0, 31, 91])
    #expect(review.times[3].curve.steps.map(\.time) == [0])
  }

  @Test func `the order of logs changes nothing`() {
    let members = (0..<6).map { index in
      member(
        .init("s\(index)"), [("x", "3 @2026-01-0\(index + 1) + @2026-02-1\(index)")],
        targets: ["x": Level(4) ?? .first, "y": .last])
    }
    let (one, two) = (
      MetaReview(of: members, at: now), MetaReview(of: members.reversed(), at: now)
    )
    #expect(one.travellers.map(\.name) == two.travellers.map(\.name))
    #expect(one.times.map(\.curve) == two.times.map(\.curve))
    #expect(one.ways.paths == two.ways.paths)
  }

  @Test func `two logs of one name are two systems`() {
    let review = MetaReview(
      of: [
        member("a", log: "one.db", [("x", "3 @2026-01-01")], targets: ["x": Level(3) ?? .first]),
        member("a", log: "two.db", [("x", "5 @2026-01-01")], targets: ["x": .last]),
      ], at: now)
    #expect(review.forecasts.map(\.level.number) == [3, 9])
    #expect(review.systemCount == 2)
  }
}

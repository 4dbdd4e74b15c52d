import Portfolio
import Readiness
import TestSupport
import Testing

/// When a component may come to a level, from what others did.
@Suite struct ForecastTests {
  private let now: Instant = "2026-07-01"
  private let fourth = Level(4) ?? .first

  /// Components that took so many days at level 3 each, and now work at 4.
  private func past(_ days: [Int]) -> [Member] {
    days.enumerated().map { index, days in
      let start: Instant = "2026-01-01"
      let end = start.adding(days: days)
      return member(.init("past-\(index)"), [("x", "3 @2026-01-01 + @\(end.day)")])
    }
  }

  private func forecast(
    _ way: String, to level: Level, after history: [Member],
    settings: MetaReview.Settings = .init()
  ) throws -> Forecast {
    let all = history + [member("own", [("c", way)], targets: ["c": level])]
    let review = MetaReview(of: all, at: now, settings: settings)
    return try #require(review.forecasts.first { $0.traveller.system == "own" })
  }

  @Test func `a history of one length gives that date and no other`() throws {
    let found = try forecast("3 @2026-06-21", to: fourth, after: past([30, 30, 30, 30, 30, 30]))
    for share in [Forecast.lower, Forecast.middle, Forecast.upper] {
      #expect(found.instant(share)?.day == "2026-07-21")
    }
  }

  @Test func `a forecast date does not depend on the second that it is made in`() throws {
    for second in 0..<60 {
      let moment = Instant(milliseconds: now.milliseconds + Int64(second) * 1017)
      let all =
        past([30, 30, 30, 30, 30, 30])
        + [member("own", [("c", "3 @2026-06-21")], targets: ["c": fourth])]
      let found = try #require(MetaReview(of: all, at: moment).forecasts.first)
      #expect(found.instant(Forecast.middle) == "2026-07-21", "\(moment.text)")
    }
  }

  @Test func `who has waited long is given only what lasts longer`() throws {
    let history = past([10, 10, 10, 10, 100, 100, 100, 100])
    let found = try forecast("3 @2026-06-01", to: fourth, after: history)
    // 30 days are over, so only the stays of 100 days are left: 70 more.
    #expect(found.instant(Forecast.lower)?.day == "2026-09-09")
    let fresh = try forecast("3 @2026-06-30", to: fourth, after: history)
    #expect(fresh.instant(Forecast.lower)?.day == "2026-07-10")
  }

  @Test func `too few ended stays are not enough history, and a stated number is`() throws {
    let history = past([10, 20, 30, 40])
    let found = try forecast("3 @2026-06-30", to: fourth, after: history)
    guard case .notEnough(let level, let ended) = found.answer else {
      Issue.record("\(found.answer)")
      return
    }
    #expect([level.number, ended] == [3, 4])
    #expect(found.instant(Forecast.middle) == nil && found.share(before: now) == nil)
    let less = try forecast(
      "3 @2026-06-30", to: fourth, after: history, settings: .init(staysLeast: 4))
    #expect(less.instant(Forecast.middle) != nil)
  }

  @Test func `every level on the way needs its own history`() throws {
    let found = try forecast(
      "3 @2026-06-30", to: Level(5) ?? .last, after: past([10, 20, 30, 40, 50]))
    guard case .notEnough(let level, 0) = found.answer else {
      Issue.record("\(found.answer)")
      return
    }
    #expect(level == fourth)
  }

  @Test func `who has waited longer than anybody is not forecast`() throws {
    let found = try forecast("3 @2026-01-01", to: fourth, after: past([10, 20, 30, 40, 50]))
    guard case .beyondHistory(let level) = found.answer else {
      Issue.record("\(found.answer)")
      return
    }
    #expect(level.number == 3)
  }

  @Test func `who works there already has reached it`() throws {
    let found = try forecast("3 @2026-01-01 + @2026-02-01", to: fourth, after: [])
    guard case .reached(let since) = found.answer else {
      Issue.record("\(found.answer)")
      return
    }
    #expect(since.day == "2026-02-01")
  }

  @Test func `going back is drawn as it happened, and takes its time`() throws {
    // At 4 every second goes back to 3, where each stays for 10 days; a stay at 4 takes 10 days.
    let ways = (0..<12).map { index -> (Component.ID, String) in
      (
        .init("x\(index)"),
        index % 2 == 0
          ? "3 @2026-01-01 + @2026-01-11 + @2026-01-21"
          : "3 @2026-01-01 + @2026-01-11 -3 @2026-01-21 + @2026-01-31 + @2026-02-10"
      )
    }
    let found = try forecast(
      "3 @2026-07-01", to: Level(5) ?? .last, after: [member("past", ways)],
      settings: .init(draws: 4_000))
    // Two thirds of the stays at 4 go up: that many ways take 20 days, a third of the rest 40.
    let first = try #require(found.share(before: "2026-07-22"))
    let second = try #require(found.share(before: "2026-08-11"))
    let expected = (2.0 / 3, 8.0 / 9)
    #expect(abs(first - expected.0) < 0.03)
    #expect(abs(second - expected.1) < 0.03)
    #expect(found.share(before: "2026-07-20") == 0)
  }

  @Test func `a way that leads beyond history has no late date`() throws {
    // Half of the stays have not ended, and last longer than all that have.
    let waiting = (0..<8).map { member(.init("w\($0)"), [("x", "3 @2025-01-01")]) }
    let found = try forecast(
      "3 @2026-06-30", to: fourth, after: past([10, 20, 30, 40, 50, 60, 70, 80]) + waiting)
    #expect(found.instant(Forecast.lower) != nil && found.instant(Forecast.upper) == nil)
  }

  @Test func `the same seed gives the same dates, whoever else is there`() throws {
    let history = past([11, 23, 37, 41, 53, 67, 71, 83])
    let one = try forecast("3 @2026-06-25", to: fourth, after: history)
    let two = try forecast("3 @2026-06-25", to: fourth, after: history)
    #expect(one.instant(Forecast.upper) == two.instant(Forecast.upper))
    #expect(one.share(before: "2026-08-01") == two.share(before: "2026-08-01"))
    let other = try forecast(
      "3 @2026-06-25", to: fourth, after: history, settings: .init(seed: 2, draws: 1_000))
    #expect(other.share(before: "2026-08-01") != one.share(before: "2026-08-01"))
  }

  @Test func `the dates are in order, and none lies before now`() throws {
    let found = try forecast(
      "3 @2026-06-25", to: fourth, after: past([11, 23, 37, 41, 53, 67, 71, 83]))
    let dates = [Forecast.lower, Forecast.middle, Forecast.upper].compactMap { found.instant($0) }
    #expect(dates.count == 3)
    #expect(dates == dates.sorted())
    #expect(dates.allSatisfy { $0 >= now })
  }

  @Test(arguments: [
    ("2026-07-20", ObjectiveStanding.State.notOnTrack), ("2026-08-06", .atRisk),
    ("2026-12-01", .onTrack), ("2026-06-30", .missed),
  ])
  func `an objective stands by the share of ways that are in time`(
    day: String, state: ObjectiveStanding.State
  ) throws {
    let objective = Objective(level: fourth, by: try #require(Instant(day)))
    let all =
      past([10, 20, 30, 31, 32, 33, 34, 50, 60, 90])
      + [member("own", [("c", "3 @2026-07-01")], objectives: [objective])]
    let standing = try #require(MetaReview(of: all, at: now).objectives.first)
    #expect(standing.state == state, "\(standing.probability ?? -1)")
  }

  @Test func `what counts for an objective is where it worked when the day ended`() {
    let objectives = [
      Objective(level: fourth, by: "2026-12-01"),
      Objective(level: fourth, by: "2026-12-01", component: "gone"),
    ]
    let review = MetaReview(
      of: [
        member("a", [("x", "3 @2026-06-01")], objectives: objectives),
        member("b", [("x", "3 @2026-01-01 + @2026-02-01")], objectives: [objectives[0]]),
        member(
          "c", [("x", "3 @2026-01-01 + @2026-02-01")],
          objectives: [Objective(level: fourth, by: "2026-01-15")]),
        member(
          "d", [("x", "3 @2026-01-01 + @2026-02-01 -3 @2026-04-01")],
          objectives: [Objective(level: fourth, by: "2026-03-15")]),
        member(
          "e", [("x", "3 @2026-01-01 + @2026-02-01 -3 @2026-03-01")],
          objectives: [Objective(level: fourth, by: "2026-03-15")]),
      ], at: now)
    let states = review.objectives.map { "\($0.system)/\($0.component) \($0.state.rawValue)" }
    #expect(
      Set(states) == [
        "a/x not-known", "a/gone not-known", "b/x reached", "c/x reached-late", "d/x reached",
        "e/x missed",
      ])
  }

  @Test func `a day is in time until its end`() {
    #expect(Objective(level: fourth, by: "2027-03-01").end == "2027-03-02")
    #expect(Objective(level: fourth, by: "2027-03-01T18:00:00Z").end == "2027-03-02")
    #expect(Objective(level: fourth, by: "1969-03-01T18:00:00Z").end == "1969-03-02")
  }
}

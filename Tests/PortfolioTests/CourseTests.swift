import Readiness
import TestSupport
import Testing

/// Stays at levels, from steps.
@Suite struct CourseTests {
  private let now: Instant = "2026-07-01"

  private func course(_ text: String) throws -> Course {
    Course(of: try #require(history(text)), at: now)
  }

  @Test func `stays follow each other from entry to now`() throws {
    let course = try self.course("3 @2026-01-01 + @2026-02-01 + @2026-03-01 -4 @2026-04-01")
    #expect(course.stays.map(\.level.number) == [3, 4, 5, 4])
    #expect(course.stays.map(\.days) == [31, 28, 31, 91])
    #expect(course.current?.level.number == 4)
    #expect(course.reached(Level(5) ?? .last)?.day == "2026-03-01")
    #expect(course.switchbacks.map(\.from.number) == [5])
  }

  @Test func `an entry above 0 has no stay below it`() throws {
    let course = try self.course("6 @2026-01-01")
    #expect(course.stays.map(\.level.number) == [6])
  }

  @Test func `graduating through 9 ends no stay`() throws {
    let course = try self.course("8 @2026-01-01 + @2026-02-01 + @2026-03-01 + @2026-04-01")
    #expect(course.stays.map(\.level.number) == [8, 9])
    #expect(course.current?.days == 150)
    #expect(course.renewals.map(\.day) == ["2026-03-01", "2026-04-01"])
    let back = try self.course("8 @2026-01-01 + @2026-02-01 + @2026-03-01 e8 @2026-04-01")
    #expect(back.stays.map(\.days) == [31, 59, 91])
  }

  @Test func `a course ends where its log breaks the rules`() throws {
    let course = try self.course("3 @2026-01-01 + @2026-02-01 -1 @2026-03-01 + @2026-04-01")
    #expect(course.stays.map(\.level.number) == [3, 4])
    #expect(course.stays.last?.end == .broken && course.current == nil)
    #expect(course.fault == "switched back to 1, below the entry level 3")
  }

  @Test func `a step with a clock that was ahead happens now, and is told`() throws {
    let steps = try #require(
      history("3 @2026-01-01 + @2046-01-01 + @2026-03-01"))
    let course = Course(of: steps, at: "2026-04-01")
    #expect(course.stays.map(\.level.number) == [3, 4, 5])
    #expect(course.stays.map(\.days) == [90, 0, 0] && course.isOutOfTime && course.fault == nil)
  }

  @Test func `an entry that lies ahead lasts no time`() throws {
    let course = try self.course("3 @2027-01-01")
    #expect(course.stays.map(\.days) == [0] && course.isOutOfTime)
  }

  @Test func `whatever the clocks say, no stay is negative and their lengths add up`() throws {
    var numbers = SeededNumbers(seed: 9)
    for _ in 0..<2_000 {
      var ledger = Ledger()
      var moments: [String] = []
      for _ in 0..<14 {
        let day = Int.random(in: -400...400, using: &numbers)
        moments.append(Instant(milliseconds: 1_700_000_000_000).adding(days: day).day)
      }
      let entry = Int.random(in: 0...9, using: &numbers)
      walk("\(entry) @\(moments[0])", of: "c", in: "s", on: &ledger)
      for index in 1...Int.random(in: 1...12, using: &numbers) {
        let level = ledger.levels["c"]?.working?.number ?? 0
        let isUp = Bool.random(using: &numbers) || level <= entry
        let step = isUp ? "+" : "-\(Int.random(in: entry..<level, using: &numbers))"
        walk("\(step) @\(moments[index])", of: "c", in: "s", on: &ledger)
      }
      let history = try #require(ledger.levels["c"])
      let course = Course(of: history, at: try #require(Instant(moments[13])))
      #expect(course.fault == nil)
      #expect(course.stays.allSatisfy { $0.days >= 0 })
      let pairs = zip(course.stays, course.stays.dropFirst())
      #expect(pairs.allSatisfy { $0.until == $1.from })
      let span =
        (course.stays.last?.until.milliseconds ?? 0) - (course.stays.first?.from.milliseconds ?? 0)
      let days = Double(span) / 86_400_000
      #expect(abs(course.days - days) < 1e-6)
      // It shows no level that it did not work at.
      #expect(course.stays.last?.level == history.working)
      #expect(course.stays.allSatisfy { $0.level.number >= entry })
    }
  }
}

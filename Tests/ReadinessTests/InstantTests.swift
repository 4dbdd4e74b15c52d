import Readiness
import TestSupport
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"), ("2026-11-21", "2026-11-21T00:00:00Z"),
    ("2026-11-21T10:00:00.250Z", "2026-11-21T10:00:00.250Z"),
    ("2026-11-21T12:30:00+02:30", "2026-11-21T10:00:00Z"),
    ("2026-11-21T10:00:00.123456Z", "2026-11-21T10:00:00.123Z"),
    ("2024-02-29", "2024-02-29T00:00:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
  ])
  func `times are written in UTC`(_ text: String, _ written: String) {
    #expect(Instant(text)?.text == written)
  }

  @Test func `every millisecond is read as it was written`() {
    for second in [-86_400_000, -1000, 0, 1_795_255_200_000, 253_402_300_799_000] {
      for millisecond in 0..<1000 {
        let instant = Instant(milliseconds: Int64(second + millisecond))
        #expect(Instant(instant.text) == instant, "\(instant.text)")
      }
    }
  }

  @Test func `every day of four centuries is the day after the one before`() {
    var instant: Instant = "1583-01-01T00:00:00Z"
    for _ in 0..<146_500 {
      let hour = Instant(milliseconds: instant.milliseconds + 3_723_000)
      #expect(Instant(hour.text) == hour, "\(hour.text)")
      // An offset is read by the library, whatever the day.
      #expect(Instant(String(hour.text.dropLast()) + "+00:00") == hour, "\(hour.text)")
      instant = instant.adding(days: 1)
    }
  }

  @Test(arguments: [
    "", "yesterday", "2026-11-21T10:00:00", "2026-13-01", "2026-02-30",
    "2026-11-21T25:00:00Z", "2026-11-21T10:61:00Z", "2025-02-29T10:00:00Z", "21.11.2026",
    "2026-11-2", "2026-11-21T10:00:00Zfoo", "2026-11-21T10:00:00+01", "2026-11-21T10:00:00.Z",
    "2026-11-21T10:00:00+01:00Z", "2026-11-21T10:00:00ZZ",
    "2026-11-21 10:00:00Z", String(repeating: "9", count: 5000),
  ])
  func `what is no time with an offset is none`(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `days are counted in whole ones`() {
    let start: Instant = "2026-11-21T10:00:00Z"
    let almost: Instant = "2026-11-22T09:59:59Z"
    #expect(start.adding(days: 30).text == "2026-12-21T10:00:00Z")
    #expect(start.adding(days: 30).days(since: start) == 30)
    #expect(almost.days(since: start) == 0)
    #expect(start.days(since: almost) == -1)
  }
}

internal import Readiness

/// Places for instants between two of them, and the days to name on the way.
struct TimeAxis {
  let from: Instant
  let to: Instant
  let left: Double
  let right: Double

  /// - Parameters:
  ///   - from: The earliest instant.
  ///   - to: The latest one.
  ///   - left: Where the earliest lies.
  ///   - right: Where the latest lies.
  init(from: Instant, to: Instant, left: Double, right: Double) {
    self.from = from
    // What happened within a day still gets room.
    self.to = max(to, from.adding(days: 1))
    self.left = left
    self.right = right
  }

  func x(_ instant: Instant) -> Double {
    let span = Double(to.milliseconds - from.milliseconds)
    let share = Double(instant.milliseconds - from.milliseconds) / span
    return left + (right - left) * min(max(share, 0), 1)
  }

  /// Round days with what they are called, eight at most.
  var ticks: [(at: Instant, name: String)] {
    let span = to.days(since: from)
    if span < 75 {
      let step = [1, 2, 7, 14].first { span / $0 <= 6 } ?? 14
      return stride(from: 0, through: span, by: step).compactMap { day in
        Instant(from.adding(days: day).day).flatMap { $0 >= from ? ($0, $0.day) : nil }
      }
    }
    let first = month(of: from)
    let last = month(of: to)
    let step = [1, 3, 6, 12, 24, 60, 120, 600].first { (last - first) / $0 <= 7 } ?? 1200
    let start = (first / step + (first % step == 0 ? 0 : 1)) * step
    return stride(from: start, through: last, by: step).compactMap { month in
      let (year, rest) = (month / 12, month % 12)
      let name = "\(digits(year, 4))-\(digits(rest + 1, 2))"
      guard let at = Instant(name + "-01"), from <= at, at <= to else { return nil }
      return (at, step % 12 == 0 ? digits(year, 4) : name)
    }
  }

  /// Months since the year 0.
  private func month(of instant: Instant) -> Int {
    let parts = instant.day.split(separator: "-").map { Int($0) ?? 0 }
    return parts.count == 3 ? parts[0] * 12 + parts[1] - 1 : 0
  }

  private func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// Thin lines with the names of days below them.
  func grid(top: Double, bottom: Double) -> HTML {
    ticks.map { tick in
      SVG.line(x(tick.at), top, x(tick.at), bottom, class: "grid")
        + SVG.text(tick.name, x(tick.at), bottom + 15, anchor: "middle", class: "small")
    }.reduce(.nothing, +)
  }
}

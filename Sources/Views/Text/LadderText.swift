internal import Readiness

/// Ladders and ways for the terminal, drawn with signs that need no colour.
package struct LadderText {
  private let report: LevelsReport
  private let width: Int

  /// - Parameters:
  ///   - report: What to show.
  ///   - width: Columns of the terminal.
  package init(_ report: LevelsReport, width: Int) {
    self.report = report
    self.width = width
  }

  package var page: TextPage {
    var page = TextPage()
    page.line(Line(report.title, .strong))
    page.line(Line(report.verdict.headline))
    for placed in report.components { show(placed, on: &page) }
    page.blank()
    page.line(
      Line(
        "▸ works here  ◎ target  a sign is a criterion: ✓ met ◐ conditional ✕ not met ? missing or "
          + "undecided ◷ stale – does not apply; apart stand those that the review answers", .faint),
      hanging: 2)
    page.line(
      Line(
        "╭╯ up  ╮╰ back  reviews: ◆ graduated □ tasks ▽ sent back ○ open × withdrawn", .faint),
      hanging: 2)
    return page
  }

  private func show(_ placed: LevelsReport.Placed, on page: inout TextPage) {
    let component = placed.judged.component
    page.heading("\(placed.id), a \(component.kind): \(component.release)")
    let target = component.target ?? report.verdict.system.target
    var ladder = TextTable([.left, .right, .left, .left, .left])
    for rung in placed.rungs {
      let isHere = rung.gate.reach == .next
      let tone: Tone = isHere ? .strong : rung.gate.reach == .belowEntry ? .faint : .plain
      let mark = isHere ? "▸" : rung.level == target ? "◎" : ""
      let name = report.stages.first { $0.level == rung.level }?.name ?? ""
      ladder.row([
        Line(mark, tone), Line("\(rung.level)", tone), Line(name, tone),
        rung.criteria.enumerated().map { index, group in
          group.map { Line($0.state.sign.mark, $0.state.sign.tone) }
            .reduce(Line(index == 0 ? "" : " "), +)
        }.reduce(Line(""), +),
        Line(rung.words + (rung.isEntry && rung.level > .first ? ", entry" : ""), tone),
      ])
    }
    page.table(ladder, indent: 1)
    page.blank()
    page.line(Line(report.rungs(of: placed).caption), indent: 2, hanging: 2)
    page.line(Line(placed.finding), indent: 2, hanging: 2)
    guard !placed.course.stays.isEmpty else { return }
    page.blank()
    let picture = CoursePicture(placed, now: report.verdict.at, width: max(30, width - 12))
    for line in picture.lines { page.line(Line(line.text), indent: line.indent) }
    page.blank()
    var stays = TextTable([.right, .left, .left, .right, .right, .left])
    stays.header(LevelsReport.Placed.stayHeader)
    for row in placed.stayRows { stays.row(row.map { Line($0) }) }
    page.table(stays)
  }
}

/// The way of one component as lines of signs: time to the right, levels upwards.
struct CoursePicture {
  private let placed: LevelsReport.Placed
  private let now: Instant
  private let width: Int

  init(_ placed: LevelsReport.Placed, now: Instant, width: Int) {
    self.placed = placed
    self.now = now
    self.width = width
  }

  private var start: Instant { placed.course.stays.first?.from ?? now }

  private func column(of instant: Instant) -> Int {
    let span = max(1, Double(now.milliseconds - start.milliseconds))
    let share = Double(instant.milliseconds - start.milliseconds) / span
    return min(width - 1, max(0, Int(share * Double(width))))
  }

  /// Each line with how far it is indented.
  var lines: [(text: String, indent: Int)] {
    let levels = Set(placed.course.stays.map(\.level.number))
    guard let least = levels.min(), let greatest = levels.max() else { return [] }
    var grid = [[Character]](
      repeating: [Character](repeating: " ", count: width), count: greatest - least + 1)
    draw(on: &grid, greatest: greatest)
    let rows = grid.enumerated().map { index, row -> String in
      let level = greatest - index
      // Only levels that it worked at have a name here.
      return "\(levels.contains(level) ? "\(level)" : "·") │\(trimmed(row))"
    }
    return (rows + reviewRow).map { ($0, 2) } + axis
  }

  private func draw(on grid: inout [[Character]], greatest: Int) {
    // Of several levels in a column the last shows; the table has them all.
    var shown = [Int?](repeating: nil, count: width)
    for stay in placed.course.stays {
      for index in column(of: stay.from)...max(column(of: stay.from), column(of: stay.until)) {
        shown[index] = stay.level.number
      }
    }
    for (index, level) in shown.enumerated() {
      guard let level else { continue }
      let row = greatest - level
      guard index > 0, let before = shown[index - 1], before != level else {
        grid[row][index] = "─"
        continue
      }
      let old = greatest - before
      let isUp = level > before
      for between in (min(row, old) + 1)..<max(row, old, min(row, old) + 1) {
        grid[between][index] = isUp ? "│" : "╎"
      }
      grid[old][index] = isUp ? "╯" : "╮"
      grid[row][index] = isUp ? "╭" : "╰"
    }
    if let current = placed.course.current {
      grid[greatest - current.level.number][width - 1] = "▶"
    }
  }

  /// Reviews below the way, where there are any.
  private var reviewRow: [String] {
    guard !placed.reviews.isEmpty else { return [] }
    var row = [Character](repeating: " ", count: width)
    for review in placed.reviews {
      let at = review.decision?.at ?? review.withdrawn?.at ?? review.at
      row[column(of: at)] = ReviewMark(review).kind.sign
    }
    return ["R │\(trimmed(row))"]
  }

  private var axis: [(text: String, indent: Int)] {
    let (from, to) = (start.day, now.day)
    let gap = max(1, width - from.count - to.count)
    return [
      ("└" + String(repeating: "─", count: width), 4),
      (from + String(repeating: " ", count: gap) + to, 5),
    ]
  }

  private func trimmed(_ row: [Character]) -> String {
    var row = row
    while row.last == " " { row.removeLast() }
    return String(row)
  }
}

extension ReviewMark.Kind {
  var sign: Character {
    switch self {
    case .graduate: "◆"
    case .tasks: "□"
    case .switchback: "▽"
    case .open: "○"
    case .withdrawn: "×"
    }
  }
}

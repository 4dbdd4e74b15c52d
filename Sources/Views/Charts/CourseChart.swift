internal import Readiness

/// The way of components up the ladder and back, over one time: a panel for each.
struct CourseChart {
  let placed: [LevelsReport.Placed]
  let now: Instant

  static let width = 760.0
  private static let left = 40.0
  private static let row = 20.0
  private static let head = 26.0
  private static let foot = 20.0

  var figure: Figure {
    Figure(
      caption: placed.map(\.finding).joined(separator: " "),
      chart: SVG.picture(Self.width, height, title: "Levels over time") { content },
      table: Figure.DataTable(
        header: ["component"] + LevelsReport.Placed.stayHeader,
        rows: placed.flatMap { one in one.stayRows.map { [one.id.rawValue] + $0 } }))
  }

  var height: Double { panels.last.map { $0.bottom + Self.foot + 30 } ?? 40 }

  private struct Panel {
    let placed: LevelsReport.Placed
    let top: Double
    /// Levels that it worked at, the least and the greatest.
    let least: Int
    let greatest: Int

    var bottom: Double { top + CourseChart.head + Double(greatest - least) * CourseChart.row + 14 }

    func y(_ level: Level) -> Double {
      top + CourseChart.head + Double(greatest - level.number) * CourseChart.row
    }
  }

  private var panels: [Panel] {
    var top = 0.0
    return placed.filter { !$0.course.stays.isEmpty }.map { one in
      let levels = one.course.stays.map(\.level.number)
      let panel = Panel(
        placed: one, top: top, least: levels.min() ?? 0, greatest: levels.max() ?? 0)
      top = panel.bottom + 26
      return panel
    }
  }

  private var axis: TimeAxis {
    let first = placed.compactMap(\.course.stays.first?.from).min() ?? now
    return TimeAxis(from: first, to: now, left: Self.left, right: Self.width - 56)
  }

  var content: HTML {
    let axis = axis
    let drawn = panels.map { draw($0, axis) }.reduce(.nothing, +)
    return drawn + legend
  }

  private func draw(_ panel: Panel, _ axis: TimeAxis) -> HTML {
    let stays = panel.placed.course.stays
    let levels = Set(stays.map(\.level))
    let lines = levels.sorted().map { level in
      SVG.text("\(level)", Self.left - 12, panel.y(level) + 4, anchor: "end", class: "small")
        + SVG.line(
          Self.left, panel.y(level), Self.width - 56, panel.y(level), class: "grid level")
    }.reduce(.nothing, +)
    let today = SVG.line(
      axis.x(now), panel.top + 14, axis.x(now), panel.bottom, class: "today")
    let steps = stays.enumerated().map { index, stay in
      let (x1, x2, y) = (axis.x(stay.from), axis.x(stay.until), panel.y(stay.level))
      // A stay of a moment still shows.
      let bar = SVG.line(x1, y, max(x2, x1 + 1.5), y, class: "stay")
      guard stays.indices.contains(index + 1) else { return bar }
      let next = stays[index + 1].level
      let isBack = next < stay.level
      return SVG.line(x2, y, x2, panel.y(next), class: isBack ? "fall" : "rise") + bar
        + (isBack ? kindMark(of: stay, x: x2, y: (y + panel.y(next)) / 2) : .nothing)
    }.reduce(.nothing, +)
    let reviews = panel.placed.reviews.filter { levels.contains($0.level) }.map { review in
      ReviewMark(review).drawn(
        axis.x(review.decision?.at ?? review.withdrawn?.at ?? review.at), panel.y(review.level))
    }.reduce(.nothing, +)
    let renewed = panel.placed.course.renewals.map { at in
      SVG.circle(axis.x(at), panel.y(.last), 3, class: "renewal")
    }.reduce(.nothing, +)
    return axis.grid(top: panel.top + Self.head - 8, bottom: panel.bottom) + lines + today + steps
      + renewed + reviews
      + SVG.text(
        "\(panel.placed.id), at \(panel.placed.judged.working.words)", Self.left, panel.top + 12,
        class: "strong")
      + SVG.text("today", axis.x(now) + 4, panel.top + 24, class: "small")
  }

  private func kindMark(of stay: Course.Stay, x: Double, y: Double) -> HTML {
    guard case .switchedBack(let back) = stay.end else { return .nothing }
    return SVG.text(back.kind.letter, x + 4, y + 4, class: "fall-name")
  }

  private var legend: HTML {
    let y = height - 10
    var x = Self.left
    var drawn = HTML.nothing
    for mark in ReviewMark.Kind.allCases {
      drawn =
        drawn + ReviewMark(kind: mark).drawn(x, y - 4)
        + SVG.text(mark.words, x + 9, y, class: "small")
      x += 20 + Double(mark.words.count) * 6.6
    }
    return drawn
      + SVG.text(
        "back by D discovery, R review, E embedded", x + 6, y, class: "small")
  }
}

extension Fact.ComponentSwitchedBack.Kind {
  var letter: String { String(rawValue.prefix(1)).uppercased() }
}

/// A review as a mark, by what came of it.
struct ReviewMark {
  let kind: Kind

  enum Kind: CaseIterable {
    case graduate, tasks, switchback, open, withdrawn

    var words: String {
      switch self {
      case .graduate: "graduated"
      case .tasks: "tasks"
      case .switchback: "sent back"
      case .open: "open review"
      case .withdrawn: "withdrawn"
      }
    }
  }

  init(kind: Kind) { self.kind = kind }

  init(_ review: Review) {
    kind =
      switch review.decision?.body.content.outcome {
      case .graduate: .graduate
      case .tasks: .tasks
      case .switchback: .switchback
      case nil: review.withdrawn == nil ? .open : .withdrawn
      }
  }

  func drawn(_ x: Double, _ y: Double) -> HTML {
    switch kind {
    case .graduate:
      SVG.path(
        [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y), (x, y - 5.5)],
        class: "review graduate")
    case .tasks: SVG.rectangle(x - 4, y - 4, 8, 8, class: "review tasks")
    case .switchback:
      SVG.path([(x - 5, y - 4), (x + 5, y - 4), (x, y + 5), (x - 5, y - 4)], class: "review back")
    case .open: SVG.circle(x, y, 4, class: "review tasks")
    case .withdrawn:
      SVG.line(x - 4, y - 4, x + 4, y + 4, class: "review")
        + SVG.line(x - 4, y + 4, x + 4, y - 4, class: "review")
    }
  }
}

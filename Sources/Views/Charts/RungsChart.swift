internal import Readiness

/// The ladder of one component: each level with the criteria that hold it.
struct RungsChart {
  let placed: LevelsReport.Placed
  let stages: [ReadinessScale.Stage]
  let target: Level?

  /// As wide as its longest rung asks.
  var width: Double {
    (placed.rungs.map(Self.end).max() ?? Self.left) + Self.notes
  }

  /// Where the squares of a rung end.
  private static func end(_ rung: Rung) -> Double {
    left + rung.criteria.map { Double($0.count) * cell }.reduce(0, +)
      + Double(max(0, rung.criteria.count - 1)) * gap
  }

  static let height = top + 10 * row + 34
  private static let top = 30.0
  private static let row = 26.0
  private static let left = 262.0
  private static let cell = 18.0
  private static let notes = 300.0
  private static let gap = 10.0

  init(_ placed: LevelsReport.Placed, stages: [ReadinessScale.Stage], target: Level?) {
    self.placed = placed
    self.stages = stages
    self.target = placed.judged.component.target ?? target
  }

  var figure: Figure {
    Figure(
      caption: caption,
      chart: SVG.picture(width, Self.height, title: "Ladder of \(placed.id)") { content },
      table: Figure.DataTable(
        header: ["level", "where", "criterion", "state", "asks"],
        rows: placed.rungs.flatMap { rung -> [[String]] in
          if rung.criteria.isEmpty { return [[name(rung.level), rung.words, "–", "–", "–"]] }
          return rung.criteria.joined().map { reading in
            [
              name(rung.level), rung.gate.reach.words, reading.criterion.id.rawValue,
              "\(reading.state.sign.mark) \(reading.state.sign.word)", reading.criterion.title,
            ]
          }
        }))
  }

  var caption: String {
    guard let gate = placed.judged.nextGate else {
      return "\(placed.id) has every level behind it."
    }
    let lacking = gate.blockers.map(\.criterion.id.rawValue)
    let slipped = placed.judged.slipped.map { "\($0.level)" }
    return "\(placed.id) works at level \(gate.level): "
      + (lacking.isEmpty
        ? "all that its gate asks for before the review is there"
        : "its gate lacks \(lacking.listed)")
      + (slipped.isEmpty
        ? "."
        : "; of the levels behind it, today's evidence no longer carries \(slipped.listed).")
  }

  var content: HTML {
    SVG.text(placed.id.rawValue, 2, 16, class: "strong")
      + SVG.text(
        "\(placed.judged.component.kind.rawValue), \(placed.judged.component.release)",
        Self.left, 16, class: "faint")
      + placed.rungs.map(rung).reduce(.nothing, +) + legend
  }

  private func rung(_ rung: Rung) -> HTML {
    let y = Self.top + Double(9 - rung.level.number) * Self.row
    let kind =
      switch rung.gate.reach {
      case .belowEntry: "skipped"
      case .behind: rung.gate.evidence == .met ? "passed" : "slipped"
      case .next: "next"
      case .ahead: "ahead"
      }
    var x = Self.left
    var marks = HTML.nothing
    for group in rung.criteria {
      for reading in group {
        marks = marks + square(reading.state.sign, at: x, y)
        x += Self.cell
      }
      x += Self.gap
    }
    let notes: [String?] = [
      rung.words, rung.isEntry && rung.level > .first ? "entry" : nil,
      rung.level == target ? "target" : nil,
    ]
    return SVG.rectangle(0, y, 4, Self.row - 6, class: "post \(kind)", radius: 1)
      + SVG.text(name(rung.level), 12, y + 15, class: kind == "next" ? "strong" : "")
      + marks
      + SVG.text(
        notes.compactMap(\.self).joined(separator: " · "),
        rung.criteria.isEmpty ? Self.left : Self.end(rung) + 6, y + 15,
        class: kind == "next" ? "strong" : "faint")
  }

  private func square(_ sign: Sign, at x: Double, _ y: Double) -> HTML {
    SVG.rectangle(
      x, y, Self.cell - 3, Self.row - 6, class: "criterion \(sign.kind.rawValue)", radius: 3)
      + SVG.text(
        sign.mark, x + (Self.cell - 3) / 2, y + 15, anchor: "middle",
        class: "ink-\(sign.kind.rawValue)")
  }

  private var legend: HTML {
    SVG.text(
      "a square is a criterion:  ✓ met   ◐ conditional   ✕ not met   ? missing or undecided   "
        + "◷ stale   – does not apply;   apart: by the review", 2, Self.height - 8, class: "small")
  }

  private func name(_ level: Level) -> String {
    "\(level)  \(stages.first { $0.level == level }?.name ?? "")"
  }
}

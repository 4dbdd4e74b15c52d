internal import Readiness

/// The levels 0 to 9 of every component: what is behind, what is next, and how much of each gate
/// today's evidence carries.
struct LadderChart {
  let verdict: Verdict
  let stages: [ReadinessScale.Stage]

  private let labelWidth = 236.0
  private let cellWidth = 150.0
  private let cellHeight = 30.0
  private let top = 44.0

  var figure: Figure {
    Figure(caption: caption, chart: chart, table: table)
  }

  private var caption: String {
    let at = verdict.components.map { judged in
      "\(judged.component.id) works at \(judged.working.words)"
    }
    return "\(at.listed); the system stands at the least of them, \(verdict.working.words). Each "
      + "cell shows how many criteria of the gate today's evidence meets."
  }

  private var chart: HTML {
    let width = labelWidth + Double(verdict.components.count) * (cellWidth + 8) + 4
    return SVG.picture(width, top + 10 * cellHeight + 8, title: "Level ladder") {
      for (column, judged) in verdict.components.enumerated() {
        let x = labelWidth + Double(column) * (cellWidth + 8)
        SVG.text(
          judged.component.id.rawValue, x + cellWidth / 2, 18, anchor: "middle", class: "strong")
        SVG.text(
          judged.component.kind.rawValue, x + cellWidth / 2, 34, anchor: "middle", class: "faint")
        for gate in judged.gates { cell(gate, target: target(of: judged), x: x) }
      }
      for level in Level.all {
        let name = stages.first { $0.level == level }?.name ?? ""
        SVG.text("\(level)  \(name)", 2, y(level) + cellHeight / 2 + 2)
      }
    }
  }

  private func y(_ level: Level) -> Double { top + Double(9 - level.number) * cellHeight }

  private func target(of judged: ComponentVerdict) -> Level? {
    judged.component.target ?? verdict.system.target
  }

  private func cell(_ gate: Gate, target: Level?, x: Double) -> HTML {
    let y = y(gate.level)
    let share = Double(gate.metCount) / Double(max(1, gate.askedCount))
    let (kind, words): (String, String) =
      switch gate.reach {
      case .belowEntry: ("skipped", "entered above")
      case .behind: (gate.evidence == .met ? "passed" : "slipped", "graduated")
      case .next: ("next", "works here  \(gate.metCount)/\(gate.askedCount)")
      case .ahead: ("ahead", "\(gate.metCount)/\(gate.askedCount)")
      }
    let height = cellHeight - 6
    return SVG.rectangle(x, y, cellWidth, height, class: "rung \(kind)", radius: 3)
      + (gate.reach == .belowEntry
        ? .nothing
        : SVG.rectangle(x, y, cellWidth * share, height, class: "fill \(kind)", radius: 3))
      + (gate.level == target
        ? SVG.rectangle(x - 2, y - 2, cellWidth + 4, height + 4, class: "target", radius: 5)
        : .nothing)
      + SVG.text(
        words + (gate.level == target ? "  target" : ""), x + cellWidth / 2, y + height / 2 + 4,
        anchor: "middle", class: gate.reach == .next ? "strong" : "")
  }

  private var table: Figure.DataTable {
    Figure.DataTable(
      header: ["level"] + verdict.components.map(\.component.id.rawValue),
      rows: Level.all.reversed().map { level in
        let name = stages.first { $0.level == level }?.name ?? ""
        return ["\(level) \(name)"]
          + verdict.components.map { judged in
            guard let gate = judged.gates.first(where: { $0.level == level }) else { return "" }
            let lacking = gate.blockers.map(\.criterion.id.rawValue).joined(separator: " ")
            return "\(gate.reach.words), \(gate.metCount) of \(gate.askedCount) met"
              + (lacking.isEmpty || gate.reach == .belowEntry ? "" : "; lacking \(lacking)")
          }
      })
  }
}

extension Gate.Reach {
  var words: String {
    switch self {
    case .next: "works here"
    case .behind: "graduated"
    case .belowEntry: "entered above"
    case .ahead: "ahead"
    }
  }
}

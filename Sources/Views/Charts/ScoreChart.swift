internal import Readiness

/// The scores as bars: as they stand, as far as proved, and the next band as the target.
struct ScoreChart {
  let scores: [Score]

  private let width = 640.0
  private let left = 216.0
  private let row = 46.0

  var figure: Figure {
    let near = scores.compactMap { score in
      target(of: score).map { "\(score.framework.name) \($0.words)" }
    }
    return Figure(
      caption:
        "Full bars count everything at its assurance, dark ones only what is proved; the mark "
        + "is the next aim: \(near.listed).",
      chart: chart,
      table: Figure.DataTable(
        header: ["framework", "now", "proved", "of", "means", "next aim"],
        rows: scores.map { score in
          [
            score.framework.name, number(score.stands), number(score.proved),
            scale(of: score).brief, score.stands.meaning(in: score.framework),
            target(of: score)?.words ?? "",
          ]
        }))
  }

  private var chart: HTML {
    SVG.picture(width, Double(scores.count) * row + 8, title: "Scores") {
      for (index, score) in scores.enumerated() { bar(score, y: Double(index) * row + 8) }
    }
  }

  private func bar(_ score: Score, y: Double) -> HTML {
    let scale = scale(of: score)
    let room = width - left - 70
    func x(_ value: Double) -> Double { left + room * min(1, value / max(scale, 1e-9)) }
    let now = value(score.stands)
    let mark = target(of: score).map { aim in
      SVG.line(x(aim.value), y - 3, x(aim.value), y + 25, class: "mark")
    }
    return SVG.text(score.framework.name, 2, y + 16)
      + SVG.rectangle(left, y, room, 22, class: "track", radius: 3)
      + SVG.rectangle(left, y, x(now) - left, 22, class: "bar", radius: 3)
      + SVG.rectangle(left, y + 7, x(value(score.proved)) - left, 8, class: "proved", radius: 2)
      + (mark ?? .nothing)
      + SVG.text("\(number(score.stands)) / \(scale.brief)", left + room + 6, y + 16)
  }

  private func value(_ total: Score.Total) -> Double { total.value ?? 0 }
  private func number(_ total: Score.Total) -> String { total.value?.tenths ?? "none" }

  /// The greatest total.
  private func scale(of score: Score) -> Double {
    let framework = score.framework
    func most(_ section: Framework.Section) -> Double {
      section.items.map { ($0.points ?? framework.points).max() ?? 0 }.reduce(0, +)
    }
    let mandatory = framework.sections.filter(\.mandatory)
    switch framework.total {
    case .sum: return mandatory.map(most).reduce(0, +)
    case .leastSection: return mandatory.map(most).min() ?? 0
    case .everyStatement: return score.stands.pointsMax
    }
  }

  /// Where the next better band begins; for statements, all of them.
  private func target(of score: Score) -> (value: Double, words: String)? {
    guard let total = score.stands.value else { return nil }
    if score.framework.total == .everyStatement {
      return (score.stands.pointsMax, "all \(score.stands.pointsMax.brief)")
    }
    let next = score.framework.bands.filter {
      ($0.lower?.value ?? 0) >= total && !$0.contains(total)
    }
    .min { ($0.lower?.value ?? 0) < ($1.lower?.value ?? 0) }
    return next.flatMap { band in
      band.lower.map { bound in
        (bound.value, "\(bound.inclusive ? "" : "above ")\(bound.value.brief), \(band.name)")
      }
    }
  }
}

internal import Portfolio
internal import Readiness
internal import Statistics

/// How long components stay at one level: the share that is still there, with its interval.
struct SurvivalChart {
  let time: LevelTime
  let name: String
  /// The greatest number of days of all levels, so that charts can be compared.
  let most: Double

  private let width = 340.0
  private let height = 170.0
  private let left = 50.0
  private let right = 330.0
  private let top = 26.0
  private let bottom = 138.0

  var figure: Figure {
    let curve = time.curve
    let interval = curve.medianInterval
    let median =
      curve.median.map { "half have left after \($0.rounded().brief) days" }
      ?? "half is not reached"
    let range =
      curve.endedCount == 0
      ? ""
      : " (95 % interval \(Self.days(interval.lower)) to \(Self.days(interval.upper)))"
    return Figure(
      caption: "\(name): \(median)\(range); \(curve.endedCount.of("stay")) ended, "
        + "\(time.waitingCount) waiting.",
      chart: chart,
      table: Figure.DataTable(
        header: ["days", "at risk", "ended", "share still there", "from", "to"],
        rows: curve.steps.map { step in
          [
            step.time.tenths, "\(step.atRisk)", "\(step.ended)", step.survival.percent,
            step.interval?.lowerBound.percent ?? "–", step.interval?.upperBound.percent ?? "–",
          ]
        }))
  }

  private static func days(_ value: Double?) -> String {
    value.map { $0.rounded().brief } ?? "not reached"
  }

  private func x(_ days: Double) -> Double { left + (right - left) * min(1, days / max(most, 1)) }
  private func y(_ share: Double) -> Double { bottom - (bottom - top) * share }

  private var chart: HTML {
    SVG.picture(width, height, title: "Time at level \(name)") {
      SVG.text(name, 2, 14, class: "strong")
      for share in [0, 0.5, 1] {
        SVG.text((share * 100).brief + " %", left - 6, y(share) + 4, anchor: "end", class: "small")
        SVG.line(left, y(share), right, y(share), class: "grid")
      }
      band
      SVG.path(outline, class: "outline")
      for tick in [0, 0.5, 1] {
        SVG.text(
          (most * tick).rounded().brief, x(most * tick), bottom + 16,
          anchor: tick == 1 ? "end" : "middle", class: "small")
      }
      SVG.text("days", (left + right) / 2 + 60, bottom + 28, anchor: "middle", class: "small")
    }
  }

  /// The steps of a share over time, out to the longest that is known.
  private func staircase(_ share: (SurvivalCurve.Step) -> Double?) -> [(Double, Double)] {
    var points = [(x(0), y(1))]
    var last = y(1)
    for step in time.curve.steps {
      guard let value = share(step) else { break }
      points += [(x(step.time), last), (x(step.time), y(value))]
      last = y(value)
    }
    points.append((x(time.curve.longest), last))
    return points
  }

  private var outline: [(Double, Double)] { staircase(\.survival) }

  private var band: HTML {
    let upper = staircase { $0.interval?.upperBound }
    let lower = staircase { $0.interval?.lowerBound }
    guard upper.count > 2 else { return .nothing }
    return SVG.path(upper + lower.reversed() + [upper[0]], class: "band")
  }
}

internal import Portfolio
internal import Readiness

/// When components may reach their levels: the range of each, with its middle, over time.
struct ForecastChart {
  let forecasts: [Forecast]
  let objectives: [ObjectiveStanding]
  let now: Instant

  /// How many are drawn; the table of the page has all.
  static let most = 40

  private let width = 760.0
  private let row = 24.0
  private let left = 250.0

  private var shown: [Forecast] {
    Array(
      forecasts.filter { $0.instant(Forecast.lower) != nil }.sorted {
        let (one, two) = ($0.instant(Forecast.middle), $1.instant(Forecast.middle))
        return (one?.milliseconds ?? .max, $0.traveller.name)
          < (two?.milliseconds ?? .max, $1.traveller.name)
      }.prefix(Self.most))
  }

  var figure: Figure? {
    let shown = shown
    guard let first = shown.first else { return nil }
    let soon = first.instant(Forecast.middle)?.day ?? "not reached"
    let rest = forecasts.count - shown.count
    return Figure(
      caption:
        "\(first.traveller.name) is first, at level \(first.level) by \(soon) in half of the "
        + "drawn ways; a bar holds the middle 80 %, and an arrow is one that does not end."
        + (rest > 0 ? " \(rest) more have no range, or come later." : ""),
      chart: chart(shown),
      table: Figure.DataTable(
        header: ["component", "at", "to", "one in ten by", "half by", "nine in ten by"],
        rows: shown.map { forecast in
          [
            forecast.traveller.name,
            forecast.traveller.course.current.map { "\($0.level)" } ?? "–", "\(forecast.level)",
          ]
            + [Forecast.lower, Forecast.middle, Forecast.upper].map {
              forecast.instant($0)?.day ?? "not reached"
            }
        }))
  }

  private func chart(_ shown: [Forecast]) -> HTML {
    let ends = shown.flatMap { forecast in
      [Forecast.lower, Forecast.middle, Forecast.upper].compactMap { forecast.instant($0) }
    }
    let axis = TimeAxis(from: now, to: ends.max() ?? now, left: left, right: width - 40)
    let bottom = 12 + Double(shown.count) * row
    return SVG.picture(width, bottom + 24, title: "Forecasts") {
      axis.grid(top: 6, bottom: bottom)
      for (index, forecast) in shown.enumerated() {
        bar(forecast, axis, y: 12 + (Double(index) + 0.5) * row)
      }
    }
  }

  private func bar(_ forecast: Forecast, _ axis: TimeAxis, y: Double) -> HTML {
    let low = forecast.instant(Forecast.lower) ?? now
    let high = forecast.instant(Forecast.upper)
    let end = high.map(axis.x) ?? width - 30
    let arrow = SVG.path([(end - 6, y - 5), (end, y), (end - 6, y + 5)], class: "stay thin")
    let due = objectives.filter {
      $0.system == forecast.traveller.system && $0.component == forecast.traveller.component
        && $0.objective.level == forecast.level && $0.objective.by <= axis.to
    }
    return SVG.text("\(forecast.traveller.name) to \(forecast.level)".shown(38), 2, y + 4)
      + SVG.rectangle(axis.x(low), y - 5, end - axis.x(low), 10, class: "bar", radius: 3)
      + (high == nil ? arrow : .nothing)
      + (forecast.instant(Forecast.middle).map {
        SVG.line(axis.x($0), y - 8, axis.x($0), y + 8, class: "mark")
      } ?? .nothing)
      + due.map {
        SVG.circle(axis.x($0.objective.by), y, 5, class: "dot \($0.state.sign.kind.rawValue)")
      }.reduce(.nothing, +)
  }
}

extension String {
  /// The text cut to what there is room for.
  fileprivate func shown(_ most: Int) -> String {
    count <= most ? self : "…" + suffix(most - 1)
  }
}

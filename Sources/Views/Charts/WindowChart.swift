internal import Readiness

/// One figure over time: its value with its interval in each window, and the limit.
struct WindowChart {
  let title: String
  let measurements: [Measurement]

  private let width = 300.0
  private let height = 120.0

  /// Whether there is a course of time to show.
  var isWorthDrawing: Bool { measurements.filter { !$0.window.isEmpty }.count > 1 }

  var figure: Figure {
    let off = measurements.filter { $0.status == .fail }.map(\.window)
    let open = measurements.filter { $0.status == .inconclusive }.map(\.window)
    let words = [
      off.isEmpty ? nil : "beyond the limit in \(off.listed)",
      open.isEmpty ? nil : "undecided in \(open.listed)",
    ].compactMap(\.self)
    return Figure(
      caption:
        "\(title): \(words.isEmpty ? "within the limit throughout" : words.joined(separator: "; ")).",
      chart: chart,
      table: Figure.DataTable(
        header: ["window", "value", "from", "to", "limit", "answer"],
        rows: measurements.map { measurement in
          [
            measurement.window, measurement.value.brief,
            measurement.interval?.lower.brief ?? "", measurement.interval?.upper.brief ?? "",
            measurement.limit?.value.brief ?? "", measurement.status.sign.word,
          ]
        }))
  }

  private var chart: HTML {
    let ends = measurements.flatMap { measurement in
      [
        measurement.value, measurement.interval?.lower, measurement.interval?.upper,
        measurement.limit?.value,
      ].compactMap(\.self)
    }
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let room = max(high - low, 1e-9)
    let (top, bottom) = (24.0, height - 24)
    func y(_ value: Double) -> Double { bottom - (bottom - top) * (value - low) / room }
    let step = (width - 40) / Double(max(1, measurements.count))
    func x(_ index: Int) -> Double { 30 + (Double(index) + 0.5) * step }
    return SVG.picture(width, height, title: title) {
      SVG.text(title, 2, 13, class: "strong")
      SVG.text(high.brief, 2, top + 6, class: "small")
      SVG.text(low.brief, 2, bottom, class: "small")
      if let limit = measurements.first?.limit?.value {
        SVG.line(30, y(limit), width - 10, y(limit), class: "limit")
      }
      for (index, measurement) in measurements.enumerated() {
        if let interval = measurement.interval {
          SVG.line(
            x(index), y(interval.lower), x(index), y(interval.upper), class: "whisker")
        }
        SVG.circle(
          x(index), y(measurement.value), 3.5,
          class: "dot \(measurement.status.sign.kind.rawValue)")
      }
      if let first = measurements.first {
        SVG.text(first.window, x(0), height - 6, anchor: "middle", class: "small")
      }
      if let last = measurements.last, measurements.count > 1 {
        SVG.text(
          last.window, x(measurements.count - 1), height - 6, anchor: "middle", class: "small")
      }
    }
  }
}

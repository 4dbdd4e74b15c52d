internal import Readiness

/// A distribution over its reference, on the same bins.
struct OverlayChart {
  let overlay: Overlay
  let measurement: Measurement?

  private let width = 420.0
  private let height = 170.0

  var figure: Figure {
    Figure(
      caption: caption, chart: chart,
      table: Figure.DataTable(
        header: ["bin", "reference", "current"],
        rows: overlay.bins.indices.map { index in
          [overlay.bins[index], "\(overlay.reference[index])", "\(overlay.current[index])"]
        }))
  }

  private var caption: String {
    let place = overlay.window.isEmpty ? "" : " in \(overlay.window)"
    guard let measurement else { return "\(overlay.of)\(place)" }
    let range =
      measurement.interval.map {
        "; the true distance lies in "
          + "[\($0.lower.brief), \($0.upper.brief)]"
      } ?? ""
    let verdict =
      switch measurement.status {
      case .fail: "drifts"
      case .pass: "does not drift by what matters"
      default: "is undecided"
      }
    return "\(overlay.of)\(place) \(verdict): \(measurement.statistic) "
      + "\(measurement.value.brief)\(range); margin \(measurement.limit?.value.brief ?? "–")."
  }

  private var chart: HTML {
    let (before, now) = (shares(overlay.reference), shares(overlay.current))
    let top = max(before.max() ?? 0, now.max() ?? 0, 1e-9)
    let step = (width - 20) / Double(max(1, overlay.bins.count))
    let base = height - 34
    func y(_ share: Double) -> Double { base - (base - 22) * share / top }
    var outline: [(Double, Double)] = []
    for (index, share) in now.enumerated() {
      outline.append((10 + Double(index) * step, y(share)))
      outline.append((10 + Double(index + 1) * step, y(share)))
    }
    return SVG.picture(width, height, title: "\(overlay.of) over its reference") {
      SVG.text("reference \(overlay.reference.reduce(0, +)) rows", 10, 12, class: "faint")
      SVG.text(
        "current \(overlay.current.reduce(0, +)) rows", width - 10, 12, anchor: "end",
        class: "current")
      for (index, share) in before.enumerated() {
        SVG.rectangle(
          10 + Double(index) * step, y(share), step - 1, base - y(share), class: "reference")
      }
      SVG.path(outline, class: "outline")
      SVG.line(10, base, width - 10, base, class: "axis")
      labels(step: step, base: base)
    }
  }

  /// As many bin names as fit.
  private func labels(step: Double, base: Double) -> HTML {
    let longest = Double(overlay.bins.map(\.count).max() ?? 1) * 6.2
    let every = max(1, Int((longest / step).rounded(.up)))
    return overlay.bins.indices.filter { $0 % every == 0 }.map { index in
      SVG.text(
        overlay.bins[index], 10 + (Double(index) + 0.5) * step, base + 16, anchor: "middle",
        class: "small")
    }.reduce(.nothing, +)
  }

  private func shares(_ counts: [Int]) -> [Double] {
    let total = Double(max(1, counts.reduce(0, +)))
    return counts.map { Double($0) / total }
  }
}

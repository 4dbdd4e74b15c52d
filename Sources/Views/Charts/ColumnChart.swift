internal import Profiling
internal import Readiness
internal import Statistics

/// How the values of a column are distributed: bars over their range, or of the commonest texts.
struct ColumnChart {
  let column: ColumnProfile

  private let width = 280.0
  private let height = 110.0

  var figure: Figure {
    let bars = bars
    return Figure(
      caption: "\(column.name): \(column.content)", chart: bars.isNamed ? names(bars) : range(bars),
      table: Figure.DataTable(
        header: [bars.isNamed ? "value" : "bin", "rows"],
        rows: bars.parts.map { [$0.label, "\($0.count)"] }))
  }

  private struct Bars {
    let isNamed: Bool
    let parts: [(label: String, count: Int)]
    var most: Double { Double(max(1, parts.map(\.count).max() ?? 1)) }
  }

  private var bars: Bars {
    guard let picture = column.picture(bins: 24) else {
      return Bars(isNamed: true, parts: column.frequent.prefix(6).map { ($0.text, $0.count) })
    }
    let edges = picture.edges.map(label)
    return Bars(
      isNamed: false,
      parts: picture.counts.enumerated().map { index, count in
        let low = index > 0 ? edges[index - 1] : "…"
        return ("\(low) to \(index < edges.count ? edges[index] : "…")", count)
      })
  }

  private func label(_ value: Double) -> String {
    guard column.type == .time else { return value.brief }
    let day = Moment(milliseconds: Int64(value.rounded(.down)) * 86_400_000)
    return String(day.text.prefix(10))
  }

  private func range(_ bars: Bars) -> HTML {
    let base = height - 20
    let step = width / Double(max(1, bars.parts.count))
    return SVG.picture(width, height, title: "\(column.name), distribution") {
      for (index, part) in bars.parts.enumerated() {
        let tall = (base - 4) * Double(part.count) / bars.most
        SVG.rectangle(Double(index) * step, base - tall, step - 1, tall, class: "bar")
      }
      SVG.line(0, base, width, base, class: "axis")
      SVG.text(ends.0, 0, height - 5, class: "small")
      SVG.text(ends.1, width, height - 5, anchor: "end", class: "small")
    }
  }

  private var ends: (String, String) {
    if let range = column.range { return (range.lowerBound.brief, range.upperBound.brief) }
    guard let times = column.times else { return ("", "") }
    return (String(times.lowerBound.text.prefix(10)), String(times.upperBound.text.prefix(10)))
  }

  private func names(_ bars: Bars) -> HTML {
    SVG.picture(width, height, title: "\(column.name), commonest values") {
      for (index, part) in bars.parts.enumerated() {
        let top = Double(index) * 18
        SVG.rectangle(
          0, top, width * Double(part.count) / Double(max(1, column.present)), 15, class: "bar")
        SVG.text(shortened(part.label), 4, top + 12, class: "small")
      }
    }
  }

  private func shortened(_ text: String) -> String {
    text.count > 36 ? text.prefix(35) + "…" : text
  }
}

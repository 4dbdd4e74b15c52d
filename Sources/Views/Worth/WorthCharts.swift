internal import Readiness
internal import Worth

/// How likely each value of a policy is, with the part that loses marked.
struct ValueChart {
  let outcome: Outcome
  let currency: String

  private let width = 760.0
  private let base = 190.0

  var figure: Figure {
    let (edges, counts) = outcome.histogram
    return Figure(
      caption:
        "\(outcome.policy.name.capitalisedFirst): the mean is \(outcome.mean.amount) \(currency), "
        + "nine cases of ten lie between \(outcome.low.amount) and \(outcome.high.amount); "
        + "\(outcome.loss.percent) of the draws lose money (hatched, left of 0).",
      chart: chart(edges, counts),
      table: Figure.DataTable(
        header: ["from", "to", "draws"],
        rows: counts.indices.map { index in
          [edges[index].amount, edges[min(index + 1, edges.count - 1)].amount, "\(counts[index])"]
        }))
  }

  private func chart(_ edges: [Double], _ counts: [Int]) -> HTML {
    let low = min(edges.first ?? 0, 0)
    let high = max(edges.last ?? 1, 0)
    let span = max(high - low, 1e-9)
    func x(_ value: Double) -> Double {
      20 + (width - 40) * (min(max(value, low), high) - low) / span
    }
    let top = Double(counts.max() ?? 1)
    let bars = counts.indices.map { index -> HTML in
      let (from, to) = (x(edges[index]), x(edges[min(index + 1, edges.count - 1)]))
      let height = (base - 50) * Double(counts[index]) / top
      let isLoss = edges[index] < 0
      let bar = SVG.rectangle(
        from, base - height, max(1.5, to - from - 1), height, class: isLoss ? "loss" : "gain")
      return isLoss ? Hatch.filling(bar) : bar
    }.reduce(.nothing, +)
    let marks = [("5 %", outcome.low), ("mean", outcome.mean), ("95 %", outcome.high)]
    let names = marks.enumerated().map { index, mark -> HTML in
      let place = x(mark.1)
      let anchor = place < 90 ? "start" : place > width - 90 ? "end" : "middle"
      return SVG.line(place, 18 + Double(index) * 14, place, base, class: "mark thin")
        + SVG.text(
          "\(mark.0) \(mark.1.amount)", place, 14 + Double(index) * 14, anchor: anchor,
          class: "small")
    }.reduce(.nothing, +)
    return SVG.picture(width, base + 30, title: "Distribution of the value") {
      Hatch.definition
      bars
      SVG.line(20, base, width - 20, base, class: "axis")
      SVG.line(x(0), 40, x(0), base + 4, class: "limit")
      SVG.text("0", x(0), base + 18, anchor: "middle", class: "small")
      names
    }
  }
}

/// The part that loses, told by lines and not by colour alone.
enum Hatch {
  static let definition = HTML.trusted(
    """
    <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground"></rect>\
    <line x1="0" y1="0" x2="0" y2="6" class="hatch-line"></line></pattern></defs>
    """)

  /// A form that is filled with it.
  ///
  /// The filling stands in the picture and not among the styles, so that
  /// pages without such a picture ask for nothing.
  static func filling(_ form: HTML) -> HTML { .element("g", ["fill": "url(#hatch)"]) { form } }
}

/// How far each number moves the value.
struct TornadoChart {
  let tornado: Tornado
  let currency: String

  private let width = 760.0
  private let left = 240.0
  private let row = 28.0

  var figure: Figure? {
    let bars = Array(tornado.bars.prefix(10))
    guard let first = bars.first else { return nil }
    return Figure(
      caption:
        "\(first.name) moves the expected value most: from \(first.atLow.amount) to "
        + "\(first.atHigh.amount) \(currency), where it goes from \(first.low.brief) to "
        + "\(first.high.brief).",
      chart: chart(bars),
      table: Figure.DataTable(
        header: ["number", "from", "to", "value from", "value to"],
        rows: bars.map {
          [$0.name, $0.low.brief, $0.high.brief, $0.atLow.amount, $0.atHigh.amount]
        }))
  }

  private func chart(_ bars: [Tornado.Bar]) -> HTML {
    let ends = bars.flatMap { [$0.atLow, $0.atHigh] } + [tornado.base]
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let span = max(high - low, 1e-9)
    func x(_ value: Double) -> Double { left + 80 + (width - left - 160) * (value - low) / span }
    let bottom = 30 + Double(bars.count) * row
    let drawn = bars.enumerated().map { index, bar -> HTML in
      let y = 30 + Double(index) * row
      let (from, to) = (x(min(bar.atLow, bar.atHigh)), x(max(bar.atLow, bar.atHigh)))
      return SVG.text(bar.name.cut(to: 36), 2, y + 15)
        + SVG.rectangle(
          from, y + 3, to - from, 16, class: bar.isNominal ? "bar nominal" : "bar", radius: 2)
        + SVG.text(
          min(bar.atLow, bar.atHigh).amount, from - 4, y + 15, anchor: "end", class: "small")
        + SVG.text(max(bar.atLow, bar.atHigh).amount, to + 4, y + 15, class: "small")
    }.reduce(.nothing, +)
    return SVG.picture(width, bottom + 16, title: "What drives the value") {
      SVG.text("at the means: \(tornado.base.amount)", x(tornado.base), 14, anchor: "middle")
      SVG.line(x(tornado.base), 20, x(tornado.base), bottom, class: "mark thin")
      drawn
      if low < 0, high > 0 {
        SVG.line(x(0), 20, x(0), bottom, class: "limit")
        SVG.text("0", x(0), bottom + 13, anchor: "middle", class: "small")
      }
    }
  }
}

extension String {
  /// The text cut to what there is room for.
  fileprivate func cut(to most: Int) -> String {
    count <= most ? self : prefix(most - 1) + "…"
  }
}

/// What is gained by automating down to each confidence.
struct ThresholdChart {
  let automation: Automation
  let words: String

  private let width = 760.0
  private let base = 190.0

  var figure: Figure {
    Figure(
      caption: words,
      chart: chart,
      table: Figure.DataTable(
        header: ["confidence", "share", "gain per item, fitted", "on the other half"],
        rows: automation.points.map {
          [$0.threshold?.brief ?? "", $0.share.percent, $0.fitted.brief, $0.valued.brief]
        }))
  }

  private var chart: HTML {
    let points =
      [(share: 0.0, fitted: 0.0, valued: 0.0)]
      + automation.points.map { (share: $0.share, fitted: $0.fitted, valued: $0.valued) }
    let values = points.flatMap { [$0.fitted, $0.valued] }
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 1))
    let span = max(high - low, 1e-12)
    func x(_ share: Double) -> Double { 70 + (width - 100) * share }
    func y(_ value: Double) -> Double { base - (base - 30) * (value - low) / span }
    let best = automation.share
    return SVG.picture(width, base + 40, title: "Gain by the share that is automated") {
      SVG.line(x(0), y(0), x(1), y(0), class: "axis")
      SVG.path(points.map { (x($0.share), y($0.fitted)) }, class: "iso")
      SVG.path(points.map { (x($0.share), y($0.valued)) }, class: "outline")
      SVG.line(x(best), 20, x(best), base, class: "limit")
      SVG.text(
        "best: \(best.percent)", x(best), 14, anchor: best > 0.8 ? "end" : "middle")
      SVG.text(high.brief, 64, y(high) + 4, anchor: "end", class: "small")
      SVG.text("0", 64, y(0) + 4, anchor: "end", class: "small")
      for share in [0.0, 0.25, 0.5, 0.75, 1] {
        SVG.text(share.percent, x(share), base + 16, anchor: "middle", class: "small")
      }
      SVG.text(
        "share automated, the most confident first; line: gain per item on the other half, dashed: "
          + "as fitted", x(0), base + 34, class: "small")
    }
  }
}

/// In which state the model is likely to be, period by period.
struct StateChart {
  let valuation: Valuation
  let period: String

  private let width = 760.0
  private let base = 150.0

  var figure: Figure? {
    guard let last = valuation.states.last, valuation.states.count > 1,
      valuation.states.contains(where: { $0.healthy < 1 })
    else { return nil }
    return Figure(
      caption:
        "In \(period) \(valuation.states.count) the model is healthy with a probability of "
        + "\(last.healthy.percent), wrong and nobody knows with \(last.degraded.percent), and in "
        + "repair with \(last.repair.percent).",
      chart: chart,
      table: Figure.DataTable(
        header: [period, "healthy", "degraded unseen", "in repair"],
        rows: shown.map { index in
          let state = valuation.states[index]
          return [
            "\(index + 1)", state.healthy.percent, state.degraded.percent, state.repair.percent,
          ]
        }))
  }

  /// As many periods as there is room for.
  private var shown: [Int] {
    let count = valuation.states.count
    let step = max(1, (count + 119) / 120)
    return Array(stride(from: 0, to: count, by: step))
  }

  private var chart: HTML {
    let places = shown
    let step = (width - 60) / Double(max(1, places.count))
    func column(_ at: Int, _ index: Int) -> HTML {
      let state = valuation.states[index]
      let x = 20 + Double(at) * step
      let height = base - 24
      let well = height * state.healthy
      let ill = height * state.degraded
      let out = height * state.repair
      return SVG.rectangle(x, base - well, step - 0.6, well, class: "bar")
        + Hatch.filling(SVG.rectangle(x, base - well - ill, step - 0.6, ill, class: "loss"))
        + SVG.rectangle(x, base - well - ill - out, step - 0.6, out, class: "reference")
    }
    let columns = places.enumerated().map { column($0, $1) }.reduce(.nothing, +)
    func key(_ form: HTML, _ name: String) -> HTML { name == "loss" ? Hatch.filling(form) : form }
    let names = [("bar", "healthy"), ("loss", "degraded, unseen"), ("reference", "in repair")]
    return SVG.picture(width, base + 30, title: "States of the model over time") {
      Hatch.definition
      columns
      SVG.text("1", 20, base + 16, class: "small")
      SVG.text(
        "\(period) \(valuation.states.count)", width - 40, base + 16, anchor: "end",
        class: "small")
      for (index, entry) in names.enumerated() {
        key(SVG.rectangle(20 + Double(index) * 150, 4, 12, 12, class: entry.0), entry.0)
        SVG.text(entry.1, 38 + Double(index) * 150, 14, class: "small")
      }
    }
  }
}

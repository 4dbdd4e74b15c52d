internal import Readiness

/// The plane of probability and value with lines of equal risk, and a dot for each requirement.
struct RiskChart {
  private let ranking: RiskRanking

  init(_ ranking: RiskRanking) { self.ranking = ranking }

  private let width = 700.0
  private let height = 468.0
  private let left = 64.0
  private let right = 640.0
  private let top = 28.0
  private let bottom = 412.0
  private static let lines = [1.0, 3.0, 5.0, 7.0]

  var figure: Figure {
    Figure(
      caption: caption,
      chart: SVG.picture(width, height, title: title) { body },
      table: Figure.DataTable(
        header: ["requirement", "probability per \(ranking.period)", "value", "risk", "band"],
        rows: ranking.risks.map { requirement, risk in
          [
            requirement.id.rawValue, risk.probability.brief, "\(risk.value)", risk.number.brief,
            risk.band.rawValue,
          ]
        }))
  }

  /// The picture as a file of its own.
  var document: String { SVG.document(width, height, title: title) { body } }

  private var title: String { "Risk per \(ranking.period): probability and value" }

  private var caption: String {
    let words = RiskBand.allCases.reversed().map { band in
      "\(ranking.risks.filter { $0.risk.band == band }.count) \(band.rawValue)"
    }
    return "Of \(ranking.risks.count.of("requirement")) \(words.listed). Colours stand for the "
      + "expected loss per \(ranking.period), probability times value; on a line it is equal. "
      + RiskBand.allCases.map { "\($0.rawValue.capitalisedFirst): \($0.meaning)." }
      .joined(separator: " ")
  }

  private func x(_ value: Double) -> Double { left + (right - left) * (value - 0.5) / 10 }
  private func y(_ probability: Double) -> Double { bottom - (bottom - top) * probability }

  private var body: HTML {
    bands + names + lines + axes + dots
  }

  /// The names of the bands where these lie, since colours alone say nothing.
  private var names: HTML {
    SVG.text("minor", x(0.6), bottom - 8, class: "small")
      + SVG.text("notable", x(1.6), y(0.85), class: "small")
      + SVG.text("grave", right - 8, top + 16, anchor: "end", class: "small")
  }

  /// The area below each line, the gravest at the back; from a value of 9 on nothing is minor.
  private var bands: HTML {
    let (least, most) = (0.5, 10.5)
    let rare = Double(RiskBand.neverMinorFrom) - 0.5
    return SVG.rectangle(left, top, right - left, bottom - top, class: "band grave")
      + area(below: RiskBand.bounds.grave, from: least, to: most, class: "band notable")
      + area(below: RiskBand.bounds.notable, from: least, to: rare, class: "band minor")
  }

  private func area(
    below risk: Double, from least: Double, to most: Double, class name: String
  ) -> HTML {
    let edge = curve(risk, from: least, to: most)
    let corners = [(x(most), bottom), (x(least), bottom)]
    return SVG.path(edge + corners, class: "paper") + SVG.path(edge + corners, class: name)
  }

  private func curve(_ risk: Double, from least: Double, to most: Double) -> [(Double, Double)] {
    let steps = Int(((most - least) * 10).rounded())
    return (0...steps).map { step in
      let value = least + Double(step) / 10
      return (x(value), y(min(1, risk / value)))
    }
  }

  private var lines: HTML {
    Self.lines.map { risk in
      let end = 10.5
      return SVG.path(curve(risk, from: max(0.5, risk), to: end), class: "iso")
        + SVG.text("risk \(risk.brief)", right + 6, y(risk / end) + 4, class: "small")
    }.reduce(.nothing, +)
  }

  private var axes: HTML {
    let values = (1...10).map { value in
      SVG.text("\(value)", x(Double(value)), bottom + 18, anchor: "middle", class: "small")
    }
    let shares = (0...5).map { step in
      let probability = Double(step) / 5
      return SVG.line(left - 4, y(probability), left, y(probability), class: "axis")
        + SVG.text(probability.brief, left - 8, y(probability) + 4, anchor: "end", class: "small")
    }
    return (values + shares).reduce(.nothing, +)
      + SVG.line(left, bottom, right, bottom, class: "axis")
      + SVG.line(left, top, left, bottom, class: "axis")
      + SVG.text("value at stake, 1 to 10", (left + right) / 2, bottom + 38, anchor: "middle")
      + SVG.text("probability per \(ranking.period)", 4, 13)
  }

  /// A dot for each place, with the ids of all that lie there.
  private var dots: HTML {
    let places = Dictionary(grouping: ranking.risks) { Place(of: $0.risk) }
    return places.sorted { $0.key < $1.key }.map { place, risks in
      let ids = risks.map(\.requirement.id.rawValue)
      let words =
        ids.count > 4 ? ids.prefix(4).joined(separator: ", ") + ", …" : ids.joined(separator: ", ")
      let (x, y) = (x(Double(place.value)), y(place.probability))
      return SVG.circle(x, y, 5, class: "spot")
        + SVG.text(words, x, max(y - 8, top + 10), anchor: "middle", class: "strong")
    }.reduce(.nothing, +)
  }

  private struct Place: Hashable, Comparable {
    let value: Int
    let probability: Double

    init(of risk: Requirement.Risk) {
      value = risk.value
      probability = risk.probability
    }

    static func < (left: Place, right: Place) -> Bool {
      (left.value, left.probability) < (right.value, right.probability)
    }
  }
}

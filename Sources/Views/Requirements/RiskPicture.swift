package import Readiness

/// The risks of requirements: a plane of probability and value, and a list with the greatest first.
///
/// Risks over different periods are never in one picture or list.
package struct RiskPicture: Sendable {
  private let system: System
  private let rankings: [RiskRanking]
  private let unrated: [Requirement]
  private let isGrid: Bool

  /// - Parameters:
  ///   - system: The system.
  ///   - requirements: Its requirements, in the order of their ids.
  ///   - isGrid: Whether to show the matrix of five by five in place of the plane.
  package init(of system: System, requirements: [Requirement], isGrid: Bool) {
    self.system = system
    rankings = RiskRanking.rankings(of: requirements)
    unrated = requirements.filter { $0.risk == nil }
    self.isGrid = isGrid
  }

  private var title: String { "\(system.name): risks of the requirements" }

  private var remarks: [String] {
    [
      rankings.count > 1
        ? "Probabilities over different periods are not comparable: there is one picture and one "
          + "list for each of \(rankings.map(\.period).joined(separator: ", "))." : nil,
      unrated.isEmpty
        ? nil : "Without a risk: \(unrated.map(\.id.rawValue).joined(separator: ", ")).",
    ].compactMap(\.self)
  }

  /// What the colours stand for.
  static var legend: [String] {
    RiskBand.allCases.map { "\($0.sign.mark) \($0.rawValue): \($0.meaning)" }
  }

  static let header = ["risk", "band", "requirement", "of", "probability", "value", "shall"]

  static func rows(_ ranking: RiskRanking) -> [[String]] {
    ranking.risks.map { requirement, risk in
      [
        risk.number.brief, risk.band.sign.text, requirement.id.rawValue, "\(requirement.subject)",
        "\(risk.probability.brief) per \(risk.period)", "\(risk.value)", requirement.statement,
      ]
    }
  }

  // MARK: - Forms

  package var page: TextPage {
    var page = TextPage()
    page.line(Line(title, .strong))
    if rankings.isEmpty { page.line("No requirement has a risk.") }
    for ranking in rankings {
      page.heading(
        "probability per \(ranking.period) × value, \(ranking.risks.count.of("requirement"))")
      page.table(isGrid ? RiskPlane.grid(ranking) : RiskPlane.plane(ranking), indent: 0)
      page.blank()
      var table = TextTable([.right, .left, .left, .left, .left])
      table.header(["risk", "band", "id", "= probability × value", "shall"])
      for (requirement, risk) in ranking.risks {
        table.row([
          Line(risk.number.brief), risk.band.sign.line, Line(requirement.id.rawValue, .strong),
          Line("\(risk.probability.brief) per \(risk.period) × \(risk.value)", .faint),
          Line(requirement.statement),
        ])
      }
      page.table(table, indent: 0)
    }
    if !rankings.isEmpty { page.blank() }
    for line in (rankings.isEmpty ? [] : Self.legend) + remarks { page.line(Line(line, .faint)) }
    return page
  }

  package var html: String {
    let body =
      HTML.element("header") {
        HTML.element("h1") { title }
        for remark in remarks { HTML.element("p") { remark } }
        if rankings.isEmpty { HTML.element("p") { "No requirement has a risk." } }
      } + rankings.map(section).reduce(.nothing, +)
    return Page(title: title, body: body).html
  }

  private func section(_ ranking: RiskRanking) -> HTML {
    .element("section") {
      HTML.element("h2") { "Probability per \(ranking.period) × value" }
      isGrid ? RiskGridChart(ranking).figure.html : RiskChart(ranking).figure.html
      HTML.element("h3") { "Ranked" }
      Figure.table(.init(header: Self.header, rows: Self.rows(ranking)))
    }
  }

  /// A picture by itself, of the period with most requirements; empty where no risk is known.
  package var svg: String {
    rankings.first.map {
      isGrid ? RiskGridChart($0).document : RiskChart($0).document
    } ?? ""
  }

  package var json: String {
    JSONText.text(
      Body(
        system: system.id.rawValue,
        bands: RiskBand.allCases.map { .init(band: $0.rawValue, meaning: $0.meaning) },
        periods: rankings.map { ranking in
          Body.Period(
            per: ranking.period,
            risks: ranking.risks.map { requirement, risk in
              Body.Entry(
                requirement: requirement.id.rawValue, subject: requirement.subject.description,
                risk: RequirementsJSON.RiskBody(risk), row: RiskCell(of: risk).row,
                column: RiskCell(of: risk).column)
            })
        },
        cells: RiskCell.all.map { cell in
          Body.Cell(
            row: cell.row, column: cell.column, band: cell.band.rawValue,
            probability: [cell.probabilities.lower, cell.probabilities.upper],
            value: [cell.values.lower, cell.values.upper])
        }, unrated: unrated.map(\.id.rawValue)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let bands: [Meaning]
    let periods: [Period]
    let cells: [Cell]
    let unrated: [String]

    struct Meaning: Encodable {
      let band: String
      let meaning: String
    }

    struct Period: Encodable {
      let per: String
      let risks: [Entry]
    }

    struct Entry: Encodable {
      let requirement: String
      let subject: String
      let risk: RequirementsJSON.RiskBody
      let row: Int
      let column: Int
    }

    struct Cell: Encodable {
      let row: Int
      let column: Int
      let band: String
      let probability: [Double]
      let value: [Int]
    }
  }
}

extension RiskCell {
  /// The rows from the most probable down.
  static let all = (0..<steps).reversed().flatMap { row in
    (0..<steps).map { RiskCell(row: row, column: $0) }
  }
}

internal import Documents
internal import Readiness

/// The goals are written down, with figures and owners.
struct BusinessGoalsDetector: Detector {
  let control: Control.ID = "gov.business-goals"
  let home: Home? = .overview
  static let leads = [
    Lead(stems: [
      "goal", "objective", "kpi", "okr ", "business", "success", "stakeholder", "revenue", "roi ",
      "customer", "use_case",
    ])
  ]
  let looksFor =
    "a table under a heading on goals, objectives, KPIs or success with the columns KPI (or metric), "
    + "target and owner, in which every row is filled and every target holds a quantity; words that lead to it: "
    + Self.leads.map(\.words).joined(separator: "; ")

  private static let subjects: Set<String> = [
    "goal", "goals", "objective", "objectives", "kpi", "kpis", "success", "business", "okr", "okrs",
  ]
  private static let quantities = [
    "half", "third", "quarter", "fifth", "tenth", "zero", "double", "none",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var leads: [(lack: String, place: Place)] = []
    for table in repository.tables where !table.context.isDisjoint(with: Self.subjects) {
      guard let kpi = table.column(["kpi", "kpis", "metric", "measure", "indicator", "key result"])
      else { continue }
      let target = table.column(["target", "wanted", "goal", "objective"], except: [kpi])
      let owner = table.column(["owner", "owners", "owned", "responsible", "accountable"])
      guard let target, let owner else {
        leads.append(("names no \(target == nil ? "target" : "owner")", table.place))
        continue
      }
      let isFilled =
        !table.rows.isEmpty
        && [kpi, target, owner].allSatisfy {
          table.cells($0).allSatisfy(\.isFilled)
        }
      let isFigure = table.cells(target).allSatisfy { cell in
        cell.contains(where: \.isNumber)
          || cell.lowercased().words.contains(where: Self.quantities.contains)
      }
      guard isFilled, isFigure else {
        leads.append((isFilled ? "has targets without a figure" : "is not filled in", table.place))
        continue
      }
      return .found(
        "\(table.place.path) gives \(table.rows.count.of("KPI")) with target and owner",
        [table.place])
    }
    if let lead = leads.first {
      return .notFound("the table of KPIs in \(lead.place.path) \(lead.lack)", leads.map(\.place))
    }
    let sections = repository.wholes(titled: [
      "business goal", "goals and kpi", "kpi", "success criteria",
    ])
    return .notFound(
      sections.isEmpty
        ? "no table of KPIs with target and owner was found"
        : "\(sections[0].path) has no table of KPIs with target and owner",
      sections.map(\.place) + repository.mentions.places(of: Self.leads))
  }
}

/// Risks are listed with their numbers.
struct RiskRegisterDetector: Detector {
  let control: Control.ID = "gov.risk-register"
  let home: Home? = .overview
  static let leads = [
    Lead(stems: ["risk", "hazard", "threat", "fmea", "failure_mode", "mitigat"])
  ]
  let looksFor =
    "a table of a document in which every risk has a probability and a value (impact, severity) as "
    + "numbers and a risk number that is their product, with two rows or more and no empty cell; odd "
    + "where the product is left to the reader; words that lead to it: "
    + Self.leads.map(\.words).joined(separator: "; ")

  private static let names = ["risk", "hazard", "failure", "threat", "requirement"]
  private static let chances = ["probability", "likelihood", "chance", "occurrence", "p"]
  private static let values = ["value", "impact", "severity", "consequence", "cost"]
  private static let products = [
    "risk number", "number", "score", "rating", "priority", "exposure", "product", "rpn", "risk",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var leads: [(lack: String, place: Place)] = []
    for table in repository.tables {
      guard let chance = table.column(Self.chances),
        let value = table.column(Self.values, except: [chance]),
        let name = table.column(Self.names, except: [chance, value])
      else { continue }
      let product = table.column(Self.products, except: [chance, value, name])
      let figures = table.rows.indices.compactMap { row -> (Double, Double)? in
        guard let p = table.cells(chance)[row].figure, let v = table.cells(value)[row].figure else {
          return nil
        }
        return (p, v)
      }
      let isFilled = table.cells(name).allSatisfy { $0.contains(where: \.isLetter) && $0.isFilled }
      guard figures.count == table.rows.count, figures.count >= 2, isFilled else {
        leads.append(("does not give every risk a probability and a value as numbers", table.place))
        continue
      }
      guard let product else {
        return .odd(
          "\(table.place.path) gives \(figures.count.of("risk")) a probability and a value, and no "
            + "risk number", [table.place])
      }
      let numbers = table.cells(product).map(\.figure)
      let wrong = zip(numbers, figures).contains { number, pair in
        guard let number else { return true }
        let exact = pair.0 * pair.1
        // Shown numbers are rounded.
        return abs(number - exact) > max(0.051, 0.051 * abs(exact))
      }
      if wrong {
        leads.append(("has risk numbers that are not probability times value", table.place))
        continue
      }
      return .found(
        "\(table.place.path) gives \(figures.count.of("risk")) a number, probability times value",
        [table.place])
    }
    if let lead = leads.first {
      return .notFound("the table of \(lead.place.path) \(lead.lack)", leads.map(\.place))
    }
    let sections = repository.wholes(titled: ["risk register", "risk assessment", "risks"])
    return .notFound(
      "no table of risks with probability and value was found",
      sections.map(\.place) + repository.mentions.places(of: Self.leads))
  }
}

extension String {
  /// The one number of a cell; a share where it is in percent.
  fileprivate var figure: Double? {
    let body = trimmed.replacing("*", with: "")
    guard let match = body.wholeMatch(of: #/(\d+(?:[.,]\d+)?)\s*(%?)/#),
      let number = Double(String(match.1).replacing(",", with: "."))
    else { return nil }
    return match.2.isEmpty ? number : number / 100
  }
}

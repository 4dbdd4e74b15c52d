/// How grave a risk is, by the loss to be expected of it.
///
/// Probability times value gives lines of equal product. That says nothing against what is rare
/// and great, so a value of 9 or 10 is never the least band, however improbable.
package enum RiskBand: String, CaseIterable, Comparable, Sendable {
  case minor, notable, grave

  /// The expected loss from which on a risk is notable, and grave.
  package static let bounds = (notable: 1.0, grave: 3.0)
  /// The value from which on nothing is minor.
  package static let neverMinorFrom = 9

  /// - Parameters:
  ///   - probability: 0 to 1.
  ///   - value: 1 to 10.
  package init(probability: Double, value: Int) {
    let number = probability * Double(value)
    self =
      if number >= Self.bounds.grave {
        .grave
      } else if number >= Self.bounds.notable || value >= Self.neverMinorFrom {
        .notable
      } else {
        .minor
      }
  }

  /// What it stands for, in numbers.
  package var meaning: String {
    let (notable, grave) = (Self.bounds.notable.brief, Self.bounds.grave.brief)
    return switch self {
    case .minor: "expected loss below \(notable), and value below \(Self.neverMinorFrom)"
    case .notable:
      "expected loss from \(notable) to below \(grave), or value of \(Self.neverMinorFrom) or 10 "
        + "with less"
    case .grave: "expected loss of \(grave) or more"
    }
  }

  package static func < (left: RiskBand, right: RiskBand) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Requirement.Risk {
  package var band: RiskBand { RiskBand(probability: probability, value: value) }
}

/// A cell of the matrix of five by five, as a view of numbers that are kept as numbers.
package struct RiskCell: Hashable, Sendable {
  /// 0 to 4: probability in steps of 0.2.
  package let row: Int
  /// 0 to 4: value in steps of 2.
  package let column: Int

  package static let steps = 5

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  package init(of risk: Requirement.Risk) {
    // The last row takes 1 in; every other has its lower bound.
    let row = (0..<Self.steps).last { risk.probability >= Self.lower($0) } ?? 0
    self.init(row: row, column: min(Self.steps - 1, max(0, (risk.value - 1) / 2)))
  }

  private static func lower(_ row: Int) -> Double { Double(row) / Double(steps) }

  package var probabilities: (lower: Double, upper: Double) {
    (Self.lower(row), Self.lower(row + 1))
  }
  package var values: (lower: Int, upper: Int) { (column * 2 + 1, column * 2 + 2) }

  /// The band of the worst that can lie in it: nothing is drawn as less grave than it is.
  package var band: RiskBand {
    RiskBand(probability: probabilities.upper, value: values.upper)
  }
}

/// Risks over one period, the greatest first; those over another are not to be compared with them.
package struct RiskRanking: Sendable {
  package let period: String
  package let risks: [(requirement: Requirement, risk: Requirement.Risk)]

  /// One ranking for each period, the one with most requirements first.
  package static func rankings(of requirements: [Requirement]) -> [RiskRanking] {
    let rated = requirements.compactMap { requirement in
      requirement.risk.map { (requirement: requirement, risk: $0) }
    }
    return Dictionary(grouping: rated, by: \.risk.period).map { period, risks in
      RiskRanking(period: period, risks: risks.sorted(by: isGraver))
    }.sorted { ($1.risks.count, $0.period) < ($0.risks.count, $1.period) }
  }

  private static func isGraver(
    _ left: (requirement: Requirement, risk: Requirement.Risk),
    _ right: (requirement: Requirement, risk: Requirement.Risk)
  ) -> Bool {
    if left.risk.number != right.risk.number { return left.risk.number > right.risk.number }
    if left.risk.value != right.risk.value { return left.risk.value > right.risk.value }
    return left.requirement.id.numbers.lexicographicallyPrecedes(right.requirement.id.numbers)
  }
}

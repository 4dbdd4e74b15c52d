/// What a framework makes of the readings: as they stand, and counting only what is proved.
package struct Score: Sendable {
  package let framework: Framework
  package let sections: [SectionScore]
  package let stands: Total
  package let proved: Total

  package struct Total: Hashable, Sendable {
    /// The total on the framework's scale; `nil` where too few items apply to have one.
    package let value: Double?
    /// The points before any scaling, and the most that the applicable items could give.
    package let points: Double
    package let pointsMax: Double
    package let band: Band?
    /// Whether every applicable item of the mandatory sections has all its points.
    package let isComplete: Bool
  }

  /// The mandatory section with the smallest share of its points.
  package var weakest: SectionScore? {
    sections.filter { $0.section.mandatory && $0.pointsMax > 0 }.min { $0.share < $1.share }
  }

  package var items: [ItemScore] { sections.flatMap(\.items) }
}

package struct SectionScore: Sendable {
  package let section: Framework.Section
  package let items: [ItemScore]

  package var applicable: [ItemScore] { items.filter { $0.notApplicable == nil } }
  package var points: Double { applicable.map(\.points).reduce(0, +) }
  package var provedPoints: Double { applicable.map(\.provedPoints).reduce(0, +) }
  package var pointsMax: Double { applicable.map(\.pointsMax).reduce(0, +) }
  /// Points over the most that they could be, 0 to 1.
  package var share: Double { pointsMax > 0 ? points / pointsMax : 0 }
}

package struct ItemScore: Sendable {
  package let item: Framework.Item
  /// The least assurance of the required controls.
  package let assurance: Assurance
  package let points: Double
  package let provedPoints: Double
  package let pointsMax: Double
  /// The readings that decided, weakest first.
  package let readings: [Reading]
  package let notApplicable: String?
}

extension Framework {
  /// The framework's score of a system with these readings.
  package func score(_ readings: Readings, traits: Set<System.Trait>) -> Score {
    let scored = sections.map { section in
      SectionScore(
        section: section,
        items: section.items.map { score($0, readings, traits: traits) })
    }
    return Score(
      framework: self, sections: scored,
      stands: total(scored, points: \.points), proved: total(scored, points: \.provedPoints))
  }

  private func score(_ item: Item, _ readings: Readings, traits: Set<System.Trait>) -> ItemScore {
    let scale = item.points ?? points
    let most = scale.max() ?? 0
    if !item.appliesIf.isEmpty, item.appliesIf.isDisjoint(with: traits) {
      return ItemScore(
        item: item, assurance: .none, points: 0, provedPoints: 0, pointsMax: most, readings: [],
        notApplicable: "asked only of \(traitList(item.appliesIf)) systems")
    }
    let required = item.requires.map { readings.deployed($0) }
    let asked = item.requires.compactMap { readings.weakest($0) }.sorted {
      ($0.assurance, $0.standing.weight) < ($1.assurance, $1.standing.weight)
    }
    if asked.isEmpty, case .notApplicable(let reason)? = required.joined().first?.standing {
      return ItemScore(
        item: item, assurance: .none, points: 0, provedPoints: 0, pointsMax: most, readings: [],
        notApplicable: reason)
    }
    let assurance = asked.first?.assurance ?? .none
    let proved = asked.map(\.proved).min() ?? .none
    return ItemScore(
      item: item, assurance: assurance, points: scale[assurance.rawValue],
      provedPoints: scale[proved.rawValue], pointsMax: most, readings: asked, notApplicable: nil)
  }

  /// The total of sections by the framework's rule.
  func total(
    _ sections: [SectionScore], points: KeyPath<ItemScore, Double>
  )
    -> Score.Total
  {
    let counted = sections.filter(\.section.mandatory)
    let applicable = counted.flatMap(\.applicable)
    let sum = applicable.map { $0[keyPath: points] }.reduce(0, +)
    let most = applicable.map(\.pointsMax).reduce(0, +)
    let value: Double? =
      switch total {
      case .sum(let least):
        applicable.count < least || most == 0 ? nil : sum * (counted.maximum / most)
      case .leastSection(let out):
        counted.contains { $0.items.count - $0.applicable.count > out }
          ? nil : counted.map { $0.scaled(points) }.min()
      case .everyStatement: sum
      }
    return Score.Total(
      value: value, points: sum, pointsMax: most,
      band: value.flatMap { value in bands.first { $0.contains(value) } },
      isComplete: applicable.allSatisfy { $0[keyPath: points] >= $0.pointsMax })
  }
}

extension [SectionScore] {
  /// The most points that the sections could give if every item applied.
  fileprivate var maximum: Double { flatMap(\.items).map(\.pointsMax).reduce(0, +) }
}

extension SectionScore {
  /// The section's points, scaled to what they would be if every item applied.
  fileprivate func scaled(_ points: KeyPath<ItemScore, Double>) -> Double {
    guard pointsMax > 0 else { return 0 }
    let whole = items.map(\.pointsMax).reduce(0, +)
    return applicable.map { $0[keyPath: points] }.reduce(0, +) * (whole / pointsMax)
  }
}

/// Traits as words of a sentence, `batch or real-time`.
func traitList(_ traits: Set<System.Trait>) -> String {
  traits.sorted().map(\.rawValue).joined(separator: " or ")
}

/// A set of items that read controls, with a scale, a rule for the total, and bands.
package struct Framework: Identifiable, Sendable {
  package typealias ID = Identifier<Framework>

  package let id: ID
  package let name: String
  package let edition: String
  package let source: String
  package let about: String
  package let total: Total
  /// Points for each assurance from none to continuous.
  package let points: [Double]
  package let bands: [Band]
  package let sections: [Section]

  /// How items make a total.
  package enum Total: Hashable, Sendable {
    /// The sum over items, scaled to the maximum where some do not apply; with fewer applicable
    /// items than `leastApplicable` there is none.
    case sum(leastApplicable: Int)
    /// The least of the sections' sums, each scaled to its maximum; with more items out of a
    /// section than `mostNotApplicable` there is none.
    case leastSection(mostNotApplicable: Int)
    /// Whether every applicable item of the mandatory sections has its points.
    case everyStatement
  }

  package struct Section: Identifiable, Sendable {
    package typealias ID = Identifier<Section>

    package let id: ID
    package let title: String
    /// Whether the total rests on this section.
    package let mandatory: Bool
    package let items: [Item]

    package init(id: ID, title: String, mandatory: Bool = true, items: [Item]) {
      self.id = id
      self.title = title
      self.mandatory = mandatory
      self.items = items
    }
  }

  package struct Item: Identifiable, Sendable {
    package typealias ID = Identifier<Item>

    package let id: ID
    package let title: String
    package let question: String
    /// What each point of the scale looks like, from 0 up; empty where the scale needs no words.
    package let anchors: [String]
    package let evidence: String
    /// The item's number in its source where that differs from the id.
    package let article: String?
    package let requires: [Control.ID]
    package let supportedBy: [Control.ID]
    /// Asked only of systems with one of these traits; of every one where empty.
    package let appliesIf: Set<System.Trait>
    /// Points for each assurance, where they differ from the framework's.
    package let points: [Double]?
    /// The levels at which teams normally take it up.
    package let levels: ClosedRange<Level>

    package init(
      id: ID, title: String, question: String, anchors: [String] = [], evidence: String = "",
      article: String? = nil, requires: [Control.ID], supportedBy: [Control.ID] = [],
      appliesIf: Set<System.Trait> = [], points: [Double]? = nil,
      levels: ClosedRange<Level> = Level.first...Level.last
    ) {
      self.id = id
      self.title = title
      self.question = question
      self.anchors = anchors
      self.evidence = evidence
      self.article = article
      self.requires = requires
      self.supportedBy = supportedBy
      self.appliesIf = appliesIf
      self.points = points
      self.levels = levels
    }
  }

  package init(
    id: ID, name: String, edition: String = "1", source: String = "", about: String = "",
    total: Total, points: [Double], bands: [Band] = [], sections: [Section]
  ) {
    self.id = id
    self.name = name
    self.edition = edition
    self.source = source
    self.about = about
    self.total = total
    self.points = points
    self.bands = bands
    self.sections = sections
  }

  package var items: [Item] { sections.flatMap(\.items) }
}

/// A range of totals with a name.
package struct Band: Hashable, Sendable {
  package let id: String
  package let name: String
  package let meaning: String
  package let lower: Bound?
  package let upper: Bound?

  package struct Bound: Hashable, Sendable {
    package let value: Double
    /// Whether the value itself belongs to the band.
    package let inclusive: Bool

    package init(_ value: Double, inclusive: Bool) {
      self.value = value
      self.inclusive = inclusive
    }
  }

  package init(id: String, name: String, meaning: String = "", lower: Bound?, upper: Bound?) {
    self.id = id
    self.name = name
    self.meaning = meaning
    self.lower = lower
    self.upper = upper
  }

  package func contains(_ total: Double) -> Bool {
    let above = lower.map { $0.inclusive ? total >= $0.value : total > $0.value } ?? true
    let below = upper.map { $0.inclusive ? total <= $0.value : total < $0.value } ?? true
    return above && below
  }
}

/// What a step opens: items that get other points, criteria that nothing else keeps shut any more,
/// and the gates that are met with them.
package struct Opening: Sendable {
  package let items: [ItemChange]
  package let criteria: [CriterionPlace]
  package let gates: [GatePlace]

  package struct ItemChange: Hashable, Sendable {
    package let framework: Framework.ID
    package let item: Framework.Item.ID
    package let before: Double
    package let after: Double
  }

  package struct CriterionPlace: Hashable, Sendable {
    package let gate: GatePlace
    package let criterion: Criterion.ID
  }

  package struct GatePlace: Hashable, Sendable {
    package let component: Component.ID
    package let level: Level
  }

  /// How much it is in all.
  package var count: Int { items.count + criteria.count + gates.count }
}

/// A control of one subject.
struct Cell: Hashable, Comparable {
  let control: Control.ID
  let subject: Subject

  init(_ reading: Reading) {
    control = reading.control.id
    subject = reading.subject
  }

  static func < (left: Cell, right: Cell) -> Bool {
    (left.control, left.subject) < (right.control, right.subject)
  }
}

/// Items and shut criteria as they stand, for seeing what a change of one reading opens without
/// judging everything anew.
struct Board {
  private let items: [(framework: Framework.ID, item: Framework.Item, scale: [Double])]
  private let itemsReading: [Control.ID: [Int]]
  /// Points by item.
  private var points: [Double]
  /// How many readings that apply have each assurance.
  private var standing: [Control.ID: [Int]] = [:]

  private let gates: [Gate]
  private let criteria: [(gate: Int, reading: CriterionReading)]
  private let criteriaReading: [Cell: [Int]]
  /// What keeps each criterion shut.
  private var lacking: [Set<Cell>]
  /// Criteria by gate that are shut.
  private var shut: [Int]

  /// - Parameters:
  ///   - verdict: What stands.
  ///   - gates: The gates to look at.
  init(_ verdict: Verdict, gates: [Gate]) {
    items = verdict.scores.flatMap { score in
      score.sections.flatMap(\.applicable).map { item in
        (score.framework.id, item.item, item.item.points ?? score.framework.points)
      }
    }
    points = verdict.scores.flatMap { $0.sections.flatMap { $0.applicable.map(\.points) } }
    var reading: [Control.ID: [Int]] = [:]
    for (index, entry) in items.enumerated() {
      for control in Set(entry.item.requires) { reading[control, default: []].append(index) }
    }
    itemsReading = reading
    for reading in verdict.readings.list where !reading.standing.isNotApplicable {
      let none = Array(repeating: 0, count: Assurance.allCases.count)
      standing[reading.control.id, default: none][reading.assurance.rawValue] += 1
    }
    self.gates = gates
    criteria = gates.enumerated().flatMap { index, gate in gate.blockers.map { (index, $0) } }
    lacking = criteria.map { Set($0.reading.lackingBeforeReview.map(Cell.init)) }
    shut = gates.map(\.blockers.count)
    criteriaReading = lacking.enumerated().reduce(into: [:]) { table, entry in
      for cell in entry.element { table[cell, default: []].append(entry.offset) }
    }
  }

  /// What follows from another reading of one control of one subject.
  struct Effect {
    let opening: Opening
    /// How many items and criteria rest on the reading, moved or not.
    let touched: Int
    fileprivate let cell: Cell
    fileprivate let standing: [Int]
    fileprivate let points: [(item: Int, points: Double)]
    fileprivate let criteria: [Int]
    fileprivate let opened: [Int]
  }

  func effect(from before: Reading, to after: Reading) -> Effect {
    let cell = Cell(after)
    var counts = standing[cell.control] ?? Array(repeating: 0, count: Assurance.allCases.count)
    counts[before.assurance.rawValue] -= 1
    counts[after.assurance.rawValue] += 1
    let moved = (itemsReading[cell.control] ?? []).compactMap { index -> (Int, Double)? in
      let now = points(of: index, with: counts, for: cell.control)
      return now == points[index] ? nil : (index, now)
    }
    let touched = criteriaReading[cell] ?? []
    let met = touched.filter { index in
      lacking[index].contains(cell) && !criteria[index].reading.state(of: after).blocks
    }
    let opened = met.filter { lacking[$0].count == 1 }
    let open = Dictionary(grouping: opened) { criteria[$0].gate }
    let gatesOpened = open.filter { shut[$0.key] == $0.value.count }.keys.sorted()
    return Effect(
      opening: Opening(
        items: moved.map { index, now in
          Opening.ItemChange(
            framework: items[index].framework, item: items[index].item.id,
            before: points[index], after: now)
        },
        criteria: opened.map { index in
          Opening.CriterionPlace(
            gate: place(of: criteria[index].gate), criterion: criteria[index].reading.criterion.id)
        },
        gates: gatesOpened.map(place)),
      touched: touched.count + (itemsReading[cell.control] ?? []).count,
      cell: cell, standing: counts, points: moved, criteria: met, opened: opened)
  }

  mutating func apply(_ effect: Effect) {
    standing[effect.cell.control] = effect.standing
    for (item, now) in effect.points { points[item] = now }
    for index in effect.criteria { lacking[index].remove(effect.cell) }
    for index in effect.opened { shut[criteria[index].gate] -= 1 }
  }

  private func place(of gate: Int) -> Opening.GatePlace {
    Opening.GatePlace(component: gates[gate].component, level: gates[gate].level)
  }

  private func points(of index: Int, with counts: [Int], for control: Control.ID) -> Double {
    let weakest = items[index].item.requires.compactMap { required in
      (required == control ? counts : standing[required])?.firstIndex { $0 > 0 }
    }.min()
    return items[index].scale[weakest ?? 0]
  }
}

extension Score {
  /// By how much the total rises when items get other points.
  func gain(of opening: Opening) -> Double {
    let moved = opening.items.filter { $0.framework == framework.id }
    guard !moved.isEmpty, let value = stands.value else { return 0 }
    let new = Dictionary(moved.map { ($0.item, $0.after) }, uniquingKeysWith: { _, last in last })
    let then = sections.map { section in
      SectionScore(
        section: section.section,
        items: section.items.map { item in new[item.item.id].map(item.with) ?? item })
    }
    return (framework.total(then, points: \.points).value ?? value) - value
  }
}

extension ItemScore {
  fileprivate func with(points: Double) -> ItemScore {
    ItemScore(
      item: item, assurance: assurance, points: points, provedPoints: provedPoints,
      pointsMax: pointsMax, readings: readings, notApplicable: notApplicable)
  }
}

/// Every control of the packs, read for everyone it is about.
package struct Readings: Sendable {
  private let all: [Control.ID: [Reading]]
  private let circles: [Control.Scope: Circle]
  /// In the order of the packs.
  package let list: [Reading]
  /// Components that are not deployed yet, which take nothing from what is.
  private let successors: Set<Subject>

  /// Those whom controls of one scope are about.
  private struct Circle {
    let subjects: [Subject]
    let places: [Subject: Int]
    /// Their names in words, in order.
    let names: String

    init(_ subjects: [Subject]) {
      self.subjects = subjects
      places = Dictionary(
        subjects.enumerated().map { ($0.element, $0.offset) },
        uniquingKeysWith: { first, _ in first })
      names = Self.names(of: subjects)
    }

    static func names(of subjects: [Subject]) -> String {
      Set(subjects.map(\.description)).sorted().joined(separator: ", ")
    }
  }

  package init(_ reader: ControlReader) {
    var all: [Control.ID: [Reading]] = [:]
    var list: [Reading] = []
    var circles: [Control.Scope: Circle] = [:]
    for id in reader.packs.order {
      guard let control = reader.packs.controls[id] else { continue }
      let circle = circles[control.scope] ?? Circle(reader.system.subjects(of: control.scope))
      circles[control.scope] = circle
      let readings = circle.subjects.map { reader.reading(of: control, for: $0) }
      all[id] = readings
      list += readings
    }
    successors = Set(
      reader.system.components.filter { $0.successorOf != nil }.map { .component($0.id) })
    self.all = all
    self.circles = circles
    self.list = list
  }

  /// The readings of one control, one for each that it is about.
  package subscript(control: Control.ID) -> [Reading] { all[control] ?? [] }

  /// The reading that counts for a component: its own, or the system's; `nil` where the control is
  /// asked of other components.
  package func reading(of control: Control.ID, for component: Component.ID) -> Reading? {
    guard let readings = all[control], let scope = readings.first?.control.scope,
      let places = circles[scope]?.places,
      let place = places[.component(component)] ?? places[.system]
    else { return nil }
    return readings[place]
  }

  /// Whom some controls are about, in words.
  func names(askedBy controls: [Control.ID]) -> String {
    let scopes = Set(controls.compactMap { all[$0]?.first?.control.scope })
    if scopes.count == 1, let only = scopes.first { return circles[only]?.names ?? "" }
    return Circle.names(of: scopes.flatMap { circles[$0]?.subjects ?? [] })
  }

  /// The readings of a control that count for the deployed line.
  package func deployed(_ control: Control.ID) -> [Reading] {
    self[control].filter { !successors.contains($0.subject) }
  }

  /// The weakest reading of a control over the deployed line, of those that it applies to; `nil`
  /// where it applies to none.
  package func weakest(_ control: Control.ID) -> Reading? {
    deployed(control).filter { !$0.standing.isNotApplicable }
      .min { ($0.assurance, $0.standing.weight) < ($1.assurance, $1.standing.weight) }
  }
}

extension Standing {
  /// For telling apart readings of equal assurance: the worse weighs less.
  var weight: Int {
    switch self {
    case .refuted: 0
    case .undecided: 1
    case .absent: 2
    case .notReported: 3
    case .stale: 4
    case .waived: 5
    case .holds: 6
    case .notApplicable: 7
    }
  }
}

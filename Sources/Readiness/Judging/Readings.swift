/// Every control of the packs, read for everyone it is about.
package struct Readings: Sendable {
  private let all: [Control.ID: [Reading]]
  /// In the order of the packs.
  package let list: [Reading]

  package init(_ reader: ControlReader) {
    var all: [Control.ID: [Reading]] = [:]
    var list: [Reading] = []
    for id in reader.packs.order {
      guard let control = reader.packs.controls[id] else { continue }
      let readings = reader.system.subjects(of: control.scope).map {
        reader.reading(of: control, for: $0)
      }
      all[id] = readings
      list += readings
    }
    self.all = all
    self.list = list
  }

  /// The readings of one control, one for each that it is about.
  package subscript(control: Control.ID) -> [Reading] { all[control] ?? [] }

  /// The reading that counts for a component: its own, or the system's; `nil` where the control is
  /// asked of other components.
  package func reading(of control: Control.ID, for component: Component.ID) -> Reading? {
    self[control].first { $0.subject == .component(component) || $0.subject == .system }
  }

  /// The weakest reading of a control over the system, of those that it applies to; `nil` where it
  /// applies to none.
  package func weakest(_ control: Control.ID) -> Reading? {
    self[control].filter { !$0.standing.isNotApplicable }
      .min { ($0.assurance, $0.standing.weight) < ($1.assurance, $1.standing.weight) }
  }
}

extension Standing {
  /// For telling apart readings of equal assurance: the worse weighs less.
  fileprivate var weight: Int {
    switch self {
    case .refuted: 0
    case .undecided: 1
    case .notReported: 2
    case .stale: 3
    case .waived: 4
    case .holds: 5
    case .notApplicable: 6
    }
  }
}

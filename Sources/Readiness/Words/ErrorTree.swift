/// How the errors of one line's components come together, each component after those that it needs.
package struct ErrorTree: Sendable {
  package private(set) var nodes: [Node] = []
  /// Where errors of different kinds meet, of which nobody said how they combine.
  package private(set) var faults: [Fault] = []

  package struct Node: Sendable {
    package let component: Component
    /// `nil` where neither it nor anything that it needs declares an error.
    package let combination: Uncertainty.Combination?
    /// What it needs, by its place in the tree.
    package let inputs: [Input]
  }

  package struct Input: Hashable, Sendable {
    package let node: Int
    package let sensitivity: Double
  }

  /// A component that gets an error of another kind than it can combine.
  package struct Fault: Hashable, Sendable {
    package let component: Component.ID
    package let need: Component.ID
    package let words: String
  }

  package init(of system: System, in line: ReleaseLine) {
    var places: [Component.ID: Int] = [:]
    var rest = system.components(in: line)
    let known = Set(rest.map(\.id))
    // Components in a circle never come up, and are left out.
    while let free = rest.firstIndex(where: { component in
      system.needs(of: component, in: line).allSatisfy { places[$0] != nil || !known.contains($0) }
    }) {
      let component = rest.remove(at: free)
      places[component.id] = nodes.count
      add(component, needing: system.needs(of: component, in: line), at: places)
    }
  }

  private mutating func add(
    _ component: Component, needing needs: [Component.ID], at places: [Component.ID: Int]
  ) {
    let own = component.uncertainty
    let declared = zip(component.dependsOn, needs)
    let inputs = declared.compactMap { name, need -> Input? in
      places[need].map { Input(node: $0, sensitivity: own.sensitivity[name] ?? 1) }
    }.filter { nodes[$0.node].combination != nil }
    let combination =
      own.combination ?? own.error?.usual
      ?? inputs.first.flatMap { first in
        nodes[first.node].combination
      }
    for input in inputs {
      let other = nodes[input.node]
      guard let theirs = other.combination, let combination, theirs != combination else { continue }
      faults.append(
        Fault(
          component: component.id, need: other.component.id,
          words:
            "its errors are \(combination.rawValue), and those of \(other.component.id), which "
            + "it needs, \(theirs.rawValue)"))
    }
    nodes.append(Node(component: component, combination: combination, inputs: inputs))
  }

  package func place(of id: Component.ID) -> Int? {
    nodes.firstIndex { $0.component.id == id }
  }

  /// The components that a node rests on, itself included, that declare no error of their own: what
  /// a figure of its error leaves out.
  package func unquantified(
    below id: Component.ID, in system: System, _ line: ReleaseLine
  )
    -> [Component.ID]
  {
    var seen: Set<Component.ID> = []
    var open = [id]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let component = system.component(next) else { continue }
      open += system.needs(of: component, in: line)
    }
    return system.components.filter { seen.contains($0.id) && $0.uncertainty.error == nil }
      .map(\.id)
  }
}

extension ErrorSource {
  /// How such errors come together where nobody says.
  package var usual: Uncertainty.Combination {
    if case .errorRate = self { .anyError } else { .additive }
  }
}

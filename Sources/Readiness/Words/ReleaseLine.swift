/// One of the two states of a system that stand side by side: what is deployed, and what is to
/// follow it.
///
/// A component that names a successor belongs to the deployed line alone, the successor to the next
/// one; every other component belongs to both.
package enum ReleaseLine: String, CaseIterable, Codable, Sendable {
  case deployed, next
}

extension System {
  /// The lines that there are to tell apart: one where no component has a successor.
  package var lines: [ReleaseLine] {
    components.contains { $0.successorOf != nil } ? ReleaseLine.allCases : [.deployed]
  }

  /// The lines that a component belongs to.
  package func lines(of component: Component) -> [ReleaseLine] {
    if component.successorOf != nil { return [.next] }
    return successor(of: component.id) == nil ? ReleaseLine.allCases : [.deployed]
  }

  package func successor(of id: Component.ID) -> Component? {
    components.first { $0.successorOf == id }
  }

  /// The components of a line, in the order in which they are declared.
  package func components(in line: ReleaseLine) -> [Component] {
    components.filter { lines(of: $0).contains(line) }
  }

  /// What a component needs in a line: in the next one the successors of what it names.
  package func needs(of component: Component, in line: ReleaseLine) -> [Component.ID] {
    component.dependsOn.map { need in line == .next ? successor(of: need)?.id ?? need : need }
  }

  /// All that a component is made with, by whatever way, itself not counted, in the order declared.
  package func parts(of component: Component) -> [Component] {
    var reached: Set<Component.ID> = []
    var next = component.dependsOn
    while let id = next.popLast() {
      if reached.insert(id).inserted { next += self.component(id)?.dependsOn ?? [] }
    }
    return components.filter { reached.contains($0.id) && $0.id != component.id }
  }

  /// The components that need another one in a line.
  package func users(of id: Component.ID, in line: ReleaseLine) -> [Component.ID] {
    components(in: line).filter { needs(of: $0, in: line).contains(id) }.map(\.id)
  }

  /// The components of a line that no other one needs: what the system gives to those outside it.
  package func ends(of line: ReleaseLine) -> [Component] {
    components(in: line).filter { users(of: $0.id, in: line).isEmpty }
  }
}

extension Verdict {
  /// The components of a line, as they were judged.
  package func components(in line: ReleaseLine) -> [ComponentVerdict] {
    components.filter { system.lines(of: $0.component).contains(line) }
  }

  /// The level that a line works at: the least of its components'.
  package func working(in line: ReleaseLine) -> Level? {
    components(in: line).compactMap(\.working).min()
  }

  /// The level that every component of a line has graduated through.
  package func graduated(in line: ReleaseLine) -> Level? {
    let levels = components(in: line).map(\.graduated)
    return levels.contains(nil) ? nil : levels.compactMap(\.self).min()
  }
}

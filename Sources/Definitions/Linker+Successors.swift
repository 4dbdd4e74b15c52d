internal import Documents
internal import Readiness

extension Linker {
  /// Reports successors that cannot take the place of what they follow.
  func checkSuccessors(among components: [WrittenComponent], in file: inout DefinitionFile) {
    var followed: [Component.ID: String] = [:]
    for component in components {
      guard let place = component.successorOf else { continue }
      require(place, among: self.components, "component", in: &file)
      let name = component.id.value
      guard let other = components.first(where: { $0.id.value == place.value.rawValue }) else {
        continue
      }
      if other.id.value == name {
        file.reader.report(.wrongValue, "a component cannot follow itself", at: place)
      } else if other.successorOf != nil {
        file.reader.report(
          .wrongValue, "\(place.value) is a successor itself; there are two lines, not three",
          at: place, fix: "name the component that is deployed")
      } else if other.kind != component.kind {
        file.reader.report(
          .wrongValue,
          "\(name) is a \(component.kind.rawValue), and \(place.value) a \(other.kind.rawValue)",
          at: place, fix: "a successor is of the same kind")
      } else if let first = followed[place.value] {
        file.reader.report(
          .repeatedEntry, "\(first) already follows \(place.value)", at: place,
          fix: "keep one successor")
      }
      followed[place.value] = followed[place.value] ?? name
      for need in component.dependsOn where need.value == place.value {
        file.reader.report(
          .wrongValue, "a component cannot depend on the one whose place it takes", at: need)
      }
    }
    refuseCycles(inNextLineOf: components, in: &file)
  }

  /// Reports circles that come about when successors take their places.
  private func refuseCycles(
    inNextLineOf components: [WrittenComponent], in file: inout DefinitionFile
  ) {
    let followed = Set(components.compactMap(\.successorOf?.value))
    let system = System(
      id: "", name: "", purpose: "", versions: Versions(), traits: [],
      components: components.map(\.component))
    func rest(in line: ReleaseLine) -> Set<Component.ID> {
      let placed = Set(ErrorTree(of: system, in: line).nodes.map(\.component.id))
      return Set(system.components(in: line).map(\.id)).subtracting(placed)
    }
    let circle = rest(in: .next)
    // A circle that is there without successors is told by itself.
    guard !followed.isEmpty, !circle.isEmpty, rest(in: .deployed).isEmpty,
      let first = components.first(where: { circle.contains(.init($0.id.value)) })
    else { return }
    file.reader.report(
      .wrongValue,
      "with successors in their places, components need one another in a circle: "
        + circle.map(\.rawValue).sorted().joined(separator: ", "), at: first.id,
      fix: "remove a 'depends-on'")
  }
}

internal import Documents
internal import Readiness

/// A level that a team wants to reach by a day, as `airworthy.yaml` writes it.
struct WrittenObjective: Sendable {
  let level: Level
  let by: Instant
  let component: Located<Component.ID>?

  var objective: Objective { Objective(level: level, by: by, component: component?.value) }
}

extension Shape where Value == [WrittenObjective] {
  static let objectives = Shape<[WrittenObjective]>.list(of: .objective)
}

extension Shape where Value == WrittenObjective {
  fileprivate static let objective = Shape<WrittenObjective>.object(
    "A level to reach by a day.",
    .required("level", .level, "The level to work at."),
    .required("by", .date, "The last day that is in time, in UTC."),
    .optional(
      "component", Shape<String>.name.map(Component.ID.init(_:)).located,
      "The component that is to reach it; every one, unless named."),
    make: WrittenObjective.init(level:by:component:))
}

extension Linker {
  /// Reports objectives of components that are not declared.
  func check(_ objectives: [WrittenObjective], in file: inout DefinitionFile) {
    for component in objectives.compactMap(\.component)
    where !components.contains(component.value.rawValue) {
      file.reader.report(
        .unknownReference,
        "no component '\(component.value.rawValue.shortened(to: 40))' is declared",
        at: component, fix: "there are \(components.joined(separator: ", ").shortened(to: 200))")
    }
  }
}

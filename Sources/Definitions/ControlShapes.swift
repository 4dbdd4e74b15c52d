internal import Documents
internal import Readiness

extension Shape where Value == [Control] {
  /// A file of controls.
  static let controls = Shape<[Control]>.file(
    "controls", "Controls: checkable practices, each a statement true of a ready system.",
    .required("domain", .name, "The first part of every id."),
    .required("title", .text(), "The domain's name, for readers."),
    .required("controls", .list(of: .control), "The controls, in the order to show them."),
    make: { _, _, controls in controls })
}

extension Shape where Value == Control {
  fileprivate static let control = Shape<Control>.object(
    "A control.",
    .required("id", Shape<String>.name.map(Control.ID.init(_:)), "Its name, domain first."),
    .required("statement", .text(), "What is true of a ready system, in one sentence."),
    .required("why", .text(), "What goes wrong without it."),
    .required("remedy", .text(), "What to do, and how it gets in."),
    .required("about", .scope, "system, component, or a list of kinds of components."),
    .required(
      "bound-to", .list(of: Shape<VersionPart>.word), "The versions that its evidence speaks of."),
    .required("fresh-for", .days(1...3650), "For how long evidence is fresh."),
    .required("gate", .level, "The level whose review should not pass without it."),
    .optional("effort", .effort, default: .usual, "Working days for each rung, an estimate."),
    .optional("examples", .examples, default: Control.Examples(), "Cases that hold and fail."),
    make: { id, statement, why, remedy, about, bound, fresh, gate, effort, examples in
      Control(
        id: id, statement: statement, why: why, remedy: remedy, scope: about,
        boundTo: Set(bound), freshForDays: fresh, gate: gate, effort: effort, examples: examples)
    })
}

extension Shape where Value == Effort {
  fileprivate static let effort = Shape<Effort>.object(
    "Working days of somebody who knows the system, each on top of the rung below.",
    .required("documented", .days, "To put it in place, with an artefact to look at."),
    .required("demonstrated", .days, "To have a check or a test show it."),
    .required("continuous", .days, "To have that run in automation."),
    make: Effort.init(documented:demonstrated:continuous:))
}

extension Shape where Value == Days {
  static let days = Shape<Double>.number(0...Days.most).map { Days($0) }
}

extension Shape where Value == Control.Scope {
  fileprivate static let scope = Shape<Control.Scope>(
    schema: .anyOf([
      .oneOf(["system", "component"]), Shape<[Component.Kind]>.list(of: .word).schema,
    ])
  ) { tree, reader in
    switch tree.text {
    case "system": return .system
    case "component": return .everyComponent
    default:
      return Shape<[Component.Kind]>.list(of: .word).read(tree, &reader)
        .map { .components(Set($0)) }
    }
  }
}

extension Shape where Value == Control.Examples {
  fileprivate static let examples = Shape<Control.Examples>.object(
    "Cases that show what the control means.",
    .optional("holds", .list(of: .example), default: [], "Cases in which it holds."),
    .optional("fails", .list(of: .example), default: [], "Cases in which it does not."),
    make: Control.Examples.init(holds:fails:))
}

extension Shape where Value == Control.Example {
  fileprivate static let example = Shape<Control.Example?>.object(
    "One case: its title, and what there is to see.",
    .required("title", .text(), "What happened, in one sentence."),
    .optional("attestation", .attested, "What a person says."),
    .optional("evidence", .measured, "What a check found."),
    .optional("files", .files, "A tree of files that a check reads."),
    make: { title, attestation, evidence, files in
      let shown = [attestation, evidence, files].compactMap(\.self)
      return shown.count == 1 ? Control.Example(title: title, shown: shown[0]) : nil
    }
  ).check { example, tree, reader in
    if example == nil {
      reader.report(
        .wrongValue, "an example has exactly one of attestation, evidence and files", at: tree)
    }
    return example
  }
}

extension Shape where Value == Control.Example.Shown {
  fileprivate static let attested = Shape<Control.Example.Shown>.object(
    "What a person says.",
    .optional("says", .truth, default: true, "Whether the statement is true."),
    .optional("artefact", .text(), "What there is to look at."),
    .required("age", .days(0...3650), "How long ago."),
    .optional(
      "changed", .list(of: Shape<VersionPart>.word), default: [], "Versions changed since."),
    make: { says, artefact, age, changed in
      .attestation(says: says, artefact: artefact, ageDays: age, changed: Set(changed))
    })

  fileprivate static let measured = Shape<Control.Example.Shown>.object(
    "What a check found.",
    .required("status", Shape<Status>.word, "The check's status."),
    .required("age", .days(0...3650), "How long ago."),
    .optional(
      "changed", .list(of: Shape<VersionPart>.word), default: [], "Versions changed since."),
    make: { status, age, changed in
      .evidence(status: status, ageDays: age, changed: Set(changed))
    })

  fileprivate static let files = Shape<[(key: Located<String>, value: String)]>
    .dictionary(.text(), to: .text()).map { pairs in
      Control.Example.Shown.files(
        Dictionary(
          pairs.map { ($0.key.value, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension Shape where Value == Level {
  static let level = Shape<Int>.integer(0...9).check { number, _, _ in Level(number) }
}

extension Shape where Value == Assurance {
  static let assurance = Shape<String>.text(.oneOf(Assurance.allCases.map(\.name))).check {
    name, tree, reader -> Assurance? in
    if let assurance = Assurance(name: name) { return assurance }
    let names = Assurance.allCases.map(\.name)
    reader.report(
      .wrongValue, "'\(name)' is not one of \(names.joined(separator: ", "))", at: tree,
      fix: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" })
    return nil
  }
}

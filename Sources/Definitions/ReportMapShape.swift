package import Documents
internal import Readiness
package import Reports

extension ReportMap {
  /// Reads a map, as a person wrote it.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name, for diagnostics.
  ///   - project: The system that the reports are of.
  /// - Returns: The map.
  /// - Throws: ``Documents/Diagnostics`` with everything that is wrong in it.
  package static func read(
    _ bytes: [UInt8], file: String, for project: Project
  ) throws(Diagnostics) -> ReportMap {
    let result = YAML.read(bytes, file: file)
    guard let tree = result.tree else {
      throw Diagnostics(
        result.diagnostics.isEmpty
          ? [Diagnostic(.wrongKind, "the file is empty", at: result.source.place(.start))]
          : result.diagnostics)
    }
    var reader = Reader(source: result.source)
    let map = Shape.reportMap.read(tree, &reader)
    for entry in map?.answers ?? [] { reader.check(entry, of: project) }
    let problems = result.diagnostics + reader.diagnostics
    guard let map, problems.isEmpty else { throw Diagnostics(problems) }
    return map
  }
}

extension Reader {
  /// Reports a control that no pack has, and a component that the control is not about.
  fileprivate mutating func check(_ entry: ReportMap.Entry, of project: Project) {
    let (control, component) = (entry.control, entry.component)
    let components = project.system.components.map(\.id.rawValue)
    if let component, !components.contains(component.value.rawValue) {
      report(
        .unknownReference, "no component '\(component.value)' is declared in airworthy.yaml",
        at: component,
        fix: Spelling.nearest(to: component.value.rawValue, among: components)
          .map { "did you mean '\($0)'?" } ?? "declared are \(components.joined(separator: ", "))")
      return
    }
    guard let known = project.packs.controls[control.value] else {
      let near = Spelling.nearest(
        to: control.value.rawValue, among: project.packs.controls.keys.map(\.rawValue))
      report(
        .unknownControl, "no pack has a control '\(control.value)'", at: control,
        fix: near.map { "did you mean '\($0)'?" } ?? "'airworthy explain controls' lists them")
      return
    }
    guard let component else { return }
    if !project.system.subjects(of: known.scope).contains(.component(component.value)) {
      report(
        .wrongSubject,
        "\(known.id) is about \(known.scope.words), not about \(component.value)", at: component,
        fix: "remove 'component', or name another")
    }
  }
}

extension Shape where Value == ReportMap {
  /// A file that says how a report of no known format is read.
  static let reportMap = Shape<ReportMap>.file(
    "report-map", "Which values of a JSON report speak about which control.",
    .required("name", .name, "The series that the reports belong to."),
    .optional("tool", .path, "Where the report names the tool that wrote it."),
    .optional("made", .path, "Where the report says when it was made."),
    .required("answers", .list(of: .entry), "What to look at."),
    make: ReportMap.init(name:tool:made:answers:)
  ).check { map, tree, reader in
    if map.answers.isEmpty, tree["answers"]?.elements.isEmpty == true {
      reader.report(.wrongValue, "nothing is looked at", at: tree["answers"] ?? tree)
      return nil as ReportMap?
    }
    return map
  }
}

extension Shape where Value == ReportMap.Entry {
  /// A word, a number or a text.
  private static let word = Schema.anyOf([.string(), Shape<Double>.number().schema, .boolean])

  fileprivate static let entry = Shape<(ReportMap.Entry, [ReportMap.Rule])>.object(
    "A value, its rule, and the control that it speaks about.",
    .required("path", .path, "Where it stands, e.g. results[0].metrics.auc or checks.*.passed."),
    .required(
      "control", Shape<String>.name.map(Control.ID.init(_:)).located, "The control."),
    .optional(
      "component", .component, "The component, if the control is about components."),
    .optional("statistic", .text(), "What to call the figure; its path unless set."),
    .optional(
      "at-least", Shape<Double>.number().map { ReportMap.Rule.limit(.init(.atLeast, $0)) },
      "The least value that is good enough."),
    .optional(
      "at-most", Shape<Double>.number().map { ReportMap.Rule.limit(.init(.atMost, $0)) },
      "The greatest value that is good enough."),
    .optional(
      "equals", Shape<String>.text(word).map(ReportMap.Rule.equals),
      "The only value that is good."),
    .optional(
      "exists", Shape<Bool>.truth.map(ReportMap.Rule.exists), "Whether it must be there."),
    make: { path, control, component, statistic, least, most, equals, exists in
      let rules = [least, most, equals, exists].compactMap(\.self)
      return (
        ReportMap.Entry(
          path: path, rule: rules.first ?? .exists(true), control: control, component: component,
          statistic: statistic), rules
      )
    }
  ).check { pair, tree, reader -> ReportMap.Entry? in
    if pair.1.count == 1 { return pair.0 }
    reader.report(
      .wrongValue, "an answer has exactly one of at-least, at-most, equals and exists", at: tree)
    return nil
  }
}

extension Shape where Value == ReportPath {
  fileprivate static let path = Shape<String>.text().check { text, tree, reader -> ReportPath? in
    if let path = ReportPath(text) { return path }
    reader.report(
      .wrongValue, "'\(text.shortened(to: 40))' is not a path", at: tree,
      fix: "write it like results[0].metrics.auc, checks.*.passed or metrics[\"a.b\"]")
    return nil
  }
}

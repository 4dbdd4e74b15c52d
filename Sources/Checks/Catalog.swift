package import Documents
package import Readiness

/// The kinds of checks there are, by name.
package enum Catalog {
  package static let all: [any Check.Type] = [
    ClassificationCheck.self,
    CoverageCheck.self,
    DataQualityCheck.self,
    DriftCheck.self,
    GoldenSetCheck.self,
    LabelCheck.self,
    LeakageCheck.self,
    NumericsCheck.self,
    PersonalDataCheck.self,
    RegressionCheck.self,
    RepositoryCheck.self,
    SkewCheck.self,
  ]

  /// Reads a check's settings, choosing the kind by the word at `check`.
  package static let shape = Shape<any Check>(schema: .anyOf(all.map { $0.anyShape.schema })) {
    tree, reader in
    guard case .mapping = tree.content, let word = tree["check"] else {
      reader.report(
        .missingKey, "the key 'check' is missing", at: tree,
        fix: "add 'check:' with one of \(names)")
      return nil
    }
    guard let kind = all.first(where: { $0.kind == word.text }) else {
      let near = Spelling.nearest(to: word.text ?? "", among: all.map { $0.kind })
      reader.report(
        .wrongValue, "\(word.noun) is not a kind of check; there are \(names)", at: word,
        fix: near.map { "did you mean '\($0)'?" })
      return nil
    }
    return kind.anyShape.read(tree, &reader)
  }

  /// Every kind with the shape of its settings, for a reader of the terminal.
  package static var kinds: [(name: String, schema: Schema)] {
    all.map { ($0.kind, $0.anyShape.schema) }
  }

  /// The kinds of checks that can show each control.
  package static var kindsOfControls: [Control.ID: [String]] {
    all.reduce(into: [:]) { table, kind in
      for control in kind.showable { table[control, default: []].append(kind.kind) }
    }
  }

  private static var names: String { all.map { $0.kind }.joined(separator: ", ") }
}

extension Check {
  fileprivate static var anyShape: Shape<any Check> { shape.map { $0 } }
}

extension Shape where Value: Check {
  /// The shape of a check's settings: the word `check`, and the given keys.
  static func settings<each Part: Sendable>(
    _ about: String, _ fields: repeat Field<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value
  ) -> Shape {
    let kind = Field<Void>.required("check", .constant(Value.kind), "The kind of check.")
    return .object(about, kind, repeat each fields) {
      (_: Void, parts: repeat each Part) in make(repeat each parts)
    }
  }
}

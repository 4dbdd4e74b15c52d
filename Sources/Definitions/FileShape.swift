internal import Documents

extension Shape {
  /// A whole file: its version and kind, and the given keys.
  static func file<each Part: Sendable>(
    _ kind: String, _ about: String, _ fields: repeat Field<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value
  ) -> Shape {
    let version = Field<Void>.required(
      "apiVersion", .header("airworthy/v1"), "The version of the file's format.")
    let word = Field<Void>.required("kind", .header(kind), "What the file is.")
    return .object(about, version, word, repeat each fields) {
      (_: Void, _: Void, parts: repeat each Part) in make(repeat each parts)
    }
  }
}

extension Shape where Value == Void {
  fileprivate static func header(_ word: String) -> Shape<Void> {
    Shape(schema: Shape.constant(word).schema) { tree, reader in
      if tree.text == word { return () }
      reader.report(
        .wrongKind, "expected '\(word)', found \(tree.noun)", at: tree, fix: "write '\(word)'")
      return nil
    }
  }
}

/// What a written value may be: how to read it, and how to say so to an editor.
///
/// One description serves three ends: it reads a tree into a value, finds everything that is wrong
/// with it, and yields the JSON Schema that editors complete and check by.
package struct Shape<Value>: Sendable {
  package let schema: Schema
  /// Reads a tree; `nil` after at least one diagnostic of severity error, or what could be read of
  /// it after one.
  package let read: @Sendable (Tree, inout Reader) -> Value?

  package init(schema: Schema, read: @escaping @Sendable (Tree, inout Reader) -> Value?) {
    self.schema = schema
    self.read = read
  }

  package func map<New>(_ transform: @escaping @Sendable (Value) -> New) -> Shape<New> {
    Shape<New>(schema: schema) { tree, reader in read(tree, &reader).map(transform) }
  }

  /// A further condition, which reports what is wrong by itself.
  package func check<New>(
    _ transform: @escaping @Sendable (Value, Tree, inout Reader) -> New?
  ) -> Shape<New> {
    Shape<New>(schema: schema) { tree, reader in
      read(tree, &reader).flatMap { transform($0, tree, &reader) }
    }
  }

  /// The value with the place where it was written, for diagnostics that need more than one value.
  package var located: Shape<Located<Value>> {
    Shape<Located<Value>>(schema: schema) { tree, reader in
      read(tree, &reader).map { Located($0, at: tree.position, text: tree.text) }
    }
  }
}

/// A value and where it was written.
package struct Located<Value> {
  package let value: Value
  package let position: Tree.Position
  /// The scalar as written; `nil` for collections.
  package let text: String?

  package init(_ value: Value, at position: Tree.Position, text: String?) {
    self.value = value
    self.position = position
    self.text = text
  }
}

extension Located: Sendable where Value: Sendable {}

/// Gathers what is wrong while one file is read.
package struct Reader: Sendable {
  package let source: Diagnostic.Source
  package private(set) var diagnostics: [Diagnostic] = []

  package init(source: Diagnostic.Source) { self.source = source }

  package mutating func report(
    _ code: Diagnostic.Code, _ message: String, at position: Tree.Position, of text: String? = nil,
    fix: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    // A file that is wrong throughout is mended from its beginning.
    guard diagnostics.count < Self.most else { return }
    diagnostics.append(
      Diagnostic(
        code, message, at: source.place(position, of: text), fix: fix, severity: severity))
  }

  /// How many diagnostics are kept of one file.
  static let most = 200

  package mutating func report(
    _ code: Diagnostic.Code, _ message: String, at tree: Tree, fix: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    report(
      code, message, at: tree.position, of: tree.text, fix: fix, severity: severity)
  }

  package mutating func report(
    _ code: Diagnostic.Code, _ message: String, at value: Located<some Any>, fix: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    report(
      code, message, at: value.position, of: value.text, fix: fix, severity: severity)
  }
}

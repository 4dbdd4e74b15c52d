extension Shape {
  // What can be read of a list, a mapping or an object is read, although something else in it is
  // wrong and reported: so that all mistakes of a file are told at once. Whoever uses a value looks
  // at the diagnostics first.

  /// A list; with `orOne`, a single value counts as a list of one.
  package static func list<Element>(
    of element: Shape<Element>, orOne: Bool = false
  )
    -> Shape<[Element]> where Value == [Element]
  {
    let schema = Schema.array(element.schema)
    return Shape<[Element]>(schema: orOne ? .anyOf([schema, element.schema]) : schema) {
      tree, reader in
      guard case .sequence(let trees) = tree.content else {
        if orOne { return element.read(tree, &reader).map { [$0] } }
        reader.report(
          .wrongType, "expected a list, found \(tree.noun)", at: tree,
          fix: "write one '- ' line for each, or [a, b]")
        return nil
      }
      return trees.compactMap { element.read($0, &reader) }
    }
  }

  /// A mapping from names to values of one shape, in the order written.
  package static func dictionary<Key, Element>(
    _ key: Shape<Key>, to element: Shape<Element>
  )
    -> Shape<[(key: Located<Key>, value: Element)]>
  where Value == [(key: Located<Key>, value: Element)] {
    Shape(schema: .dictionary(key.schema, element.schema)) { tree, reader in
      guard case .mapping(let pairs) = tree.content else {
        reader.report(.wrongType, "expected a mapping, found \(tree.noun)", at: tree)
        return nil
      }
      return pairs.compactMap { pair in
        let name = Tree(.scalar(pair.key, isPlain: false), at: pair.keyPosition)
        let entry = (key.located.read(name, &reader), element.read(pair.value, &reader))
        guard let key = entry.0, let value = entry.1 else { return nil }
        return (key: key, value: value)
      }
    }
  }
}

/// One key of an object, with what may stand there.
package struct Field<Value>: Sendable {
  let name: String
  let isRequired: Bool
  let schema: Schema
  let read: @Sendable (Tree?) -> (inout Reader) -> Value?

  /// A key that must be there.
  package static func required(_ name: String, _ shape: Shape<Value>, _ about: String) -> Field {
    Field(name: name, isRequired: true, schema: shape.schema.about(about)) { tree in
      { reader in tree.flatMap { shape.read($0, &reader) } }
    }
  }

  /// A key that must be there, with a value for looking at the rest where it is wrong or missing.
  package static func required(
    _ name: String, _ shape: Shape<Value>, standIn value: Value, _ about: String
  ) -> Field where Value: Sendable {
    Field(name: name, isRequired: true, schema: shape.schema.about(about)) { tree in
      { reader in tree.flatMap { shape.read($0, &reader) } ?? value }
    }
  }

  /// A key that may be left out, for a default.
  package static func optional(
    _ name: String, _ shape: Shape<Value>, default value: Value, _ about: String
  ) -> Field where Value: Sendable {
    Field(name: name, isRequired: false, schema: shape.schema.about(about)) { tree in
      { reader in tree.flatMap { shape.read($0, &reader) } ?? value }
    }
  }

  /// A key that may be left out.
  package static func optional<Wrapped>(
    _ name: String, _ shape: Shape<Wrapped>, _ about: String
  )
    -> Field where Value == Wrapped?
  {
    Field(name: name, isRequired: false, schema: shape.schema.about(about)) { tree in
      { reader in
        .some(tree.flatMap { shape.read($0, &reader) })
      }
    }
  }
}

extension Shape {
  /// An object: a mapping with fixed keys, each read by its field; any other key is an error.
  ///
  /// - Parameters:
  ///   - about: One sentence for whoever edits the file.
  ///   - fields: The keys; their values come to `make` in this order.
  ///   - make: Makes the value once every field was read.
  /// - Returns: The shape.
  package static func object<each Part>(
    _ about: String, _ fields: repeat Field<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value
  ) -> Shape {
    var properties: [(String, Schema)] = []
    var required: [String] = []
    for field in repeat each fields {
      properties.append((field.name, field.schema))
      if field.isRequired { required.append(field.name) }
    }
    let known = properties.map(\.0)
    let needed = required
    let schema = Schema.object(properties, required: required).about(about)
    return Shape(schema: schema) { tree, reader in
      guard case .mapping(let pairs) = tree.content else {
        reader.report(
          .wrongType,
          "expected a mapping with \(known.joined(separator: ", ")), found \(tree.noun)",
          at: tree)
        return nil
      }
      reader.refuseKeys(of: pairs, notIn: known)
      for name in needed where tree[name] == nil {
        reader.report(
          .missingKey, "the key '\(name)' is missing", at: tree.position,
          fix: "add '\(name):'")
      }
      let values = (repeat (each fields).read(tree[(each fields).name])(&reader))
      do {
        return make(repeat try present(each values))
      } catch {
        return nil
      }
    }
  }

  private struct Absent: Error {}

  private static func present<Part>(_ value: Part?) throws(Absent) -> Part {
    guard let value else { throw Absent() }
    return value
  }
}

extension Reader {
  /// Reports each key that is not a known one, with the one most likely meant.
  mutating func refuseKeys(of pairs: [Tree.Pair], notIn known: [String]) {
    let strangers = pairs.filter { !known.contains($0.key) }
    let present = Set(pairs.map(\.key))
    let free = known.filter { !present.contains($0) }
    for pair in strangers.prefix(Self.most) {
      let near =
        Spelling.nearest(to: pair.key, among: free) ?? Spelling.nearest(to: pair.key, among: known)
      report(
        .unknownKey, "unknown key '\(pair.key.shortened(to: 40))'", at: pair.keyPosition,
        of: pair.key,
        fix: near.map { "did you mean '\($0)'?" } ?? "known here: \(known.joined(separator: ", "))")
    }
  }
}

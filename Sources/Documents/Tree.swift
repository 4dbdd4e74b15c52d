/// A written document as a tree, each node with its place in the text.
package struct Tree: Sendable {
  package let content: Content
  package let position: Position

  package indirect enum Content: Sendable {
    /// The text, and whether it stood without quotes, so that it may be a number or a truth value.
    case scalar(String, isPlain: Bool)
    case sequence([Tree])
    /// Keys in the order written, each once.
    case mapping([Pair])
  }

  package struct Pair: Sendable {
    package let key: String
    package let keyPosition: Position
    package let value: Tree

    package init(key: String, keyPosition: Position, value: Tree) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// A line and a column, both from 1; columns count Unicode scalars.
  package struct Position: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    package static let start = Position(line: 1, column: 1)

    package static func < (left: Position, right: Position) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  package init(_ content: Content, at position: Position) {
    self.content = content
    self.position = position
  }

  /// The value of a key, where this is a mapping that has it.
  package subscript(key: String) -> Tree? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// The text of a scalar; `nil` for collections and for null.
  package var text: String? {
    guard case .scalar(let text, let isPlain) = content else { return nil }
    return isPlain && (text.isEmpty || text == "null" || text == "~") ? nil : text
  }

  /// The elements of a sequence; a scalar or a mapping counts as a sequence of itself.
  package var elements: [Tree] {
    switch content {
    case .sequence(let elements): elements
    case .scalar: text == nil ? [] : [self]
    case .mapping: [self]
    }
  }

  package var pairs: [Pair] {
    if case .mapping(let pairs) = content { pairs } else { [] }
  }

  /// What the node is, for a sentence: `a list`.
  package var noun: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar: text.map { "'\($0.shortened(to: 40))'" } ?? "nothing"
    }
  }
}

extension String {
  /// The text cut to a number of characters, with an ellipsis where something is left out.
  package func shortened(to most: Int) -> String {
    count <= most ? self : prefix(max(0, most - 1)) + "…"
  }
}

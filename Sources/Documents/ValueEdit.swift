/// Puts other values into a document, and keeps every other byte of it.
package enum ValueEdit {
  /// One step into a document: a key of a mapping, or the number of an element from 0.
  package enum Step: Hashable, Sendable {
    case key(String)
    case element(Int)
  }

  /// Replaces values, or adds them under keys of the outermost mapping that are not there.
  ///
  /// - Parameters:
  ///   - old: A text that reads as a mapping.
  ///   - values: Where they go, and their text: on one line.
  /// - Returns: The new text; `nil` where a place is not there or is written in a way in which this
  ///   cannot be done.
  package static func replacing(
    in old: String, _ values: [(path: [Step], text: String)]
  ) -> String? {
    var text = old
    for (path, value) in values {
      guard let next = replacing(in: text, path, value) else { return nil }
      text = next
    }
    return text
  }

  private static func replacing(in old: String, _ path: [Step], _ value: String) -> String? {
    guard let tree = YAML.read(old, file: "").tree else { return nil }
    if path.count == 1, case .key(let key) = path[0], tree[key] == nil {
      return old + (old.hasSuffix("\n") || old.isEmpty ? "" : "\n") + "\(key): \(value)\n"
    }
    var node: Tree? = tree
    for step in path {
      switch step {
      case .key(let key): node = node?[key]
      case .element(let index): node = node?.elements.dropFirst(index).first
      }
    }
    let text = TreeText(old)
    guard let node, let extent = text.extent(of: node, from: 0, indent: 0),
      !extent.range.isEmpty
    else { return nil }
    var scalars = text.scalars
    scalars.replaceSubrange(extent.range, with: Array(value.unicodeScalars))
    var new = String.UnicodeScalarView()
    new.append(contentsOf: scalars)
    let result = String(new)
    return YAML.read(result, file: "").tree == nil ? nil : result
  }
}

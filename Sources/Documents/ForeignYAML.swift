internal import Yams

extension YAML {
  /// The documents of a file that was written for another program.
  ///
  /// Unlike a definition file it may hold many documents and tags, which are passed over, and keys
  /// `<<`, whose mappings are merged. Limits of size, depth and aliases are the same.
  ///
  /// - Parameter text: YAML or JSON.
  /// - Returns: All documents; none where one of them cannot be read.
  package static func documents(_ text: String) -> [Tree] {
    guard text.utf8.count <= bytesMax, text.keyMadeOfAliases == nil else { return [] }
    return onDeepStack {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, constructor: .default)
        var trees: [Tree] = []
        while let node = try parser.nextRoot() {
          var conversion = ForeignConversion()
          guard let tree = conversion.tree(node, depth: 1) else { return [] }
          trees.append(tree)
        }
        return trees
      } catch {
        return []
      }
    }
  }
}

/// Turns the library's nodes into a tree, as far as limits allow.
private struct ForeignConversion {
  private var nodes = 0
  /// More than a file of the greatest size can hold without aliases.
  private let nodesMax = YAML.bytesMax

  mutating func tree(_ node: Node, depth: Int) -> Tree? {
    nodes += 1
    guard depth <= YAML.depthMax, nodes <= nodesMax else { return nil }
    let position = node.mark.map { Tree.Position(line: $0.line, column: $0.column) } ?? .start
    switch node {
    case .scalar(let scalar):
      return Tree(.scalar(scalar.string, isPlain: scalar.style == .plain), at: position)
    case .sequence(let sequence):
      var elements: [Tree] = []
      for element in sequence {
        guard let element = tree(element, depth: depth + 1) else { return nil }
        elements.append(element)
      }
      return Tree(.sequence(elements), at: position)
    case .mapping(let mapping):
      var (pairs, merged): ([Tree.Pair], [Tree.Pair]) = ([], [])
      for (key, value) in mapping {
        guard case .scalar(let name) = key, let value = tree(value, depth: depth + 1) else {
          return nil
        }
        if name.string == "<<" {
          merged += value.elements.flatMap(\.pairs)
        } else {
          let place = key.mark.map { Tree.Position(line: $0.line, column: $0.column) } ?? position
          pairs.append(Tree.Pair(key: name.string, keyPosition: place, value: value))
        }
      }
      let own = Set(pairs.map(\.key))
      return Tree(.mapping(pairs + merged.filter { !own.contains($0.key) }), at: position)
    case .alias: return nil
    }
  }
}

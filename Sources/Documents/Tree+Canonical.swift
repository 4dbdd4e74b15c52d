extension Tree {
  /// The tree's content in one fixed spelling: the same for two trees that mean the same, whatever
  /// the order of keys, the comments and the layout.
  package var canonical: String {
    switch content {
    case .scalar(let text, let isPlain): (isPlain ? "~" : "=") + "\(text.utf8.count):" + text
    case .sequence(let elements): "[" + elements.map(\.canonical).joined(separator: ",") + "]"
    case .mapping(let pairs):
      "{"
        + pairs.sorted { $0.key < $1.key }
        .map { "\($0.key.utf8.count):\($0.key)>\($0.value.canonical)" }.joined(separator: ",")
        + "}"
    }
  }
}

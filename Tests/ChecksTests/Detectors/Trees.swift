import Testing

/// Trees of texts, changed a little.
extension [String: String] {
  /// The tree with a text replaced, which must be there.
  func replacing(_ old: String, by new: String, in path: String) throws -> Self {
    let text = try #require(self[path], "\(path)")
    try #require(text.contains(old), "\(path) holds no '\(old)'")
    return merging([path: text.replacing(old, with: new)]) { $1 }
  }

  func without(_ path: String) -> Self { filter { $0.key != path } }

  func adding(_ others: Self) -> Self { merging(others) { $1 } }

  /// The tree with a file under another path.
  func moving(_ path: String, to other: String) throws -> Self {
    let text = try #require(self[path], "\(path)")
    return without(path).adding([other: text])
  }
}
